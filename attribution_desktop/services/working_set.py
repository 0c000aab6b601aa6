"""What an open project keeps in memory between questions: columns, journeys, sums by day."""

from typing import TYPE_CHECKING

from attribution_desktop.domain.day_sums import CoreData
from attribution_desktop.domain.interactions import Dataset
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.store.day_sums import MOST_KEPT, read_day_sums, write_day_sums
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import load_dataset

if TYPE_CHECKING:
    from attribution_desktop.engine.analytics import AttributionAnalytics


class WorkingSet:
    """Everything is of the project's present revision, or made anew when it is asked for.

    Belongs to one thread at a time, like the project.
    """

    def __init__(self, file: ProjectFile) -> None:
        self._file = file
        self._analytics: AttributionAnalytics | None = None
        self._cores: dict[AnalysisSettings, CoreData] = {}
        self._unkept: set[AnalysisSettings] = set()

    def dataset(self, progress: Progress = unreported) -> Dataset:
        """The project's columns."""
        return self.analytics(progress).dataset

    def analytics(self, progress: Progress = unreported) -> "AttributionAnalytics":
        """The engine over the project's columns."""
        from attribution_desktop.engine.analytics import (  # noqa: PLC0415  # loads SciPy
            AttributionAnalytics,
        )

        revision = self._file.revision
        if self._analytics is None or self._analytics.dataset.identity.revision != revision:
            self._analytics = None
            self._analytics = AttributionAnalytics(load_dataset(self._file, progress))
        return self._analytics

    def core_data(self, settings: AnalysisSettings, progress: Progress = unreported) -> CoreData:
        """Sums by day for these settings, whatever their dates and models.

        Those that the project keeps are read without its columns.

        Raises
        ------
        Cancelled
            When `progress` says so.
        """
        wanted = settings.day_settings()
        held = self._cores.get(wanted)
        if held is not None and held.identity.revision == self._file.revision:
            return held
        data = read_day_sums(self._file, wanted)
        if data is None:
            data = self.analytics(progress).core_data(settings, progress)
            self._unkept.add(wanted)
        self._hold(data)
        return data

    def keep(self) -> None:
        """Write down the sums that the project does not keep yet, where it may be written."""
        if self._file.is_writable:
            for settings in self._unkept:
                write_day_sums(self._file, self._cores[settings])
        self._unkept.clear()

    def _hold(self, data: CoreData) -> None:
        revision = data.identity.revision
        others = {
            settings: held
            for settings, held in self._cores.items()
            if held.identity.revision == revision and settings != data.settings
        }
        newest = list(others.items())[-(MOST_KEPT - 1) :]
        self._cores = {**dict(newest), data.settings: data}
        self._unkept &= self._cores.keys()
