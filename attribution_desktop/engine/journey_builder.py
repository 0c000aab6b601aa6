"""From touchpoints and conversions to `Journeys` (definitions, "From touchpoints to journeys")."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY, UNDATED
from attribution_desktop.domain.interactions import (
    BoolColumn,
    CodeColumn,
    Conversions,
    IntColumn,
    Interactions,
    Touches,
)
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.settings import AnalysisSettings, PathRule
from attribution_desktop.engine.slices import (
    Scalar,
    counted,
    covered,
    expanded,
    first_index,
    group_bounds,
)


@dataclass(frozen=True, slots=True, eq=False)
class _Slices:
    """(j,) `start` and `end` of journeys over one column of touches."""

    start: IntColumn
    end: IntColumn


def build_journeys(interactions: Interactions, settings: AnalysisSettings) -> Journeys:
    """All journeys of the period that `settings` asks for, in the order of `cut_journeys`."""
    return in_period(cut_journeys(interactions, settings), settings)


def cut_journeys(
    interactions: Interactions, settings: AnalysisSettings, progress: Progress = unreported
) -> Journeys:
    """All journeys of all time.

    Converting journeys come first, in the order of their conversions, then the non-converting
    ones that are left, then those imported as paths.

    Raises
    ------
    Cancelled
        When `progress` says so.
    """
    touches, conversions = interactions.touches, interactions.conversions
    lookback = _lookback(settings)
    converting = _converting_slices(touches, conversions, lookback, settings.path_rule)
    progress("Cutting journeys", 1, 3)
    left_over = _non_converting_slices(touches, converting, lookback)
    progress("Cutting journeys", 2, 3)
    journeys = _assembled(interactions, converting, left_over)
    return _without_excluded(journeys, settings)


def _lookback(settings: AnalysisSettings) -> int | None:
    if settings.lookback_days is None:
        return None
    return round(settings.lookback_days * MICROSECONDS_PER_DAY)


def _converting_slices(
    touches: Touches, conversions: Conversions, lookback: int | None, rule: PathRule
) -> _Slices:
    if not len(conversions.customer):
        nothing = np.zeros(0, np.int64)
        return _Slices(nothing, nothing)
    customers = 1 + int(max(touches.customer.max(initial=-1), conversions.customer.max()))
    bounds = group_bounds(touches.customer, customers)
    low, high = bounds[conversions.customer], bounds[conversions.customer + 1]
    # One past the last touch at or before the conversion: a touch at its very instant counts.
    end = first_index(touches.instant, low, high, conversions.instant + 1)
    if lookback is None:
        start = low
    else:
        start = first_index(touches.instant, low, end, conversions.instant - lookback)
    if rule is PathRule.RESTART:
        start = np.maximum(start, _end_of_previous(conversions, low, end))
    return _Slices(start, np.maximum(start, end))


def _end_of_previous(conversions: Conversions, low: IntColumn, end: IntColumn) -> IntColumn:
    """(c,) where the touches after the customer's previous conversion begin.

    Conversions of one customer at one instant share their touches, so "previous" means the last
    one at an earlier instant.
    """
    is_new = np.ones(len(end), bool)
    is_new[1:] = (np.diff(conversions.customer) != 0) | (np.diff(conversions.instant) != 0)
    first_of_moment = np.maximum.accumulate(np.where(is_new, np.arange(len(end)), 0))
    previous = first_of_moment - 1
    has_previous = (previous >= 0) & (conversions.customer[previous] == conversions.customer)
    return np.where(has_previous, end[previous], low)


def _non_converting_slices(touches: Touches, converting: _Slices, lookback: int | None) -> _Slices:
    """Runs of touches that lead to no conversion.

    A conversion between two left-over neighbours needs no test of its own: the earlier one is
    left over only because that conversion came more than the lookback later, so the gap splits.
    """
    size = len(touches.customer)
    is_left = ~covered(converting.start, converting.end, size)
    index = np.flatnonzero(is_left)
    if not len(index):
        return _Slices(index, index)
    is_split = np.ones(len(index), bool)
    is_split[1:] = (np.diff(index) != 1) | (np.diff(touches.customer[index]) != 0)
    if lookback is not None:
        is_split[1:] |= np.diff(touches.instant[index]) > lookback
    first = np.flatnonzero(is_split)
    last = np.append(first[1:], len(index)) - 1
    return _Slices(index[first], index[last] + 1)


def _assembled(interactions: Interactions, converting: _Slices, left_over: _Slices) -> Journeys:
    """Timed touches, then the paths' touches, under one set of slices."""
    touches, conversions = interactions.touches, interactions.conversions
    paths = interactions.paths
    timed, untimed = len(touches.customer), len(paths.channel)
    won, lost = np.flatnonzero(paths.conversions > 0), np.flatnonzero(paths.nulls > 0)
    kept = np.concatenate([won, lost])
    counts = (len(conversions.customer), len(left_over.start), len(won), len(lost))
    last_touch = left_over.end - 1
    return Journeys(
        channels=interactions.channels,
        channel=_appended(touches.channel, paths.channel),
        instant=_appended(touches.instant, np.full(untimed, UNDATED)),
        touch_row=_appended(touches.row, np.full(untimed, -1)),
        start=np.concatenate([converting.start, left_over.start, timed + paths.start[kept]]),
        end=np.concatenate([converting.end, left_over.end, timed + paths.start[kept + 1]]),
        is_converting=_runs((True, False, True, False), counts),
        is_timed=_runs((True, True, False, False), counts),
        weight=np.concatenate(
            [np.ones(counts[0] + counts[1]), paths.conversions[won], paths.nulls[lost]]
        ),
        value=np.concatenate(
            [
                conversions.value,
                np.zeros(counts[1], np.int64),
                paths.value[won],
                np.zeros(counts[3], np.int64),
            ]
        ),
        at=np.concatenate([conversions.instant, touches.instant[last_touch], paths.instant[kept]]),
        customer=np.concatenate(
            [conversions.customer, touches.customer[last_touch], paths.customer[kept]]
        ),
        source_row=np.concatenate([conversions.row, np.full(counts[1], -1), paths.row[kept]]),
    )


