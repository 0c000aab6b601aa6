"""Path rows: journeys that are imported whole, with an order of touches but no times."""

import json
from dataclasses import dataclass

import apsw
import numpy as np

from attribution_desktop.domain.batch_sums import sums_of_paths
from attribution_desktop.domain.imports import PathBatch, ReadFile, Reject
from attribution_desktop.domain.instants import UNDATED
from attribution_desktop.domain.interactions import BoolColumn, IntColumn
from attribution_desktop.domain.money import decimal_from_micros
from attribution_desktop.store.bulk import Destination, row_blocks
from attribution_desktop.store.digests import add_digests, read_digests
from attribution_desktop.store.hashing import text_hashes
from attribution_desktop.store.identities import (
    UNKNOWN_ROW,
    RowIds,
    known_rows,
    stored_channels,
    stored_customers,
    used_codes,
)
from attribution_desktop.store.orders import OrderContent, order_conflict, stored_orders
from attribution_desktop.store.replaced_rows import next_order_row
from attribution_desktop.store.stored_rows import StoredRows

_INSERT_PATH = (
    "INSERT INTO attribution_path (id, customer_id, order_id, conversion_value, refunded,"
    " path_length, channels, converted_at, conversions, nulls, is_path, import_id)"
    " VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, 1, ?)"
)
_INSERT_TOUCH = (
    "INSERT INTO touchpoint_interaction (customer_id, channel_id, session_id, touchpoint_metadata,"
    " path_id, position, occurrence, import_id) VALUES (?, ?, '', '', ?, ?, 0, ?)"
)


@dataclass(frozen=True, slots=True, eq=False)
class _ResolvedPaths:
    """(p,) which rows are new, and the rejected ones."""

    is_new: BoolColumn
    rejects: tuple[Reject, ...]


def store_paths(destination: Destination, read: ReadFile, batch: PathBatch) -> StoredRows:
    """Store the path rows that are new, inside the caller's transaction.

    A row with an order id is known by it; any other row is always new, for equal rows are so many
    journeys.
    """
    connection = destination.connection
    destination.progress("Looking up customers", 0, 0)
    known = known_rows(connection, read.customers, read.channels)
    resolved = _resolve(connection, batch, known)
    chosen = np.flatnonzero(resolved.is_new)
    touch = _touches_of(batch, chosen)
    customers = used_codes(len(read.customers), batch.customer[chosen])
    channels = used_codes(len(read.channels), batch.channel[touch])
    rows = RowIds(
        stored_customers(
            connection,
            read.customers,
            known.customers,
            customers,
            text_hashes(read.customers),
        ),
        stored_channels(connection, read.channels, known.channels, channels),
    )
    base = next_order_row(connection)
    _insert_paths(destination, batch, chosen, rows, base)
    _insert_touches(destination, batch, chosen, rows, base)
    for table, column in (("attribution_path", "id"), ("touchpoint_interaction", "path_id")):
        add_digests(connection, table, read_digests(connection, table, f"{column} >= {base}"))
    return StoredRows(
        imported=len(chosen),
        duplicate=len(batch.order) - len(chosen) - len(resolved.rejects),
        rejects=resolved.rejects,
        sums=sums_of_paths(
            len(touch),
            batch.conversions[chosen],
            batch.nulls[chosen],
            batch.value[chosen],
            batch.instant[chosen],
        ),
    )


def contradicted_path_orders(
    connection: apsw.Connection, batch: PathBatch, known: RowIds
) -> list[str]:
    """The order ids under which the project holds something else than the batch says."""
    rejects = _resolve(connection, batch, known).rejects
    return [reject.value for reject in rejects if reject.code == "order-conflict"]


