"""Sums by day that answer for any range of days, whatever the number of touches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from attribution_desktop.domain.days import NO_DAYS, DailyTotals
from attribution_desktop.domain.instants import UNDATED_DAY, day_number
from attribution_desktop.domain.interactions import (
    BoolColumn,
    CodeColumn,
    FloatColumn,
    IntColumn,
    ProjectIdentity,
    Spend,
)
from attribution_desktop.domain.settings import AnalysisSettings


@dataclass(frozen=True, slots=True, eq=False)
class DayCounts:
    """What the journeys of each day add up to; (d,) columns.

    Parameters
    ----------
    revenue
        Micros of the conversions.
    conversions
        Conversions, those without a touch included.
    converting, journeys
        Converting journeys, and all journeys, that have a touch.
    untimed, untimed_converting
        Those of `journeys` and of `converting` whose touches have no times.
    uses
        Touches of timed journeys, each once a journey, and touches of untimed ones.
    steps
        Touches of converting journeys, each once a journey: their mean path length times their
        number.
    kept_whole
        Journeys of excluded channels only, which are kept whole.
    """

    revenue: IntColumn
    conversions: FloatColumn
    converting: FloatColumn
    journeys: FloatColumn
    untimed: FloatColumn
    untimed_converting: FloatColumn
    uses: FloatColumn
    steps: FloatColumn
    kept_whole: FloatColumn


@dataclass(frozen=True, slots=True, eq=False)
class SharedTouches:
    """(s,) so many `touches` belong to journeys of the days `earlier` and `later` in a row.

    A range that holds both days counts them once: a touch of several journeys is in as many pairs
    of neighbouring journeys, less one.
    """

    earlier: IntColumn
    later: IntColumn
    touches: FloatColumn


@dataclass(frozen=True, slots=True, eq=False)
class CellCredit:
    """(c,) one model's revenue in micros and conversions, by cell."""

    revenue: FloatColumn
    conversions: FloatColumn


@dataclass(frozen=True, slots=True, eq=False)
class DaySums:
    """All journeys of a project, added up by the day they end on.

    Parameters
    ----------
    channels
        Shown names; the code after the last one means `(no touchpoint)`.
    day
        (d,) day numbers, rising, in the zone of the settings; `UNDATED_DAY` holds what has no date.
    counts
        By day.
    shared
        Touches that belong to several journeys.
    cell_start, cell_channel
        Day i has the cells `cell_start[i]:cell_start[i + 1]`, one a channel that any of its
        journeys touches, codes rising.
    reach
        (c,) conversions of the day with a touch of the channel.
    credit
        By id of each model whose credit adds up.
    """

    channels: tuple[str, ...]
    day: IntColumn
    counts: DayCounts
    shared: SharedTouches
    cell_start: IntColumn
    cell_channel: CodeColumn
    reach: FloatColumn
    credit: Mapping[str, CellCredit]

    def rows(self, start: date | None, end: date | None) -> slice:
        """The days of a range, both ends inclusive; with either end set, none without a date."""
        if start is None and end is None:
            return slice(0, len(self.day))
        low = day_number(start) if start else UNDATED_DAY + 1
        high = len(self.day)
        if end:
            high = int(np.searchsorted(self.day, day_number(end), side="right"))
        return slice(int(np.searchsorted(self.day, low)), high)

    def cells(self, rows: slice) -> slice:
        """The cells of these days."""
        return slice(int(self.cell_start[rows.start]), int(self.cell_start[rows.stop]))

    @property
    def has_dated_conversions(self) -> BoolColumn:
        """(d,) whether a day is one, and has a conversion."""
        has_any: BoolColumn = (self.day != UNDATED_DAY) & (self.counts.conversions > 0)
        return has_any


@dataclass(frozen=True, slots=True, eq=False)
class CoreData:
    """All that a core analysis reads, at one revision of a project.

    Parameters
    ----------
    settings
        `day_settings` of whichever settings it serves.
    days
        Dated conversions and spend by day; the engine adds them up once.
    """

    identity: ProjectIdentity
    settings: AnalysisSettings
    sums: DaySums
    spend: Spend
    days: DailyTotals = NO_DAYS
