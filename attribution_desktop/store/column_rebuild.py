"""The columnar copy and the digests, made anew from the rows; and read from them for comparison."""

from collections.abc import Sequence
from typing import Any

import apsw
import numpy as np

from attribution_desktop.domain.interactions import IntColumn
from attribution_desktop.domain.mixing import HashColumn
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.store.bulk import fetch_integers
from attribution_desktop.store.column_rows import Kind, Rows, rows_from_table
from attribution_desktop.store.content import order_content, touch_content
from attribution_desktop.store.digests import FIRST_TABLES, renew_digests
from attribution_desktop.store.hashing import text_hashes
from attribution_desktop.store.segment_content import Content
from attribution_desktop.store.segments import Change, append_change, drop_segments

_QUERIES = {
    Kind.TOUCHES: (
        "SELECT customer_id, timestamp, channel_id, id FROM touchpoint_interaction"
        " WHERE timestamp IS NOT NULL"
    ),
    Kind.ORDERS: (
        "SELECT customer_id, converted_at, conversion_value, id FROM attribution_path"
        " WHERE NOT is_path"
    ),
}

_HASHED_AT_ONCE = 500_000


def rebuild_columns(connection: apsw.Connection) -> None:
    """Make all segments and digests anew, inside the caller's transaction."""
    for kind in Kind:
        drop_segments(connection, kind)
        rows = read_rows(connection, kind)
        nothing = np.empty(0, np.int64)
        append_change(
            connection, Change(kind, rows, nothing, content_of(connection, kind, rows)), None
        )
    renew_digests(connection, FIRST_TABLES)


def read_rows(
    connection: apsw.Connection,
    kind: Kind,
    condition: str = "TRUE",
    bindings: Sequence[Any] = (),
    progress: Progress = unreported,
) -> Rows:
    """Rows of a kind from their table, under an SQL condition of ours, in no order."""
    query = f"{_QUERIES[kind]} AND {condition}"
    return rows_from_table(fetch_integers(connection, query, 4, progress, bindings))


def content_of(connection: apsw.Connection, kind: Kind, rows: Rows) -> Content:
    """What rows of the project add to its fingerprint."""
    if not len(rows):
        return {}
    customer = hashes_of_customers(connection, rows.customer)
    if kind is Kind.TOUCHES:
        return touch_content(customer, rows.instant, rows.third)
    orders = _texts(connection, "order_id", "attribution_path", rows.row)
    return order_content(customer, rows.instant, rows.third, text_hashes(orders))


def hashes_of_customers(connection: apsw.Connection, customers: IntColumn) -> HashColumn:
    """(n,) the hash of the id in the source of each of the customers, given by row id."""
    numbers, place = np.unique(customers, return_inverse=True)
    hashes = np.empty(len(numbers), np.uint64)
    for start in range(0, len(numbers), _HASHED_AT_ONCE):
        part = numbers[start : start + _HASHED_AT_ONCE]
        texts = _texts(connection, "external_id", "customer", part)
        hashes[start : start + len(part)] = text_hashes(texts)
    return hashes[place]


def _texts(connection: apsw.Connection, column: str, table: str, rows: IntColumn) -> list[str]:
    """A text of each of the rows, which are there, in their order."""
    # CROSS: SQLite keeps the order of the two and looks up row after row.
    query = f"SELECT t.{column} FROM carray(?) a CROSS JOIN {table} t ON t.id = a.value"  # noqa: S608
    found = connection.execute(query, (apsw.carray(np.ascontiguousarray(rows)),))
    return [str(text) for (text,) in found]
