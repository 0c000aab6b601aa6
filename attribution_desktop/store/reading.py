"""Reads of a project: the data set of an analysis, one customer's part of it, and look-ups."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import apsw
import numpy as np

from attribution_desktop.domain.imports import ImportManifest
from attribution_desktop.domain.interactions import (
    NO_PATHS,
    Dataset,
    Interactions,
)
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.store.bulk import holds_data
from attribution_desktop.store.columns import (
    load_conversions,
    load_touches,
    read_channels,
    read_conversions,
    read_fingerprint,
    read_paths,
    read_spend,
    read_touches,
)
from attribution_desktop.store.failures import nonsense_is_damage
from attribution_desktop.store.manifests import manifest_from_text
from attribution_desktop.store.project_file import ProjectFile


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order or path row; `value` is what is left after `refunded`, both in micros."""

    row: int
    order: str
    customer: str
    converted_at: int | None
    value: int
    refunded: int
    is_path: bool


@dataclass(frozen=True, slots=True)
class RowCounts:
    """How many rows a project holds; `touches` are timed ones, `path_touches` those of paths."""

    customers: int
    channels: int
    touches: int
    path_touches: int
    orders: int
    paths: int
    spend: int
    imports: int


def load_dataset(project: ProjectFile, progress: Progress = unreported) -> Dataset:
    """Everything that an analysis reads, as of one moment.

    Raises
    ------
    Cancelled
        When `progress` does.
    ProjectBusy, ProjectDamaged
    """
    with project.snapshot() as connection, nonsense_is_damage(project.path):
        channels = read_channels(connection)
        interactions = Interactions(
            channels=channels.names,
            touches=load_touches(connection, channels, progress),
            conversions=load_conversions(connection, progress),
            paths=read_paths(connection, channels, progress),
        )
        spend = read_spend(connection, channels, progress)
        identity = project.identity_with(
            read_fingerprint(connection, channels, interactions.paths, spend)
        )
    return Dataset(identity, interactions, spend)


def load_customer(project: ProjectFile, customer: str, order: str) -> tuple[Interactions, int]:
    """One customer's timed touches and orders, and the row id of one of the orders.

    Codes count over all channels of the project, as in `load_dataset`; the customer is number 0,
    so that cutting the journeys does not count over all customers of the project.

    Raises
    ------
    KeyError
        When there is no such customer or order.
    """
    with project.snapshot() as connection:
        number = _row_id(connection, "SELECT id FROM customer WHERE external_id = ?", customer)
        row = _row_id(connection, "SELECT id FROM attribution_path WHERE order_id = ?", order)
        channels = read_channels(connection)
        touches = read_touches(connection, channels, (number,))
        orders = read_conversions(connection, (number,))
    interactions = Interactions(
        channels=channels.names,
        touches=replace(touches, customer=np.zeros_like(touches.customer)),
        conversions=replace(orders, customer=np.zeros_like(orders.customer)),
        paths=NO_PATHS,
    )
    return interactions, row


def _row_id(connection: apsw.Connection, query: str, text: str) -> int:
    row: tuple[int] | None = connection.execute(query, (text,)).fetchone()
    if row is None:
        raise KeyError(text)
    return row[0]


def list_imports(project: ProjectFile) -> tuple[ImportManifest, ...]:
    """The manifests of all imports, oldest first."""
    with project.snapshot() as connection:
        rows = connection.execute("SELECT manifest FROM imports ORDER BY id")
        return tuple(manifest_from_text(text) for (text,) in rows)


def channel_names(project: ProjectFile) -> tuple[str, ...]:
    """Shown names in order of creation: a channel's place is its code in a `Dataset`."""
    with project.snapshot() as connection:
        return read_channels(connection).names


def is_empty(project: ProjectFile) -> bool:
    """Whether the project holds neither touches nor orders nor spend."""
    with project.snapshot() as connection:
        return not holds_data(connection)


def holds_order(project: ProjectFile, order: str) -> bool:
    return order_row(project, order) is not None


def customer_names(project: ProjectFile, numbers: Sequence[int]) -> tuple[str, ...]:
    """The source's ids of customers, given as in a `Dataset`; empty for -1 and unknown ones."""
    with project.snapshot() as connection:
        query = "SELECT external_id FROM customer WHERE id = ?"
        rows = (connection.execute(query, (number,)).fetchone() for number in numbers)
        return tuple("" if row is None else str(row[0]) for row in rows)


def order_row(project: ProjectFile, order: str) -> OrderRow | None:
    """The order (or path row) with this id; None when there is none."""
    query = """
        SELECT o.id, o.order_id, COALESCE(c.external_id, ''), o.converted_at, o.conversion_value,
            o.refunded, o.is_path
        FROM attribution_path o LEFT JOIN customer c ON c.id = o.customer_id
        WHERE o.order_id = ?
    """
    with project.snapshot() as connection:
        found: tuple[Any, ...] | None = connection.execute(query, (order,)).fetchone()
    if found is None:
        return None
    row, name, customer, converted_at, value, refunded, is_path = found
    return OrderRow(row, name, customer, converted_at, value, refunded, bool(is_path))


def order_ids(project: ProjectFile, rows: Sequence[int]) -> tuple[str, ...]:
    """The order ids of rows given as in a `Dataset`; empty for rows that name none."""
    with project.snapshot() as connection:
        query = "SELECT order_id FROM attribution_path WHERE id = ?"
        found = (connection.execute(query, (row,)).fetchone() for row in rows)
        return tuple("" if row is None or row[0] is None else str(row[0]) for row in found)


def row_counts(project: ProjectFile) -> RowCounts:
    query = """
        SELECT (SELECT COUNT(*) FROM customer),
            (SELECT COUNT(*) FROM channel),
            (SELECT COUNT(*) FROM touchpoint_interaction WHERE timestamp IS NOT NULL),
            (SELECT COUNT(*) FROM touchpoint_interaction WHERE path_id IS NOT NULL),
            (SELECT COUNT(*) FROM attribution_path WHERE NOT is_path),
            (SELECT COUNT(*) FROM attribution_path WHERE is_path),
            (SELECT COUNT(*) FROM daily_spend),
            (SELECT COUNT(*) FROM imports)
    """
    with project.snapshot() as connection:
        counts: tuple[Any, ...] = connection.execute(query).fetchall()[0]
    return RowCounts(*counts)
