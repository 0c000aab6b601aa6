"""Counting the journeys of one pattern by path length and lag, without a loop over them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from attribution_desktop.domain.interactions import BoolColumn, FloatColumn, IntColumn
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.domain.path_flow import LAG_EDGES, MOST_LENGTH
from attribution_desktop.domain.pattern_parts import PatternPart
from attribution_desktop.engine.quantiles import weighted_quantile


@dataclass(frozen=True, slots=True, eq=False)
class Followers:
    """The journeys of one pattern.

    Parameters
    ----------
    days
        (j,) from first touch to conversion; NaN where unknown, and for those without one.
    length
        (j,) touches, repeats counted.
    weight, value
        (j,) how many journeys one stands for, and its micros.
    is_converting
        (j,) bools.
    """

    days: FloatColumn
    length: IntColumn
    weight: FloatColumn
    value: IntColumn
    is_converting: BoolColumn

    def among(self, chosen: IntColumn | BoolColumn | slice) -> "Followers":
        """Some of them, in the order given."""
        return Followers(
            self.days[chosen],
            self.length[chosen],
            self.weight[chosen],
            self.value[chosen],
            self.is_converting[chosen],
        )


def pattern_parts(followers: Followers) -> tuple[PatternPart, ...]:
    """Every part that has conversions: by length, by lag, and by both."""
    lengths = np.minimum(followers.length, MOST_LENGTH) - 1
    places = np.unique(lengths).tolist()
    if len(places) == 1:
        whole = tuple(_by_lag(followers))
        parts = tuple(replace(part, length=int(places[0])) for part in whole)
        return (*(part for part in whole if part.lag is not None), *parts)
    parts = tuple(part for part in _by_lag(followers) if part.lag is not None)
    for place in places:
        some = _by_lag(followers.among(lengths == place))
        parts += tuple(replace(part, length=int(place)) for part in some)
    return parts


def _by_lag(followers: Followers) -> Iterator[PatternPart]:
    """All of them, then those of each lag."""
    everybody = float(followers.weight.sum())
    buyers = followers.among(followers.is_converting)
    bought = float(buyers.weight.sum())
    if not bought:
        return
    order = np.argsort(buyers.days, kind="stable")
    rising = buyers.among(order)
    known = len(rising.days) - int(np.isnan(rising.days).sum())
    yield replace(_part(rising, known), conversion_rate=bought / everybody)
    bounds = np.searchsorted(rising.days[:known], np.array(LAG_EDGES[1:], float)).tolist()
    for lag, (first, last) in enumerate(zip([0, *bounds], [*bounds, known], strict=True)):
        some = rising.among(slice(first, last))
        if some.weight.sum() > 0:
            yield replace(_part(some, len(some.days)), lag=lag)


def _part(rising: Followers, known: int) -> PatternPart:
    """Of buyers by their days, of whom so many first ones are known."""
    conversions = float(rising.weight.sum())
    days, weight = rising.days[:known], rising.weight[:known]
    return PatternPart(
        length=None,
        lag=None,
        conversions=conversions,
        revenue=float(rising.value.sum()) / MICROS_PER_UNIT,
        conversion_rate=None,
        average_touches=float((rising.weight * rising.length).sum()) / conversions,
        median_days=weighted_quantile(days, weight, 0.5) if known else None,
    )
