"""Spend: stored a row a channel and day; rows of a file that are there already count as such."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from zoneinfo import ZoneInfo

import apsw
import numpy as np

from attribution_desktop.domain.batch_sums import sums_of_spend
from attribution_desktop.domain.imports import ReadFile, SpendBatch
from attribution_desktop.domain.instants import UNDATED_DAY
from attribution_desktop.domain.interactions import UNKNOWN_COUNT, BoolColumn, IntColumn
from attribution_desktop.domain.tracking import SpendEntry
from attribution_desktop.store.bulk import Destination, row_blocks
from attribution_desktop.store.digests import renew_digests
from attribution_desktop.store.identities import known_channels, stored_channels, used_codes
from attribution_desktop.store.stored_rows import StoredRows

SpendCells = tuple[int, int | None, int, int | None, int | None, str]
"""Channel row id, day, cost, impressions, clicks, campaign."""

_INSERT = (
    "INSERT INTO daily_spend (channel_id, day, cost, impressions, clicks, campaign, source,"
    " import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


def store_spend(
    destination: Destination, read: ReadFile, batch: SpendBatch, zone: ZoneInfo, source: str
) -> StoredRows:
    """Store the rows of a spend file that no earlier import brought.

    A row of the file is a duplicate when each of its days is there already, as often as this file
    has needed it so far: of two equal rows the second meets the second stored one. `zone`, the
    project's, turns days into the manifest's instants; `source` is what the
    rows are filed under.
    """
    connection = destination.connection
    # The channel of a duplicate is there already, so that all of them can be stored first.
    used = used_codes(len(read.channels), batch.channel)
    known = known_channels(connection, read.channels)
    channels = stored_channels(connection, read.channels, known, used)
    cells = _cells(batch, channels)
    is_new = _is_new(batch, cells, _earlier(connection))
    new = [cells[index] for index in np.flatnonzero(is_new).tolist()]
    for block in row_blocks((new,), destination.progress, "Storing spend"):
        rows = ((*row, source, destination.import_id) for (row,) in block)
        connection.executemany(_INSERT, rows)
    renew_digests(connection, ("daily_spend",))
    lines = np.unique(batch.line)
    imported = len(np.unique(batch.line[is_new]))
    return StoredRows(
        imported=imported,
        duplicate=len(lines) - imported,
        spend_entries=len(new),
        sums=sums_of_spend(batch.day[is_new], batch.cost[is_new], zone),
    )


def store_spend_entries(connection: apsw.Connection, entries: Sequence[SpendEntry]) -> None:
    """Store spend that is entered by hand; equal entries are all kept."""
    names = [entry.channel for entry in entries]
    known = known_channels(connection, names)
    channels = stored_channels(connection, names, known, np.ones(len(names), np.bool_))
    rows = [
        (channel, entry.day, entry.cost, entry.impressions, entry.clicks, entry.campaign, "", None)
        for channel, entry in zip(channels.tolist(), entries, strict=True)
    ]
    connection.executemany(_INSERT, rows)
    renew_digests(connection, ("daily_spend",))


def _cells(batch: SpendBatch, channels: IntColumn) -> list[SpendCells]:
    return [
        (
            channel,
            None if day == UNDATED_DAY else day,
            cost,
            None if impressions == UNKNOWN_COUNT else impressions,
            None if clicks == UNKNOWN_COUNT else clicks,
            campaign,
        )
        for channel, day, cost, impressions, clicks, campaign in zip(
            channels[batch.channel].tolist(),
            batch.day.tolist(),
            batch.cost.tolist(),
            batch.impressions.tolist(),
            batch.clicks.tolist(),
            batch.campaign,
            strict=True,
        )
    ]


def _earlier(connection: apsw.Connection) -> Counter[SpendCells]:
    """How often each entry is there from earlier imports."""
    return Counter(
        connection.execute(
            "SELECT channel_id, day, cost, impressions, clicks, campaign FROM daily_spend"
            " WHERE import_id IS NOT NULL"
        )
    )


def _is_new(
    batch: SpendBatch, cells: Sequence[SpendCells], earlier: Counter[SpendCells]
) -> BoolColumn:
    """(s,) entries of rows that are not wholly there already; uses `earlier` up."""
    is_new = np.ones(len(cells), np.bool_)
    # Entries of one row follow each other: a range is spread over its days in place.
    starts = np.flatnonzero(np.diff(batch.line, prepend=-1) != 0).tolist()
    for start, end in pairwise([*starts, len(cells)]):
        wanted = Counter(cells[start:end])
        if all(earlier[entry] >= count for entry, count in wanted.items()):
            earlier.subtract(wanted)
            is_new[start:end] = False
    return is_new
