"""Timed touches for a file, page by page in the order of their customers and times.

A page is read in the order of the identity index, which holds all that a row says: no row is
looked up, and memory holds one page. SQLite hands each column over as one JSON text, which costs
half of fetching row by row and is exact whatever signs a text holds.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import apsw
import numpy as np
import numpy.typing as npt

from attribution_desktop.domain.instants import (
    datetime_from_instant,
    first_instant_of,
    iso_from_instant,
    zone_named,
)
from attribution_desktop.domain.interactions import BoolColumn, IntColumn
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.row_table import (
    CodedTexts,
    InstantCells,
    RowBlock,
    RowColumn,
    empty_cells,
)
from attribution_desktop.store.bulk import fetch_number
from attribution_desktop.store.columns import read_channels
from attribution_desktop.store.export_customers import customer_names
from attribution_desktop.store.project_file import ProjectFile

TOUCH_COLUMNS = ("customer", "channel", "timestamp", "session", "metadata")

_PAGE_ROWS = 100_000
_STAGE = "Writing rows"
_FIRST = (-1, -(2**63))

_ALWAYS = ("customer_id", "timestamp", "channel_id")
_ON_DEMAND = ("id", "occurrence", "session_id", "touchpoint_metadata")
"""Read once a page needs them: the first where touches are tied, the others once one is filled."""

_PAGE = """
    SELECT COUNT(*), {columns} FROM (
        SELECT customer_id, timestamp, id, channel_id, occurrence, session_id, touchpoint_metadata
        FROM touchpoint_interaction
        WHERE timestamp IS NOT NULL AND (customer_id, timestamp) >= (?, ?)
        ORDER BY customer_id, timestamp LIMIT ?
    )
