"""What an attribution model is to the rest of the program."""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from attribution_desktop.domain.analysis import ModelDetails, Notice
from attribution_desktop.domain.interactions import FloatColumn, IntColumn
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.converting import ConvertingTouches

FloatTable = npt.NDArray[np.float64]
"""Two-dimensional."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """What a model is fitted on: all journeys, and the converting ones touch by touch."""

    journeys: Journeys
    touches: ConvertingTouches

    @cached_property
    def bare(self) -> IntColumn:
        """(b,) conversions without a touch, as indices into `journeys`."""
        return np.flatnonzero(self.journeys.is_converting & (self.journeys.length == 0))


@dataclass(frozen=True, slots=True, eq=False)
class CreditTable:
    """Credit by channel for several data sets at once.

    Parameters
    ----------
    revenue, conversions
        (d, channels + 1): micros and counts; the last column is `(no touchpoint)`.
    """

    revenue: FloatTable
    conversions: FloatTable


@dataclass(frozen=True, slots=True, eq=False)
class ModelFit:
    """A model fitted to one data set.

    Parameters
    ----------
    credits
        Of one row.
    caveats
        What to know before trusting it.
    details
        What it says beyond credit; None where there is nothing.
    """

    credits: CreditTable
    caveats: tuple[Notice, ...]
    details: ModelDetails | None


class PreparedModel(Protocol):
    """A model laid out over one set of journeys.

    Everything that a model is fitted on is a sum over journeys. The whole data set and each
    bootstrap draw differ only in how often a journey counts, so one function fits them all.
    """

    def totals(self) -> FloatTable:
        """(1, columns) the sums over all journeys: `statistics` with a single unit."""

    def statistics(self, unit: IntColumn, units: int) -> sp.csr_array:
        """(units, columns) the sums that the model is fitted on, by resampling unit.

        Parameters
        ----------
        unit
            (j,) the unit of each journey.
        """

    def credits(self, statistics: FloatTable) -> CreditTable:
        """Fit the model to each row of (d, columns) sums."""

    def fit(self, statistics: FloatTable) -> ModelFit:
        """Fit the model to (1, columns) sums, and say what there is to say of the fit."""


class AttributionModel(Protocol):
    """An entry of the registry."""

    @property
    def id(self) -> str:
        """Stable name in settings, JSON and the command line."""

    @property
    def name(self) -> str:
        """Short name for people."""

    @property
    def explanation(self) -> str:
        """One line: how a conversion is split."""

    def label(self, settings: AnalysisSettings) -> str:
        """The name with the parameters that shape the result."""

    def prepared(self, evidence: Evidence, settings: AnalysisSettings) -> PreparedModel:
        """Lay the model out over journeys."""

    def touch_weights(self, evidence: Evidence, settings: AnalysisSettings) -> FloatColumn | None:
        """(m,) weight of each converting touch; None where the model credits channels only."""


def summed_up(prepared: PreparedModel, journeys: int) -> FloatTable:
    """(1, columns) `statistics` of a single unit that holds all journeys."""
    everything = np.zeros(journeys, np.int64)
    table: FloatTable = prepared.statistics(everything, 1).toarray()
    return table
