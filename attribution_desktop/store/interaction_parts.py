"""A project's interactions a part at a time, for work that needs no more than one journey.

A part holds everything of its customers, or whole path rows; memory holds one part.
"""

from collections.abc import Iterator

import apsw
import numpy as np

from attribution_desktop.domain.interactions import NO_PATHS, Interactions
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.store.bulk import fetch_number
from attribution_desktop.store.column_rebuild import read_rows
from attribution_desktop.store.column_rows import Kind, no_rows, sorted_rows
from attribution_desktop.store.columns import (
    ChannelCodes,
    conversions_from,
    read_channels,
    read_paths,
    touches_from,
)
from attribution_desktop.store.project_file import ProjectFile

PART_ROWS = 100_000
"""About as many touches, or at most as many customers or path rows, a part."""

_BY_CUSTOMER = "customer_id BETWEEN ? AND ?"
_CUSTOMER_AFTER = """
    SELECT COALESCE((
        SELECT customer_id FROM touchpoint_interaction
        WHERE timestamp IS NOT NULL AND customer_id >= ?
        ORDER BY customer_id LIMIT 1 OFFSET ?
    ), ?)
"""


def interaction_parts(
    project: ProjectFile, progress: Progress = unreported, part_rows: int = PART_ROWS
) -> Iterator[Interactions]:
    """All interactions, customers in the order of their row ids, path rows last.

    Codes of channels count over all channels of the project.

    Raises
    ------
    Cancelled
        When `progress` does.
    """
    with project.snapshot() as connection:
        channels = read_channels(connection)
        yield from _customer_parts(connection, channels, progress, part_rows)
        highest = fetch_number(
            connection, "SELECT COALESCE(MAX(id), 0) FROM attribution_path WHERE is_path"
        )
        nothing = touches_from(no_rows(), channels), conversions_from(no_rows())
        for first in range(1, highest + 1, part_rows):
            paths = read_paths(connection, channels, progress, (first, first + part_rows - 1))
            if len(paths.row):
                yield Interactions(channels.names, *nothing, paths)


def _customer_parts(
    connection: apsw.Connection, channels: ChannelCodes, progress: Progress, part_rows: int
) -> Iterator[Interactions]:
    highest = fetch_number(connection, "SELECT COALESCE(MAX(id), 0) FROM customer")
    first = 1
    while first <= highest:
        farthest = min(first + part_rows - 1, highest)
        last = min(
            fetch_number(connection, _CUSTOMER_AFTER, (first, part_rows, farthest)), farthest
        )
        kinds = (
            sorted_rows(read_rows(connection, kind, _BY_CUSTOMER, (first, last), progress))
            for kind in (Kind.TOUCHES, Kind.ORDERS)
        )
        touches, orders = kinds
        yield Interactions(
            channels.names, touches_from(touches, channels), conversions_from(orders), NO_PATHS
        )
        progress("Reading the project", last, highest)
        first = last + 1


NO_INTERACTIONS = Interactions(
    (),
    touches_from(no_rows(), ChannelCodes((), np.empty(0, np.int32))),
    conversions_from(no_rows()),
    NO_PATHS,
)
"""Of an empty project."""
