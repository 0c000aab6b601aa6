"""Spend that gave way to an import, kept beside it: taking the import back brings it back."""

import json
from typing import Any

import apsw

from attribution_desktop.store.digests import renew_digests

_KIND = "replaced-spend"
_COLUMNS = "channel_id, day, cost, impressions, clicks, campaign, source, import_id"

Row = tuple[Any, ...]
"""The cells of these columns."""


def keep_replaced(connection: apsw.Connection, import_id: int, ids: list[int]) -> None:
    """Keep these rows of spend, which are about to be deleted, for the import that replaces them.

    What an import that was taken back has left under the same number goes.
    """
    connection.execute("DELETE FROM document WHERE kind = ? AND name = ?", (_KIND, str(import_id)))
    if not ids:
        return
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM daily_spend WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608  # ours
        (json.dumps(ids),),
    ).fetchall()
    connection.execute(
        "INSERT INTO document (kind, name, body) VALUES (?, ?, ?)",
        (_KIND, str(import_id), json.dumps(rows)),
    )


def bring_back(connection: apsw.Connection, import_id: int) -> None:
    """Store again what an import had replaced.

    Not the rows of imports that were taken back themselves. Rows of a day of which the source has
    said something else since wait for the import that said it.
    """
    rows = _kept(connection, import_id)
    known = {int(str(row)) for (row,) in connection.execute("SELECT id FROM imports")}
    taken = set(connection.execute("SELECT DISTINCT source, day FROM daily_spend"))
    there = [row for row in rows if row[-1] is None or row[-1] in known]
    wanted = [row for row in there if _source_and_day(row) not in taken]
    _hand_on(connection, import_id, [row for row in there if _source_and_day(row) in taken])
    if wanted:
        marks = ",".join("?" * len(wanted[0]))
        connection.executemany(f"INSERT INTO daily_spend ({_COLUMNS}) VALUES ({marks})", wanted)  # noqa: S608  # ours
        renew_digests(connection, ("daily_spend",))


def _hand_on(connection: apsw.Connection, import_id: int, rows: list[Row]) -> None:
    """Give rows to the imports that replaced this one's rows of the same source and day."""
    names = connection.execute("SELECT name FROM document WHERE kind = ?", (_KIND,)).fetchall()
    for other in (int(str(name)) for (name,) in names):
        kept = _kept(connection, other)
        gone = {_source_and_day(row) for row in kept if row[-1] == import_id}
        if gone:
            left = [row for row in kept if row[-1] != import_id]
            left += [row for row in rows if _source_and_day(row) in gone]
            connection.execute(
                "UPDATE document SET body = ? WHERE kind = ? AND name = ?",
                (json.dumps(left), _KIND, str(other)),
            )


def _kept(connection: apsw.Connection, import_id: int) -> list[Row]:
    found = connection.execute(
        "SELECT body FROM document WHERE kind = ? AND name = ?", (_KIND, str(import_id))
    ).fetchone()
    return [] if found is None else [tuple(row) for row in json.loads(str(found[0]))]


def _source_and_day(row: Row) -> tuple[Any, Any]:
    return row[-2], row[1]
