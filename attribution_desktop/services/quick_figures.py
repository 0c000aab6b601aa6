"""Credit by day and channel: answers for any date range and model from days × channels.

The sums are made once for a data revision and for settings without their dates; a date range is
then a sum over its days, whatever the number of touches. Markov chains and Shapley values do not
add up over days and are left to the whole analysis.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.instants import (
    UNDATED,
    datetime_from_instant,
    first_instant_of,
    zone_named,
)
from attribution_desktop.domain.interactions import IntColumn
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.engine.models.journey_model import JourneyModel
from attribution_desktop.engine.models.registry import MODELS
from attribution_desktop.services.projects import Project

DAILY_MODELS = tuple(name for name, model in MODELS.items() if isinstance(model, JourneyModel))
"""Ids of the models whose credit adds up over days."""


@dataclass(frozen=True, slots=True)
class QuickCredit:
    """A channel's credit: revenue in the currency's unit, and conversions."""

    channel: str
    revenue: float
    conversions: float


@dataclass(frozen=True, slots=True, eq=False)
class DailyFigures:
    """Sums by day and channel.

    Parameters
    ----------
    revision
        Of the data that they were made from.
    settings
        Without a period.
    first
        The first day; None where no conversion has a date.
    names
        (k + 1,) channels and `(no touchpoint)`.
    revenue, conversions
        By model id: (days + 1, k + 1) micros and counts; the last row holds what has no date.
    """

    revision: int
    settings: AnalysisSettings
    first: date | None
    names: tuple[str, ...]
    revenue: dict[str, npt.NDArray[np.float64]]
    conversions: dict[str, npt.NDArray[np.float64]]

    def credit(
        self, model: str, start: date | None = None, end: date | None = None
    ) -> tuple[QuickCredit, ...]:
        """Every channel's credit under a model, both days inclusive; None: open.

        Raises
        ------
        KeyError
            When the model's credit was not summed up by day.
        """
        rows = self._rows(start, end)
        revenue = self.revenue[model][rows].sum(axis=0) / MICROS_PER_UNIT
        conversions = self.conversions[model][rows].sum(axis=0)
        return tuple(
            QuickCredit(*cells)
            for cells in zip(self.names, revenue.tolist(), conversions.tolist(), strict=True)
        )

    def _rows(self, start: date | None, end: date | None) -> slice:
        """Undated credit counts only where neither end is set."""
        days = len(next(iter(self.revenue.values()))) - 1
        if start is None and end is None:
            return slice(None)
        if self.first is None:
            return slice(0, 0)
        low = 0 if start is None else (start - self.first).days
        high = days if end is None else (end - self.first).days + 1
        return slice(min(max(low, 0), days), min(max(high, 0), days))


def daily_figures(
    project: Project,
    settings: AnalysisSettings,
    models: Sequence[str] = DAILY_MODELS,
    progress: Progress = unreported,
) -> DailyFigures:
    """Sum up credit by day under each of the models, whatever the settings' dates.

    Raises
    ------
    KeyError
        When a model's credit does not add up over days.
    Cancelled
        When `progress` says so.
    """
    whole = replace(settings, start=None, end=None)
    dataset = project.dataset(progress)
    journeys = build_journeys(dataset.interactions, whole)
    first, unit, days = _days(journeys, whole.time_zone)
    attributor = ConversionAttributor(journeys, whole)
    revenue, conversions = {}, {}
    columns = len(journeys.channels) + 1
    for done, model in enumerate(models):
        if model not in DAILY_MODELS:
            raise KeyError(model)
        progress("Summing up days", done, len(models))
        sums = attributor.prepared(model).statistics(unit, days + 1).toarray()
        revenue[model], conversions[model] = sums[:, :columns], sums[:, columns:]
    return DailyFigures(
        revision=dataset.identity.revision,
        settings=whole,
        first=first,
        names=(*journeys.channels, NO_TOUCHPOINT),
        revenue=revenue,
        conversions=conversions,
    )


def _days(journeys: Journeys, time_zone: str) -> tuple[date | None, IntColumn, int]:
    """First day, (j,) each journey's day counted from it, and how many days there are.

    A journey without a date gets the number after the last day.
    """
    at = journeys.at
    is_dated = at != UNDATED
    if not is_dated.any():
        return None, np.zeros(len(at), np.int64), 0
    zone = zone_named(time_zone)
    first = datetime_from_instant(int(at[is_dated].min()), zone).date()
    last = datetime_from_instant(int(at[is_dated].max()), zone).date()
    days = (last - first).days + 1
    starts = np.array(
        [first_instant_of(first + timedelta(days=day), zone) for day in range(days)], np.int64
    )
    unit = np.searchsorted(starts, at, side="right") - 1
    return first, np.where(is_dated, unit, days).astype(np.int64), days
