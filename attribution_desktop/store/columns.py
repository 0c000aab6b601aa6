"""A project's rows as NumPy columns, read inside the caller's snapshot.

Touches and orders come from the columnar copy, path rows and spend from their tables.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import apsw
import numpy as np

from attribution_desktop.domain.channels import channel_key
from attribution_desktop.domain.errors import ProjectDamaged
from attribution_desktop.domain.instants import UNDATED, UNDATED_DAY
from attribution_desktop.domain.interactions import (
    UNKNOWN_COUNT,
    CodeColumn,
    Conversions,
    IntColumn,
    PathRows,
    Spend,
    Touches,
)
from attribution_desktop.domain.mixing import HashColumn
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.store.bulk import fetch_floats, fetch_integers
from attribution_desktop.store.column_rebuild import hashes_of_customers, read_rows
from attribution_desktop.store.column_rows import CACHED_CELLS, Kind, Rows, sorted_rows
from attribution_desktop.store.content import fingerprint, path_hashes, spend_hashes
from attribution_desktop.store.segment_content import load_content
from attribution_desktop.store.segment_loading import load_rows


@dataclass(frozen=True, slots=True, eq=False)
class ChannelCodes:
    """The channels of a project.

    Parameters
    ----------
    names
        Shown names in order of creation; a code is an index into it.
    code_of_row
        (highest row id + 1,) the code of each channel row, those merged into another included.
    """

    names: tuple[str, ...]
    code_of_row: CodeColumn

    def codes(self, rows: IntColumn | CodeColumn) -> CodeColumn:
        """(n,) codes of channels given by row id."""
        return self.code_of_row.take(rows)

    def shown_keys(self) -> dict[int, str]:
        """By row id: the key of the name under which its touches are shown."""
        keys = [channel_key(name) for name in self.names]
        return {row: keys[code] for row, code in enumerate(self.code_of_row.tolist()) if code >= 0}


def read_channels(connection: apsw.Connection) -> ChannelCodes:
    """Names and codes; a channel merged into another has the other's code."""
    rows: list[tuple[Any, ...]] = connection.execute(
        "SELECT id, name, merged_into FROM channel ORDER BY id"
    ).fetchall()
    final = final_channels({row: target for row, _, target in rows})
    shown = [row for row, _, target in rows if target is None]
    code_of_row = np.full(1 + max((row for row, *_ in rows), default=0), -1, np.int32)
    code_of_row[shown] = np.arange(len(shown), dtype=np.int32)
    for row, shown_as in final.items():
        code_of_row[row] = code_of_row[shown_as]
    names = tuple(str(name) for _, name, target in rows if target is None)
    return ChannelCodes(names, code_of_row)


def final_channels(targets: Mapping[int, int | None]) -> dict[int, int]:
    """By row id: the channel that each counts as in the end.

    Parameters
    ----------
    targets
        By row id of every channel: the one that it was merged into.

    Raises
    ------
    ProjectDamaged
        When channels count as each other, or as one that is not there.
    """
    final = {}
    for row in targets:
        current, steps = row, 0
        while (target := targets[current]) is not None:
            current, steps = target, steps + 1
            if current not in targets or steps > len(targets):
                raise ProjectDamaged(
                    "The project's channels are damaged: some count as none that is there.",
                    "Run verify, and restore a backup of the project.",
                )
        final[row] = current
    return final


def load_touches(
    connection: apsw.Connection, channels: ChannelCodes, progress: Progress = unreported
) -> Touches:
    """All timed touches from the columnar copy, sorted by customer, instant and row id."""
    rows = load_rows(connection, Kind.TOUCHES, progress)
    return Touches(
        customer=rows.customer,
        channel=_coded_in_place(rows.third, channels),
        instant=rows.instant,
        row=rows.row,
    )


def _coded_in_place(rows: IntColumn, channels: ChannelCodes) -> CodeColumn:
    """The codes of channels where their row ids were: fresh memory costs more than the look-up."""
    column = cast("CodeColumn", rows)
    for start in range(0, len(column), CACHED_CELLS):
        part = column[start : start + CACHED_CELLS]
        part[:] = channels.codes(part)
    return column.astype(np.int32, copy=False)


