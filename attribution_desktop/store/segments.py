"""The columnar copy: append-only segments in the project file, from which columns load at once.

A segment holds rows that one change added to a table, sorted, and the ids of rows that it takes
away from the segments before it. A row that changes is taken away and added again. So a change
costs what it changes, and what is loaded is one pass over bytes instead of a row at a time.

Four integers a row describe a timed touch (customer, instant, channel, row) and an order
(customer, instant, value, row).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Any, cast

import apsw
import numpy as np
import numpy.typing as npt

from attribution_desktop.domain.errors import ProjectDamaged
from attribution_desktop.domain.interactions import BoolColumn, IntColumn
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.store.bulk import fetch_number
from attribution_desktop.store.hashing import wrapped

SEGMENT_ROWS = 1_000_000
"""Most rows a segment: turning more of them into bytes at once would hold up the window."""

MOST_SEGMENTS = 64
"""More of a kind are merged into few: loading should not consist of small reads."""

_HALF = 0xFFFF
"""The highest number that 16 bits hold."""

_HIGHEST = 2**31 - 1

_SMALL_ROWS = SEGMENT_ROWS // 4

_ROW = np.dtype("<i8")


class Kind(StrEnum):
    TOUCHES = "touches"
    ORDERS = "orders"


_CELLS: Mapping[Kind, tuple[np.dtype[np.signedinteger[npt.NBitBase]], ...]] = {
    Kind.TOUCHES: tuple(np.dtype(code) for code in ("<i8", "<i8", "<i4", "<i4")),
    Kind.ORDERS: tuple(np.dtype(code) for code in ("<i8", "<i8", "<i8", "<i4")),
}
"""How instant, row id, channel or value, and customer are kept: wide cells first, so that each
column begins where its cells are aligned."""

Content = Mapping[int, int]
"""Sums of content hashes by channel row id (orders: under 0), for the fingerprint."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """(n,) columns of 64-bit integers; `third` is a channel's row id or a value in micros."""

    customer: IntColumn
    instant: IntColumn
    third: IntColumn
    row: IntColumn

    def __len__(self) -> int:
        return len(self.row)

    def taken(self, index: IntColumn | BoolColumn | slice) -> "Rows":
        return Rows(self.customer[index], self.instant[index], self.third[index], self.row[index])


def no_rows() -> Rows:
    empty = np.empty(0, np.int64)
    return Rows(empty, empty, empty, empty)


