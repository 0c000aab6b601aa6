"""Whether rows that changed name rows that are there: asked of these rows only.

SQLite's own check would look through all touches for each customer or channel that goes, for no
index of theirs serves it.
"""

from collections.abc import Mapping, Sequence

import apsw
import numpy as np

from attribution_desktop.store.bulk import fetch_number
from attribution_desktop.store.column_rows import Kind
from attribution_desktop.store.digests import kept_digests
from attribution_desktop.store.segment_content import load_content

_AMONG = "IN (SELECT value FROM carray(?1))"

_PARENTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "touchpoint_interaction": (
        ("customer_id", "customer"),
        ("channel_id", "channel"),
        ("path_id", "attribution_path"),
        ("import_id", "imports"),
    ),
    "attribution_path": (("customer_id", "customer"), ("import_id", "imports")),
    "refund": (("path_id", "attribution_path"), ("import_id", "imports")),
    "daily_spend": (("channel_id", "channel"), ("import_id", "imports")),
}

# What may still name a row that went; of touches and channels see `_touched_channels`.
_CHILDREN: Mapping[str, tuple[str, ...]] = {
    "customer": (
        f"touchpoint_interaction WHERE customer_id {_AMONG} AND timestamp IS NOT NULL",
        f"attribution_path WHERE customer_id {_AMONG}",
        f"replaced_attribution_path WHERE customer_id {_AMONG}",
    ),
    "channel": (
        f"touchpoint_interaction WHERE channel_id {_AMONG} AND path_id IS NOT NULL",
        f"daily_spend WHERE channel_id {_AMONG}",
        f"replaced_touchpoint_interaction WHERE channel_id {_AMONG}",
        f"replaced_daily_spend WHERE channel_id {_AMONG}",
    ),
    "attribution_path": (
        f"touchpoint_interaction WHERE path_id {_AMONG}",
        f"refund WHERE path_id {_AMONG}",
    ),
}


Changed = Mapping[str, Sequence[int]]
"""Ids of changed rows by table."""


def name_what_is_not_there(connection: apsw.Connection, changed: Changed) -> bool:
    """Whether changed rows name rows that are not there."""
    return any(
        _names_nobody(connection, table, _array(rows))
        for table, rows in changed.items()
        if table in _PARENTS
    )


def are_named_still(connection: apsw.Connection, changed: Changed) -> bool:
    """Whether rows that went are named by others; columns and digests are up to date."""
    return any(
        _is_named(connection, table, _gone(connection, table, _array(rows)))
        for table, rows in changed.items()
        if table in _CHILDREN or table == "imports"
    )


def _array(rows: Sequence[int]) -> object:
    return apsw.carray(np.array(rows, np.int64))


def _names_nobody(connection: apsw.Connection, table: str, rows: object) -> bool:
    lost = " OR ".join(
        # Of an empty table, SQL says that nothing is not in it, either.
        f"({column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {parent}))"  # noqa: S608  # names of the schema
        for column, parent in _PARENTS[table]
    )
    query = f"SELECT EXISTS (SELECT 1 FROM {table} WHERE id {_AMONG} AND ({lost}))"  # noqa: S608
    return bool(fetch_number(connection, query, (rows,)))


def _gone(connection: apsw.Connection, table: str, rows: object) -> list[int]:
    """Those of the rows of a table that are not there."""
    query = f"SELECT value FROM carray(?1) WHERE value NOT IN (SELECT id FROM {table})"  # noqa: S608
    return [int(str(row)) for (row,) in connection.execute(query, (rows,))]


def _is_named(connection: apsw.Connection, table: str, gone: Sequence[int]) -> bool:
    """Whether anything still names rows of a table that went."""
    if not gone:
        return False
    if table == "imports":
        return not _importing(connection).isdisjoint(gone)
    if table == "channel" and not _touched_channels(connection).isdisjoint(gone):
        return True
    array = _array(gone)
    return any(
        fetch_number(connection, f"SELECT EXISTS (SELECT 1 FROM {child})", (array,))  # noqa: S608
        for child in _CHILDREN[table]
    )


def _touched_channels(connection: apsw.Connection) -> set[int]:
    """Channels of timed touches, as the columns count them."""
    return set(load_content(connection, Kind.TOUCHES))


def _importing(connection: apsw.Connection) -> set[int]:
    """Imports of which rows are there."""
    tables = ("touchpoint_interaction", "attribution_path", "refund", "daily_spend")
    return {number for table in tables for number in kept_digests(connection, table)}
