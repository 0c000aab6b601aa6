"""`Journeys`: the one shape in which data reaches the models."""

from dataclasses import dataclass, replace

import numpy as np

from attribution_desktop.domain.interactions import BoolColumn, CodeColumn, FloatColumn, IntColumn

NO_COPY = 2**62
"""Beyond every touch."""


@dataclass(frozen=True, slots=True, eq=False)
class Journeys:
    """Journeys as contiguous slices of customer-ordered touches.

    Parameters
    ----------
    channels
        Shown names; a channel code is an index into it.
    channel
        (n,) channel codes of the retained touches, customer by customer in touch order.
    instant
        (n,) microseconds UTC, `UNDATED` for touches without a time.
    touch_row
        (n,) row ids of the touches in the project file, -1 where there is none.
    start, end
        (j,) journey i is touches `start[i]:end[i]`; slices may overlap; empty for a conversion
        without a touchpoint.
    is_converting
        (j,) whether the journey led to conversions.
    is_timed
        (j,) whether its touches have times; without them they count as simultaneous.
    weight
        (j,) how many journeys it stands for (conversions, or non-converting journeys).
    value
        (j,) micros in all; 0 for a non-converting journey.
    at
        (j,) instant of the conversion, or of the last touch; `UNDATED` where unknown.
    customer
        (j,) customer number, -1 where unknown.
    source_row
        (j,) row id of the order or path in the project file, -1 for cut non-converting journeys.
    first_copy
        Where copies of touches begin: one for each journey that consists of excluded channels
        only and is therefore kept whole.
    """

    channels: tuple[str, ...]
    channel: CodeColumn
    instant: IntColumn
    touch_row: IntColumn
    start: IntColumn
    end: IntColumn
    is_converting: BoolColumn
    is_timed: BoolColumn
    weight: FloatColumn
    value: IntColumn
    at: IntColumn
    customer: IntColumn
    source_row: IntColumn
    first_copy: int = NO_COPY

    @property
    def length(self) -> IntColumn:
        """(j,) touches a journey."""
        return self.end - self.start

    @property
    def is_kept_whole(self) -> BoolColumn:
        """(j,) whether the journey consists of excluded channels only."""
        return (self.start >= self.first_copy) & (self.start < self.end)

    def selected(self, mask: BoolColumn) -> "Journeys":
        """The journeys under `mask` ((j,) bools), over the same touches."""
        return self.taken(np.flatnonzero(mask))

    def taken(self, chosen: IntColumn) -> "Journeys":
        """The journeys at some places, over the same touches."""
        return replace(
            self,
            start=self.start[chosen],
            end=self.end[chosen],
            is_converting=self.is_converting[chosen],
            is_timed=self.is_timed[chosen],
            weight=self.weight[chosen],
            value=self.value[chosen],
            at=self.at[chosen],
            customer=self.customer[chosen],
            source_row=self.source_row[chosen],
        )
