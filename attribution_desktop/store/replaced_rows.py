"""Rows that gave way to an import: they wait beside it, and come back when it is taken back."""

from collections.abc import Sequence

import apsw
import numpy as np

from attribution_desktop.store.column_rows import Kind
from attribution_desktop.store.digests import renew_digests
from attribution_desktop.store.row_changes import known_rows_of, record_difference
from attribution_desktop.store.set_aside import COLUMNS, REPLACED, copy_aside, copy_back

_ORDERS, _TOUCHES = "replaced_attribution_path", "replaced_touchpoint_interaction"
_REFUNDS, _SPEND = "replaced_refund", "replaced_daily_spend"

_PARTS_OF_ORDER = (_TOUCHES, _REFUNDS)
"""What names its order by `path_id`."""

_ALL = (_ORDERS, _TOUCHES, _REFUNDS, _SPEND)

_AMONG = "IN (SELECT value FROM carray(?))"


def keep_orders(connection: apsw.Connection, import_id: int, ids: Sequence[int]) -> None:
    """Keep orders, with their refunds and the touches of path rows, for what replaces them."""
    if not ids:
        return
    rows = (apsw.carray(np.array(ids, np.int64)),)
    for table, column in (
        ("attribution_path", "id"),
        ("touchpoint_interaction", "path_id"),
        ("refund", "path_id"),
    ):
        copy_aside(connection, REPLACED, table, f"{column} {_AMONG}", rows, import_id)
    renew_digests(connection, (_ORDERS, _TOUCHES, _REFUNDS))


def keep_spend(connection: apsw.Connection, import_id: int, ids: Sequence[int]) -> None:
    """Keep rows of spend for the import that replaces them."""
    if not ids:
        return
    rows = (apsw.carray(np.array(ids, np.int64)),)
    copy_aside(connection, REPLACED, "daily_spend", f"id {_AMONG}", rows, import_id)
    renew_digests(connection, (_SPEND,))


def refunds_left_out(connection: apsw.Connection, import_id: int) -> tuple[int, int]:
    """How many refunds went with the orders that an import replaced, and their micros together.

    Those that the import has brought again do not count.
    """
    query = f"""
        SELECT COUNT(*), COALESCE(SUM(r.amount), 0) FROM {_REFUNDS} r
        JOIN {_ORDERS} o ON o.row = r.path_id AND o.replaced_by = r.replaced_by
        WHERE r.replaced_by = ? AND NOT EXISTS (
            SELECT 1 FROM refund again JOIN attribution_path p ON p.id = again.path_id
            WHERE p.order_id = o.order_id AND again.instant = r.instant
                AND again.amount = r.amount)
    """  # noqa: S608  # names of the schema
    ((count, amount),) = connection.execute(query, (import_id,)).fetchall()
    return int(str(count)), int(str(amount))


def next_order_row(connection: apsw.Connection) -> int:
    """A row id above those of all orders, also of those that wait."""
    query = (
        "SELECT 1 + MAX(COALESCE((SELECT MAX(id) FROM attribution_path), 0),"  # noqa: S608  # ours
        f" COALESCE((SELECT MAX(row) FROM {_ORDERS}), 0))"
    )
    return int(str(connection.execute(query).fetchall()[0][0]))


def forget_own(connection: apsw.Connection, import_id: int) -> None:
    """Drop what an import, which is taken back, had brought and another one has replaced."""
    _drop_orders(connection, f"import_id = {import_id}")
    connection.execute(f"DELETE FROM {_SPEND} WHERE import_id = ?", (import_id,))  # noqa: S608
    connection.execute(
        f"UPDATE {_ORDERS} SET conversion_value = conversion_value + r.amount,"  # noqa: S608
        f" refunded = refunded - r.amount FROM (SELECT path_id, SUM(amount) AS amount FROM"
        f" {_REFUNDS} WHERE import_id = ? GROUP BY path_id) r WHERE r.path_id = {_ORDERS}.row",
        (import_id,),
    )
    connection.execute(f"DELETE FROM {_REFUNDS} WHERE import_id = ?", (import_id,))  # noqa: S608
    renew_digests(connection, _ALL)


def forget_order(connection: apsw.Connection, order: str) -> None:
    """Drop every earlier word on an order that is deleted."""
    query = f"SELECT row FROM {_ORDERS} WHERE order_id = ?"  # noqa: S608
    rows = [int(str(row)) for (row,) in connection.execute(query, (order,))]
    if rows:
        _drop_orders(connection, f"row IN ({','.join(map(str, rows))})")
        renew_digests(connection, _ALL)


def forget_customer(connection: apsw.Connection, customer: int) -> None:
    """Drop every earlier word on a customer's orders."""
    _drop_orders(connection, f"customer_id = {customer}")
    renew_digests(connection, _ALL)


