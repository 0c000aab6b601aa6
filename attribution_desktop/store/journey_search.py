"""Customers and orders by the beginning of their ids, through the indexes, whatever the size."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import apsw
import numpy as np

from attribution_desktop.domain.instants import UNDATED
from attribution_desktop.domain.interactions import (
    NO_PATHS,
    Interactions,
    PathRows,
)
from attribution_desktop.domain.tracking import TrackedTouch
from attribution_desktop.store.columns import (
    ChannelCodes,
    read_channels,
    read_conversions,
    read_touches,
)
from attribution_desktop.store.project_file import ProjectFile

_LAST_CHARACTER = "\U0010ffff"
_AMONG = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True, eq=False)
class NamedInteractions:
    """What the project holds of the customers whose id, or an order's, begins with a text.

    Parameters
    ----------
    customers
        Numbers of the customers that are meant themselves, all their journeys with them.
    orders
        Row ids of the orders (and path rows) that are meant.
    is_cut
        Whether more customers or orders begin so than were looked at.
    """

    interactions: Interactions
    customers: frozenset[int]
    orders: frozenset[int]
    is_cut: bool


def load_named(project: ProjectFile, text: str, most: int) -> NamedInteractions:
    """Everything of at most `most` customers and `most` orders whose ids begin with a text."""
    with project.snapshot() as connection:
        customers = _beginning(connection, "customer", "external_id", text, most)
        orders = _beginning(connection, "attribution_path", "order_id", text, most)
        owners = _owners(connection, orders[:most])
        meant = sorted({*customers[:most], *owners})
        channels = read_channels(connection)
        interactions = Interactions(
            channels=channels.names,
            touches=read_touches(connection, channels, meant),
            conversions=read_conversions(connection, meant),
            paths=_paths(connection, channels, meant, orders[:most]),
        )
    return NamedInteractions(
        interactions=interactions,
        customers=frozenset(customers[:most]),
        orders=frozenset(orders[:most]),
        is_cut=len(customers) > most or len(orders) > most,
    )


def _beginning(
    connection: apsw.Connection, table: str, column: str, text: str, most: int
) -> list[int]:
    """One more than `most` at the most: so that the caller sees whether there are more."""
    query = (
        f"SELECT id FROM {table} WHERE {column} >= ? AND {column} < ?"  # noqa: S608  # ours
        f" AND {column} IS NOT NULL ORDER BY {column} LIMIT ?"
    )
    rows = connection.execute(query, (text, text + _LAST_CHARACTER, most + 1))
    return [int(str(row)) for (row,) in rows]


def _owners(connection: apsw.Connection, orders: Sequence[int]) -> set[int]:
    query = (
        "SELECT DISTINCT customer_id FROM attribution_path"  # noqa: S608  # ours
        f" WHERE id {_AMONG} AND customer_id IS NOT NULL AND NOT is_path"
    )
    return {int(str(row)) for (row,) in connection.execute(query, (json.dumps(list(orders)),))}


def _paths(
    connection: apsw.Connection,
    channels: ChannelCodes,
    customers: Sequence[int],
    orders: Sequence[int],
) -> PathRows:
    """Path rows of these customers, and those among these rows."""
    query = f"""
        SELECT id, COALESCE(customer_id, -1), COALESCE(converted_at, {UNDATED}), conversion_value,
            conversions, nulls
        FROM attribution_path WHERE is_path AND id IN (
            SELECT id FROM attribution_path WHERE customer_id {_AMONG}
            UNION SELECT value FROM json_each(?))
        ORDER BY id
    """  # noqa: S608  # all of it ours
    bindings = (json.dumps(list(customers)), json.dumps(list(orders)))
    table: list[tuple[Any, ...]] = connection.execute(query, bindings).fetchall()
    if not table:
        return NO_PATHS
    row, customer, instant, value, conversions, nulls = zip(*table, strict=True)
    steps: list[Any] = connection.execute(
        f"SELECT path_id, channel_id FROM touchpoint_interaction WHERE path_id {_AMONG}"  # noqa: S608
        " ORDER BY path_id, position",
        (json.dumps(row),),
    ).fetchall()
    touches = np.array(steps, np.int64).reshape(-1, 2)
    start = np.searchsorted(touches[:, 0], np.array(row, np.int64)).astype(np.int64)
    return PathRows(
        start=np.append(start, len(touches)),
        channel=channels.codes(touches[:, 1]),
        customer=np.array(customer, np.int64),
        instant=np.array(instant, np.int64),
        conversions=np.array(conversions, np.float64),
        nulls=np.array(nulls, np.float64),
        value=np.array(value, np.int64),
        row=np.array(row, np.int64),
    )


def touch_sessions(project: ProjectFile, touches: Sequence[int]) -> tuple[str, ...]:
    """The session of each touch, given by row id; empty where there is none."""
    query = "SELECT session_id FROM touchpoint_interaction WHERE id = ?"
    with project.snapshot() as connection:
        found = (connection.execute(query, (row,)).fetchone() for row in touches)
        return tuple("" if row is None else str(row[0]) for row in found)


def customer_history(
    project: ProjectFile, customer: str
) -> tuple[tuple[TrackedTouch, ...], tuple[int, ...]]:
    """A customer's stored touches in touch order, and the instants of their orders."""
    with project.snapshot() as connection:
        channels = read_channels(connection)
        touches: list[tuple[Any, ...]] = connection.execute(
            "SELECT t.channel_id, t.timestamp, t.session_id, t.touchpoint_metadata"
            " FROM touchpoint_interaction t JOIN customer c ON c.id = t.customer_id"
            " WHERE c.external_id = ? AND t.timestamp IS NOT NULL ORDER BY t.timestamp, t.id",
            (customer,),
        ).fetchall()
        orders = connection.execute(
            "SELECT o.converted_at FROM attribution_path o JOIN customer c ON c.id = o.customer_id"
            " WHERE c.external_id = ? AND NOT o.is_path ORDER BY o.converted_at",
            (customer,),
        ).fetchall()
    return (
        tuple(
            TrackedTouch(channels.names[int(channels.code_of_row[channel])], at, session, metadata)
            for channel, at, session, metadata in touches
        ),
        tuple(int(str(instant)) for (instant,) in orders),
    )
