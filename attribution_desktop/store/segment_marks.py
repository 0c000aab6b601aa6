"""Which segments there are, to tell later what was added since."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import apsw
import numpy as np

from attribution_desktop.domain.interactions import IntColumn
from attribution_desktop.store.column_rows import Kind
from attribution_desktop.store.segment_format import ROW, numbers_from, rows_from_body


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
    size = sum(mark.rows + mark.removed // ROW.itemsize for mark in later)
    if size > most or (marks and not same):
        return None
    query = (
        "SELECT row_count, body, removed FROM column_segment WHERE kind = ? AND id > ? ORDER BY id"
    )
    known = now[same - 1].number if same else 0
    customers, removals = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for count, body, removed in connection.execute(query, (kind, known)):
        customers.append(rows_from_body(kind, int(count), body).customer)
        removals.append(numbers_from(removed))
    return LaterSegments(np.concatenate(customers), np.concatenate(removals))
