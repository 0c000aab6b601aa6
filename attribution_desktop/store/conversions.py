"""Orders of their own (no path rows): resolved against the project, then stored."""

from collections.abc import Sequence
from dataclasses import dataclass

import apsw
import numpy as np

from attribution_desktop.domain.imports import ConversionBatch, Reject
from attribution_desktop.domain.interactions import BoolColumn, IntColumn
from attribution_desktop.domain.mixing import HashColumn
from attribution_desktop.domain.progress import awaited
from attribution_desktop.store.bulk import (
    Destination,
    is_empty_table,
    rebuilt_indexes,
    row_blocks,
)
from attribution_desktop.store.column_rows import Kind, Rows
from attribution_desktop.store.content import order_content
from attribution_desktop.store.digests import (
    add_digests,
    digest_of,
    order_hashes,
    renew_digests,
)
from attribution_desktop.store.hashing import text_hashes
from attribution_desktop.store.identities import UNKNOWN_ROW, RowIds
from attribution_desktop.store.orders import (
    OrderContent,
    order_conflict,
    order_rows,
    stable_order_id,
    stored_orders,
)
from attribution_desktop.store.refunds import (
    RefundRow,
    ResolvedRefunds,
    resolve_refunds,
    store_refunds,
)
from attribution_desktop.store.replaced_rows import next_order_row
from attribution_desktop.store.row_changes import known_rows_of, record_difference
from attribution_desktop.store.segments import Change, append_change

_TABLE = "attribution_path"

_REBUILDING_ROWS = 20_000

_INSERT = (
    "INSERT INTO attribution_path (id, customer_id, order_id, conversion_value, refunded,"
    " converted_at, conversions, nulls, is_path, import_id)"
    " VALUES (?, ?, ?, ?, 0, ?, 1.0, 0.0, 0, {})"
)


@dataclass(frozen=True, slots=True, eq=False)
class ResolvedConversions:
    """The fate of each row of a `ConversionBatch` of c rows, before anything is stored.

    Parameters
    ----------
    order
        (c,) order ids, the stable ones filled in.
    is_new_order
        (c,) rows to store as an order.
    is_new
        (c,) rows that add something: a new order or a new refund.
    is_rejected
        (c,) rows that `rejects` is about.
    """

    order: list[str]
    is_new_order: BoolColumn
    is_new: BoolColumn
    is_rejected: BoolColumn
    rejects: tuple[Reject, ...]
    refunds: tuple[RefundRow, ...]


def resolve_conversions(
    connection: apsw.Connection,
    batch: ConversionBatch,
    customers: Sequence[str],
    known: IntColumn,
) -> ResolvedConversions:
    """Tell new orders and refunds from duplicates and contradictions.

    Parameters
    ----------
    customers, known
        The file's customers and their row ids in the project (`UNKNOWN_ROW`: none yet).
    """
    order = _order_ids(batch, customers)
    if _are_all_new(connection, batch, order):
        nothing, everything = np.zeros(len(order), np.bool_), np.ones(len(order), np.bool_)
        return ResolvedConversions(order, everything, everything, nothing, (), ())
    contents = _contents(batch, known)
    there = stored_orders(connection, filter(None, order))
    content_of = {name: stored.content for name, stored in there.items()}
    remaining = {name: stored.remaining for name, stored in there.items()}
    is_new_order = np.zeros(len(order), np.bool_)
    rejects: list[tuple[int, Reject]] = []
    refund_rows: list[RefundRow] = []
    for index, (name, content) in enumerate(zip(order, contents, strict=True)):
        line = int(batch.line[index])
        if content.value < 0:
            refund_rows.append(RefundRow(index, name, content.instant, -content.value, line))
        elif name not in content_of:
            content_of[name] = content
            remaining[name] = content.value
            is_new_order[index] = True
        elif content_of[name] != content:
            rejects.append((index, order_conflict(name, content, content_of[name], line)))
    refunds = resolve_refunds(connection, refund_rows, remaining)
    return _resolved(order, is_new_order, rejects, refunds)


