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
    tabulated,
)
from attribution_desktop.engine.slices import summed


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


Split = TouchPick | TouchWeights
Caveats = Callable[[Evidence, AnalysisSettings], tuple[Notice, ...]]


def no_caveats(evidence: Evidence, settings: AnalysisSettings) -> tuple[Notice, ...]:
    """For models that hold on any data."""
    del evidence, settings
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
        split = self.split(evidence.touches, settings)
        return _PreparedSplit(evidence, split, self.noted(evidence, settings))

    def touch_weights(self, evidence: Evidence, settings: AnalysisSettings) -> FloatColumn:
        split = self.split(evidence.touches, settings)
        if isinstance(split, TouchWeights):
            share = (1.0 / split.whole)[evidence.touches.owner]
            return share if split.relative is None else split.relative * share
        weights = np.zeros(len(evidence.touches.channel))
        weights[split.touch] = 1.0
        return weights


class _PreparedSplit:
    """The statistics of a per-journey model are the credits themselves."""

    def __init__(self, evidence: Evidence, split: Split, notices: tuple[Notice, ...]) -> None:
        self._evidence = evidence
        self._split = split
        self._notices = notices
        self._columns = evidence.touches.channels + 1

    def totals(self) -> FloatTable:
        touches, journeys = self._evidence.touches, self._evidence.journeys
        bare = touches.bare_journeys
        columns = []
        for amount, left in ((touches.value, journeys.value), (touches.weight, journeys.weight)):
            credit = summed(self._channels(), self._shared(amount), self._columns)
            credit[-1] = float(left[bare].sum())
            columns.append(credit)
        return np.concatenate(columns)[None, :]

    def statistics(self, unit: IntColumn, units: int) -> sp.csr_array:
        touches, journeys = self._evidence.touches, self._evidence.journeys
        shape = (units, self._columns)
        bare = touches.bare_journeys
        of = unit[touches.journey]
        if isinstance(self._split, TouchWeights):
            of = of[touches.owner]
        row = np.concatenate([of, unit[bare]])
        column = np.concatenate([self._channels(), np.full(len(bare), self._columns - 1)])
        amounts = (
            np.concatenate([self._shared(touches.value), journeys.value[bare].astype(np.float64)]),
            np.concatenate([self._shared(touches.weight), journeys.weight[bare]]),
        )
        tables = [tabulated(row, column, amount, shape) for amount in amounts]
        return sp.csr_array(sp.hstack(tables, format="csr"))

    def credits(self, statistics: FloatTable) -> CreditTable:
        return CreditTable(statistics[:, : self._columns], statistics[:, self._columns :])

    def fit(self, statistics: FloatTable) -> ModelFit:
        return ModelFit(self.credits(statistics), self._notices, None)

    def _channels(self) -> IntColumn:
        """The channel of each share: one a journey for a pick, else one a touch."""
        channel = self._evidence.touches.channel
        return channel[self._split.touch] if isinstance(self._split, TouchPick) else channel

    def _shared(self, amount: FloatColumn) -> FloatColumn:
        """(j,) amounts of journeys, split into their shares."""
        if isinstance(self._split, TouchPick):
            return amount
        share = np.repeat(amount / self._split.whole, self._evidence.touches.length)
        return share if self._split.relative is None else self._split.relative * share