def bring_back(connection: apsw.Connection, import_id: int) -> None:
    """Store again what an import had replaced, each row with the import that it belongs to.

    Where a later import has said something else since, the rows wait for that one.
    """
    _hand_on_orders(connection, import_id)
    _hand_on_spend(connection, import_id)
    due = f"replaced_by = {import_id}"
    orders = [
        int(str(row))
        for (row,) in connection.execute(f"SELECT row FROM {_ORDERS} WHERE {due}")  # noqa: S608
    ]
    if orders:
        copy_back(connection, REPLACED, "attribution_path", due)
        _copy_renumbered(connection, "touchpoint_interaction", due)
        _copy_renumbered(connection, "refund", due)
        _record_orders(connection, orders)
    _copy_renumbered(connection, "daily_spend", due)
    for table in _ALL:
        connection.execute(f"DELETE FROM {table} WHERE {due}")  # noqa: S608
    renew_digests(connection, ("refund", "daily_spend", *_ALL))


def _record_orders(connection: apsw.Connection, orders: Sequence[int]) -> None:
    """Tell columns and digests of orders that came back, with the touches of path rows."""
    query = f"SELECT id FROM touchpoint_interaction WHERE path_id {_AMONG}"  # noqa: S608
    rows = apsw.carray(np.array(orders, np.int64))
    touches = [int(str(row)) for (row,) in connection.execute(query, (rows,))]
    for kind, ids in ((Kind.ORDERS, orders), (Kind.TOUCHES, touches)):
        nothing = known_rows_of(connection, kind, ())
        record_difference(connection, kind, nothing, known_rows_of(connection, kind, ids))


def _copy_renumbered(connection: apsw.Connection, table: str, condition: str) -> None:
    """Put rows back under their ids, or under new ones where others have theirs by now."""
    columns = COLUMNS[table]
    connection.execute(
        f"INSERT INTO {table} (id, {columns})"  # noqa: S608  # names of the schema
        " SELECT CASE WHEN row = 0 OR copy > 1 OR row IN (SELECT id FROM"
        f" {table}) THEN NULL ELSE row END AS free, {columns}"
        f" FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY row) AS copy"
        f" FROM {REPLACED.table(table)} WHERE {condition}) ORDER BY free IS NULL, row"
    )


def _drop_orders(connection: apsw.Connection, condition: str) -> None:
    for table in _PARTS_OF_ORDER:
        connection.execute(
            f"DELETE FROM {table} WHERE path_id IN (SELECT row FROM {_ORDERS} WHERE {condition})"  # noqa: S608  # ours
        )
    connection.execute(f"DELETE FROM {_ORDERS} WHERE {condition}")  # noqa: S608


def _hand_on_orders(connection: apsw.Connection, import_id: int) -> None:
    """Orders of which there is another word already wait for it, or go where it is no import's."""
    taken = connection.execute(
        f"SELECT row, order_id FROM {_ORDERS} WHERE replaced_by = ?"  # noqa: S608
        " AND order_id IN (SELECT order_id FROM attribution_path)",
        (import_id,),
    ).fetchall()
    for row, order in taken:
        later = _later_import(connection, "attribution_path", "order_id = ?", (order,), import_id)
        if later is None:
            _drop_orders(connection, f"row = {row}")
            continue
        connection.execute(f"UPDATE {_ORDERS} SET replaced_by = ? WHERE row = ?", (later, row))  # noqa: S608
        for table in _PARTS_OF_ORDER:
            statement = f"UPDATE {table} SET replaced_by = ? WHERE path_id = ?"  # noqa: S608
            connection.execute(statement, (later, row))


def _hand_on_spend(connection: apsw.Connection, import_id: int) -> None:
    """Spend of a day of which its source has said something else since waits for that."""
    days = connection.execute(
        f"SELECT DISTINCT source, day FROM {_SPEND} r WHERE replaced_by = ? AND EXISTS"  # noqa: S608
        " (SELECT 1 FROM daily_spend d WHERE d.source = r.source AND d.day IS r.day)",
        (import_id,),
    ).fetchall()
    is_theirs = "source = ? AND day IS ?"
    for day in days:
        later = _later_import(connection, "daily_spend", is_theirs, day, import_id)
        of_day = f"replaced_by = ? AND {is_theirs}"
        if later is None:
            connection.execute(f"DELETE FROM {_SPEND} WHERE {of_day}", (import_id, *day))  # noqa: S608
        else:
            statement = f"UPDATE {_SPEND} SET replaced_by = ? WHERE {of_day}"  # noqa: S608
            connection.execute(statement, (later, import_id, *day))


def _later_import(
    connection: apsw.Connection,
    table: str,
    condition: str,
    bindings: Sequence[object],
    import_id: int,
) -> int | None:
    """The first import after this one that says something of the same, standing or replaced."""
    query = (
        f"SELECT MIN(import_id) FROM (SELECT import_id FROM {table} WHERE {condition}"  # noqa: S608
        f" UNION ALL SELECT import_id FROM {REPLACED.table(table)} WHERE {condition})"
        " WHERE import_id > ?"
    )
    found = connection.execute(query, (*bindings, *bindings, import_id)).fetchall()[0][0]
    return None if found is None else int(str(found))
