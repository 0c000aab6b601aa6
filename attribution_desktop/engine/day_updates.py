"""Sums by day after a few customers changed: only their journeys and only their days anew.

The result has the bits that adding up everything would give: a changed day is added up from all
its journeys, never subtracted from. Numbers of touches are whole and may be.
"""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from attribution_desktop.domain.day_sums import CellCredit, DayCounts, DaySums, SharedTouches
from attribution_desktop.domain.interactions import CodeColumn, IntColumn
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.day_sums import (
    day_sums,
    journey_days,
    numbered_journey_days,
    shared_touches,
)
from attribution_desktop.engine.days import numbered_days
from attribution_desktop.engine.slices import Scalar, expanded, gathered, group_bounds, summed

_NARROW = 1 << 16


@dataclass(frozen=True, slots=True, eq=False)
class DayIndex:
    """Finds the journeys of a day.

    Parameters
    ----------
    day
        (d,) day numbers, rising.
    start
        (d + 1,) journeys `order[start[i]:start[i + 1]]` end on day i, rising.
    """

    day: IntColumn
    start: IntColumn
    order: CodeColumn

    def journeys_of(self, days: IntColumn) -> IntColumn:
        """The journeys that end on any of these days, rising."""
        place = np.flatnonzero(np.isin(self.day, days))
        parts = [self.order[self.start[i] : self.start[i + 1]] for i in place.tolist()]
        return np.sort(np.concatenate([np.zeros(0, np.int64), *parts]))


def day_index(day: IntColumn) -> DayIndex:
    """An index of (j,) `journey_days`."""
    days, row = numbered_journey_days(day)
    # Two bytes a journey sort in one pass.
    narrow = row.astype(np.uint16 if len(days) <= _NARROW else np.int64)
    order = np.argsort(narrow, kind="stable").astype(np.int32)
    return DayIndex(days, group_bounds(row, len(days)), order)


def updated_day_sums(  # noqa: PLR0913, PLR0917  # what was, what is, and how it is added up
    before: DaySums,
    journeys: Journeys,
    index: DayIndex,
    part: Journeys,
    customers: IntColumn,
    settings: AnalysisSettings,
) -> DaySums:
    """The sums with other journeys for some customers.

    Parameters
    ----------
    before
        Of `journeys`.
    index
        Of `journeys`.
    part
        All timed journeys of the customers, as they are now; more channels may follow the known
        ones.
    customers
        Whose timed journeys among `journeys` no longer count.
    """
    places = _timed_journeys_of(journeys, customers)
    gone = journeys.taken(places)
    gone_day = journey_days(gone, settings.time_zone)
    part_day = journey_days(part, settings.time_zone)
    changed = np.unique(np.concatenate([gone_day, part_day]))
    staying = np.setdiff1d(index.journeys_of(changed), places, assume_unique=True)
    anew = day_sums(_together(journeys.taken(staying), part), settings)
    return _with_days(
        _recoded(before, part.channels),
        anew,
        changed,
        _exchanged(
            before.shared,
            shared_touches(gone, gone_day),
            shared_touches(part, part_day),
        ),
    )


def _timed_journeys_of(journeys: Journeys, customers: IntColumn) -> IntColumn:
    """Places of the customers' timed journeys, rising: first all that convert, then the others."""
    timed = int(np.count_nonzero(journeys.is_timed))
    converting = int(np.count_nonzero(journeys.is_converting[:timed]))
    found = [np.zeros(0, np.int64)]
    for first, after in ((0, converting), (converting, timed)):
        rising = journeys.customer[first:after]
        low = first + np.searchsorted(rising, customers, side="left")
        high = first + np.searchsorted(rising, customers, side="right")
        found.append(expanded(low, high - low))
    return np.concatenate(found)


