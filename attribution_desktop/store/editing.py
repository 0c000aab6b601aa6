"""Taking back what was imported or tracked: imports, journeys; undoable."""

import apsw

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.errors import DiskFull, InputRefused
from attribution_desktop.store.backups import back_up
from attribution_desktop.store.customers import remove_customers
from attribution_desktop.store.history import record_removal, recorded
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.removing import Removed, remove_rows
from attribution_desktop.store.replaced_rows import forget_order


def undo_import(project: ProjectFile, import_id: int) -> tuple[Removed, Changes]:
    """Take back all rows that an import added; a backup is made first.

    What other imports repeat of its rows goes too: a row belongs to the import that brought it.

    Raises
    ------
    InputRefused
        When there is no such import.
    """
    _check_import(project, import_id)
    project.check_is_there()
    backup = back_up(project.connection, project.path, "before-undo-import")
    try:
        return _import_undone(project, import_id)
    except DiskFull:
        # The project is as it was: a copy of it would only be in the way of the next attempt.
        backup.unlink(missing_ok=True)
        raise


def _import_undone(project: ProjectFile, import_id: int) -> tuple[Removed, Changes]:
    with project.bulk_transaction() as connection:
        file = _check_import(project, import_id)
        description = f"Removal of import {import_id} ({file})"
        removed = record_removal(connection, description, import_id)
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
            forget_order(connection, order)
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
