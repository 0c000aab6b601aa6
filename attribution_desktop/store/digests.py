"""Digests of all rows by table and import: what `verify` finds flipped bits with.

A digest is the sum of a hash a row over every stored cell. It is kept up to date by what a change
adds and takes away, and compared with the rows themselves when a project is verified.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import apsw
import numpy as np

from attribution_desktop.domain.instants import UNDATED, UNDATED_DAY
from attribution_desktop.domain.interactions import IntColumn
from attribution_desktop.domain.mixing import HashColumn
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.store.hashing import row_hashes, text_hashes, total, wrapped

_BLOCK_ROWS = 100_000

NO_ROW = -1
"""In place of a NULL reference or position."""


@dataclass(frozen=True, slots=True)
class Digest:
    """So many rows, and the sum of their hashes."""

    rows: int
    amount: int


AMONG = "id IN (SELECT value FROM carray(?))"
"""SQL of a row that is one of an array of ids, which must not be empty."""

Digests = Mapping[int, Digest]
"""By import id; 0 for rows that no import brought."""


@dataclass(frozen=True, slots=True)
class _Cells:
    """How a table's rows are read: SQL of whole numbers, fractions and texts, and of the import.

    `source` stands for the table where only some of its rows count.
    """

    numbers: tuple[str, ...]
    fractions: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    import_number: str = "COALESCE(import_id, 0)"
    source: str = ""


_IDENTITY = "0"

_HELD: dict[str, _Cells] = {
    "touchpoint_interaction": _Cells(
        (
            "id",
            f"COALESCE(customer_id, {NO_ROW})",
            "channel_id",
            f"COALESCE(timestamp, {UNDATED + 1} - 1)",
            "occurrence",
            f"COALESCE(path_id, {NO_ROW})",
            f"COALESCE(position, {NO_ROW})",
        ),
        texts=("session_id", "touchpoint_metadata"),
    ),
    # What an order is worth before refunds: they are rows of their own, and checked against it.
    "attribution_path": _Cells(
        (
            "id",
            f"COALESCE(customer_id, {NO_ROW})",
            "conversion_value + refunded",
            f"COALESCE(converted_at, {UNDATED + 1} - 1)",
            "is_path",
        ),
        ("conversions", "nulls"),
        ("COALESCE(order_id, '')", "COALESCE(channels, '')"),
    ),
    "refund": _Cells(("id", "path_id", "instant", "amount")),
    "daily_spend": _Cells(
        (
            "id",
            "channel_id",
            f"COALESCE(day, {UNDATED_DAY})",
            "cost",
            f"COALESCE(impressions, {NO_ROW})",
            f"COALESCE(clicks, {NO_ROW})",
        ),
        texts=("campaign", "source"),
    ),
    "customer": _Cells(("id",), texts=("external_id",), import_number=_IDENTITY),
    "channel": _Cells(
        ("id", "COALESCE(merged_into, 0)"), texts=("name", "key"), import_number=_IDENTITY
    ),
    "imports": _Cells(
        ("id", "imported_at"),
        texts=("file", "sha256", "format", "manifest"),
        import_number=_IDENTITY,
    ),
    "setting": _Cells(
        (),
        texts=("name", "value"),
        import_number=_IDENTITY,
        # Every change counts the revision on.
        source="(SELECT name, value FROM setting WHERE name <> 'revision')",
    ),
}

FIRST_TABLES = tuple(_HELD)
"""Those that there were before there were digests."""

_REPLACED = ("attribution_path", "touchpoint_interaction", "refund", "daily_spend")


def _replaced(cells: _Cells) -> _Cells:
    """How the same rows are read after they gave way to an import."""
    numbers = ("row", "COALESCE(import_id, 0)", *cells.numbers[1:])
    return replace(cells, numbers=numbers, import_number="replaced_by")


TABLES: Mapping[str, _Cells] = _HELD | {
    f"replaced_{table}": _replaced(_HELD[table]) for table in _REPLACED
}
"""The tables that hold data. What is derived from them is compared with the engine instead."""

SMALL_TABLES = (
    "refund",
    "daily_spend",
    "channel",
    "imports",
    *(f"replaced_{table}" for table in _REPLACED),
)
"""Their digests are simply made anew after a change."""


def touch_hashes(  # noqa: PLR0913, PLR0917  # the columns of a table
    row: IntColumn,
    customer: IntColumn,
    channel: IntColumn,
    instant: IntColumn,
    occurrence: IntColumn,
    session: HashColumn,
    metadata: HashColumn,
) -> HashColumn:
    """(n,) the hashes of timed touches, as reading them from their table gives."""
    nothing = np.full(len(row), NO_ROW, np.int64)
    cells = [row, customer, channel, instant, occurrence, nothing, nothing]
    return row_hashes([*cells, session, metadata])


def order_hashes(
    row: IntColumn, customer: IntColumn, value: IntColumn, instant: IntColumn, order: HashColumn
) -> HashColumn:
    """(n,) the hashes of orders that are no path rows; `value` before refunds."""
    size = len(row)
    none = np.zeros(size, np.int64)
    counts = [np.ones(size).view(np.int64), np.zeros(size).view(np.int64)]
    no_text = np.broadcast_to(text_hashes([""]), size)
    return row_hashes([row, customer, value, instant, none, *counts, order, no_text])


def customer_hashes(row: IntColumn, text: HashColumn) -> HashColumn:
    """(n,) the hashes of customers' rows."""
    return row_hashes([row, text])


