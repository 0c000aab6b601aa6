"""Converting journeys, touch by touch: what the per-journey models weigh."""

from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.interactions import BoolColumn, CodeColumn, FloatColumn, IntColumn
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.engine.slices import expanded


@dataclass(frozen=True, slots=True, eq=False)
class ConvertingTouches:
    """The touches of all converting journeys that have any.

    Parameters
    ----------
    channels
        How many channels there are.
    length
        (j,) touches a journey, at least 1.
    first
        (j,) where a journey's touches begin in the columns below.
    weight, value
        (j,) conversions, and micros in all.
    is_timed
        (j,) whether the touches have times.
    channel
        (m,) channel code a touch.
    age
        (m,) microseconds from touch to conversion; 0 in untimed journeys.
    conversions_without_touch, value_without_touch
        What belongs on the row `(no touchpoint)`.
    """

    channels: int
    length: IntColumn
    first: IntColumn
    weight: FloatColumn
    value: FloatColumn
    is_timed: BoolColumn
    channel: CodeColumn
    age: IntColumn
    conversions_without_touch: float
    value_without_touch: float

    @property
    def last(self) -> IntColumn:
        """(j,) where a journey's last touch stands."""
        return self.first + self.length - 1


def converting_touches(journeys: Journeys) -> ConvertingTouches:
    """Lay the converting journeys' touches out one after the other."""
    has_touch = journeys.length > 0
    chosen = np.flatnonzero(journeys.is_converting & has_touch)
    bare = journeys.is_converting & ~has_touch
    length = journeys.length[chosen]
    touch = expanded(journeys.start[chosen], length)
    is_timed = journeys.is_timed[chosen]
    age = np.repeat(np.where(is_timed, journeys.at[chosen], 0), length)
    age -= np.where(np.repeat(is_timed, length), journeys.instant[touch], 0)
    return ConvertingTouches(
        channels=len(journeys.channels),
        length=length,
        first=np.cumsum(length) - length,
        weight=journeys.weight[chosen],
        value=journeys.value[chosen].astype(np.float64),
        is_timed=is_timed,
        channel=journeys.channel[touch],
        age=age,
        conversions_without_touch=float(journeys.weight[bare].sum()),
        value_without_touch=float(journeys.value[bare].sum()),
    )
