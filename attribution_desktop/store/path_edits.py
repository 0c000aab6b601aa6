"""Changing and deleting one path row, as one change that can be undone."""

import json
from collections import defaultdict
from typing import Any

import apsw
import numpy as np

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.channels import channel_key
from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.tracking import StoredPath, TrackedPath
from attribution_desktop.store.column_rows import Kind
from attribution_desktop.store.columns import read_channels
from attribution_desktop.store.customers import remove_customers
from attribution_desktop.store.hashing import text_hashes
from attribution_desktop.store.history import recorded
from attribution_desktop.store.identities import (
    known_channels,
    known_customers,
    stored_channels,
    stored_customers,
)
from attribution_desktop.store.orders import order_rows
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.removing import Removed, remove_rows
from attribution_desktop.store.row_changes import known_rows_of, record_difference

_UPDATE = (
    "UPDATE attribution_path SET customer_id = ?, order_id = ?, conversion_value = ?,"
    " path_length = ?, channels = ?, converted_at = ?, conversions = ?, nulls = ? WHERE id = ?"
)

_INSERT_TOUCH = (
    "INSERT INTO touchpoint_interaction (customer_id, channel_id, session_id, touchpoint_metadata,"
    " path_id, position, occurrence, import_id)"
    " SELECT customer_id, ?, '', '', id, ?, 0, import_id FROM attribution_path WHERE id = ?"
)


def own_path(project: ProjectFile, row: int) -> StoredPath:
    """A path row as it would be entered by hand.

    Raises
    ------
    InputRefused
        When there is no such path row.
    """
    with project.snapshot() as connection:
        return StoredPath(row, _path(connection, row))


def edit_path(project: ProjectFile, stored: StoredPath, wanted: TrackedPath) -> Changes:
    """Make a path row what `wanted` says; one transaction.

    Raises
    ------
    InputRefused
        When the row is not what it was when it was read, another order has the new id already,
        or the path cannot be. Nothing is changed then.
    """
    _check(wanted)
    with project.bulk_transaction() as connection:
        _check_unchanged(connection, stored)
        if wanted == stored.path:
            return Changes(revision=project.revision)
        if wanted.order and wanted.order != stored.path.order:
            _check_free(connection, wanted.order)
        channels = len(read_channels(connection).names)
        name = wanted.order or stored.path.order
        with recorded(connection, "edit-journey", _described("Change", name)):
            _replace(connection, stored, wanted)
        return Changes(
            has_journeys=True,
            has_channels=len(read_channels(connection).names) != channels,
            revision=project.advance_revision(),
        )


def delete_path(project: ProjectFile, stored: StoredPath) -> tuple[Removed, Changes]:
    """Delete a path row with its touches.

    Raises
    ------
    InputRefused
        When the row is not what it was when it was read.
    """
    with project.bulk_transaction() as connection:
        _check_unchanged(connection, stored)
        customer = _customer_of(connection, stored.row)
        with recorded(connection, "delete-journey", _described("Deletion", stored.path.order)):
            removed = remove_rows(connection, orders=[stored.row])
            remove_customers(connection, customer)
        changes = Changes(has_journeys=True, revision=project.advance_revision())
    return removed, changes


def _described(what: str, order: str) -> str:
    return f"{what} of order {order}" if order else f"{what} of a path without an id"


def _check(path: TrackedPath) -> None:
    faults = (
        (not path.channels, "A path needs a channel"),
        (path.value < 0, "A path cannot have a negative value"),
        (min(path.conversions, path.nulls) < 0, "A path cannot stand for fewer than no journeys"),
        (not path.conversions + path.nulls, "A path must stand for some journeys"),
        (bool(path.value) and not path.conversions, "A path without conversions has no value"),
    )
    for is_faulty, words in faults:
        if is_faulty:
            raise InputRefused(f"{words}; nothing was changed.")


def _check_unchanged(connection: apsw.Connection, stored: StoredPath) -> None:
    if _path(connection, stored.row) != stored.path:
        raise InputRefused(
            "The path was changed meanwhile; nothing more was changed.", "Open it again."
        )


def _check_free(connection: apsw.Connection, order: str) -> None:
    if order_rows(connection, [order]):
        raise InputRefused(
            f"There is an order {order} already; nothing was changed.", "Give another order id."
        )


