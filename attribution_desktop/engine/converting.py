"""Converting journeys, touch by touch: what the per-journey models weigh."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from attribution_desktop.domain.interactions import BoolColumn, FloatColumn, IntColumn
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.engine.slices import expanded


@dataclass(frozen=True, eq=False)
class ConvertingTouches:
    """The touches of all converting journeys that have any, one journey after the other.

    Parameters
    ----------
    journeys
        The journeys that these come from.
    journey
        (j,) index in `journeys`.
    bare_journeys
        (b,) indices in `journeys` of conversions without a touch.
    length
        (j,) touches a journey, at least 1.
    first
        (j,) where a journey's touches begin in the columns below.
    weight, value
        (j,) conversions, and micros in all.
    touch
        (m,) index of the touch in `journeys`.
    channel
        (m,) channel code a touch.
    """

    journeys: Journeys
    journey: IntColumn
    bare_journeys: IntColumn
    length: IntColumn
    first: IntColumn
    weight: FloatColumn
    value: FloatColumn
    touch: IntColumn
    channel: IntColumn

    @property
    def names(self) -> tuple[str, ...]:
        """Shown names; a channel code is an index into it."""
        return self.journeys.channels

    @property
    def channels(self) -> int:
        """How many channels there are."""
        return len(self.names)

    @property
    def last(self) -> IntColumn:
        """(j,) where a journey's last touch stands."""
        return self.first + self.length - 1

    @property
    def is_timed(self) -> BoolColumn:
        """(j,) whether the touches have times."""
        return self.journeys.is_timed[self.journey]

    @cached_property
    def owner(self) -> IntColumn:
        """(m,) which of the j journeys a touch belongs to."""
        return np.repeat(np.arange(len(self.journey)), self.length)

    @property
    def instant(self) -> IntColumn:
        """(m,) microseconds UTC, `UNDATED` in untimed journeys."""
        return self.journeys.instant[self.touch]


def converting_touches(journeys: Journeys) -> ConvertingTouches:
    """Lay the converting journeys' touches out one after the other."""
    has_touch = journeys.length > 0
    chosen = np.flatnonzero(journeys.is_converting & has_touch)
    length = journeys.length[chosen]
    touch = expanded(journeys.start[chosen], length)
    return ConvertingTouches(
        journeys=journeys,
        journey=chosen,
        bare_journeys=np.flatnonzero(journeys.is_converting & ~has_touch),
        length=length,
        first=np.cumsum(length) - length,
        weight=journeys.weight[chosen],
        value=journeys.value[chosen].astype(np.float64),
        touch=touch,
        channel=journeys.channel[touch].astype(np.int64),
    )
