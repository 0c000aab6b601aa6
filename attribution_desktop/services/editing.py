"""Taking back what was stored: imports, journeys, customers, and the last change."""

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.tracking import StoredPath, TrackedJourney, TrackedPath
from attribution_desktop.services.projects import Project
from attribution_desktop.store import editing, erasing, history, journey_edits, path_edits
from attribution_desktop.store.erasing import Erasure
from attribution_desktop.store.history import PastChange
from attribution_desktop.store.removing import Removed

__all__ = [
    "Erasure",
    "PastChange",
    "Removed",
    "delete_customer",
    "delete_journey",
    "delete_path",
    "edit_journey",
    "edit_path",
    "own_journey",
    "own_path",
    "past_changes",
    "redo_change",
    "undo_change",
    "undo_import",
]


def undo_import(project: Project, import_id: int) -> tuple[Removed, Changes]:
    """Take back all rows that an import added, after a backup; `undo_change` brings them back.

    Raises
    ------
    InputRefused
        When there is no such import.
    """
    return editing.undo_import(project.file, import_id)


def delete_journey(project: Project, order: str) -> tuple[Removed, Changes]:
    """Delete an order with its refunds and the touches since the customer's order before.

    Raises
    ------
    InputRefused
        When there is no such order.
    """
    return editing.delete_journey(project.file, order)


def own_journey(project: Project, order: str) -> TrackedJourney:
    """An order as it would be entered by hand, with the touches that are deleted with it.

    Raises
    ------
    InputRefused
        When there is no such order, or it was imported as a path without times.
    """
    return journey_edits.own_journey(project.file, order)


def edit_journey(project: Project, order: str, journey: TrackedJourney) -> tuple[str, Changes]:
    """Make an order and its own touches what `journey` says: one change, one transaction.

    Returns
    -------
    The order's id, which may be another one now.

    Raises
    ------
    InputRefused
        When there is no such order, it is a path row, another order has the new id already, or
        the journey cannot be. Nothing is changed then.
    """
    return journey_edits.edit_journey(project.file, order, journey)


def own_path(project: Project, row: int) -> StoredPath:
    """A journey without times, by its row in the project.

    Raises
    ------
    InputRefused
        When there is no such path row.
    """
    return path_edits.own_path(project.file, row)


def edit_path(project: Project, stored: StoredPath, path: TrackedPath) -> Changes:
    """Make a journey without times what `path` says: one change, one transaction.

    Raises
    ------
    InputRefused
        When it is not what it was when it was read, another order has the new id already, or the
        path cannot be. Nothing is changed then.
    """
    return path_edits.edit_path(project.file, stored, path)


def delete_path(project: Project, stored: StoredPath) -> tuple[Removed, Changes]:
    """Delete a journey without times, whether it has an order id or not.

    Raises
    ------
    InputRefused
        When it is not what it was when it was read.
    """
    return path_edits.delete_path(project.file, stored)


def delete_customer(project: Project, customer: str, progress: Progress = unreported) -> Erasure:
    """Delete a customer for good, bytes included; says which backups still hold them.

    Raises
    ------
    InputRefused
        When there is no such customer.
    """
    return erasing.delete_customer(project.file, customer, progress)


def past_changes(project: Project) -> tuple[PastChange, ...]:
    """What can be undone, the newest first."""
    return history.list_changes(project.file)


def undo_change(project: Project, number: int | None = None) -> tuple[PastChange, Changes]:
    """Undo a change, by default the newest.

    Raises
    ------
    InputRefused
        When there is none, or later changes rest on it.
    """
    return history.undo_change(project.file, number)


def redo_change(project: Project, number: int) -> tuple[PastChange, Changes]:
    """Do again what was undone; the next change of its kind makes that impossible.

    Raises
    ------
    InputRefused
        When there is no such change, or what was changed since stands in its way.
    """
    return history.redo_change(project.file, number)