def _resolve(connection: apsw.Connection, batch: PathBatch, known: RowIds) -> _ResolvedPaths:
    there = stored_orders(connection, filter(None, batch.order))
    content_of = {name: stored.content for name, stored in there.items()}
    is_new = np.ones(len(batch.order), np.bool_)
    rejects: list[Reject] = []
    for index, order in enumerate(batch.order):
        line = int(batch.line[index])
        if batch.value[index] < 0:
            is_new[index] = False
            rejects.append(_negative(order, int(batch.value[index]), line))
            continue
        if not order:
            continue
        content = _content(batch, index, known)
        if order not in content_of:
            content_of[order] = content
            continue
        is_new[index] = False
        if content_of[order] != content:
            rejects.append(order_conflict(order, content, content_of[order], line))
    return _ResolvedPaths(is_new, tuple(rejects))


def _content(batch: PathBatch, index: int, known: RowIds) -> OrderContent:
    code = int(batch.customer[index])
    customer = 0 if code < 0 else int(known.customers[code])
    if code >= 0 and customer == UNKNOWN_ROW:
        customer = -1 - code
    codes = batch.channel[batch.start[index] : batch.start[index + 1]].astype(np.int64)
    rows = known.channels[codes]
    return OrderContent(
        customer=customer,
        instant=int(batch.instant[index]),
        value=int(batch.value[index]),
        channels=_json_array(np.where(rows == UNKNOWN_ROW, -1 - codes, rows)),
        conversions=float(batch.conversions[index]),
        nulls=float(batch.nulls[index]),
    )


def _insert_paths(
    destination: Destination, batch: PathBatch, chosen: IntColumn, rows: RowIds, base: int
) -> None:
    channel = rows.channels[batch.channel]
    start, end = batch.start[chosen], batch.start[chosen + 1]
    columns = (
        list(range(base, base + len(chosen))),
        _customer_cells(batch, chosen, rows.customers),
        [batch.order[index] or None for index in chosen.tolist()],
        batch.value[chosen].tolist(),
        (end - start).tolist(),
        [_json_array(channel[a:b]) for a, b in zip(start.tolist(), end.tolist(), strict=True)],
        [None if at == UNDATED else at for at in batch.instant[chosen].tolist()],
        batch.conversions[chosen].tolist(),
        batch.nulls[chosen].tolist(),
        [destination.import_id] * len(chosen),
    )
    for block in row_blocks(columns, destination.progress, "Storing paths"):
        destination.connection.executemany(_INSERT_PATH, block)


def _insert_touches(
    destination: Destination, batch: PathBatch, chosen: IntColumn, rows: RowIds, base: int
) -> None:
    length = batch.start[chosen + 1] - batch.start[chosen]
    touch = _touches_of(batch, chosen)
    place = np.repeat(np.arange(len(chosen)), length)
    position = np.arange(len(touch)) - np.repeat(np.cumsum(length) - length, length)
    customer = _customer_cells(batch, chosen, rows.customers)
    columns = (
        [customer[index] for index in place.tolist()],
        rows.channels[batch.channel[touch]].tolist(),
        (base + place).tolist(),
        position.tolist(),
        [destination.import_id] * len(touch),
    )
    for block in row_blocks(columns, destination.progress, "Storing touchpoints"):
        destination.connection.executemany(_INSERT_TOUCH, block)


def _touches_of(batch: PathBatch, chosen: IntColumn) -> IntColumn:
    """Indices into `batch.channel` of the touches of the chosen rows, row by row."""
    start = batch.start[chosen]
    length = batch.start[chosen + 1] - start
    offset = start - (np.cumsum(length) - length)
    indices: IntColumn = np.arange(int(length.sum())) + np.repeat(offset, length)
    return indices


def _customer_cells(batch: PathBatch, chosen: IntColumn, customers: IntColumn) -> list[int | None]:
    rows = customers.tolist()
    return [None if code < 0 else rows[code] for code in batch.customer[chosen].tolist()]


def _json_array(rows: IntColumn) -> str:
    return json.dumps(rows.tolist(), separators=(",", ":"))


def _negative(order: str, value: int, line: int) -> Reject:
    return Reject(
        line=line,
        column="value",
        code="negative-value",
        message=f"A path cannot have the negative value {decimal_from_micros(value)};"
        f" import the refund of {order or 'an order'} as a row of a conversions file.",
        value=str(decimal_from_micros(value)),
    )
