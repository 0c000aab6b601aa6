"""A project's rows as NumPy columns, read inside the caller's snapshot.

Each function reads one table; a `customer` (row id) restricts it to the rows of one customer.
"""

import hashlib

import apsw
import numpy as np

from attribution_desktop.domain.instants import UNDATED, UNDATED_DAY
from attribution_desktop.domain.interactions import (
    UNKNOWN_COUNT,
    CodeColumn,
    Conversions,
    IntColumn,
    Interactions,
    PathRows,
    Spend,
    Touches,
)
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.store.bulk import fetch_floats, fetch_integers

# Answered by the identity index alone: the table's own pages are not read.
_TIMED_TOUCHES = (
    "SELECT customer_id, timestamp, channel_id, id FROM touchpoint_interaction"
    " WHERE timestamp IS NOT NULL"
)
_ORDERS = (
    "SELECT customer_id, converted_at, conversion_value, id FROM attribution_path WHERE NOT is_path"
)
_OF_CUSTOMER = " AND customer_id = ?"
_IN_ORDER = " ORDER BY customer_id, timestamp"


def read_channels(connection: apsw.Connection) -> tuple[IntColumn, tuple[str, ...]]:
    """Row ids and names in order of creation; a code is an index into both."""
    rows = connection.execute("SELECT id, name FROM channel ORDER BY id").fetchall()
    return np.array([row for row, _ in rows], np.int64), tuple(str(name) for _, name in rows)


def _bound(customer: int | None) -> tuple[int, ...]:
    return () if customer is None else (customer,)


def _codes(channel_rows: IntColumn, rows: IntColumn) -> CodeColumn:
    return np.searchsorted(channel_rows, rows).astype(np.int32)


def read_touches(
    connection: apsw.Connection,
    channel_rows: IntColumn,
    progress: Progress = unreported,
    *,
    customer: int | None = None,
) -> Touches:
    """Timed touches, sorted by customer, instant and row id."""
    restriction = _OF_CUSTOMER if customer is not None else ""
    query = _TIMED_TOUCHES + restriction + _IN_ORDER
    table = fetch_integers(connection, query, 4, progress, _bound(customer))
    order = _order_by_row(table[:, 0], table[:, 1], table[:, 3])
    if order is not None:
        table = table[order]
    return Touches(
        customer=np.ascontiguousarray(table[:, 0]),
        channel=_codes(channel_rows, table[:, 2]),
        instant=np.ascontiguousarray(table[:, 1]),
        row=np.ascontiguousarray(table[:, 3]),
    )


def _order_by_row(customer: IntColumn, instant: IntColumn, row: IntColumn) -> IntColumn | None:
    """The order that puts touches of one customer and instant by row id; None when they are.

    The index orders them by channel instead. Only they are sorted, not the whole column.
    """
    is_tied = (customer[1:] == customer[:-1]) & (instant[1:] == instant[:-1])
    if not (is_tied & (row[1:] < row[:-1])).any():
        return None
    in_tie = np.zeros(len(row), np.bool_)
    in_tie[1:] |= is_tied
    in_tie[:-1] |= is_tied
    places = np.flatnonzero(in_tie)
    order = np.arange(len(row))
    order[places] = places[np.lexsort((row[places], instant[places], customer[places]))]
    return order


def read_conversions(
    connection: apsw.Connection, progress: Progress = unreported, *, customer: int | None = None
) -> Conversions:
    """Orders, sorted by customer, instant and row id."""
    query = _ORDERS + _OF_CUSTOMER if customer is not None else _ORDERS
    table = fetch_integers(connection, query, 4, progress, _bound(customer))
    table = table[np.lexsort((table[:, 3], table[:, 1], table[:, 0]))]
    return Conversions(
        customer=np.ascontiguousarray(table[:, 0]),
        instant=np.ascontiguousarray(table[:, 1]),
        value=np.ascontiguousarray(table[:, 2]),
        row=np.ascontiguousarray(table[:, 3]),
    )


NO_PATHS = PathRows(
    start=np.zeros(1, np.int64),
    channel=np.zeros(0, np.int32),
    customer=np.zeros(0, np.int64),
    instant=np.zeros(0, np.int64),
    conversions=np.zeros(0, np.float64),
    nulls=np.zeros(0, np.float64),
    value=np.zeros(0, np.int64),
    row=np.zeros(0, np.int64),
)


def read_paths(
    connection: apsw.Connection, channel_rows: IntColumn, progress: Progress = unreported
) -> PathRows:
    """Path rows by row id, their touches by position."""
    table = fetch_integers(
        connection,
        "SELECT id, COALESCE(customer_id, -1), COALESCE(converted_at, ?), conversion_value"
        " FROM attribution_path WHERE is_path ORDER BY id",
        4,
        progress,
        (UNDATED,),
    )
    counts = [
        fetch_floats(
            connection,
            f"SELECT {column} FROM attribution_path WHERE is_path ORDER BY id",  # noqa: S608
            progress,
        )
        for column in ("conversions", "nulls")
    ]
    touches = fetch_integers(
        connection,
        "SELECT path_id, channel_id FROM touchpoint_interaction"
        " WHERE path_id IS NOT NULL ORDER BY path_id, position",
        2,
        progress,
    )
    start = np.searchsorted(touches[:, 0], table[:, 0]).astype(np.int64)
    return PathRows(
        start=np.append(start, len(touches)),
        channel=_codes(channel_rows, touches[:, 1]),
        customer=np.ascontiguousarray(table[:, 1]),
        instant=np.ascontiguousarray(table[:, 2]),
        conversions=counts[0],
        nulls=counts[1],
        value=np.ascontiguousarray(table[:, 3]),
        row=np.ascontiguousarray(table[:, 0]),
    )


def read_spend(
    connection: apsw.Connection, channel_rows: IntColumn, progress: Progress = unreported
) -> Spend:
    """Spend by row id."""
    table = fetch_integers(
        connection,
        "SELECT channel_id, COALESCE(day, ?), cost, COALESCE(impressions, ?), COALESCE(clicks, ?)"
        " FROM daily_spend ORDER BY id",
        5,
        progress,
        (UNDATED_DAY, UNKNOWN_COUNT, UNKNOWN_COUNT),
    )
    return Spend(
        channel=_codes(channel_rows, table[:, 0]),
        day=table[:, 1].astype(np.int32),
        cost=np.ascontiguousarray(table[:, 2]),
        impressions=np.ascontiguousarray(table[:, 3]),
        clicks=np.ascontiguousarray(table[:, 4]),
    )


def fingerprint(interactions: Interactions, spend: Spend) -> str:
    """16 hexadecimal digits that change with any datum that a figure rests on."""
    digest = hashlib.sha256("\x00".join(interactions.channels).encode())
    touches, conversions, paths = (
        interactions.touches,
        interactions.conversions,
        interactions.paths,
    )
    for column in (
        touches.customer,
        touches.channel,
        touches.instant,
        conversions.customer,
        conversions.instant,
        conversions.value,
        paths.start,
        paths.channel,
        paths.customer,
        paths.instant,
        paths.conversions,
        paths.nulls,
        paths.value,
        spend.channel,
        spend.day,
        spend.cost,
        spend.impressions,
        spend.clicks,
    ):
        # The length first: else bytes could move from one column to the next unseen.
        digest.update(len(column).to_bytes(8, "little"))
        digest.update(column.data)
    return digest.hexdigest()[:16]
