"""Changes that can be undone: SQLite records each as a changeset, and applies it backwards.

Undoing is a change like any other: it is one transaction, and refused where a later change rests
on what it would take back. What was undone is kept until the next change, so that it can be done
again.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import apsw

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.store.changesets import apply_changeset, recording
from attribution_desktop.store.import_removal import (
    forget_removed,
    import_of,
    put_back,
    take_away,
)
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.removing import Removed

MOST_KEPT = 50
"""Older changes can no longer be undone."""

_UNDONE = "undone "
"""Before the name of a change that is undone and can be done again."""

_REMOVAL = "undo-import"

_NOTES = "removed-import"
"""The kind of documents that remember what was taken out, by the number of the change."""


@dataclass(frozen=True, slots=True)
class PastChange:
    """A change that can be undone; `made_at` microseconds UTC."""

    number: int
    name: str
    description: str
    made_at: int


@contextmanager
def recorded(connection: apsw.Connection, name: str, description: str) -> Iterator[None]:
    """Keep what the block changes in the running transaction, so that it can be undone.

    What was undone before can then no longer be done again. A block that changes nothing leaves
    no change to undo.
    """
    with recording(connection) as record:
        yield
        changeset = record.changeset()
    if changeset:
        forget_changes(connection, f"name LIKE '{_UNDONE}%'")
        _keep(connection, name, description, changeset)


def record_removal(connection: apsw.Connection, description: str, import_id: int) -> Removed:
    """Take an import out, so that this can be undone; the caller checks no references meanwhile.

    That is how an import is undone, so what was undone before can still be done again after it.
    """
    number = _keep(connection, _REMOVAL, description, b"")
    return _take_away(connection, number, import_id)


def list_changes(project: ProjectFile) -> tuple[PastChange, ...]:
    """What can be undone, the newest first."""
    return tuple(change for change in _kept(project) if not change.name.startswith(_UNDONE))


def list_undone(project: ProjectFile) -> tuple[PastChange, ...]:
    """What was undone and can be done again, the newest change first."""
    return tuple(
        replace(change, name=change.name.removeprefix(_UNDONE))
        for change in _kept(project)
        if change.name.startswith(_UNDONE)
    )


def undo_change(project: ProjectFile, number: int | None = None) -> tuple[PastChange, Changes]:
    """Undo a change, by default the newest.

    Raises
    ------
    InputRefused
        When there is no such change, or a later one rests on it; nothing is changed then.
    """
    change = _change_with(list_changes(project), number, "undone")
    note = _note_of(project, change)
    failure = f"“{change.description}” cannot be undone"
    with project.bulk_transaction() as connection:
        changeset = _changeset_of(connection, change)
        if note:
            touched = put_back(connection, change.number, changeset, note, failure)
        else:
            touched = apply_changeset(connection, apsw.Changeset.invert(changeset), failure)
        _rename(connection, change, _UNDONE + change.name)
        changes = _changes(project, touched)
    return change, changes


def redo_change(project: ProjectFile, number: int) -> tuple[PastChange, Changes]:
    """Do again what was undone.

    Raises
    ------
    InputRefused
        When there is no such change, or what was changed since stands in its way.
    """
    change = _change_with(list_undone(project), number, "done again")
    note = _note_of(project, change)
    with project.bulk_transaction() as connection:
        if note:
            removed = _take_away(connection, change.number, import_of(note))
            touched = removed.tables()
        else:
            failure = f"“{change.description}” cannot be done again"
            touched = apply_changeset(connection, _changeset_of(connection, change), failure)
        _rename(connection, change, change.name)
        changes = _changes(project, touched)
    return change, changes


def forget_changes(connection: apsw.Connection, condition: str = "TRUE") -> None:
    """Forget the past changes under an SQL condition of ours, with the rows kept for them."""
    query = f"SELECT id, name FROM past_change WHERE {condition}"  # noqa: S608  # ours
    for number, name in connection.execute(query).fetchall():
        connection.execute("DELETE FROM past_change WHERE id = ?", (number,))
        if str(name).endswith(_REMOVAL):
            forget_removed(connection, int(str(number)))
            bindings = (_NOTES, str(number))
            connection.execute("DELETE FROM document WHERE kind = ? AND name = ?", bindings)


def _keep(connection: apsw.Connection, name: str, description: str, changeset: bytes) -> int:
    """Add a change to the history; returns its number."""
    connection.execute(
        "INSERT INTO past_change (name, description, made_at, changeset) VALUES (?, ?, ?, ?)",
        (name, description, time.time_ns() // 1_000, changeset),
    )
    number = connection.last_insert_rowid()
    forget_changes(connection, f"id <= {number - MOST_KEPT}")
    return number


def _take_away(connection: apsw.Connection, number: int, import_id: int) -> Removed:
    taken = take_away(connection, import_id, number)
    connection.execute(
        "UPDATE past_change SET changeset = ? WHERE id = ?", (taken.changeset, number)
    )
    connection.execute(
        "INSERT INTO document (kind, name, body) VALUES (?, ?, ?)"
        " ON CONFLICT (kind, name) DO UPDATE SET body = excluded.body",
        (_NOTES, str(number), taken.note),
    )
    return taken.removed


def _note_of(project: ProjectFile, change: PastChange) -> str | None:
    """What is remembered of an import that was taken out; None for any other change."""
    query = "SELECT body FROM document WHERE kind = ? AND name = ?"
    with project.snapshot() as connection:
        found = connection.execute(query, (_NOTES, str(change.number))).fetchone()
    return None if found is None else str(found[0])


def _kept(project: ProjectFile) -> tuple[PastChange, ...]:
    query = "SELECT id, name, description, made_at FROM past_change ORDER BY id DESC"
    with project.snapshot() as connection:
        rows: list[tuple[Any, ...]] = connection.execute(query).fetchall()
    return tuple(PastChange(*row) for row in rows)


def _change_with(changes: tuple[PastChange, ...], number: int | None, undone: str) -> PastChange:
    wanted = (change for change in changes if number is None or change.number == number)
    found = next(wanted, None)
    if found is None:
        what = "any more" if number is None else f"with the number {number}"
        raise InputRefused(f"There is no change {what} that could be {undone}.")
    return found


def _changeset_of(connection: apsw.Connection, change: PastChange) -> bytes:
    query = "SELECT changeset FROM past_change WHERE id = ?"
    rows: list[tuple[Any, ...]] = connection.execute(query, (change.number,)).fetchall()
    return bytes(rows[0][0])


def _rename(connection: apsw.Connection, change: PastChange, name: str) -> None:
    connection.execute("UPDATE past_change SET name = ? WHERE id = ?", (name, change.number))


def _changes(project: ProjectFile, touched: frozenset[str]) -> Changes:
    return Changes(
        has_journeys=bool(touched & {"touchpoint_interaction", "attribution_path", "refund"}),
        has_spend="daily_spend" in touched,
        has_channels="channel" in touched,
        revision=project.advance_revision(),
    )
