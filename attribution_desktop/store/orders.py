"""Which orders of a file are new, which are there already, and which contradict what is there."""

from collections.abc import Iterable
from dataclasses import dataclass

import apsw

from attribution_desktop.domain.imports import Reject
from attribution_desktop.domain.instants import UNDATED, iso_from_instant
from attribution_desktop.domain.money import decimal_from_micros
from attribution_desktop.store.bulk import is_empty_table
from attribution_desktop.store.identities import blocks_of_text


@dataclass(frozen=True, slots=True)
class OrderContent:
    """All that makes two rows with one order id the same order.

    Parameters
    ----------
    customer
        Row id in the project; negative for a customer that is only in the file; 0 for none.
    instant
        Of the conversion, or `UNDATED`.
    value
        Micros before any refund.
    channels
        JSON array of channel row ids of a path row; None for an order of its own.
    """

    customer: int
    instant: int
    value: int
    channels: str | None = None
    conversions: float = 1.0
    nulls: float = 0.0

    def __str__(self) -> str:
        when = (
            "without a date" if self.instant == UNDATED else f"at {iso_from_instant(self.instant)}"
        )
        return f"{decimal_from_micros(self.value)} {when}"


@dataclass(frozen=True, slots=True)
class StoredOrder:
    """An order of the project; `remaining` is its value in micros after refunds."""

    content: OrderContent
    remaining: int


def stable_order_id(customer: str, instant: int) -> str:
    """The id of an order that its source gives none: `customer@instant`.

    The instant is ISO 8601 UTC, so that importing the order again is a duplicate.

    Examples
    --------
    >>> stable_order_id("ann", 0)
    'ann@1970-01-01T00:00:00Z'
    """
    return f"{customer}@{iso_from_instant(instant)}"


def stored_orders(connection: apsw.Connection, orders: Iterable[str]) -> dict[str, StoredOrder]:
    """Those of `orders` that the project has, by order id."""
    found: dict[str, StoredOrder] = {}
    if is_empty_table(connection, "attribution_path"):
        return found
    for marks, block in blocks_of_text(list(dict.fromkeys(orders))):
        query = (
            "SELECT order_id, COALESCE(customer_id, 0), COALESCE(converted_at, ?),"  # noqa: S608  # marks only
            " conversion_value, refunded, channels, conversions, nulls"
            f" FROM attribution_path WHERE order_id IN ({marks})"
        )
        for order, customer, instant, remaining, refunded, *rest in connection.execute(
            query, (UNDATED, *block)
        ):
            content = OrderContent(customer, instant, remaining + refunded, *rest)
            found[order] = StoredOrder(content, remaining)
    return found


def order_rows(connection: apsw.Connection, orders: Iterable[str]) -> list[int]:
    """The row ids of those of `orders` that the project has."""
    found: list[int] = []
    for marks, block in blocks_of_text(list(dict.fromkeys(orders))):
        query = f"SELECT id FROM attribution_path WHERE order_id IN ({marks})"  # noqa: S608  # marks only
        found += [int(row) for (row,) in connection.execute(query, block)]
    return found


def order_conflict(order: str, here: OrderContent, there: OrderContent, line: int) -> Reject:
    """The row at `line` says of an order something else than what was stored or read before."""
    difference = " for another customer" if here.customer != there.customer else ""
    if (here.channels is None) != (there.channels is None):
        difference = " as another kind of row"
    elif here.channels != there.channels:
        difference = " with another path"
    return Reject(
        line=line,
        column="order",
        code="order-conflict",
        message=f"Order {order} is {here} in this row, but was {there} before{difference}.",
        value=order,
    )
