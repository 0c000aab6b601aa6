"""Counting the journeys of patterns by path length and lag, without a loop over them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from attribution_desktop.domain.interactions import BoolColumn, FloatColumn, IntColumn
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.domain.path_flow import LAG_EDGES, MOST_LENGTH
from attribution_desktop.domain.pattern_parts import PatternPart
from attribution_desktop.engine.quantiles import rising_quantile
from attribution_desktop.engine.slices import summed

_LAGS = len(LAG_EDGES) + 1
_UNKNOWN, _WHOLE = _LAGS - 1, _LAGS


@dataclass(frozen=True, slots=True, eq=False)
class Followers:
    """The journeys of some patterns, pattern by pattern.

    Parameters
    ----------
    pattern
        (j,) numbers of their patterns, rising.
    days
        (j,) from first touch to conversion; infinite where unknown.
    length
        (j,) touches, repeats counted.
    weight, value
        (j,) how many journeys one stands for, and its micros.
    is_converting
        (j,) bools.
    """

    pattern: IntColumn
    days: FloatColumn
    length: IntColumn
    weight: FloatColumn
    value: IntColumn
    is_converting: BoolColumn

    @property
    def length_class(self) -> IntColumn:
        return np.minimum(self.length, MOST_LENGTH) - 1

    @property
    def lag_class(self) -> IntColumn:
        lag = np.searchsorted(np.array(LAG_EDGES[1:], float), self.days, side="right")
        return np.where(np.isinf(self.days), _UNKNOWN, lag)

    def among(self, chosen: IntColumn | BoolColumn) -> "Followers":
        """Some of them, in the order given."""
        return Followers(
            self.pattern[chosen],
            self.days[chosen],
            self.length[chosen],
            self.weight[chosen],
            self.value[chosen],
            self.is_converting[chosen],
        )


def pattern_parts(followers: Followers, patterns: int) -> tuple[tuple[PatternPart, ...], ...]:
    """Of each pattern the whole, then every part with conversions: by lag, by length, by both.

    Parameters
    ----------
    patterns
        How many there are; each has a conversion.
    """
    row = followers.pattern * MOST_LENGTH + followers.length_class
    everybody = summed(row, followers.weight, patterns * MOST_LENGTH)
    buyers = followers.among(followers.is_converting)
    all_lengths = _Table(
        buyers, buyers.pattern, patterns, everybody.reshape(patterns, MOST_LENGTH).sum(axis=1)
    )
    bought = row[followers.is_converting]
    by_length = _Table(buyers, bought, patterns * MOST_LENGTH, everybody)
    lengths: list[list[int]] = [[] for _ in range(patterns)]
    for found in np.flatnonzero(np.bincount(row)).tolist():
        lengths[found // MOST_LENGTH].append(found % MOST_LENGTH)
    return tuple(
        _parts_of(pattern, lengths[pattern], all_lengths, by_length) for pattern in range(patterns)
    )


def _parts_of(
    pattern: int, lengths: list[int], all_lengths: "_Table", by_length: "_Table"
) -> tuple[PatternPart, ...]:
    whole = tuple(all_lengths.parts(pattern, None))
    if len(lengths) == 1:
        return (*whole, *(replace(part, length=lengths[0]) for part in whole))
    rows = ((pattern * MOST_LENGTH + length, length) for length in lengths)
    return (*whole, *(part for row, length in rows for part in by_length.parts(row, length)))


class _Table:
    """Buyers by a row each (a pattern, or a pattern's length) and their lag.

    Parameters
    ----------
    row
        (j,) numbers below `rows`.
    everybody
        (rows,) weight of all journeys, those that did not buy included.
    """

    def __init__(
        self, buyers: Followers, row: IntColumn, rows: int, everybody: FloatColumn
    ) -> None:
        cell, size = row * _LAGS + buyers.lag_class, rows * _LAGS
        self._everybody = everybody.tolist()
        self._conversions, self._revenue, self._touches = (
            _with_sums(summed(cell, amounts, size), rows)
            for amounts in (buyers.weight, buyers.value, buyers.weight * buyers.length)
        )
        # Lags rise with days: the cells of a row lie one after the other.
        order = np.lexsort((buyers.days, row))
        self._days, self._weight = buyers.days[order], buyers.weight[order]
        self._bounds = np.searchsorted(cell[order], np.arange(size + 1)).tolist()

    def parts(self, row: int, length: int | None) -> Iterator[PatternPart]:
        """The whole row, then its cells; none without conversions."""
        conversions = self._conversions[row]
        if not conversions[_WHOLE]:
            return
        first = row * _LAGS
        rate = conversions[_WHOLE] / self._everybody[row]
        known = slice(self._bounds[first], self._bounds[first + _UNKNOWN])
        yield self._part(row, _WHOLE, known, (length, None), rate)
        for lag in range(_UNKNOWN):
            if conversions[lag]:
                timed = slice(self._bounds[first + lag], self._bounds[first + lag + 1])
                yield self._part(row, lag, timed, (length, lag), None)

    def _part(
        self,
        row: int,
        column: int,
        timed: slice,
        classes: tuple[int | None, int | None],
        rate: float | None,
    ) -> PatternPart:
        conversions = self._conversions[row][column]
        days, weight = self._days[timed], self._weight[timed]
        return PatternPart(
            *classes,
            conversions=conversions,
            revenue=self._revenue[row][column] / MICROS_PER_UNIT,
            conversion_rate=rate,
            average_touches=self._touches[row][column] / conversions,
            median_days=rising_quantile(days, weight, 0.5) if len(days) else None,
        )


def _with_sums(cells: FloatColumn, rows: int) -> list[list[float]]:
    """Rows of lags, each followed by its sum."""
    table = cells.reshape(rows, _LAGS)
    found: list[list[float]] = np.column_stack([table, table.sum(axis=1)]).tolist()
    return found
