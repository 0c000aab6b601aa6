"""Refunds: negative amounts that reduce an order, resolved after all orders are known."""

from collections.abc import Sequence
from dataclasses import dataclass

import apsw

from attribution_desktop.domain.imports import Reject
from attribution_desktop.domain.money import decimal_from_micros
from attribution_desktop.store.bulk import Destination
from attribution_desktop.store.column_rows import Kind
from attribution_desktop.store.digests import renew_digests
from attribution_desktop.store.identities import blocks_of_text
from attribution_desktop.store.row_changes import known_rows_of, record_difference


@dataclass(frozen=True, slots=True)
class RefundRow:
    """A row with a negative amount; `index` is its place in the batch, `amount` > 0 in micros."""

    index: int
    order: str
    instant: int
    amount: int
    line: int


@dataclass(frozen=True, slots=True)
class ResolvedRefunds:
    """Refunds to store, and the rows that are rejected, by their index in the batch."""

    accepted: tuple[RefundRow, ...]
    rejected: tuple[tuple[int, Reject], ...]


def resolve_refunds(
    connection: apsw.Connection, rows: Sequence[RefundRow], remaining: dict[str, int]
) -> ResolvedRefunds:
    """Tell new refunds from duplicates (same order, instant and amount) and from impossible ones.

    Parameters
    ----------
    remaining
        What is left, in micros, of every order of the project or the file that a row may name.
        Not changed.
    """
    left = dict(remaining)
    seen = _stored_refunds(connection, [row.order for row in rows if row.order in left])
    accepted: list[RefundRow] = []
    rejected: list[tuple[int, Reject]] = []
    for row in rows:
        identity = (row.order, row.instant, row.amount)
        if identity in seen:
            continue
        if row.order not in left:
            rejected.append((row.index, _without_order(row)))
        elif row.amount > left[row.order]:
            rejected.append((row.index, _exceeding(row, left[row.order])))
        else:
            seen.add(identity)
            left[row.order] -= row.amount
            accepted.append(row)
    return ResolvedRefunds(tuple(accepted), tuple(rejected))


def store_refunds(destination: Destination, refunds: Sequence[RefundRow]) -> None:
    """Keep each refund and take it off its order, which is stored already."""
    connection, import_id = destination.connection, destination.import_id
    connection.executemany(
        "INSERT INTO refund (path_id, instant, amount, import_id)"
        " SELECT id, ?, ?, ? FROM attribution_path WHERE order_id = ?",
        ((row.instant, row.amount, import_id, row.order) for row in refunds),
    )
    connection.executemany(
        "UPDATE attribution_path SET conversion_value = conversion_value - ?,"
        " refunded = refunded + ? WHERE order_id = ?",
        ((row.amount, row.amount, row.order) for row in refunds),
    )


def give_back_refunds(connection: apsw.Connection, import_id: int) -> None:
    """Orders of other imports get back what this import took off them."""
    orders = [
        int(row)
        for (row,) in connection.execute(
            "SELECT DISTINCT path_id FROM refund WHERE import_id = ?", (import_id,)
        )
    ]
    if not orders:
        return
    before = known_rows_of(connection, Kind.ORDERS, orders)
    connection.execute(
        "UPDATE attribution_path SET conversion_value = conversion_value + r.amount,"
        " refunded = refunded - r.amount FROM (SELECT path_id, SUM(amount) AS amount FROM refund"
        " WHERE import_id = ? GROUP BY path_id) r WHERE r.path_id = attribution_path.id",
        (import_id,),
    )
    connection.execute("DELETE FROM refund WHERE import_id = ?", (import_id,))
    after = known_rows_of(connection, Kind.ORDERS, orders)
    record_difference(connection, Kind.ORDERS, before, after)
    renew_digests(connection, ("refund",))


def _stored_refunds(
    connection: apsw.Connection, orders: Sequence[str]
) -> set[tuple[str, int, int]]:
    found: set[tuple[str, int, int]] = set()
    for marks, block in blocks_of_text(list(dict.fromkeys(orders))):
        query = (
            "SELECT o.order_id, r.instant, r.amount FROM refund r"  # noqa: S608  # marks only
            f" JOIN attribution_path o ON o.id = r.path_id WHERE o.order_id IN ({marks})"
        )
        found.update(connection.execute(query, block))
    return found


def _without_order(row: RefundRow) -> Reject:
    named = f"names order {row.order}, which is not there" if row.order else "names no order"
    return Reject(
        line=row.line,
        column="order",
        code="refund-without-order",
        message=f"The refund of {decimal_from_micros(row.amount)} {named}.",
        value=row.order,
    )


def _exceeding(row: RefundRow, left: int) -> Reject:
    return Reject(
        line=row.line,
        column="value",
        code="refund-exceeds-order",
        message=(
            f"The refund of {decimal_from_micros(row.amount)} is more than the"
            f" {decimal_from_micros(left)} that is left of order {row.order}."
        ),
        value=str(decimal_from_micros(-row.amount)),
    )