def digest_of(hashes: HashColumn) -> Digest:
    return Digest(len(hashes), total(hashes))


def read_digests(
    connection: apsw.Connection,
    table: str,
    condition: str = "TRUE",
    bindings: Sequence[Any] = (),
    progress: Progress = unreported,
) -> dict[int, Digest]:
    """The digests of a table's rows under an SQL condition of ours, by import."""
    sums: dict[int, Digest] = {}
    for numbers, hashes in _hashed_blocks(connection, table, condition, bindings):
        for number in np.unique(numbers).tolist():
            found = digest_of(hashes[numbers == number])
            known = sums.get(number, Digest(0, 0))
            amount = wrapped(known.amount + found.amount)
            sums[number] = Digest(known.rows + found.rows, amount)
        progress("Checking rows", sum(digest.rows for digest in sums.values()), 0)
    return sums


def kept_digests_among(
    connection: apsw.Connection, table: str, rows: IntColumn
) -> dict[int, Digest]:
    """The digests of some of a table's rows, as they are kept, by import.

    Where they are all that an import has there, the rows themselves are not read.

    Parameters
    ----------
    rows
        (n ≥ 1,) row ids, each once; those that are not there count for nothing.
    """
    number = TABLES[table].import_number
    query = f"SELECT {number}, COUNT(*) FROM {table} WHERE {AMONG} GROUP BY 1"  # noqa: S608  # ours
    found: list[tuple[Any, ...]] = connection.execute(query, (apsw.carray(rows),)).fetchall()
    counts = {int(one): int(count) for one, count in found}
    kept = kept_digests(connection, table)
    whole = {
        one: kept[one] for one, count in counts.items() if one in kept and kept[one].rows == count
    }
    if len(whole) == len(counts):
        return whole
    among = f"{AMONG} AND {number} NOT IN ({','.join(map(str, whole))})"
    return whole | read_digests(connection, table, among, (apsw.carray(rows),))


def kept_digests(connection: apsw.Connection, table: str) -> dict[int, Digest]:
    """What is kept of a table; imports without rows are left out."""
    query = "SELECT import_number, row_count, digest FROM row_digest WHERE kind = ?"
    found = {number: Digest(*rest) for number, *rest in connection.execute(query, (table,))}
    return {number: digest for number, digest in found.items() if digest != Digest(0, 0)}


def add_digests(connection: apsw.Connection, table: str, digests: Digests, sign: int = 1) -> None:
    """Count rows that were added, or with `sign` −1 taken away, in the running transaction."""
    kept = kept_digests(connection, table)
    for number, digest in digests.items():
        known = kept.get(number, Digest(0, 0))
        connection.execute(
            "INSERT INTO row_digest (kind, import_number, row_count, digest) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (kind, import_number)"
            " DO UPDATE SET row_count = excluded.row_count, digest = excluded.digest",
            (
                table,
                number,
                known.rows + sign * digest.rows,
                wrapped(known.amount + sign * digest.amount),
            ),
        )


def renew_digests(connection: apsw.Connection, tables: Sequence[str]) -> None:
    """Make the digests of whole tables anew."""
    for table in tables:
        connection.execute("DELETE FROM row_digest WHERE kind = ?", (table,))
        add_digests(connection, table, read_digests(connection, table))


def _hashed_blocks(
    connection: apsw.Connection, table: str, condition: str, bindings: Sequence[Any]
) -> Iterator[tuple[IntColumn, HashColumn]]:
    """Import numbers and row hashes, a block of rows at a time."""
    cells = TABLES[table]
    columns = ", ".join((cells.import_number, *cells.numbers, *cells.fractions, *cells.texts))
    query = f"SELECT {columns} FROM {cells.source or table} WHERE {condition}"  # noqa: S608  # all of them ours
    cursor = connection.execute(query, tuple(bindings))
    while block := list(islice(cursor, _BLOCK_ROWS)):
        number, *values = zip(*block, strict=True)
        hashed = [_cell_column(place, cells, column) for place, column in enumerate(values)]
        yield np.array(number, np.int64), row_hashes(hashed)


def _cell_column(place: int, cells: _Cells, column: Sequence[Any]) -> IntColumn | HashColumn:
    if place < len(cells.numbers):
        return np.array(column, np.int64)
    if place < len(cells.numbers) + len(cells.fractions):
        return np.array(column, np.float64).view(np.int64)
    if len(set(column)) == 1:
        return np.repeat(text_hashes(column[:1]), len(column))
    return text_hashes(column)
