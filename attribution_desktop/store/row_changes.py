"""Keeping the columnar copy and the digests true where few rows change, given by their ids."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import apsw

from attribution_desktop.store.column_rebuild import content_of, read_rows
from attribution_desktop.store.digests import Digests, add_digests, read_digests
from attribution_desktop.store.segments import (
    Change,
    Content,
    Kind,
    Rows,
    added_content,
    append_change,
)

_TABLES = {Kind.TOUCHES: "touchpoint_interaction", Kind.ORDERS: "attribution_path"}
_AMONG = "id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True, eq=False)
class KnownRows:
    """Rows of a table as they are at one moment: columns, content and digests."""

    rows: Rows
    content: Content
    digests: Digests


def known_rows_of(connection: apsw.Connection, kind: Kind, ids: Sequence[int]) -> KnownRows:
    """Those of the table's rows with these ids that are there."""
    bindings = (json.dumps(list(ids)),)
    rows = read_rows(connection, kind, _AMONG, bindings)
    return KnownRows(
        rows,
        content_of(connection, kind, rows),
        read_digests(connection, _TABLES[kind], _AMONG, bindings),
    )


def record_difference(
    connection: apsw.Connection, kind: Kind, before: KnownRows, after: KnownRows
) -> None:
    """Append what became of rows between two moments of the running transaction."""
    content = added_content(after.content, before.content, sign=-1)
    append_change(connection, Change(kind, after.rows, before.rows.row, content), None)
    add_digests(connection, _TABLES[kind], before.digests, sign=-1)
    add_digests(connection, _TABLES[kind], after.digests)
