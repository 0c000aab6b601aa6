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
    PreparedModel,
    tabulated,
)


@dataclass(frozen=True, slots=True, eq=False)
class TouchPick:
    """All credit of a journey goes to one touch: (j,) its index in `ConvertingTouches`."""

    touch: IntColumn


@dataclass(frozen=True, slots=True, eq=False)
class TouchWeights:
    """(m,) weights ≥ 0 of all touches, summing to 1 within each journey."""

    weight: FloatColumn


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
            return split.weight
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

    def statistics(self, unit: IntColumn, units: int) -> sp.csr_array:
        touches = self._evidence.touches
        journeys = self._evidence.journeys
        width = self._columns
        channel, owner, value, weight = self._shares()
        bare = touches.bare_journeys
        column = np.concatenate([channel, np.full(len(bare), width - 1)])
        of = np.concatenate([unit[touches.journey][owner], unit[bare]])
        amounts = (
            np.concatenate([value, journeys.value[bare].astype(np.float64)]),
            np.concatenate([weight, journeys.weight[bare]]),
        )
        tables = [tabulated(of, column, amount, (units, width)) for amount in amounts]
        return sp.csr_array(sp.hstack(tables, format="csr"))

    def credits(self, statistics: FloatTable) -> CreditTable:
        return CreditTable(statistics[:, : self._columns], statistics[:, self._columns :])

    def caveats(self, statistics: FloatTable) -> tuple[Notice, ...]:
        del statistics
        return self._notices

    def details(self, statistics: FloatTable) -> None:
        """Nothing: a per-journey model is its weights."""
        del statistics

    def _shares(self) -> tuple[IntColumn, IntColumn | slice, FloatColumn, FloatColumn]:
        """Channel, journey, micros and conversions of each share of credit."""
        touches = self._evidence.touches
        if isinstance(self._split, TouchPick):
            channel = touches.channel[self._split.touch].astype(np.int64)
            return channel, slice(None), touches.value, touches.weight
        weight = self._split.weight
        return (
            touches.channel.astype(np.int64),
            touches.owner,
            weight * touches.value[touches.owner],
            weight * touches.weight[touches.owner],
        )
