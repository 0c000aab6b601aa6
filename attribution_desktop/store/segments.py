"""The columnar copy: append-only segments in the project file, from which columns load at once.

A segment holds rows that one change added to a table, sorted, and the ids of rows that it takes
away from the segments before it. A row that changes is taken away and added again. So a change
costs what it changes, and what is loaded is one pass over bytes instead of a row at a time.

Four integers a row describe a timed touch (customer, instant, channel, row) and an order
(customer, instant, value, row).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import apsw
import numpy as np

from attribution_desktop.domain.interactions import IntColumn
from attribution_desktop.store.bulk import fetch_number
from attribution_desktop.store.column_rows import Kind, Rows, sorted_rows
from attribution_desktop.store.segment_content import Content, load_content
from attribution_desktop.store.segment_format import ROW, body_from
from attribution_desktop.store.segment_loading import load_rows, removed_rows

SEGMENT_ROWS = 1_000_000
"""Most rows a segment: turning more of them into bytes at once would hold up the window."""

MOST_SEGMENTS = 64
"""More of a kind are merged into few: loading should not consist of small reads."""

_SMALL_ROWS = SEGMENT_ROWS // 4


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


def drop_segments(connection: apsw.Connection, kind: Kind) -> None:
    """Delete the columnar copy of a kind."""
    connection.execute("DELETE FROM column_segment WHERE kind = ?", (kind,))


def _append(connection: apsw.Connection, change: Change, import_number: int) -> None:
    ordered = sorted_rows(change.added)
    content = change.content
    removed = change.removed
    for start in range(0, max(len(ordered), 1), SEGMENT_ROWS):
        part = ordered.taken(slice(start, start + SEGMENT_ROWS))
        if not (len(part) or len(removed) or content):
            continue
        _insert(connection, import_number, Change(change.kind, part, removed, content))
        content, removed = {}, removed[:0]


def _insert(connection: apsw.Connection, import_number: int, change: Change) -> None:
    pairs = np.array(sorted(change.content.items()), ROW).tobytes()
    connection.execute(
        "INSERT INTO column_segment (kind, import_number, row_count, body, removed, content)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            change.kind,
            import_number,
            len(change.added),
            body_from(change.kind, change.added),
            change.removed.astype(ROW).tobytes(),
            pairs,
        ),
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
    merged = Change(
        kind,
        load_rows(connection, kind, after=kept),
        removed_rows(connection, kind, after=kept),
        load_content(connection, kind, after=kept),
    )
    connection.execute("DELETE FROM column_segment WHERE kind = ? AND id > ?", (kind, kept))
    _append(connection, merged, 0)


def _untouched(sizes: Sequence[tuple[Any, ...]]) -> int:
    """The id up to which segments stay: those before the last run of small ones; 0 for none."""
    for place in range(len(sizes) - 1 - MOST_SEGMENTS // 2, -1, -1):
        number, size = sizes[place]
        if size > _SMALL_ROWS:
            return int(number)
    return 0