def _path(connection: apsw.Connection, row: int) -> TrackedPath:
    found: tuple[Any, ...] | None = connection.execute(
        "SELECT c.external_id, o.order_id, o.conversion_value, o.converted_at, o.conversions,"
        " o.nulls FROM attribution_path o LEFT JOIN customer c ON c.id = o.customer_id"
        " WHERE o.id = ? AND o.is_path",
        (row,),
    ).fetchone()
    if found is None:
        raise InputRefused("There is no such path any more; nothing was changed.")
    customer, order, value, instant, conversions, nulls = found
    channels = read_channels(connection)
    steps = _steps(connection, row)
    names = tuple(channels.names[int(channels.code_of_row[step])] for step in steps)
    return TrackedPath(customer or "", order or "", value, instant, conversions, nulls, names)


def _steps(connection: apsw.Connection, row: int) -> list[int]:
    """The row ids of a path's channels."""
    query = "SELECT channel_id FROM touchpoint_interaction WHERE path_id = ? ORDER BY position"
    return [int(str(channel)) for (channel,) in connection.execute(query, (row,))]


def _customer_of(connection: apsw.Connection, row: int) -> list[int]:
    query = "SELECT customer_id FROM attribution_path WHERE id = ? AND customer_id IS NOT NULL"
    return [int(str(customer)) for (customer,) in connection.execute(query, (row,))]


def _replace(connection: apsw.Connection, stored: StoredPath, wanted: TrackedPath) -> None:
    row, there = stored.row, stored.path
    before = _customer_of(connection, row)
    customer = _stored_customer(connection, wanted.customer)
    channels = _channel_rows(connection, stored, wanted)
    order = known_rows_of(connection, Kind.ORDERS, [row])
    connection.execute(
        _UPDATE,
        (
            customer,
            wanted.order or None,
            wanted.value,
            len(channels),
            json.dumps(channels, separators=(",", ":")),
            wanted.converted_at,
            wanted.conversions,
            wanted.nulls,
            row,
        ),
    )
    record_difference(connection, Kind.ORDERS, order, known_rows_of(connection, Kind.ORDERS, [row]))
    if (wanted.channels, wanted.customer) != (there.channels, there.customer):
        _replace_touches(connection, row, channels)
    remove_customers(connection, before)


def _channel_rows(
    connection: apsw.Connection, stored: StoredPath, wanted: TrackedPath
) -> list[int]:
    """The row ids of the wanted channels: a step that stays names the row that it named.

    Of merged channels several rows are shown under one name, and a merge may be undone.
    """
    left: dict[str, list[int]] = defaultdict(list)
    for name, step in zip(stored.path.channels, _steps(connection, stored.row), strict=True):
        left[channel_key(name)].append(step)
    rows = stored_channels(
        connection,
        wanted.channels,
        known_channels(connection, wanted.channels),
        np.array([not left[channel_key(name)] for name in wanted.channels], np.bool_),
    )
    named = zip((left[channel_key(name)] for name in wanted.channels), rows.tolist(), strict=True)
    return [steps.pop(0) if steps else row for steps, row in named]


def _stored_customer(connection: apsw.Connection, customer: str) -> int | None:
    if not customer:
        return None
    names = [customer]
    known = known_customers(connection, names)
    rows = stored_customers(connection, names, known, np.ones(1, np.bool_), text_hashes(names))
    return int(rows[0])


def _replace_touches(connection: apsw.Connection, row: int, channels: list[int]) -> None:
    before = known_rows_of(connection, Kind.TOUCHES, _touches(connection, row))
    connection.execute("DELETE FROM touchpoint_interaction WHERE path_id = ?", (row,))
    steps = [(channel, place, row) for place, channel in enumerate(channels)]
    connection.executemany(_INSERT_TOUCH, steps)
    after = known_rows_of(connection, Kind.TOUCHES, _touches(connection, row))
    record_difference(connection, Kind.TOUCHES, before, after)


def _touches(connection: apsw.Connection, row: int) -> list[int]:
    query = "SELECT id FROM touchpoint_interaction WHERE path_id = ?"
    return [int(str(touch)) for (touch,) in connection.execute(query, (row,))]
