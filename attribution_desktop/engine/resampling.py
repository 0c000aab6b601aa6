"""Resampling customers with replacement (definitions, "Intervals")."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.interactions import FloatColumn, IntColumn
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.engine.models.model import FloatTable
from attribution_desktop.engine.units import Units, resampling_units

MOST_UNITS = 200_000
GROUPS = 4096
_SEED = 19_790_101
_CELLS_A_BLOCK = 1 << 22
_DRAWS_A_BLOCK = 20
"""Few enough that progress is told, and Cancel heard, all the while."""


@dataclass(frozen=True, slots=True, eq=False)
class Resampling:
    """How often each unit counts in each draw.

    Parameters
    ----------
    unit
        (j,) the unit of each journey.
    size
        (units,) how many customers or unit journeys a unit stands for.
    """

    unit: IntColumn
    size: FloatColumn

    @property
    def units(self) -> int:
        return len(self.size)

    def blocks(self, draws: int) -> Iterator[FloatTable]:
        """(d, units) multiplicities, block by block until `draws` are done.

        As many unit journeys are drawn as there are, each unit in proportion to its size; a unit
        of size s that is drawn n times counts n / s times. The same at every call.
        """
        rng = np.random.Generator(np.random.PCG64(_SEED))
        block = max(1, min(_DRAWS_A_BLOCK, _CELLS_A_BLOCK // max(self.units, 1)))
        done = 0
        while done < draws and self.units:
            count = min(block, draws - done)
            yield np.stack([self._draw(rng) for _ in range(count)])
            done += count

    def _draw(self, rng: np.random.Generator) -> FloatColumn:
        total = float(self.size.sum())
        taken = round(total)
        scale = total / taken if taken else 0.0
        if (self.size == 1).all():
            # Drawing each unit's index is far quicker than a multinomial over many units.
            counts = np.bincount(rng.integers(0, self.units, taken), minlength=self.units)
            return counts.astype(np.float64)
        counts = rng.multinomial(taken, self.size / total)
        drawn: FloatColumn = counts * scale / self.size
        return drawn


def resampling(journeys: Journeys) -> Resampling:
    """Units of resampling: customers, or 4,096 hashed groups of them above 200,000."""
    units = resampling_units(journeys)
    if units.count <= MOST_UNITS:
        return Resampling(units.of_journey, units.size)
    return _grouped(units)


def _grouped(units: Units) -> Resampling:
    """Groups count as one each: what they hold differs little."""
    group = ((units.key + units.occurrence.astype(np.uint64)) % np.uint64(GROUPS)).astype(np.int64)
    return Resampling(group[units.of_journey], np.ones(GROUPS))
