"""`AttributionAnalytics`: one call from a project's data to one frozen `Analysis`."""

from dataclasses import dataclass, replace

import numpy as np

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.day_sums import CoreData
from attribution_desktop.domain.interactions import NO_PATHS, Dataset, IntColumn, Interactions
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.core_analysis import (
    adds_up,
    as_asked,
    assembled,
    models_to_compute,
    with_days,
)
from attribution_desktop.engine.day_sums import day_sums, journey_days
from attribution_desktop.engine.day_updates import DayIndex, day_index, updated_day_sums
from attribution_desktop.engine.intervals import credit_draws
from attribution_desktop.engine.journey_builder import cut_journeys, in_period
from attribution_desktop.engine.paths import ConversionPathAnalyzer
from attribution_desktop.engine.sureness import with_intervals


@dataclass(frozen=True, slots=True, eq=False)
class _Whole:
    """An analysis without its intervals, and the models that they are drawn from."""

    analysis: Analysis
    attributor: ConversionAttributor


class AttributionAnalytics:
    """Runs the whole engine over one dataset.

    What one question needs is kept for the next: the journeys as they were cut last, their sums
    by day, and the last analysis with its models.

    Parameters
    ----------
    dataset
        A project's data at one revision.

    Examples
    --------
    >>> AttributionAnalytics(dataset).analysed(AnalysisSettings())  # doctest: +SKIP
    """

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._core: CoreData | None = None
        self._cut: tuple[AnalysisSettings, Journeys] | None = None
        self._days: tuple[str, DayIndex] | None = None
        self._whole: _Whole | None = None

    @property
    def dataset(self) -> Dataset:
        return self._dataset

    def journeys(self, settings: AnalysisSettings, progress: Progress = unreported) -> Journeys:
        """The journeys of the settings' date range.

        Raises
        ------
        Cancelled
            When `progress` says so.
        """
        return in_period(self._all_journeys(settings, progress), settings)

    def attributor(
        self, settings: AnalysisSettings, progress: Progress = unreported
    ) -> ConversionAttributor:
        """The models over the journeys of the settings' date range.

        Raises
        ------
        Cancelled
            When `progress` says so.
        """
        wanted = replace(settings, draws=0)
        if self._whole is not None and self._whole.analysis.settings == wanted:
            return self._whole.attributor
        return ConversionAttributor(self.journeys(wanted, progress), wanted)

    def adopt(self, core: CoreData) -> None:
        """Take over sums by day that are known already; those of another revision do not count."""
        if core.identity.revision == self._dataset.identity.revision:
            self._core = core

    def core_data(self, settings: AnalysisSettings, progress: Progress = unreported) -> CoreData:
        """Sums by day for these settings, whatever their dates and models.

        Raises
        ------
        Cancelled
            When `progress` says so.
        """
        wanted = settings.day_settings()
        if self._core is None or self._core.settings != wanted:
            journeys = self._all_journeys(settings, progress)
            sums = day_sums(journeys, wanted, progress)
            data = CoreData(self._dataset.identity, wanted, sums, self._dataset.spend)
            self._core = with_days(data)
        return self._core

    def prepare(self, settings: AnalysisSettings, progress: Progress = unreported) -> None:
        """Cut journeys and index them, so that the next small change costs little.

        Raises
        ------
        Cancelled
            When `progress` says so.
        """
        self._day_index(settings, progress)

    @property
    def prepared_for(self) -> AnalysisSettings | None:
        """The settings that `prepare` was last called for; None where it was not."""
        if self._cut is None or self._days is None:
            return None
        return replace(self._cut[0], time_zone=self._days[0])

    def core_after(
        self, part: Dataset, customers: IntColumn, settings: AnalysisSettings
    ) -> CoreData | None:
        """Sums by day of a later state of the data, by what changed: milliseconds, so no progress.

        Parameters
        ----------
        part
            All that the later state holds of some customers, and all path rows, which must be
            the same as here, and spend.
        customers
            These customers' numbers, rising.

        Returns
        -------
        None where the sums of this state, or its journeys, are not known.
        """
        wanted, known = settings.day_settings(), self._core
        if known is None or known.settings != wanted:
            return None
        if self._cut is None or self._cut[0] != settings.cut_settings():
            return None
        sums = updated_day_sums(
            known.sums,
            self._cut[1],
            self._day_index(settings, unreported),
            _cut_timed(part.interactions, customers, wanted),
            customers,
            wanted,
        )
        return with_days(CoreData(part.identity, wanted, sums, part.spend))

    def analysed(
        self,
        settings: AnalysisSettings,
        progress: Progress = unreported,
        core: CoreData | None = None,
    ) -> Analysis:
        """Everything that is shown for these settings.

        Parameters
        ----------
        core
            Sums by day for these settings, where they are known already; those of another
            revision do not count.

        Raises
        ------
        UsageError
            When a model is unknown.
        Cancelled
            When `progress` says so.
        """
        if core is not None:
            self.adopt(core)
        models = models_to_compute(settings)
        whole = self._without_intervals(replace(settings, draws=0), progress)
        if not settings.draws:
            return whole.analysis
        analysis = as_asked(whole.analysis, settings)
        if not whole.attributor.evidence.journeys.is_converting.any():
            return analysis
        draws = credit_draws(whole.attributor, models, settings.draws, progress)
        return with_intervals(analysis, draws, self._codes(analysis.channels))

    def _without_intervals(self, settings: AnalysisSettings, progress: Progress) -> _Whole:
        if self._whole is not None and self._whole.analysis.settings == settings:
            return self._whole
        self._whole = None
        core = self.core_data(settings, progress)
        journeys = self.journeys(settings, progress)
        attributor = ConversionAttributor(journeys, settings)
        fitted = {}
        for model in models_to_compute(settings):
            if not adds_up(model):
                progress("Attributing conversions", 0, 0)
                fitted[model] = attributor.credit(model)
        progress("Reading paths", 0, 0)
        paths = ConversionPathAnalyzer(journeys, settings, progress).analysed()
        self._whole = _Whole(assembled(core, settings, fitted, paths), attributor)
        return self._whole

    def _all_journeys(self, settings: AnalysisSettings, progress: Progress) -> Journeys:
        wanted = settings.cut_settings()
        if self._cut is None or self._cut[0] != wanted:
            self._cut = self._whole = self._days = None
            progress("Cutting journeys", 0, 0)
            self._cut = (wanted, cut_journeys(self._dataset.interactions, wanted, progress))
        return self._cut[1]

    def _day_index(self, settings: AnalysisSettings, progress: Progress) -> DayIndex:
        """Of all journeys, in the settings' zone."""
        journeys = self._all_journeys(settings, progress)
        if self._days is None or self._days[0] != settings.time_zone:
            self._days = settings.time_zone, day_index(journey_days(journeys, settings.time_zone))
        return self._days[1]

    def _codes(self, names: tuple[str, ...]) -> tuple[int, ...]:
        """The channel code of each name."""
        channels = self._dataset.interactions.channels
        codes = {name: code for code, name in enumerate(channels)}
        return tuple(len(channels) if name == NO_TOUCHPOINT else codes[name] for name in names)


def _cut_timed(
    interactions: Interactions, customers: IntColumn, settings: AnalysisSettings
) -> Journeys:
    """The timed journeys of a few customers: cut under numbers of their own, for there are few."""
    touches, conversions = interactions.touches, interactions.conversions
    few = replace(
        interactions,
        touches=replace(touches, customer=np.searchsorted(customers, touches.customer)),
        conversions=replace(conversions, customer=np.searchsorted(customers, conversions.customer)),
        paths=NO_PATHS,
    )
    journeys = cut_journeys(few, settings)
    return replace(journeys, customer=customers[journeys.customer])