def _together(staying: Journeys, part: Journeys) -> Journeys:
    """Both in the order that they have among all journeys."""
    sources = (staying, part)
    is_whole = np.concatenate([source.is_kept_whole for source in sources])
    length = np.concatenate([source.length for source in sources])
    channel, instant = (
        np.concatenate([gathered(getattr(s, name), s.start, s.length) for s in sources])
        for name in ("channel", "instant")
    )
    # Copies of touches stand after all others, also here.
    layout = np.argsort(is_whole, kind="stable")
    first = np.cumsum(length) - length
    touch = expanded(first[layout], length[layout])
    start = np.empty(len(length), np.int64)
    start[layout] = np.cumsum(length[layout]) - length[layout]

    def both(name: str) -> Any:
        return np.concatenate([getattr(source, name) for source in sources])

    # As cut: converting ones by customer, the others by customer, then rows of paths.
    is_timed, is_converting = both("is_timed"), both("is_converting")
    customer = np.where(is_timed, both("customer"), 0)
    order = np.lexsort((customer, ~is_converting, ~is_timed))
    return Journeys(
        channels=part.channels,
        channel=channel[touch],
        instant=instant[touch],
        touch_row=np.full(len(touch), -1),
        start=start[order],
        end=(start + length)[order],
        is_converting=is_converting[order],
        is_timed=is_timed[order],
        weight=both("weight")[order],
        value=both("value")[order],
        at=both("at")[order],
        customer=both("customer")[order],
        source_row=both("source_row")[order],
        first_copy=int(length[~is_whole].sum()),
    )


def _recoded(sums: DaySums, channels: tuple[str, ...]) -> DaySums:
    """The same sums with the code of `(no touchpoint)` after all the channels that there are."""
    bare = len(sums.channels)
    codes = np.where(sums.cell_channel == bare, len(channels), sums.cell_channel)
    return replace(sums, channels=channels, cell_channel=codes.astype(np.int32))


def _exchanged(known: SharedTouches, gone: SharedTouches, new: SharedTouches) -> SharedTouches:
    earlier = np.concatenate([known.earlier, gone.earlier, new.earlier])
    later = np.concatenate([known.later, gone.later, new.later])
    touches = np.concatenate([known.touches, -gone.touches, new.touches])
    days, place = numbered_days(np.concatenate([earlier, later]))
    code = place[: len(earlier)] * len(days) + place[len(earlier) :]
    distinct, number = np.unique(code, return_inverse=True)
    total = summed(number, touches, len(distinct))
    left = np.flatnonzero(total)
    size = len(days)
    return SharedTouches(days[distinct[left] // size], days[distinct[left] % size], total[left])


def _with_days(
    before: DaySums, anew: DaySums, changed: IntColumn, shared: SharedTouches
) -> DaySums:
    """The days that did not change, and the others as they were added up anew."""
    kept = np.flatnonzero(~np.isin(before.day, changed))
    day = np.concatenate([before.day[kept], anew.day])
    order = np.argsort(day, kind="stable")
    rows = np.concatenate([kept, len(before.day) + np.arange(len(anew.day))])[order]
    cells = len(before.cell_channel)
    starts = np.concatenate([before.cell_start[:-1], cells + anew.cell_start[:-1]])[rows]
    sizes = np.concatenate([np.diff(before.cell_start), np.diff(anew.cell_start)])[rows]
    place = expanded(starts, sizes)

    def by_day(old: npt.NDArray[Scalar], new: npt.NDArray[Scalar]) -> npt.NDArray[Scalar]:
        of_day: npt.NDArray[Scalar] = np.concatenate([old, new])[rows]
        return of_day

    def by_cell(old: npt.NDArray[Scalar], new: npt.NDArray[Scalar]) -> npt.NDArray[Scalar]:
        cell: npt.NDArray[Scalar] = np.concatenate([old, new])[place]
        return cell

    counts = {
        field.name: by_day(getattr(before.counts, field.name), getattr(anew.counts, field.name))
        for field in fields(DayCounts)
    }
    return DaySums(
        channels=anew.channels,
        day=day[order],
        counts=DayCounts(**counts),
        shared=shared,
        cell_start=np.concatenate([[0], np.cumsum(sizes)]),
        cell_channel=by_cell(before.cell_channel, anew.cell_channel),
        reach=by_cell(before.reach, anew.reach),
        credit={
            model: CellCredit(
                by_cell(credit.revenue, anew.credit[model].revenue),
                by_cell(credit.conversions, anew.credit[model].conversions),
            )
            for model, credit in before.credit.items()
        },
    )
