"""Changes that can be undone: SQLite records each as a changeset, and applies it backwards.

Undoing is a change like any other: it is one transaction, and refused where a later change rests
on what it would take back.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import apsw

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.store.digests import SMALL_TABLES, add_digests, read_digests, renew_digests
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.row_changes import known_rows_of, record_difference
from attribution_desktop.store.segments import Kind

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
    """Keep what the block changes in the running transaction, so that it can be undone."""
    session = apsw.Session(connection, "main")
    try:
        for table in RECORDED_TABLES:
            session.attach(table)
        yield
        changeset = session.changeset()
    finally:
        session.close()
    connection.execute(
        "INSERT INTO past_change (name, description, made_at, changeset) VALUES (?, ?, ?, ?)",
        (name, description, time.time_ns() // 1_000, changeset),
    )
    connection.execute(
        "DELETE FROM past_change WHERE id <= (SELECT MAX(id) FROM past_change) - ?", (MOST_KEPT,)
    )


def list_changes(project: ProjectFile) -> tuple[PastChange, ...]:
    """What can be undone, the newest first."""
    query = "SELECT id, name, description, made_at FROM past_change ORDER BY id DESC"
    with project.snapshot() as connection:
        rows: list[tuple[Any, ...]] = connection.execute(query).fetchall()
    return tuple(PastChange(*row) for row in rows)


def undo_change(project: ProjectFile, number: int | None = None) -> tuple[PastChange, Changes]:
    """Undo a change, by default the newest.

    Raises
    ------
    InputRefused
        When there is no such change, or a later one rests on it; nothing is changed then.
    """
    with project.transaction() as connection:
        change = _change_with(project, number)
        query = "SELECT changeset FROM past_change WHERE id = ?"
        rows: list[tuple[Any, ...]] = connection.execute(query, (change.number,)).fetchall()
        try:
            touched = _applied_backwards(connection, rows[0][0])
        except (apsw.AbortError, apsw.ConstraintError) as error:
            raise InputRefused(
                f"“{change.description}” cannot be undone: later changes rest on it."
                " Nothing was changed.",
                "Undo the later changes first, or restore a backup.",
            ) from error
        connection.execute("DELETE FROM past_change WHERE id = ?", (change.number,))
        changes = Changes(
            has_journeys=bool(touched & {"touchpoint_interaction", "attribution_path", "refund"}),
            has_spend="daily_spend" in touched,
            has_channels="channel" in touched,
            revision=project.advance_revision(),
        )
    return change, changes


def _change_with(project: ProjectFile, number: int | None) -> PastChange:
    changes = list_changes(project)
    wanted = (change for change in changes if number is None or change.number == number)
    found = next(wanted, None)
    if found is None:
        what = "any more" if number is None else f"with the number {number}"
        raise InputRefused(f"There is no change {what} that could be undone.")
    return found


def _applied_backwards(connection: apsw.Connection, changeset: bytes) -> frozenset[str]:
    """Take the changes back, columns and digests with them; returns the tables that changed."""
    ids = _changed_ids(changeset)
    touches = ids.get("touchpoint_interaction", [])
    orders = ids.get("attribution_path", [])
    customers = (_json(ids.get("customer", [])),)
    kinds = ((Kind.TOUCHES, touches), (Kind.ORDERS, orders))
    before = [known_rows_of(connection, kind, rows) for kind, rows in kinds]
    known_customers = read_digests(connection, "customer", _AMONG, customers)
    apsw.Changeset.apply(apsw.Changeset.invert(changeset), connection, conflict=_abort)
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


def _abort(_reason: int, _change: apsw.TableChange) -> int:
    """A row is not as the change left it: take nothing back at all."""
    return apsw.SQLITE_CHANGESET_ABORT