def rows_from_table(table: npt.NDArray[np.int64]) -> Rows:
    """Rows from an (n, 4) table of customer, instant, channel or value, and row id."""
    return Rows(*(np.ascontiguousarray(table[:, place]) for place in range(4)))


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What a transaction did to a table: rows added, ids taken away, content gained."""

    kind: Kind
    added: Rows
    removed: IntColumn
    content: Content


def append_change(connection: apsw.Connection, change: Change, import_id: int | None) -> None:
    """Append what the running transaction changed; merges segments when there are many."""
    _append(connection, change, import_id or 0)
    if _segment_count(connection, change.kind) > MOST_SEGMENTS:
        _merge_segments(connection, change.kind)


def _append(connection: apsw.Connection, change: Change, import_number: int) -> None:
    ordered = sorted_rows(change.added)
    content = change.content
    removed = change.removed
    for start in range(0, max(len(ordered), 1), SEGMENT_ROWS):
        part = ordered.taken(slice(start, start + SEGMENT_ROWS))
        if not (len(part) or len(removed) or content):
            continue
        _insert(connection, change.kind, import_number, part, removed, content)
        content, removed = {}, removed[:0]


def drop_segments(connection: apsw.Connection, kind: Kind) -> None:
    connection.execute("DELETE FROM column_segment WHERE kind = ?", (kind,))


def load_rows(connection: apsw.Connection, kind: Kind, progress: Progress = unreported) -> Rows:
    """All rows of a kind, sorted by customer, instant and row id.

    Raises
    ------
    ProjectDamaged
        When a segment's bytes are not as many as its rows need.
    """
    parts: list[Rows] = []
    removals: list[IntColumn] = []
    for rows, removed in _segments(connection, kind):
        progress("Reading the project", sum(map(len, parts)), 0)
        parts.append(rows)
        removals.append(removed)
    return _joined(parts, removals)


def load_content(connection: apsw.Connection, kind: Kind) -> dict[int, int]:
    """The content sums of all rows of a kind."""
    sums: dict[int, int] = {}
    query = "SELECT content FROM column_segment WHERE kind = ? AND content <> x''"
    for (content,) in connection.execute(query, (kind,)):
        sums = added_content(sums, _pairs(content))
    return sums


@dataclass(frozen=True, slots=True)
class SegmentMark:
    """What tells a segment from others: its id alone is given anew once segments are merged."""

    number: int
    rows: int
    removed: int
    content: bytes


@dataclass(frozen=True, slots=True, eq=False)
class LaterSegments:
    """(n,) customers of the rows that segments added, and (r,) row ids that they took away."""

    customer: IntColumn
    removed: IntColumn


def segment_marks(connection: apsw.Connection, kind: Kind) -> tuple[SegmentMark, ...]:
    """The segments of a kind, oldest first."""
    query = (
        "SELECT id, row_count, length(removed), content FROM column_segment"
        " WHERE kind = ? ORDER BY id"
    )
    rows: list[tuple[Any, ...]] = connection.execute(query, (kind,)).fetchall()
    return tuple(SegmentMark(*row) for row in rows)


def later_segments(
    connection: apsw.Connection, kind: Kind, marks: Sequence[SegmentMark], most: int
) -> LaterSegments | None:
    """What the segments after the known ones hold; some known rows too, where segments merged.

    Returns
    -------
    None where none of the known segments is left, or where it is more than `most` rows.
    """
    now = segment_marks(connection, kind)
    same = 0
    while same < min(len(now), len(marks)) and now[same] == marks[same]:
        same += 1
    later = now[same:]
    size = sum(mark.rows + mark.removed // _ROW.itemsize for mark in later)
    if size > most or (marks and not same):
        return None
    query = (
        "SELECT row_count, body, removed FROM column_segment WHERE kind = ? AND id > ? ORDER BY id"
    )
    known = now[same - 1].number if same else 0
    customers, removals = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for count, body, removed in connection.execute(query, (kind, known)):
        customers.append(_unpacked(kind, int(count), body).customer)
        removals.append(_numbers(removed))
    return LaterSegments(np.concatenate(customers), np.concatenate(removals))


def added_content(one: Content, other: Content, sign: int = 1) -> dict[int, int]:
    """The sums of both, the second taken off where `sign` is −1."""
    sums = dict(one)
    for channel, amount in other.items():
        sums[channel] = wrapped(sums.get(channel, 0) + sign * amount)
    return {channel: amount for channel, amount in sums.items() if amount}


def sorted_rows(rows: Rows) -> Rows:
    """Rows by customer, instant and row id; those that are sorted already cost one look."""
    if _is_sorted(rows):
        return rows
    # Rows mostly come in order of time: then a stable sort by customer is all there is to do.
    first = rows.taken(order_of_small_numbers(rows.customer))
    return first if _is_sorted(first) else first.taken(_tie_order(first))


def order_of_small_numbers(numbers: IntColumn) -> IntColumn:
    """The stable order of integers from 0 to 2³² − 1: two passes of NumPy's 16-bit radix sort."""
    low = narrow(np.argsort((numbers & _HALF).astype(np.uint16), kind="stable"))
    if not len(numbers) or int(numbers.max()) <= _HALF:
        return low
    high = (numbers >> 16).astype(np.uint16)[low]
    return low[np.argsort(high, kind="stable")]


def narrow(numbers: IntColumn) -> IntColumn:
    """The same numbers in 32 bits where they fit: half the memory, of ten million a lot."""
    is_fitting = int(numbers.max(initial=0)) <= _HIGHEST
    return cast("IntColumn", numbers.astype(np.int32)) if is_fitting else numbers


def _is_sorted(rows: Rows) -> bool:
    return not _descents(rows).any()


def _descents(rows: Rows) -> BoolColumn:
    """(n − 1,) whether a row and the next are in the wrong order."""
    customer, instant, row = rows.customer, rows.instant, rows.row
    is_same = customer[1:] == customer[:-1]
    is_tied = instant[1:] == instant[:-1]
    wrong: BoolColumn = (customer[1:] < customer[:-1]) | (
        is_same & ((instant[1:] < instant[:-1]) | (is_tied & (row[1:] < row[:-1])))
    )
    return wrong


def _tie_order(rows: Rows) -> IntColumn:
    """The order of rows that are sorted by customer: only customers out of order are sorted."""
    starts = np.flatnonzero(np.diff(rows.customer, prepend=-1))
    owner = np.searchsorted(starts, np.flatnonzero(_descents(rows)) + 1, side="right") - 1
    is_wrong = np.zeros(len(starts), np.bool_)
    is_wrong[owner] = True
    places = np.flatnonzero(np.repeat(is_wrong, np.diff(starts, append=len(rows))))
    part = rows.taken(places)
    order = np.arange(len(rows))
    order[places] = places[np.lexsort((part.row, part.instant, part.customer))]
    return order


