"""`ConversionPathAnalyzer`: patterns, lengths and lags (definitions, "Paths")."""

import numpy as np

from attribution_desktop.domain.analysis import (
    FirstLastPair,
    PathAnalysis,
    PathPattern,
    PathStatistics,
)
from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY, MICROSECONDS_PER_HOUR
from attribution_desktop.domain.interactions import FloatColumn, IntColumn
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.path_flow import PathShapes
from attribution_desktop.domain.pattern_parts import PatternPart
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.path_flow import Traits, Walkers, path_flow, path_shapes
from attribution_desktop.engine.pattern_parts import Followers, pattern_parts
from attribution_desktop.engine.patterns import Sequences, collapsed, grouped, sequences
from attribution_desktop.engine.quantiles import weighted_quantiles
from attribution_desktop.engine.slices import expanded, repeated, summed

MOST_PATTERNS = 300
"""So many of the most frequent patterns are kept, however few are shown."""

_Followed = tuple[PathPattern, tuple[PatternPart, ...]]


class ConversionPathAnalyzer:
    """Reads how customers move between channels before they convert.

    Parameters
    ----------
    journeys
        Journeys without a touch are left aside: they have no path.
    """

    def __init__(
        self,
        journeys: Journeys,
        settings: AnalysisSettings,
        progress: Progress = unreported,
    ) -> None:
        self._progress = progress
        has_touch = np.flatnonzero(journeys.length > 0)
        self._settings = settings
        self._channels = journeys.channels
        self._touch_channel = journeys.channel
        self._touch_instant = journeys.instant
        self._start = journeys.start[has_touch]
        self._length = journeys.length[has_touch]
        self._weight = journeys.weight[has_touch]
        self._value = journeys.value[has_touch]
        self._at = journeys.at[has_touch]
        self._is_timed = journeys.is_timed[has_touch]
        self._is_converting = journeys.is_converting[has_touch]

    def analysed(self) -> PathAnalysis:
        """Everything about paths; raises `Cancelled` when `progress` says so."""
        steps = self._steps()
        self._report()
        followed, count = self._patterns(steps)
        self._report()
        top = self._settings.top_patterns
        patterns = tuple(pattern for pattern, _ in followed)
        return PathAnalysis(
            patterns=patterns[:top],
            further_patterns=patterns[top:],
            pattern_parts=tuple(parts for _, parts in followed),
            pattern_count=count,
            statistics=self._statistics(),
            first_last=self._first_last(),
            flow=path_flow(Walkers(steps, self._weight, self._is_converting), self._channels),
            shapes=self._shapes(),
        )

    def _report(self) -> None:
        self._progress("Reading paths", 0, 0)

    @property
    def _converting_weight(self) -> FloatColumn:
        """(j,) the weight of converting journeys, 0 for the others."""
        return np.where(self._is_converting, self._weight, 0.0)

    def _steps(self) -> Sequences:
        """(j,) channel sequences, with runs as one step where that is asked for."""
        steps = sequences(self._touch_channel, self._start, self._length)
        return collapsed(steps) if self._settings.is_collapsing_repeats else steps

    def _patterns(self, steps: Sequences) -> tuple[tuple[_Followed, ...], int]:
        """The most frequent patterns that convert, and how many there are in all."""
        groups = grouped(steps, self._progress)
        size = len(groups.example)
        weight = summed(groups.group, self._converting_weight, size)
        revenue = summed(groups.group, self._value, size)
        converts = np.flatnonzero(weight > 0)
        named = [
            (group, tuple(self._channels[code] for code in steps.of(int(groups.example[group]))))
            for group in self._leading(converts, weight, revenue)
        ]
        named.sort(key=lambda pair: (-weight[pair[0]], -revenue[pair[0]], pair[1]))
        ranked = named[: self._most_patterns]
        member, pattern = _members(groups.group, size, [group for group, _ in ranked])
        self._report()
        parts = pattern_parts(self._followers(member, pattern), len(ranked))
        total = float(weight.sum())
        followed = (
            (_pattern(path, whole, total), tuple(rest))
            for (_, path), (whole, *rest) in zip(ranked, parts, strict=True)
        )
        return tuple(followed), len(converts)

    @property
    def _most_patterns(self) -> int:
        return max(self._settings.top_patterns, MOST_PATTERNS)

    def _leading(self, converts: IntColumn, weight: FloatColumn, revenue: FloatColumn) -> list[int]:
        """Every group that could be among the top, ties of the last place included."""
        order = converts[np.lexsort((-revenue[converts], -weight[converts]))]
        top = self._most_patterns
        if len(order) <= top:
            return [int(group) for group in order]
        last = order[top - 1]
        is_tied = (weight[order] == weight[last]) & (revenue[order] == revenue[last])
        is_tied[:top] = True
        return [int(group) for group in order[is_tied]]

    def _followers(self, member: IntColumn, pattern: IntColumn) -> Followers:
        is_converting = self._is_converting[member]
        is_timed = is_converting & self._is_timed[member]
        return Followers(
            pattern=pattern,
            days=np.where(is_timed, self._days(member), np.inf),
            length=self._length[member],
            weight=self._weight[member],
            value=self._value[member],
            is_converting=is_converting,
        )

    def _days(self, member: IntColumn) -> FloatColumn:
        """Days from first touch to conversion."""
        lag = self._at[member] - self._touch_instant[self._start[member]]
        return lag / MICROSECONDS_PER_DAY

    def _statistics(self) -> PathStatistics:
        converting = np.flatnonzero(self._is_converting)
        timed = converting[self._is_timed[converting]]
        length, weight = self._length[converting], self._weight[converting]
        lengths = weighted_quantiles(length.astype(np.float64), weight)
        by_length = summed(length, weight, 0)
        return PathStatistics(
            average_path_length=lengths.mean if lengths else None,
            median_path_length=int(lengths.median) if lengths else None,
            maximum_path_length=int(length.max()) if lengths else None,
            touches_by_length=tuple(
                (int(touches), float(by_length[touches])) for touches in np.flatnonzero(by_length)
            ),
            days_to_convert=weighted_quantiles(self._days(timed), self._weight[timed]),
            hours_between_touches=weighted_quantiles(*self._hours_between(timed)),
        )

    def _hours_between(self, timed: IntColumn) -> tuple[FloatColumn, FloatColumn]:
        """(n,) gaps between neighbouring touches in hours, and their journeys' weights."""
        gaps = self._length[timed] - 1
        touch = expanded(self._start[timed], gaps)
        hours = (self._touch_instant[touch + 1] - self._touch_instant[touch]) / (
            MICROSECONDS_PER_HOUR
        )
        return hours, repeated(self._weight[timed], gaps)

    def _first_last(self) -> tuple[FirstLastPair, ...]:
        converting = np.flatnonzero(self._is_converting)
        size = len(self._channels)
        first = self._touch_channel[self._start[converting]].astype(np.int64)
        last = self._touch_channel[self._start[converting] + self._length[converting] - 1]
        weight = summed(first * size + last, self._weight[converting], size * size)
        pairs = [
            FirstLastPair(self._channels[i // size], self._channels[i % size], float(weight[i]))
            for i in np.flatnonzero(weight)
        ]
        return tuple(sorted(pairs, key=lambda p: (-p.conversions, p.first, p.last)))

    def _shapes(self) -> PathShapes:
        converting = np.flatnonzero(self._is_converting)
        start, length = self._start[converting], self._length[converting]
        is_timed = self._is_timed[converting]
        days = np.full(len(converting), np.nan)
        days[is_timed] = self._days(converting[is_timed])
        traits = Traits(
            first=self._touch_channel[start].astype(np.int64),
            last=self._touch_channel[start + length - 1].astype(np.int64),
            length=length,
            days=days,
            weight=self._weight[converting],
        )
        return path_shapes(traits, self._channels)


def _members(group: IntColumn, size: int, wanted: list[int]) -> tuple[IntColumn, IntColumn]:
    """The journeys of the wanted groups, group by group, and the groups' places among them."""
    rank = np.full(size, -1, np.int32)
    rank[wanted] = np.arange(len(wanted))
    place = rank[group]
    member = np.flatnonzero(place >= 0)
    order = np.argsort(place[member], kind="stable")
    return member[order], place[member[order]].astype(np.int64)


def _pattern(path: tuple[str, ...], whole: PatternPart, total: float) -> PathPattern:
    return PathPattern(
        path=path,
        conversions=whole.conversions,
        share=whole.conversions / total,
        revenue=whole.revenue,
        conversion_rate=whole.conversion_rate,
        average_value=whole.revenue / whole.conversions,
        average_touches=whole.average_touches,
        median_days=whole.median_days,
    )
