"""Columns from segments: each is read from the file into the place where it stays.

Fresh memory is what a first loading costs most: no segment is held as bytes beside the columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import apsw
import numpy as np

from attribution_desktop.domain.interactions import BoolColumn, IntColumn
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.store.column_rows import CACHED_CELLS, Kind, Rows, no_rows, sorted_rows
from attribution_desktop.store.segment_format import (
    StoredColumn,
    empty_rows,
    numbers_from,
    require_length,
    stored_columns,
)


@dataclass(frozen=True, slots=True, eq=False)
class _Segment:
    """A segment's id and row ids it takes away, and where its rows lie among all rows read."""

    number: int
    place: slice
    removed: IntColumn


def load_rows(
    connection: apsw.Connection, kind: Kind, progress: Progress = unreported, after: int = 0
) -> Rows:
    """The rows of a kind, sorted by customer, instant and row id.

    Parameters
    ----------
    after
        Segments up to this id are left out.

    Raises
    ------
    ProjectDamaged
        When a segment's bytes are not as many as its rows need.
    """
    segments = _segments(connection, kind, after)
    if not segments:
        return no_rows()
    rows = empty_rows(kind, segments[-1].place.stop)
    for segment in segments:
        progress("Reading the project", segment.place.start, 0)
        _read(connection, kind, segment, rows.taken(segment.place))
    return _in_order(rows, _without_removed(rows, segments))


def removed_rows(connection: apsw.Connection, kind: Kind, after: int = 0) -> IntColumn:
    """The row ids, each once and rising, that segments after an id take away."""
    removed = [segment.removed for segment in _segments(connection, kind, after)]
    return np.unique(np.concatenate([np.empty(0, np.int64), *removed]))


def _segments(connection: apsw.Connection, kind: Kind, after: int) -> list[_Segment]:
    query = (
        "SELECT id, row_count, octet_length(body), removed FROM column_segment"
        " WHERE kind = ? AND id > ? ORDER BY id"
    )
    found: list[_Segment] = []
    start = 0
    for number, count, length, removed in connection.execute(query, (kind, after)):
        require_length(kind, int(count), int(length))
        stop = start + int(count)
        found.append(_Segment(int(number), slice(start, stop), numbers_from(removed)))
        start = stop
    return found


def _read(connection: apsw.Connection, kind: Kind, segment: _Segment, rows: Rows) -> None:
    """Fill the segment's place among the columns from its body."""
    blob = connection.blob_open("main", "column_segment", "body", segment.number, False)  # noqa: FBT003  # positional only: not for writing
    with blob:
        for stored in stored_columns(kind, rows):
            if stored.cell == stored.column.dtype:
                blob.seek(stored.offset)
                blob.read_into(stored.column.data)
            else:
                _widen(blob, stored)


def _widen(blob: apsw.Blob, stored: StoredColumn) -> None:
    blob.seek(stored.offset)
    chunk = np.empty(min(CACHED_CELLS, len(stored.column)), stored.cell)
    for start in range(0, len(stored.column), CACHED_CELLS):
        part = stored.column[start : start + CACHED_CELLS]
        blob.read_into(chunk[: len(part)].data)
        part[:] = chunk[: len(part)]


def _without_removed(rows: Rows, segments: Sequence[_Segment]) -> list[Rows]:
    """Each segment's rows that no later one takes away; what is kept moves to the front."""
    gone = np.empty(0, np.int64)
    masks: list[BoolColumn | None] = []
    # A removal counts for the segments before its own only.
    for segment in reversed(segments):
        masks.append(~np.isin(rows.row[segment.place], gone) if len(gone) else None)
        gone = np.concatenate([gone, segment.removed])
    parts: list[Rows] = []
    end = 0
    for segment, mask in zip(segments, reversed(masks), strict=True):
        parts.append(_moved(rows, segment.place, mask, end))
        end += len(parts[-1])
    return [part for part in parts if len(part)]


def _moved(rows: Rows, place: slice, mask: BoolColumn | None, end: int) -> Rows:
    """The rows at a place that a mask keeps, moved forward to `end`."""
    if mask is None and place.start == end:
        return rows.taken(place)
    kept = rows.taken(place) if mask is None else rows.taken(place).taken(mask)
    target = rows.taken(slice(end, end + len(kept)))
    for column, values in zip(target.columns, kept.columns, strict=True):
        column[:] = values
    return target


def _in_order(rows: Rows, parts: Sequence[Rows]) -> Rows:
    """All kept rows, which lie at the front; each part of them is sorted."""
    kept = rows.taken(slice(sum(map(len, parts))))
    is_in_order = all(_last(one) < _first(other) for one, other in pairwise(parts))
    return kept if is_in_order else sorted_rows(kept)


def _first(rows: Rows) -> tuple[int, int, int]:
    return int(rows.customer[0]), int(rows.instant[0]), int(rows.row[0])


def _last(rows: Rows) -> tuple[int, int, int]:
    return int(rows.customer[-1]), int(rows.instant[-1]), int(rows.row[-1])