"""


@dataclass(frozen=True, slots=True, eq=False)
class _Page:
    """(n,) columns of touches, sorted by customer, instant and row id.

    `row` is None where no page has needed it yet, the three below where nothing is in them.
    """

    customer: IntColumn
    instant: IntColumn
    channel: IntColumn
    row: list[int] | None
    occurrence: list[int] | None
    session: list[str] | None
    metadata: list[str] | None

    def __len__(self) -> int:
        return len(self.customer)

    def opening(self, count: int) -> "_Page":
        """The first rows."""
        return _Page(
            self.customer[:count],
            self.instant[:count],
            self.channel[:count],
            None if self.row is None else self.row[:count],
            None if self.occurrence is None else self.occurrence[:count],
            None if self.session is None else self.session[:count],
            None if self.metadata is None else self.metadata[:count],
        )

    def taken(self, index: IntColumn) -> "_Page":
        return _Page(
            self.customer[index],
            self.instant[index],
            self.channel[index],
            _taken(self.row, index),
            _taken(self.occurrence, index),
            _taken(self.session, index),
            _taken(self.metadata, index),
        )


Cell = TypeVar("Cell", int, str)


def _taken(column: list[Cell] | None, index: IntColumn) -> list[Cell] | None:
    return None if column is None else [column[place] for place in index.tolist()]


def touch_blocks(
    project: ProjectFile, progress: Progress = unreported, page_rows: int = _PAGE_ROWS
) -> Iterator[RowBlock]:
    """Timed touches as `TOUCH_COLUMNS`, each customer's together and in order of time.

    Touches of one instant keep the order in which they were stored. An instant is one in UTC;
    equal touches of a mere day are written as that day, by which importing keeps them apart.

    Raises
    ------
    Cancelled
        When `progress` does.
    """
    zone = project.time_zone
    with project.snapshot() as connection:
        channels = read_channels(connection)
        highest = fetch_number(
            connection, "SELECT COALESCE(MAX(id), 0) FROM touchpoint_interaction"
        )
        done = 0
        for page in _pages(connection, page_rows):
            yield (
                customer_names(connection, page.customer),
                CodedTexts(channels.names, channels.codes(page.channel)),
                _times(page, zone),
                page.session or empty_cells(len(page)),
                page.metadata or empty_cells(len(page)),
            )
            done += len(page)
            progress(_STAGE, min(done, highest), highest)


def _pages(connection: apsw.Connection, page_rows: int) -> Iterator[_Page]:
    """All touches; those of one customer and instant are on one page."""
    start, limit = _FIRST, page_rows
    told: frozenset[str] = frozenset()
    while True:
        query = _PAGE.format(columns=", ".join(_asked(told)))
        answer: tuple[Any, ...] = connection.execute(query, (*start, limit)).fetchall()[0]
        count, *found = answer
        if not count:
            return
        page = _page(found, told)
        missing = _missing(page, found, told)
        if missing:
            told |= missing
            continue
        page = _sorted(page)
        if count < limit:
            yield page
            return
        whole = _whole_ties(page)
        if not whole:
            limit *= 2
            continue
        start, limit = (int(page.customer[whole]), int(page.instant[whole])), page_rows
        yield page.opening(whole)


def _asked(told: frozenset[str]) -> Iterator[str]:
    for name in _ALWAYS:
        yield f"json_group_array({name})"
    for name in _ON_DEMAND:
        yield f"json_group_array({name})" if name in told else f"MAX({name})"


def _page(found: Sequence[Any], told: frozenset[str]) -> _Page:
    customer, instant, channel = (_integers(text) for text in found[: len(_ALWAYS)])
    rest = zip(_ON_DEMAND, found[len(_ALWAYS) :], strict=True)
    columns = (json.loads(text) if name in told else None for name, text in rest)
    return _Page(customer, instant, channel, *columns)


def _missing(page: _Page, found: Sequence[Any], told: frozenset[str]) -> frozenset[str]:
    """Columns that this page needs and that were not asked for."""
    greatest = dict(zip(_ON_DEMAND, found[len(_ALWAYS) :], strict=True))
    needed = {name for name in _ON_DEMAND[1:] if greatest[name]}
    if _is_tied(page).any():
        needed.add("id")
    return frozenset(needed - told)


def _integers(listed: str) -> IntColumn:
    """A JSON array of integers."""
    numbers: npt.NDArray[np.int64] = np.fromstring(listed[1:-1], np.int64, sep=",")
    return numbers


def _is_tied(page: _Page) -> BoolColumn:
    """(n − 1,) whether a touch and the next are of one customer and instant."""
    tied: BoolColumn = (page.customer[1:] == page.customer[:-1]) & (
        page.instant[1:] == page.instant[:-1]
    )
    return tied


def _sorted(page: _Page) -> _Page:
    """The index sorts touches of one instant by what they say; files keep their stored order."""
    if page.row is None:
        return page
    is_tied, row = _is_tied(page), np.array(page.row, np.int64)
    if not (is_tied & (np.diff(row) < 0)).any():
        return page
    tie = np.concatenate([[0], np.cumsum(~is_tied)])
    return page.taken(np.lexsort((row, tie)))


def _whole_ties(page: _Page) -> int:
    """How many touches come before the last customer and instant, which may go on."""
    is_new = np.flatnonzero(~_is_tied(page))
    return int(is_new[-1]) + 1 if len(is_new) else 0


def _times(page: _Page, zone: str) -> RowColumn:
    """Instants; as texts where the page holds equal touches of a mere day."""
    if page.occurrence is None or not any(page.occurrence):
        return InstantCells(page.instant)
    is_repeated = _is_repeated(page, page.occurrence)
    return [
        _day_text(instant, zone) if repeated else iso_from_instant(instant)
        for instant, repeated in zip(page.instant.tolist(), is_repeated, strict=True)
    ]


def _is_repeated(page: _Page, occurrence: Sequence[int]) -> list[bool]:
    """Which touches have an equal one: only mere days make such."""
    equals = {_identity(page, place) for place, count in enumerate(occurrence) if count}
    days = {(customer, instant) for customer, instant, *_ in equals}
    pairs = zip(page.customer.tolist(), page.instant.tolist(), strict=True)
    return [pair in days and _identity(page, place) in equals for place, pair in enumerate(pairs)]


def _identity(page: _Page, place: int) -> tuple[int, int, int, str, str]:
    return (
        int(page.customer[place]),
        int(page.instant[place]),
        int(page.channel[place]),
        page.session[place] if page.session else "",
        page.metadata[place] if page.metadata else "",
    )


def _day_text(instant: int, zone: str) -> str:
    """The day that begins at an instant; the instant itself where no day does."""
    local = zone_named(zone)
    day = datetime_from_instant(instant, local).date()
    if first_instant_of(day, local) != instant:
        return iso_from_instant(instant)
    return day.isoformat()
