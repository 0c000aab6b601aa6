"""Keeping the columnar copy and the digests true where few rows change, given by their ids."""

from collections.abc import Sequence
from dataclasses import dataclass

import apsw
import numpy as np

from attribution_desktop.store.column_rebuild import content_of, read_rows
from attribution_desktop.store.column_rows import Kind, Rows, no_rows
from attribution_desktop.store.digests import (
    AMONG,
    Digests,
    add_digests,
    kept_digests_among,
    read_digests,
)
from attribution_desktop.store.segment_content import Content, added_content
from attribution_desktop.store.segments import Change, append_change

_TABLES = {Kind.TOUCHES: "touchpoint_interaction", Kind.ORDERS: "attribution_path"}


@dataclass(frozen=True, slots=True, eq=False)
class KnownRows:
    """Rows of a table as they are at one moment: columns, content and digests."""

    rows: Rows
    content: Content
    digests: Digests


def known_rows_of(connection: apsw.Connection, kind: Kind, ids: Sequence[int]) -> KnownRows:
    """Those of the table's rows with these ids that are there."""
    if not ids:
        return KnownRows(no_rows(), {}, {})
    bindings = (apsw.carray(np.array(ids, np.int64)),)
    rows = read_rows(connection, kind, AMONG, bindings)
    digests = read_digests(connection, _TABLES[kind], AMONG, bindings)
    return KnownRows(rows, content_of(connection, kind, rows), digests)


def kept_rows_of(connection: apsw.Connection, kind: Kind, ids: Sequence[int]) -> KnownRows:
    """The same of rows that nothing in the running transaction has changed yet: cheaper."""
    if not ids:
        return KnownRows(no_rows(), {}, {})
    numbers = np.array(ids, np.int64)
    rows = read_rows(connection, kind, AMONG, (apsw.carray(numbers),))
    digests = kept_digests_among(connection, _TABLES[kind], numbers)
    return KnownRows(rows, content_of(connection, kind, rows), digests)


def record_difference(
    connection: apsw.Connection, kind: Kind, before: KnownRows, after: KnownRows
) -> None:
    """Append what became of rows between two moments of the running transaction."""
    content = added_content(after.content, before.content, sign=-1)
    append_change(connection, Change(kind, after.rows, before.rows.row, content), None)
    add_digests(connection, _TABLES[kind], before.digests, sign=-1)
    add_digests(connection, _TABLES[kind], after.digests)
