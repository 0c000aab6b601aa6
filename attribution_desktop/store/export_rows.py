"""The project's rows as text, block by block, in the order in which they were stored.

The columns are those that `importing` reads, so that what leaves a project can enter another.
"""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

import apsw
import numpy as np

from attribution_desktop.domain.instants import UNDATED
from attribution_desktop.domain.interactions import IntColumn
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.row_table import AmountCells, InstantCells, NumberCells, RowBlock
from attribution_desktop.store.bulk import fetch_number
from attribution_desktop.store.columns import read_channels
from attribution_desktop.store.export_customers import customer_names
from attribution_desktop.store.project_file import ProjectFile

_BLOCK_ROWS = 100_000
_STAGE = "Writing rows"
_PATH_SEPARATOR = " > "

_ORDERS = """
    SELECT COALESCE(MAX(id), 0), json_group_array(customer_id), json_group_array(order_id),
        json_group_array(converted_at), json_group_array(conversion_value)
    FROM (
        SELECT id, customer_id, order_id, converted_at, conversion_value
        FROM attribution_path WHERE NOT is_path AND id > ? ORDER BY id LIMIT ?
    )
"""
_PATHS = """
    SELECT o.id, o.conversions, o.conversion_value, o.nulls, COALESCE(c.external_id, ''),
        COALESCE(o.order_id, ''), o.converted_at
    FROM attribution_path o LEFT JOIN customer c ON c.id = o.customer_id
    WHERE o.is_path ORDER BY o.id
"""
_PATH_TOUCHES = """
    SELECT path_id, channel_id FROM touchpoint_interaction
    WHERE path_id BETWEEN ? AND ? ORDER BY path_id, position
"""
_LABELS = """
    SELECT json_group_array(COALESCE(o.order_id, '')), json_group_array(COALESCE(c.external_id, ''))
    FROM carray(?) j LEFT JOIN attribution_path o ON o.id = j.value
    LEFT JOIN customer c ON c.id = o.customer_id
"""

ORDER_COLUMNS = ("customer", "order", "timestamp", "value")
PATH_COLUMNS = ("path", "conversions", "value", "nulls", "customer", "order", "timestamp")


def order_blocks(project: ProjectFile, progress: Progress = unreported) -> Iterator[RowBlock]:
    """Orders as `ORDER_COLUMNS`, with what is left of each after its refunds.

    Raises
    ------
    Cancelled
        When `progress` does; here and below.
    """
    with project.snapshot() as connection:
        highest = _highest(connection, "attribution_path")
        last = 0
        while True:
            ((found, *told),) = connection.execute(_ORDERS, (last, _BLOCK_ROWS)).fetchall()
            last = int(str(found))
            if not last:
                return
            customers, orders, instants, values = (json.loads(str(listed)) for listed in told)
            yield (
                customer_names(connection, np.array(customers, np.int64)),
                orders,
                InstantCells(np.array(instants, np.int64)),
                AmountCells(np.array(values, np.int64)),
            )
            progress(_STAGE, last, highest)


def path_blocks(project: ProjectFile, progress: Progress = unreported) -> Iterator[RowBlock]:
    """Journeys that were imported whole, as `PATH_COLUMNS`."""
    with project.snapshot() as connection:
        channels = _channel_names(connection)
        for rows, conversions, values, nulls, customers, orders, instants in _blocks(
            connection, _PATHS, "attribution_path", progress
        ):
            touched: dict[int, list[str]] = {row: [] for row in rows}
            ends = (rows[0], rows[-1])
            for row, channel in connection.execute(_PATH_TOUCHES, ends):
                touched[row].append(channels[channel])
            yield (
                [_PATH_SEPARATOR.join(touched[row]) for row in rows],
                NumberCells(np.array(conversions, np.float64)),
                AmountCells(np.array(values, np.int64)),
                NumberCells(np.array(nulls, np.float64)),
                customers,
                orders,
                InstantCells(
                    np.array([UNDATED if at is None else at for at in instants], np.int64)
                ),
            )


def order_labels(project: ProjectFile, rows: IntColumn) -> tuple[list[str], list[str]]:
    """Order id and customer of rows given as in a `Dataset`; empty texts where there is none."""
    with project.snapshot() as connection:
        wanted = apsw.carray(np.ascontiguousarray(rows))
        ((orders, customers),) = connection.execute(_LABELS, (wanted,)).fetchall()
        return json.loads(str(orders)), json.loads(str(customers))


def _channel_names(connection: apsw.Connection) -> list[str]:
    """By row id: the name under which the channel is shown."""
    channels = read_channels(connection)
    return [channels.names[code] if code >= 0 else "" for code in channels.code_of_row.tolist()]


def _blocks(
    connection: apsw.Connection, query: str, table: str, progress: Progress
) -> Iterator[tuple[Any, ...]]:
    """The columns of a query's rows, `_BLOCK_ROWS` at a time."""
    highest = _highest(connection, table)
    cursor = connection.execute(query)
    done = 0
    while rows := list(islice(cursor, _BLOCK_ROWS)):
        yield tuple(zip(*rows, strict=True))
        done += len(rows)
        progress(_STAGE, min(done, highest), highest)


def _highest(connection: apsw.Connection, table: str) -> int:
    return fetch_number(connection, f"SELECT COALESCE(MAX(id), 0) FROM {table}")  # noqa: S608  # ours