def load_conversions(connection: apsw.Connection, progress: Progress = unreported) -> Conversions:
    """All orders from the columnar copy, sorted by customer, instant and row id."""
    return conversions_from(load_rows(connection, Kind.ORDERS, progress))


def read_touches(
    connection: apsw.Connection, channels: ChannelCodes, customers: Sequence[int]
) -> Touches:
    """The timed touches of a few customers from their rows, sorted as all are."""
    return touches_from(_rows_of(connection, Kind.TOUCHES, customers), channels)


def read_conversions(connection: apsw.Connection, customers: Sequence[int]) -> Conversions:
    """The orders of a few customers from their rows, sorted as all are."""
    return conversions_from(_rows_of(connection, Kind.ORDERS, customers))


def touches_from(rows: Rows, channels: ChannelCodes) -> Touches:
    return Touches(rows.customer, channels.codes(rows.third), rows.instant, rows.row)


def conversions_from(rows: Rows) -> Conversions:
    return Conversions(rows.customer, rows.instant, rows.third, rows.row)


def _rows_of(connection: apsw.Connection, kind: Kind, customers: Sequence[int]) -> Rows:
    among = "customer_id IN (SELECT value FROM json_each(?))"
    return sorted_rows(read_rows(connection, kind, among, (json.dumps(list(customers)),)))


ALL_ROWS = (0, 2**63 - 1)
"""The lowest and the highest row id that there can be."""


def read_paths(
    connection: apsw.Connection,
    channels: ChannelCodes,
    progress: Progress = unreported,
    rows: tuple[int, int] = ALL_ROWS,
) -> PathRows:
    """Path rows by row id, their touches by position.

    Parameters
    ----------
    rows
        The first and the last row id wanted.
    """
    first, last = rows
    table = fetch_integers(
        connection,
        "SELECT id, COALESCE(customer_id, -1), COALESCE(converted_at, ?), conversion_value"
        " FROM attribution_path WHERE is_path AND id BETWEEN ? AND ? ORDER BY id",
        4,
        progress,
        (UNDATED, first, last),
    )
    counts = [
        fetch_floats(
            connection,
            f"SELECT {column} FROM attribution_path"  # noqa: S608
            f" WHERE is_path AND id BETWEEN {first} AND {last} ORDER BY id",
            progress,
        )
        for column in ("conversions", "nulls")
    ]
    touches = fetch_integers(
        connection,
        "SELECT path_id, channel_id FROM touchpoint_interaction"
        " WHERE path_id BETWEEN ? AND ? ORDER BY path_id, position",
        2,
        progress,
        (first, last),
    )
    start = np.searchsorted(touches[:, 0], table[:, 0]).astype(np.int64)
    return PathRows(
        start=np.append(start, len(touches)),
        channel=channels.codes(touches[:, 1]),
        customer=np.ascontiguousarray(table[:, 1]),
        instant=np.ascontiguousarray(table[:, 2]),
        conversions=counts[0],
        nulls=counts[1],
        value=np.ascontiguousarray(table[:, 3]),
        row=np.ascontiguousarray(table[:, 0]),
    )


def read_spend(
    connection: apsw.Connection, channels: ChannelCodes, progress: Progress = unreported
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
        channel=channels.codes(table[:, 0]),
        day=table[:, 1].astype(np.int32),
        cost=np.ascontiguousarray(table[:, 2]),
        impressions=np.ascontiguousarray(table[:, 3]),
        clicks=np.ascontiguousarray(table[:, 4]),
    )


def read_fingerprint(
    connection: apsw.Connection, channels: ChannelCodes, paths: PathRows, spend: Spend
) -> str:
    """16 hexadecimal digits that change with any datum that a figure rests on.

    The order in which the data was imported does not count, nor do row ids.
    """
    return fingerprint(
        load_content(connection, Kind.TOUCHES),
        load_content(connection, Kind.ORDERS),
        channels.shown_keys(),
        path_hashes(paths, channels.names, _path_customers(connection, paths)),
        spend_hashes(spend, channels.names),
    )


def _path_customers(connection: apsw.Connection, paths: PathRows) -> HashColumn:
    """(p,) the hash of each path row's customer, 0 for none."""
    hashes = np.zeros(len(paths.customer), np.uint64)
    is_named = paths.customer >= 0
    if is_named.any():
        hashes[is_named] = hashes_of_customers(connection, paths.customer[is_named])
    return hashes