def _runs(values: tuple[bool, ...], counts: tuple[int, ...]) -> BoolColumn:
    """Each value so many times."""
    return np.concatenate([np.full(*run) for run in zip(counts, values, strict=True)])


def _appended(column: npt.NDArray[Scalar], more: npt.NDArray[Scalar]) -> npt.NDArray[Scalar]:
    """The columns one after the other, without a copy where there is nothing to append."""
    return np.concatenate([column, more]) if len(more) else column


def _without_excluded(journeys: Journeys, settings: AnalysisSettings) -> Journeys:
    """The same journeys over the touches that are kept.

    A journey that nothing would be left of gets a copy of its touches, appended.
    """
    is_out = np.array([settings.is_excluded(name) for name in journeys.channels], bool)
    if not is_out.any():
        return journeys
    is_kept: BoolColumn = ~is_out[journeys.channel]
    kept_before = np.concatenate([[0], counted(is_kept)])
    start, end = kept_before[journeys.start], kept_before[journeys.end]
    emptied = np.flatnonzero((start == end) & (journeys.start < journeys.end))
    length = journeys.length[emptied]
    copied = expanded(journeys.start[emptied], length)
    end[emptied] = kept_before[-1] + np.cumsum(length)
    start[emptied] = end[emptied] - length

    def retained(column: IntColumn) -> IntColumn:
        return np.concatenate([column[is_kept], column[copied]])

    channel: CodeColumn = np.concatenate([journeys.channel[is_kept], journeys.channel[copied]])
    return replace(
        journeys,
        channel=channel,
        instant=retained(journeys.instant),
        touch_row=retained(journeys.touch_row),
        start=start,
        end=end,
        first_copy=int(kept_before[-1]),
    )


def in_period(journeys: Journeys, settings: AnalysisSettings) -> Journeys:
    """The journeys of the settings' date range, over the same touches."""
    if not settings.has_period:
        return journeys
    first, after = settings.period_instants()
    is_inside = journeys.at != UNDATED
    if first is not None:
        is_inside &= journeys.at >= first
    if after is not None:
        is_inside &= journeys.at < after
    return journeys.selected(is_inside)