def _joined(parts: Sequence[Rows], removals: Sequence[IntColumn]) -> Rows:
    if not parts:
        return no_rows()
    gone = np.empty(0, np.int64)
    kept: list[Rows] = []
    # A removal counts for the segments before its own only.
    for rows, removed in zip(reversed(parts), reversed(removals), strict=True):
        if len(gone) and len(rows):
            rows = rows.taken(~np.isin(rows.row, gone))  # noqa: PLW2901  # the same rows, fewer
        kept.append(rows)
        gone = np.concatenate([gone, removed])
    kept = [rows for rows in reversed(kept) if len(rows)] or [no_rows()]
    if len(kept) == 1:
        return kept[0]
    joined = Rows(
        np.concatenate([rows.customer for rows in kept]),
        np.concatenate([rows.instant for rows in kept]),
        np.concatenate([rows.third for rows in kept]),
        np.concatenate([rows.row for rows in kept]),
    )
    # Each segment is sorted: where they follow each other, so is the whole.
    is_in_order = all(_last(one) < _first(other) for one, other in pairwise(kept))
    return joined if is_in_order else sorted_rows(joined)


def _first(rows: Rows) -> tuple[int, int, int]:
    return int(rows.customer[0]), int(rows.instant[0]), int(rows.row[0])


def _last(rows: Rows) -> tuple[int, int, int]:
    return int(rows.customer[-1]), int(rows.instant[-1]), int(rows.row[-1])


def _segments(connection: apsw.Connection, kind: Kind) -> Iterator[tuple[Rows, IntColumn]]:
    query = "SELECT row_count, body, removed FROM column_segment WHERE kind = ? ORDER BY id"
    for count, body, removed in connection.execute(query, (kind,)):
        yield _unpacked(kind, int(count), body), _numbers(removed)


def _unpacked(kind: Kind, count: int, body: bytes) -> Rows:
    cells = _CELLS[kind]
    if len(body) != count * sum(cell.itemsize for cell in cells):
        raise _damaged()
    columns, offset = [], 0
    for cell in cells:
        column = np.frombuffer(body, cell, count, offset)
        columns.append(column.astype(np.int64, copy=False))
        offset += count * cell.itemsize
    instant, row, third, customer = columns
    return Rows(customer, instant, third, row)


def _numbers(stored: bytes) -> IntColumn:
    if len(stored) % _ROW.itemsize:
        raise _damaged()
    return np.frombuffer(stored, _ROW)


def _pairs(stored: bytes) -> dict[int, int]:
    numbers = _numbers(stored)
    if len(numbers) % 2:
        raise _damaged()
    channels, amounts = numbers.reshape(-1, 2).T.tolist()
    return dict(zip(channels, amounts, strict=True))


def _damaged() -> ProjectDamaged:
    return ProjectDamaged(
        "The project's columns are damaged: a segment has another length than its rows need.",
        "Run verify, and restore a backup of the project.",
    )


def _insert(  # noqa: PLR0913, PLR0917  # the columns of a row
    connection: apsw.Connection,
    kind: Kind,
    import_number: int,
    rows: Rows,
    removed: IntColumn,
    content: Content,
) -> None:
    columns = (rows.instant, rows.row, rows.third, rows.customer)
    body = b"".join(
        column.astype(cell).tobytes() for column, cell in zip(columns, _CELLS[kind], strict=True)
    )
    pairs = np.array(sorted(content.items()), _ROW).tobytes()
    connection.execute(
        "INSERT INTO column_segment (kind, import_number, row_count, body, removed, content)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (kind, import_number, len(rows), body, removed.astype(_ROW).tobytes(), pairs),
    )


def _segment_count(connection: apsw.Connection, kind: Kind) -> int:
    query = "SELECT COUNT(*) FROM column_segment WHERE kind = ?"
    return fetch_number(connection, query, (kind,))


def _merge_segments(connection: apsw.Connection, kind: Kind) -> None:
    """Write the small segments at the end as one; large ones before them stay as they are."""
    sizes: list[tuple[Any, ...]] = connection.execute(
        "SELECT id, row_count FROM column_segment WHERE kind = ? ORDER BY id", (kind,)
    ).fetchall()
    kept = _untouched(sizes)
    tail = f"kind = ? AND id > {kept}"
    query = f"SELECT row_count, body, removed FROM column_segment WHERE {tail} ORDER BY id"  # noqa: S608
    found: list[tuple[Any, ...]] = connection.execute(query, (kind,)).fetchall()
    parts = [_unpacked(kind, int(count), body) for count, body, _ in found]
    removals = [_numbers(removed) for _, _, removed in found]
    sums: dict[int, int] = {}
    for (content,) in connection.execute(
        f"SELECT content FROM column_segment WHERE {tail}",  # noqa: S608
        (kind,),
    ):
        sums = added_content(sums, _pairs(content))
    connection.execute(f"DELETE FROM column_segment WHERE {tail}", (kind,))  # noqa: S608
    merged = Change(kind, _joined(parts, removals), np.concatenate(removals), sums)
    _append(connection, replace(merged, removed=np.unique(merged.removed)), 0)


def _untouched(sizes: Sequence[tuple[Any, ...]]) -> int:
    """The id up to which segments stay: those before the last run of small ones; 0 for none."""
    for place in range(len(sizes) - 1 - MOST_SEGMENTS // 2, -1, -1):
        number, size = sizes[place]
        if size > _SMALL_ROWS:
            return int(number)
    return 0
