"""Taking back what was imported or tracked: imports, journeys; undoable."""

import apsw

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.store.backups import back_up
from attribution_desktop.store.column_rows import Kind
from attribution_desktop.store.digests import add_digests, read_digests, renew_digests
from attribution_desktop.store.history import recorded
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.removing import Removed, remove_rows
from attribution_desktop.store.replaced_spend import bring_back
from attribution_desktop.store.row_changes import known_rows_of, record_difference

_NOBODY = """
    NOT EXISTS (SELECT 1 FROM touchpoint_interaction t
        WHERE t.customer_id = customer.id AND t.timestamp IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM attribution_path o WHERE o.customer_id = customer.id)
"""
"""Touches of path rows name the path's customer: they need no look of their own."""


def undo_import(project: ProjectFile, import_id: int) -> tuple[Removed, Changes]:
    """Take back all rows that an import added; a backup is made first.

    What other imports repeat of its rows goes too: a row belongs to the import that brought it.

    Raises
    ------
    InputRefused
        When there is no such import.
    """
    _check_import(project, import_id)
    back_up(project.connection, project.path, "before-undo-import")
    with project.bulk_transaction() as connection:
        file = _check_import(project, import_id)
        with recorded(connection, "undo-import", f"Removal of import {import_id} ({file})"):
            removed = _remove_import(connection, import_id)
        changes = Changes(
            has_journeys=bool(removed.touches or removed.orders),
            has_spend=removed.spend > 0,
            revision=project.advance_revision(),
        )
    return removed, changes


def delete_journey(project: ProjectFile, order: str) -> tuple[Removed, Changes]:
    """Delete an order with its refunds and the touches that led to it and to no earlier order.

    These are the customer's touches after the order before it, up to its own instant. A path row
    goes with its touches.

    Raises
    ------
    InputRefused
        When there is no such order.
    """
    with project.bulk_transaction() as connection:
        found = connection.execute(
            "SELECT id, customer_id, converted_at, is_path FROM attribution_path"
            " WHERE order_id = ?",
            (order,),
        ).fetchone()
        if found is None:
            raise InputRefused(f"There is no order {order!r}; nothing was deleted.")
        row, customer, instant, is_path = (int(cell or 0) for cell in found)
        touches = [] if is_path else touches_up_to(connection, customer, instant)
        with recorded(connection, "delete-journey", f"Deletion of order {order}"):
            removed = remove_rows(connection, touches=touches, orders=[row])
            remove_customers(connection, [customer])
        changes = Changes(has_journeys=True, revision=project.advance_revision())
    return removed, changes


def _check_import(project: ProjectFile, import_id: int) -> str:
    """The file's name."""
    with project.snapshot() as connection:
        found = connection.execute("SELECT file FROM imports WHERE id = ?", (import_id,)).fetchone()
    if found is None:
        raise InputRefused(
            f"There is no import {import_id}; nothing was changed.", "See the list of imports."
        )
    return str(found[0])


def _remove_import(connection: apsw.Connection, import_id: int) -> Removed:
    touches = _ids(
        connection, "touchpoint_interaction", "import_id = ? AND path_id IS NULL", import_id
    )
    orders = _ids(connection, "attribution_path", "import_id = ?", import_id)
    spend = _ids(connection, "daily_spend", "import_id = ?", import_id)
    customers = _customers_of(connection, import_id)
    _give_back_refunds(connection, import_id)
    removed = remove_rows(connection, touches=touches, orders=orders, spend=spend)
    connection.execute("DELETE FROM imports WHERE id = ?", (import_id,))
    renew_digests(connection, ("imports",))
    remove_customers(connection, customers)
    bring_back(connection, import_id)
    return removed


def _ids(connection: apsw.Connection, table: str, condition: str, bound: int) -> list[int]:
    query = f"SELECT id FROM {table} WHERE {condition}"  # noqa: S608  # all of it ours
    return [int(row) for (row,) in connection.execute(query, (bound,))]


def _customers_of(connection: apsw.Connection, import_id: int) -> list[int]:
    query = (
        "SELECT customer_id FROM touchpoint_interaction WHERE import_id = :id"
        " UNION SELECT customer_id FROM attribution_path WHERE import_id = :id"
    )
    rows = connection.execute(query, {"id": import_id})
    return [int(row) for (row,) in rows if row is not None]


def _give_back_refunds(connection: apsw.Connection, import_id: int) -> None:
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


def touches_up_to(connection: apsw.Connection, customer: int, instant: int) -> list[int]:
    """The customer's touches after the order before this instant: those of the order at it."""
    query = """
        SELECT id FROM touchpoint_interaction
        WHERE customer_id = :customer AND timestamp IS NOT NULL AND timestamp <= :instant
            AND timestamp > COALESCE((SELECT MAX(converted_at) FROM attribution_path
                WHERE customer_id = :customer AND NOT is_path AND converted_at < :instant),
                -9223372036854775807)
    """
    bindings = {"customer": customer, "instant": instant}
    return [int(row) for (row,) in connection.execute(query, bindings)]


def remove_customers(connection: apsw.Connection, customers: list[int]) -> None:
    """Delete those of the customers of whom nothing is left."""
    among = f"id IN (SELECT value FROM json_each(?)) AND {_NOBODY}"  # noqa: S608  # ours
    bindings = (f"[{','.join(map(str, customers))}]",)
    add_digests(connection, "customer", read_digests(connection, "customer", among, bindings), -1)
    connection.execute(f"DELETE FROM customer WHERE {among}", bindings)  # noqa: S608  # ours
