"""Models that weigh the touches of each journey on its own."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from attribution_desktop.domain.analysis import Notice
from attribution_desktop.domain.interactions import FloatColumn, IntColumn
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.converting import ConvertingTouches
from attribution_desktop.engine.models.model import (
    CreditTable,
    Evidence,
    FloatTable,
    ModelFit,
    PreparedModel,
)
from attribution_desktop.engine.slices import summed
from attribution_desktop.engine.tally import Tally, side_by_side


@dataclass(frozen=True, slots=True, eq=False)
class TouchPick:
    """All credit of a journey goes to one touch: (j,) its index in `ConvertingTouches`."""

    touch: IntColumn


@dataclass(frozen=True, slots=True, eq=False)
class TouchWeights:
    """All touches of a journey share its credit.

    Parameters
    ----------
    relative
        (m,) at least 0, in proportion within each journey; None: all equal to 1.
    whole
        (j,) what the relative weights of a journey sum to, above 0.
    """

    relative: FloatColumn | None
    whole: FloatColumn

    def shares(self, amount: FloatColumn, length: IntColumn) -> FloatColumn:
        """(m,) what each touch gets of its journey's amount; (j,) amounts and lengths."""
        share = np.repeat(amount / self.whole, length)
        return share if self.relative is None else self.relative * share


Split = TouchPick | TouchWeights
Caveats = Callable[[float], tuple[Notice, ...]]
"""What to know of a model where so many conversions have touches without times."""


def no_caveats(untimed: float) -> tuple[Notice, ...]:
    """For models that hold on any data."""
    del untimed
    return ()


@dataclass(frozen=True, slots=True)
class JourneyModel:
    """An `AttributionModel` made of one function of the touches.

    Parameters
    ----------
    split
        Says how each journey's credit is split over its touches.
    labelled
        The name with its parameters; None: the plain name.
    noted
        The caveats on given data.
    """

    id: str
    name: str
    explanation: str
    split: Callable[[ConvertingTouches, AnalysisSettings], Split]
    labelled: Callable[[AnalysisSettings], str] | None = None
    noted: Caveats = no_caveats

    def label(self, settings: AnalysisSettings) -> str:
        return self.labelled(settings) if self.labelled else self.name

    def prepared(self, evidence: Evidence, settings: AnalysisSettings) -> PreparedModel:
        touches = evidence.touches
        untimed = float(touches.weight[~touches.is_timed].sum())
        return _PreparedSplit(
            evidence, lambda part: self.split(part, settings), self.noted(untimed)
        )

    def touch_weights(self, evidence: Evidence, settings: AnalysisSettings) -> FloatColumn:
        split = self.split(evidence.touches, settings)
        if isinstance(split, TouchWeights):
            share = (1.0 / split.whole)[evidence.touches.owner]
            return share if split.relative is None else split.relative * share
        weights = np.zeros(len(evidence.touches.channel))
        weights[split.touch] = 1.0
        return weights


class _PreparedSplit:
    """The statistics of a per-journey model are the credits themselves.

    Journeys are split a block at a time, so that memory does not grow with the data.
    """

    def __init__(
        self,
        evidence: Evidence,
        split: Callable[[ConvertingTouches], Split],
        notices: tuple[Notice, ...],
    ) -> None:
        self._evidence = evidence
        self._split = split
        self._notices = notices
        self._columns = evidence.touches.channels + 1

    def totals(self) -> FloatTable:
        revenue, conversions = np.zeros(self._columns), np.zeros(self._columns)
        for part in self._evidence.touches.blocks():
            shares = _shares(part, self._split(part))
            revenue += summed(shares.channel, shares.of(part.value), self._columns)
            conversions += summed(shares.channel, shares.of(part.weight), self._columns)
        journeys, bare = self._evidence.journeys, self._evidence.bare
        revenue[-1] = float(journeys.value[bare].sum())
        conversions[-1] = float(journeys.weight[bare].sum())
        return np.concatenate([revenue, conversions])[None, :]

    def statistics(self, unit: IntColumn, units: int) -> sp.csr_array:
        revenue, conversions = Tally(units, self._columns), Tally(units, self._columns)
        for part in self._evidence.touches.blocks():
            shares = _shares(part, self._split(part))
            of = unit[part.journey] if shares.is_one_each else unit[part.journey][part.owner]
            revenue.add(of, shares.channel, shares.of(part.value))
            conversions.add(of, shares.channel, shares.of(part.weight))
        journeys, bare = self._evidence.journeys, self._evidence.bare
        column = np.full(len(bare), self._columns - 1)
        revenue.add(unit[bare], column, journeys.value[bare].astype(np.float64))
        conversions.add(unit[bare], column, journeys.weight[bare])
        return side_by_side([revenue, conversions])

    def credits(self, statistics: FloatTable) -> CreditTable:
        return CreditTable(statistics[:, : self._columns], statistics[:, self._columns :])

    def fit(self, statistics: FloatTable) -> ModelFit:
        return ModelFit(self.credits(statistics), self._notices, None)


@dataclass(frozen=True, slots=True, eq=False)
class _Shares:
    """Where the credit of a block of journeys goes: (n,) channels, one a journey or one a touch."""

    channel: IntColumn
    split: Split
    length: IntColumn

    @property
    def is_one_each(self) -> bool:
        return isinstance(self.split, TouchPick)

    def of(self, amount: FloatColumn) -> FloatColumn:
        """(n,) shares of (j,) amounts."""
        if isinstance(self.split, TouchPick):
            return amount
        return self.split.shares(amount, self.length)


def _shares(touches: ConvertingTouches, split: Split) -> _Shares:
    if isinstance(split, TouchPick):
        journeys = touches.journeys
        start = journeys.start[touches.journey]
        channel = journeys.channel[start + (split.touch - touches.first)].astype(np.int64)
    else:
        channel = touches.channel
    return _Shares(channel, split, touches.length)
