"""Converting journeys, touch by touch: what the per-journey models weigh."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from attribution_desktop.domain.interactions import BoolColumn, FloatColumn, IntColumn
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.engine.slices import blocks, expanded, gathered, repeated


@dataclass(frozen=True, eq=False)
class ConvertingTouches:
    """The touches of converting journeys, one journey after the other.

    Columns are laid out when they are first asked for; walk through `blocks` where the whole
    would be large.

    Parameters
    ----------
    journeys
        The journeys that these come from.
    journey
        (j,) index in `journeys`; every one has a touch.
    """

    journeys: Journeys
    journey: IntColumn

    @property
    def names(self) -> tuple[str, ...]:
        """Shown names; a channel code is an index into it."""
        return self.journeys.channels

    @property
    def channels(self) -> int:
        """How many channels there are."""
        return len(self.names)

    @cached_property
    def length(self) -> IntColumn:
        """(j,) touches a journey, at least 1."""
        return self.journeys.end[self.journey] - self.journeys.start[self.journey]

    @cached_property
    def first(self) -> IntColumn:
        """(j,) where a journey's touches begin in the columns of touches."""
        return np.cumsum(self.length) - self.length

    @property
    def last(self) -> IntColumn:
        """(j,) where a journey's last touch stands."""
        return self.first + self.length - 1

    @property
    def weight(self) -> FloatColumn:
        """(j,) conversions."""
        return self.journeys.weight[self.journey]

    @property
    def value(self) -> FloatColumn:
        """(j,) micros in all."""
        return self.journeys.value[self.journey].astype(np.float64)

    @property
    def is_timed(self) -> BoolColumn:
        """(j,) whether the touches have times."""
        return self.journeys.is_timed[self.journey]

    @cached_property
    def touch(self) -> IntColumn:
        """(m,) index of the touch in `journeys`."""
        return expanded(self.journeys.start[self.journey], self.length)

    @cached_property
    def owner(self) -> IntColumn:
        """(m,) which of the j journeys a touch belongs to."""
        return repeated(np.arange(len(self.journey)), self.length)

    @cached_property
    def channel(self) -> IntColumn:
        """(m,) channel code a touch."""
        start = self.journeys.start[self.journey]
        return gathered(self.journeys.channel, start, self.length).astype(np.int64)

    @property
    def instant(self) -> IntColumn:
        """(m,) microseconds UTC, `UNDATED` in untimed journeys."""
        return gathered(self.journeys.instant, self.journeys.start[self.journey], self.length)

    def blocks(self) -> Iterator["ConvertingTouches"]:
        """The same journeys in order, about half a million touches at a time."""
        parts = list(blocks(self.length))
        if len(parts) == 1:
            # One block is the whole, whose columns may be laid out already.
            yield self
            return
        for part in parts:
            yield ConvertingTouches(self.journeys, self.journey[part])


def converting_touches(journeys: Journeys) -> ConvertingTouches:
    """The converting journeys that have any touch."""
    has_touch = journeys.length > 0
    return ConvertingTouches(journeys, np.flatnonzero(journeys.is_converting & has_touch))
