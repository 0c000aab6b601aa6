"""Rows moved between their tables and the tables for rows that are out of them, all in SQL.

So a million rows go and come back without passing through Python, and with the ids they had.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import apsw

from attribution_desktop.store.bulk import fetch_number
from attribution_desktop.store.schema import MODELS

COLUMNS: Mapping[str, str] = {
    str(model._meta.table_name): ", ".join(  # noqa: SLF001  # public API
        field.column_name
        for field in model._meta.sorted_fields  # noqa: SLF001
        if not field.primary_key
    )
    for model in MODELS
}
"""By table: its columns but for the id, as SQL lists them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows are set aside: tables with this prefix, marked in this column."""

    prefix: str
    mark: str

    def table(self, table: str) -> str:
        return f"{self.prefix}_{table}"


REPLACED = Place("replaced", "replaced_by")
REMOVED = Place("removed", "change_number")


def copy_aside(  # noqa: PLR0913, PLR0917  # which rows, and where to
    connection: apsw.Connection,
    place: Place,
    table: str,
    condition: str,
    bindings: Sequence[Any],
    mark: int,
) -> int:
    """Copy the rows under an SQL condition of ours; returns how many."""
    columns = COLUMNS[table]
    connection.execute(
        f"INSERT INTO {place.table(table)} (row, {columns}, {place.mark})"  # noqa: S608  # names of the schema
        f" SELECT id, {columns}, {mark} FROM {table} WHERE {condition} ORDER BY id",
        tuple(bindings),
    )
    return connection.changes()


def copy_back(connection: apsw.Connection, place: Place, table: str, condition: str) -> int:
    """Put rows under an SQL condition of ours back, with their ids where those are free.

    Returns
    -------
    How many rows came back; what is set aside stays there.

    Raises
    ------
    apsw.ConstraintError
        When another row has taken their place.
    """
    columns = COLUMNS[table]
    connection.execute(
        f"INSERT INTO {table} (id, {columns})"  # noqa: S608  # names of the schema
        f" SELECT row, {columns} FROM {place.table(table)} WHERE {condition} ORDER BY row"
    )
    return connection.changes()


def delete_rows(connection: apsw.Connection, table: str, condition: str, count: int) -> None:
    """Delete the rows under an SQL condition of ours, of which there are `count`.

    Where they are all, SQLite drops the table's pages instead of its rows.
    """
    if not count:
        return
    is_all = fetch_number(connection, f"SELECT COUNT(*) FROM {table}") == count  # noqa: S608
    where = "" if is_all else f" WHERE {condition}"
    connection.execute(f"DELETE FROM {table}{where}")  # noqa: S608
