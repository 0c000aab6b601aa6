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
from attribution_desktop.store.column_rows import Kind
from attribution_desktop.store.digests import SMALL_TABLES, add_digests, read_digests, renew_digests
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.row_changes import known_rows_of, record_difference

RECORDED_TABLES = (
    "channel",
    "customer",
    "imports",
    "attribution_path",
    "touchpoint_interaction",
    "refund",
    "daily_spend",
)

MOST_KEPT = 50
"""Older changes can no longer be undone."""

_UNDONE = "undone "
"""Before the name of a change that is undone and can be done again."""

_AMONG = "id IN (SELECT value FROM json_each(?))"


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
    session = apsw.Session(connection, "main")
    try:
        for table in RECORDED_TABLES:
            session.attach(table)
        yield
        changeset = session.changeset()
    finally:
        session.close()
    if not changeset:
        return
    connection.execute("DELETE FROM past_change WHERE name LIKE ?", (f"{_UNDONE}%",))
    connection.execute(
        "INSERT INTO past_change (name, description, made_at, changeset) VALUES (?, ?, ?, ?)",
        (name, description, time.time_ns() // 1_000, changeset),
    )
    connection.execute(
        "DELETE FROM past_change WHERE id <= (SELECT MAX(id) FROM past_change) - ?", (MOST_KEPT,)
    )


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
    with project.transaction() as connection:
        change = _change_with(list_changes(project), number, "undone")
        changeset = apsw.Changeset.invert(_changeset_of(connection, change))
        touched = _applied(connection, changeset, f"“{change.description}” cannot be undone")
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
    with project.transaction() as connection:
        change = _change_with(list_undone(project), number, "done again")
        changeset = _changeset_of(connection, change)
        touched = _applied(connection, changeset, f"“{change.description}” cannot be done again")
        _rename(connection, change, change.name)
        changes = _changes(project, touched)
    return change, changes


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


def _applied(connection: apsw.Connection, changeset: bytes, failure: str) -> frozenset[str]:
    """Apply a changeset, columns and digests with it; returns the tables that changed.

    Raises
    ------
    InputRefused
        When a row is not as the changeset expects it; it begins with `failure`.
    """
    ids = _changed_ids(changeset)
    touches = ids.get("touchpoint_interaction", [])
    orders = ids.get("attribution_path", [])
    customers = (_json(ids.get("customer", [])),)
    kinds = ((Kind.TOUCHES, touches), (Kind.ORDERS, orders))
    before = [known_rows_of(connection, kind, rows) for kind, rows in kinds]
    known_customers = read_digests(connection, "customer", _AMONG, customers)
    try:
        apsw.Changeset.apply(changeset, connection, conflict=_Judge(connection, changeset))
    except (apsw.AbortError, apsw.ConstraintError) as error:
        raise InputRefused(
            f"{failure}: later changes rest on it. Nothing was changed.",
            "Undo the later changes first, or restore a backup.",
        ) from error
    for (kind, rows), known in zip(kinds, before, strict=True):
        if rows:
            record_difference(connection, kind, known, known_rows_of(connection, kind, rows))
    add_digests(connection, "customer", known_customers, sign=-1)
    add_digests(connection, "customer", read_digests(connection, "customer", _AMONG, customers))
    renew_digests(connection, [table for table in SMALL_TABLES if table in ids])
    return frozenset(ids)


def _changed_ids(changeset: bytes) -> dict[str, list[int]]:
    """By table: the ids of rows that a changeset inserts, deletes or changes."""
    ids: dict[str, list[int]] = {}
    for change in apsw.Changeset.iter(changeset):
        row: Any = change.old if change.old is not None else change.new
        ids.setdefault(change.name, []).append(int(row[0]))
    return ids


def _json(ids: list[int]) -> str:
    return f"[{','.join(map(str, ids))}]"


class _Judge:
    """Takes nothing at all where a row is not as expected, but for rows that went with their path.

    SQLite deletes touches and refunds with the path row that they belong to, before the changeset
    comes to them.
    """

    def __init__(self, connection: apsw.Connection, changeset: bytes) -> None:
        query = "SELECT cid FROM pragma_table_info(?) WHERE name = 'path_id'"
        self._path_column = {
            table: int(str(connection.execute(query, (table,)).fetchall()[0][0]))
            for table in ("touchpoint_interaction", "refund")
        }
        self._gone = {
            change.old[0]
            for change in apsw.Changeset.iter(changeset)
            if change.name == "attribution_path" and change.op == "DELETE" and change.old
        }

    def __call__(self, reason: int, change: apsw.TableChange) -> int:
        column = self._path_column.get(change.name)
        is_gone_already = (
            reason == apsw.SQLITE_CHANGESET_NOTFOUND
            and change.op == "DELETE"
            and column is not None
            and change.old is not None
            and change.old[column] in self._gone
        )
        return apsw.SQLITE_CHANGESET_OMIT if is_gone_already else apsw.SQLITE_CHANGESET_ABORT
