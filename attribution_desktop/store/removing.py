"""Taking rows out of a project, the columnar copy and the digests with them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import apsw

from attribution_desktop.store.column_rows import Kind
from attribution_desktop.store.digests import renew_digests
from attribution_desktop.store.row_changes import kept_rows_of, known_rows_of, record_difference

_AMONG = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Removed:
    """How many rows went."""

    touches: int = 0
    orders: int = 0
    spend: int = 0

    def tables(self) -> frozenset[str]:
        """The tables that lost rows."""
        counts = {
            "touchpoint_interaction": self.touches,
            "attribution_path": self.orders,
            "daily_spend": self.spend,
        }
        return frozenset(table for table, count in counts.items() if count)


def remove_rows(
    connection: apsw.Connection,
    *,
    touches: Sequence[int] = (),
    orders: Sequence[int] = (),
    spend: Sequence[int] = (),
) -> Removed:
    """Delete touches, orders (with their refunds; path rows with their touches) and spend.

    Parameters
    ----------
    touches, orders, spend
        Row ids; the caller's transaction is running.
    """
    among_orders = json.dumps(list(orders))
    path_touches = [
        int(row)
        for (row,) in connection.execute(
            f"SELECT id FROM touchpoint_interaction WHERE path_id {_AMONG}",  # noqa: S608  # ours
            (among_orders,),
        )
    ]
    all_touches = [*touches, *path_touches]
    known_touches = kept_rows_of(connection, Kind.TOUCHES, all_touches)
    known_orders = kept_rows_of(connection, Kind.ORDERS, orders)
    gone_touches = _deleted(connection, "touchpoint_interaction", "id", all_touches)
    refunds = _deleted(connection, "refund", "path_id", orders)
    gone_orders = _deleted(connection, "attribution_path", "id", orders)
    gone_spend = _deleted(connection, "daily_spend", "id", spend)
    for kind, before, ids in (
        (Kind.TOUCHES, known_touches, all_touches),
        (Kind.ORDERS, known_orders, orders),
    ):
        if ids:
            record_difference(connection, kind, before, known_rows_of(connection, kind, ()))
    if refunds:
        renew_digests(connection, ("refund",))
    if gone_spend:
        renew_digests(connection, ("daily_spend",))
    return Removed(gone_touches, gone_orders, gone_spend)


def _deleted(connection: apsw.Connection, table: str, column: str, ids: Sequence[int]) -> int:
    if not ids:
        return 0
    statement = f"DELETE FROM {table} WHERE {column} {_AMONG}"  # noqa: S608  # names of the schema
    connection.execute(statement, (json.dumps(list(ids)),))
    return connection.changes()
