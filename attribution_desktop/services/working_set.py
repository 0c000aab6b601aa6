"""What an open project keeps in memory between questions: columns, journeys, sums by day."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribution_desktop.domain.day_sums import CoreData
from attribution_desktop.domain.interactions import Dataset
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.store.column_changes import (
    ChangedPart,
    ColumnMarks,
    changed_part,
    column_marks,
    with_changes,
)
from attribution_desktop.store.day_sums import MOST_KEPT, read_day_sums, write_day_sums
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import load_dataset

if TYPE_CHECKING:
    from attribution_desktop.engine.analytics import AttributionAnalytics


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """The engine over the columns of one state of the project."""

    analytics: "AttributionAnalytics"
    marks: ColumnMarks


class WorkingSet:
    """Everything is of the project's present revision, or made anew when it is asked for.

    Belongs to one thread at a time, like the project.
    """

    def __init__(self, file: ProjectFile) -> None:
        self._file = file
        self._known: _Known | None = None
        self._cores: dict[AnalysisSettings, CoreData] = {}
        self._unkept: set[AnalysisSettings] = set()

    def dataset(self, progress: Progress = unreported) -> Dataset:
        """The project's columns."""
        return self.analytics(progress).dataset

    def analytics(self, progress: Progress = unreported) -> "AttributionAnalytics":
        """The engine over the project's columns.

        After a small change the columns are mended, not read again. Those from before stay until
        the new ones are ready: whatever changes meanwhile is still found by what changed.
        """
        from attribution_desktop.engine.analytics import (  # noqa: PLC0415  # loads SciPy
            AttributionAnalytics,
        )

        known = self._known
        if known is not None and known.marks.revision == self._file.revision:
            return known.analytics
        # Before the data: what another process changes in between is then found the next time.
        marks = column_marks(self._file)
        part = self._changed_part()
        if known is None or part is None:
            self._known = None
            fresh = AttributionAnalytics(load_dataset(self._file, progress))
        else:
            fresh = AttributionAnalytics(with_changes(known.analytics.dataset, part))
            prepared = known.analytics.prepared_for
            if prepared is not None:
                fresh.prepare(prepared, progress)
        self._known = _Known(fresh, marks)
        for core in self._cores.values():
            fresh.adopt(core)
        return fresh

    def core_data(self, settings: AnalysisSettings, progress: Progress = unreported) -> CoreData:
        """Sums by day for these settings, whatever their dates and models.

        Those that the project keeps are read without its columns.

        Raises
        ------
        Cancelled
            When `progress` says so.
        """
        from attribution_desktop.engine.core_analysis import with_days  # noqa: PLC0415  # SciPy

        wanted = settings.day_settings()
        held = self._cores.get(wanted)
        if held is not None and held.identity.revision == self._file.revision:
            return held
        kept = read_day_sums(self._file, wanted)
        if kept is not None:
            data = with_days(kept)
        else:
            data = self._updated(wanted) or self._anew(wanted, progress)
            self._unkept.add(wanted)
        self._hold(data)
        return data

    def keep(self) -> None:
        """Write down the sums that the project does not keep yet, where it may be written."""
        if self._file.is_writable:
            for settings in self._unkept:
                write_day_sums(self._file, self._cores[settings])
        self._unkept.clear()

    def _updated(self, settings: AnalysisSettings) -> CoreData | None:
        """Sums by day by what changed since the columns were read; None where that is unknown."""
        part = self._changed_part()
        if self._known is None or part is None:
            return None
        return self._known.analytics.core_after(part.dataset, part.customers, settings)

    def _anew(self, settings: AnalysisSettings, progress: Progress) -> CoreData:
        return self.analytics(progress).core_data(settings, progress)

    def _changed_part(self) -> ChangedPart | None:
        known = self._known
        if known is None or known.marks.revision == self._file.revision:
            return None
        return changed_part(self._file, known.analytics.dataset, known.marks)

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
        if self._known is not None:
            self._known.analytics.adopt(data)