def store_conversions(
    destination: Destination,
    batch: ConversionBatch,
    resolved: ResolvedConversions,
    rows: RowIds,
    customer_hash: HashColumn,
) -> None:
    """Store the new orders, then the new refunds.

    Parameters
    ----------
    customer_hash
        By the batch's customer codes.
    """
    if resolved.is_new_order.any():
        is_bulk = int(resolved.is_new_order.sum()) >= _REBUILDING_ROWS
        if is_bulk and is_empty_table(destination.connection, _TABLE):
            with rebuilt_indexes(destination.connection, _TABLE):
                _store_orders(destination, batch, resolved, rows, customer_hash)
        else:
            _store_orders(destination, batch, resolved, rows, customer_hash)
    if resolved.refunds:
        _store_refunds(destination, resolved.refunds)


def _store_orders(
    destination: Destination,
    batch: ConversionBatch,
    resolved: ResolvedConversions,
    rows: RowIds,
    customer_hash: HashColumn,
) -> None:
    connection, import_id = destination.connection, destination.import_id
    chosen = np.flatnonzero(resolved.is_new_order)
    row = next_order_row(connection) + np.arange(len(chosen))
    customer = rows.customers[batch.customer[chosen]]
    value, instant = batch.value[chosen], batch.instant[chosen]
    orders = resolved.order
    if len(chosen) < len(orders):
        orders = [orders[index] for index in chosen.tolist()]
    statement = _INSERT.format("NULL" if import_id is None else import_id)
    columns = (row, customer, orders, value, instant)
    for block in row_blocks(columns, destination.progress, "Storing conversions"):
        connection.executemany(statement, block)
    order_hash = awaited(lambda: text_hashes(orders), destination.progress, "Storing conversions")
    content = order_content(customer_hash[batch.customer[chosen]], instant, value, order_hash)
    added = Rows(customer, instant, value, row)
    change = Change(Kind.ORDERS, added, np.empty(0, np.int64), content)
    append_change(connection, change, import_id)
    hashes = order_hashes(row, customer, value, instant, order_hash)
    add_digests(connection, _TABLE, {import_id or 0: digest_of(hashes)})


def _store_refunds(destination: Destination, refunds: Sequence[RefundRow]) -> None:
    connection = destination.connection
    ids = order_rows(connection, [refund.order for refund in refunds])
    before = known_rows_of(connection, Kind.ORDERS, ids)
    store_refunds(destination, refunds)
    record_difference(connection, Kind.ORDERS, before, known_rows_of(connection, Kind.ORDERS, ids))
    renew_digests(connection, ("refund",))


def _are_all_new(connection: apsw.Connection, batch: ConversionBatch, order: Sequence[str]) -> bool:
    """Whether no row can be a refund, a duplicate or a contradiction."""
    return (
        is_empty_table(connection, _TABLE)
        and bool((batch.value >= 0).all())
        and len(set(order)) == len(order)
    )


def _order_ids(batch: ConversionBatch, customers: Sequence[str]) -> list[str]:
    """Order ids with the stable ones filled in; a refund without one keeps its empty text."""
    if all(batch.order):
        return batch.order
    return [
        order if order or value < 0 else stable_order_id(customers[code], instant)
        for order, value, code, instant in zip(
            batch.order,
            batch.value.tolist(),
            batch.customer.tolist(),
            batch.instant.tolist(),
            strict=True,
        )
    ]


def _contents(batch: ConversionBatch, known: IntColumn) -> list[OrderContent]:
    rows = known[batch.customer]
    customer = np.where(rows == UNKNOWN_ROW, -1 - batch.customer.astype(np.int64), rows)
    return list(
        map(
            OrderContent,
            customer.tolist(),
            batch.instant.tolist(),
            batch.value.tolist(),
        )
    )


def _resolved(
    order: list[str],
    is_new_order: BoolColumn,
    rejects: list[tuple[int, Reject]],
    refunds: ResolvedRefunds,
) -> ResolvedConversions:
    all_rejects = sorted((*rejects, *refunds.rejected))
    is_rejected = np.zeros(len(order), np.bool_)
    is_rejected[[index for index, _ in all_rejects]] = True
    is_new = is_new_order.copy()
    is_new[[row.index for row in refunds.accepted]] = True
    return ResolvedConversions(
        order=order,
        is_new_order=is_new_order,
        is_new=is_new,
        is_rejected=is_rejected,
        rejects=tuple(reject for _, reject in all_rejects),
        refunds=refunds.accepted,
    )
