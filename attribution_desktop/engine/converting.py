"""Converting journeys, touch by touch: what the per-journey models weigh."""

from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.interactions import BoolColumn, CodeColumn, FloatColumn, IntColumn
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.engine.slices import expanded


@dataclass(frozen=True, slots=True, eq=False)
class ConvertingTouches:
    """The touches of all converting journeys that have any, one journey after the other.

    Parameters
    ----------
    names
        Shown names; a channel code is an index into it.
    journey
        (j,) index in `Journeys`.
    bare_journeys
        (b,) indices in `Journeys` of conversions without a touch.
    length
        (j,) touches a journey, at least 1.
    first
        (j,) where a journey's touches begin in the columns below.
    weight, value
        (j,) conversions, and micros in all.
    is_timed
        (j,) whether the touches have times.
    owner
        (m,) which of the j journeys a touch belongs to.
    channel
        (m,) channel code a touch.
    age
        (m,) microseconds from touch to conversion; 0 in untimed journeys.
    touch
        (m,) index of the touch in `Journeys`.
    """

    names: tuple[str, ...]
    journey: IntColumn
    bare_journeys: IntColumn
    length: IntColumn
    first: IntColumn
    weight: FloatColumn
    value: FloatColumn
    is_timed: BoolColumn
    owner: IntColumn
    channel: CodeColumn
    age: IntColumn
    touch: IntColumn

    @property
    def channels(self) -> int:
        """How many channels there are."""
        return len(self.names)

    @property
    def last(self) -> IntColumn:
        """(j,) where a journey's last touch stands."""
        return self.first + self.length - 1


def converting_touches(journeys: Journeys) -> ConvertingTouches:
    """Lay the converting journeys' touches out one after the other."""
    has_touch = journeys.length > 0
    chosen = np.flatnonzero(journeys.is_converting & has_touch)
    length = journeys.length[chosen]
    touch = expanded(journeys.start[chosen], length)
    owner = np.repeat(np.arange(len(chosen)), length)
    is_timed = journeys.is_timed[chosen]
    return ConvertingTouches(
        names=journeys.channels,
        journey=chosen,
        bare_journeys=np.flatnonzero(journeys.is_converting & ~has_touch),
        length=length,
        first=np.cumsum(length) - length,
        weight=journeys.weight[chosen],
        value=journeys.value[chosen].astype(np.float64),
        is_timed=is_timed,
        owner=owner,
        channel=journeys.channel[touch],
        age=np.where(is_timed[owner], journeys.at[chosen][owner] - journeys.instant[touch], 0),
        touch=touch,
    )
