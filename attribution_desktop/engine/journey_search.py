"""Which journeys meet a query, and in which order they are listed: columns, no loop over them."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from attribution_desktop.domain.channels import NO_TOUCHPOINT, channel_key
from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY, UNDATED
from attribution_desktop.domain.interactions import BoolColumn, CodeColumn, IntColumn
from attribution_desktop.domain.journey_query import JourneyQuery, Outcome
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.path_steps import Step, named_channels
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.patterns import Sequences, collapsed, sequences

_NOWHERE = -1


class JourneyOrder(StrEnum):
    """What journeys are listed by."""

    WHEN = "when"
    VALUE = "value"
    TOUCHES = "touches"
    DAYS = "days"


def matching_journeys(journeys: Journeys, query: JourneyQuery, time_zone: str) -> IntColumn:
    """Indices, ascending, of the journeys that meet all conditions of a query but its text.

    A channel that the project does not have is met by no journey.

    Parameters
    ----------
    time_zone
        In which the query's days are meant.
    """
    is_meant = _has_outcome(journeys, query.outcome)
    is_meant &= _is_within(journeys.length, query.least_touches, query.most_touches)
    is_meant &= _is_within(journeys.value, query.least_value, query.most_value)
    is_meant &= _is_in_days(journeys, query, time_zone)
    is_meant &= _has_lag(journeys, query)
    for channel in query.channels:
        is_meant &= _touches_channel(journeys, channel)
    return _along_path(journeys, np.flatnonzero(is_meant), query)


def listed(
    journeys: Journeys, found: IntColumn, order: JourneyOrder, *, is_descending: bool
) -> IntColumn:
    """The found journeys in the order wanted, unknown values last either way."""
    key = _key(journeys, found, order)
    is_known = key != UNDATED
    known, unknown = found[is_known], found[~is_known]
    wanted = -key[is_known] if is_descending else key[is_known]
    return np.concatenate([known[np.argsort(wanted, kind="stable")], unknown])


def lags(journeys: Journeys, index: IntColumn) -> IntColumn:
    """(n,) microseconds from first touch to conversion (or last touch), `UNDATED` where unknown."""
    has_lag = journeys.is_timed[index] & (journeys.end[index] > journeys.start[index])
    lag = np.full(len(index), UNDATED, np.int64)
    timed = index[has_lag]
    lag[has_lag] = journeys.at[timed] - journeys.instant[journeys.start[timed]]
    return lag


def _key(journeys: Journeys, found: IntColumn, order: JourneyOrder) -> IntColumn:
    match order:
        case JourneyOrder.WHEN:
            return journeys.at[found]
        case JourneyOrder.VALUE:
            return np.where(journeys.is_converting[found], journeys.value[found], UNDATED)
        case JourneyOrder.TOUCHES:
            return journeys.length[found]
        case JourneyOrder.DAYS:
            return lags(journeys, found)


def _has_outcome(journeys: Journeys, outcome: Outcome) -> BoolColumn:
    match outcome:
        case Outcome.CONVERTING:
            return journeys.is_converting.copy()
        case Outcome.NOT_CONVERTING:
            return ~journeys.is_converting
        case Outcome.ALL:
            return np.ones(len(journeys.start), np.bool_)


def _is_within(column: IntColumn, least: int | None, most: int | None) -> BoolColumn:
    is_inside = np.ones(len(column), np.bool_)
    if least is not None:
        is_inside &= column >= least
    if most is not None:
        is_inside &= column <= most
    return is_inside


def _is_in_days(journeys: Journeys, query: JourneyQuery, time_zone: str) -> BoolColumn:
    if query.start is None and query.end is None:
        return np.ones(len(journeys.start), np.bool_)
    period = AnalysisSettings(time_zone=time_zone, start=query.start, end=query.end)
    first, after = period.period_instants()
    is_inside = _is_within(journeys.at, first, None if after is None else after - 1)
    is_inside &= journeys.at != UNDATED
    return is_inside


def _has_lag(journeys: Journeys, query: JourneyQuery) -> BoolColumn:
    if query.least_days is None and query.most_days is None:
        return np.ones(len(journeys.start), np.bool_)
    lag = lags(journeys, np.arange(len(journeys.start)))
    has_lag: BoolColumn = lag != UNDATED
    if query.least_days is not None:
        has_lag &= lag >= query.least_days * MICROSECONDS_PER_DAY
    if query.most_days is not None:
        has_lag &= lag < query.most_days * MICROSECONDS_PER_DAY
    return has_lag


def _touches_channel(journeys: Journeys, channel: str) -> BoolColumn:
    if channel == NO_TOUCHPOINT:
        is_bare: BoolColumn = journeys.end == journeys.start
        return is_bare
    before = _counted(journeys.channel == _code(journeys, channel))
    is_touched: BoolColumn = before[journeys.end] > before[journeys.start]
    return is_touched


def _counted(is_hit: BoolColumn) -> CodeColumn:
    """(n + 1,) how many of the first i are hits."""
    before = np.zeros(len(is_hit) + 1, np.int32)
    # Of truths NumPy counts holding up every other thread; of numbers it does not.
    np.cumsum(is_hit.astype(np.int32), out=before[1:])
    return before


def _along_path(journeys: Journeys, found: IntColumn, query: JourneyQuery) -> IntColumn:
    """Those of the found journeys whose steps are as wanted."""
    wishes = (query.path, query.begins, query.ends, query.contains)
    if not any(wishes):
        return found
    found = found[journeys.length[found] > 0]
    start, length = journeys.start[found], journeys.length[found]
    if query.is_collapsing_repeats:
        steps = collapsed(sequences(journeys.channel, start, length))
    else:
        steps = Sequences(journeys.channel, start, length)
    path, begins, ends, contains = (
        [_allowed(journeys, step) for step in wanted] for wanted in wishes
    )
    is_meant = np.ones(len(found), np.bool_)
    if path:
        is_meant &= (steps.length == len(path)) & _stands(steps, path, steps.first)
    if begins:
        is_meant &= _stands(steps, begins, steps.first)
    if ends:
        is_meant &= _stands(steps, ends, steps.first + steps.length - len(ends))
    if contains:
        is_meant &= _contains(steps, contains)
    return found[is_meant]


def _stands(steps: Sequences, wanted: Sequence[BoolColumn], at: IntColumn) -> BoolColumn:
    """(j,) whether the wanted steps stand at these places, inside their sequences."""
    stands = (steps.length >= len(wanted)) & (at >= steps.first)
    for offset, is_allowed in enumerate(wanted):
        index = np.flatnonzero(stands)
        stands[index] = is_allowed[steps.channel[at[index] + offset]]
    return stands


def _contains(steps: Sequences, wanted: Sequence[BoolColumn]) -> BoolColumn:
    size = len(steps.channel)
    begins_here = np.ones(size, np.bool_)
    for offset, is_allowed in enumerate(wanted):
        begins_here[: size - offset] &= is_allowed[steps.channel[offset:]]
        begins_here[max(size - offset, 0) :] = False
    before = _counted(begins_here)
    last = np.maximum(steps.first + steps.length - (len(wanted) - 1), steps.first)
    contains: BoolColumn = before[last] > before[steps.first]
    return contains


def _allowed(journeys: Journeys, step: Step) -> BoolColumn:
    """(channels,) which channel codes a step may be."""
    codes = {_code(journeys, name) for name in named_channels(step)} - {_NOWHERE}
    is_named = np.zeros(len(journeys.channels), np.bool_)
    is_named[sorted(codes)] = True
    return is_named if isinstance(step, str) else ~is_named


def _code(journeys: Journeys, channel: str) -> int:
    """The channel's code; one that no touch has when the project does not know it."""
    key = channel_key(channel)
    codes = (code for code, name in enumerate(journeys.channels) if channel_key(name) == key)
    return next(codes, _NOWHERE)
