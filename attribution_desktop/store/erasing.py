"""Deleting a customer for good: out of the rows, the history and the bytes of the file."""

import shutil
from dataclasses import dataclass, replace
from typing import Any

import apsw

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.errors import (
    AttributionError,
    DiskFull,
    InputRefused,
    ProjectBusy,
)
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.store.backups import Backup, list_backups, opened_copy
from attribution_desktop.store.changesets import changed_customers
from attribution_desktop.store.digests import add_digests, read_digests, renew_digests
from attribution_desktop.store.failures import translated_errors
from attribution_desktop.store.header import VERSION, layout_version
from attribution_desktop.store.history import forget_changes
from attribution_desktop.store.manifests import manifest_from_text, manifest_text
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.removing import Removed, remove_rows
from attribution_desktop.store.replaced_rows import forget_customer

_ERASED = "(deleted)"

_FIRST_WITH_HISTORY, _FIRST_WITH_REMOVED = 2, 4
"""The layouts that first kept past changes, and rows of imports that were taken back."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What went, and the backups that still hold the customer."""

    removed: Removed
    changes: Changes
    backups: tuple[Backup, ...]


def delete_customer(
    project: ProjectFile, customer: str, progress: Progress = unreported
) -> Erasure:
    """Delete a customer with all touches and orders. This cannot be undone.

    The file is written anew, for SQLite leaves old bytes in pages that it rearranges; and no
    earlier change can be undone any more, for what would bring it back may name the customer.

    Raises
    ------
    InputRefused
        When there is no such customer.
    DiskFull, ProjectBusy, AttributionError
        When the file cannot be written anew: the customer is deleted, but bytes may be left.
    """
    connection = project.connection
    _check_room(project)
    connection.pragma("secure_delete", 1)
    with project.bulk_transaction():
        removed = _remove_everything(connection, customer)
        _scrub_manifests(connection, customer)
        changes = Changes(has_journeys=True, revision=project.advance_revision())
    progress("Erasing", 0, 0)
    try:
        with translated_errors(project.path):
            connection.execute("VACUUM")
            is_blocked, *_ = connection.pragma("wal_checkpoint", "truncate")
    except AttributionError as error:
        raise type(error)(
            f"The customer is deleted, but {project.path} could not be written anew: bytes of the"
            " customer may be left in it.",
            "Check the room on the disk, track a journey of the customer and delete them again.",
        ) from error
    if is_blocked:
        raise ProjectBusy(
            f"The customer is deleted, but while somebody is reading {project.path}, bytes of the"
            " customer may be left in it.",
            "Close it there; closing it here after that writes it anew.",
        )
    return Erasure(removed, changes, _holding(project, customer))


def _check_room(project: ProjectFile) -> None:
    """The file is written anew, through its log."""
    project.check_is_there()
    needed = 2 * project.size
    free = shutil.disk_usage(project.path.parent).free
    if free < needed:
        raise DiskFull(
            f"Deleting a customer writes the project anew and needs about {needed / 1e6:,.0f} MB"
            f" beside it, and {free / 1e6:,.0f} MB are free; nothing was changed.",
            "Free some space, or move the project to a larger disk.",
        )


def _is_in_history(connection: apsw.Connection, customer: str, version: int = VERSION) -> bool:
    """Whether a change that can be undone or done again would bring the customer back."""
    query = "SELECT 1 FROM removed_customer WHERE external_id = ?"
    is_removed = (
        version >= _FIRST_WITH_REMOVED and connection.execute(query, (customer,)).fetchone()
    )
    if is_removed or version < _FIRST_WITH_HISTORY:
        return bool(is_removed)
    changesets: list[tuple[Any, ...]] = connection.execute(
        "SELECT changeset FROM past_change"
    ).fetchall()
    return any(customer in changed_customers(bytes(changeset)) for (changeset,) in changesets)


def _remove_everything(connection: apsw.Connection, customer: str) -> Removed:
    query = "SELECT id FROM customer WHERE external_id = ?"
    found = connection.execute(query, (customer,)).fetchone()
    if found is None and not _is_in_history(connection, customer):
        raise InputRefused(f"There is no customer {customer!r}; nothing was deleted.")
    forget_changes(connection)
    # Of orders that are gone, too; they are made anew on demand.
    connection.execute("DELETE FROM attribution_model_data")
    return Removed() if found is None else _remove_customer(connection, int(str(found[0])))


def _remove_customer(connection: apsw.Connection, number: int) -> Removed:
    touches = connection.execute(
        "SELECT id FROM touchpoint_interaction WHERE customer_id = ? AND timestamp IS NOT NULL",
        (number,),
    ).fetchall()
    orders = connection.execute(
        "SELECT id FROM attribution_path WHERE customer_id = ?", (number,)
    ).fetchall()
    removed = remove_rows(
        connection,
        touches=[int(str(row)) for (row,) in touches],
        orders=[int(str(row)) for (row,) in orders],
    )
    forget_customer(connection, number)
    gone = read_digests(connection, "customer", "id = ?", (number,))
    add_digests(connection, "customer", gone, sign=-1)
    connection.execute("DELETE FROM customer WHERE id = ?", (number,))
    return removed


def _scrub_manifests(connection: apsw.Connection, customer: str) -> None:
    """Rejected rows are shown in manifests with what stood in them."""
    rows = connection.execute("SELECT id, manifest FROM imports").fetchall()
    for number, text in rows:
        manifest = manifest_from_text(str(text))
        rejects = tuple(
            replace(reject, value=_ERASED, message=_ERASED)
            if customer in reject.value or customer in reject.message
            else reject
            for reject in manifest.rejects
        )
        if rejects != manifest.rejects:
            scrubbed = manifest_text(replace(manifest, rejects=rejects))
            connection.execute("UPDATE imports SET manifest = ? WHERE id = ?", (scrubbed, number))
    renew_digests(connection, ("imports",))


def _holding(project: ProjectFile, customer: str) -> tuple[Backup, ...]:
    return tuple(backup for backup in list_backups(project.path) if _holds(backup, customer))


def _holds(backup: Backup, customer: str) -> bool:
    """Whether a backup may still hold the customer: also where it cannot be read."""
    query = "SELECT 1 FROM customer WHERE external_id = ?"
    try:
        with opened_copy(backup.path) as connection:
            if connection.execute(query, (customer,)).fetchone() is not None:
                return True
            return _is_in_history(connection, customer, layout_version(connection))
    except AttributionError:
        return True
