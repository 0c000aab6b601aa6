"""The open project, as the worker thread holds it. Every method here runs on that thread only."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.budget import Scenario
from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.day_sums import CoreData
from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.domain.instants import date_from_day_number
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.report_look import PLAIN_LOOK, ReportLook
from attribution_desktop.domain.response import Basis, ResponseHistory
from attribution_desktop.domain.row_table import RowTable
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.domain.tracking import TrackedJourney, TrackedResult
from attribution_desktop.services.analysis import (
    analyse,
    core_data,
    default_settings,
    prepare_changes,
)
from attribution_desktop.services.budgets import learn_curves
from attribution_desktop.services.file_imports import Imported, import_file
from attribution_desktop.services.imports import Preview, preview_file
from attribution_desktop.services.mappings import is_told, with_kept_mapping
from attribution_desktop.services.projects import (
    Project,
    create_demo_project,
    create_project,
    open_or_create_project,
    open_project,
)
from attribution_desktop.services.report_looks import keep_look, kept_look
from attribution_desktop.services.row_exports import row_table
from attribution_desktop.services.scenarios import keep_scenarios, kept_scenarios
from attribution_desktop.services.tracking import channel_names, track_journey


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What the window knows of the open project without asking the worker."""

    path: Path
    name: str
    currency: str
    time_zone: str
    is_writable: bool
    settings: AnalysisSettings
    look: ReportLook = PLAIN_LOOK


@dataclass(frozen=True, slots=True)
class Analysed:
    """An analysis and what of the project is needed to show it.

    Parameters
    ----------
    channels
        All names in the order of their first appearance: a channel's place fixes its colour.
    """

    analysis: Analysis
    channels: tuple[str, ...]

    @property
    def first_day(self) -> date | None:
        """Of the dated conversions; None without any."""
        days = self.analysis.days
        return _first_converting(zip(days.day, days.conversions, strict=True))

    @property
    def last_day(self) -> date | None:
        """Of the dated conversions; None without any."""
        days = self.analysis.days
        return _first_converting(zip(reversed(days.day), reversed(days.conversions), strict=True))

    @property
    def swatches(self) -> dict[str, int]:
        """Colour index by channel name."""
        return {name: index for index, name in enumerate(self.channels)}


@dataclass(frozen=True, slots=True)
class FilePreview:
    """How a file would be read with these options; `is_kept` when they come from an earlier one."""

    path: Path
    options: ImportOptions
    seen: Preview
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Tracked:
    result: TrackedResult
    changes: Changes


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a budget is planned with: the curves of an analysis, and the scenarios kept."""

    history: ResponseHistory
    scenarios: tuple[Scenario, ...]


class Desk:
    """Holds at most one project. Opening another closes the one before, once that succeeded."""

    def __init__(self) -> None:
        self._project: Project | None = None

    def open(
        self, path: Path, _progress: Progress = unreported, *, is_writable: bool
    ) -> ProjectFacts:
        return self._take(path, lambda: open_project(path, is_writable=is_writable))

    def open_or_create(self, path: Path, _progress: Progress = unreported) -> ProjectFacts:
        return self._take(path, lambda: open_or_create_project(path))

    def open_demo(self, path: Path, _progress: Progress = unreported) -> ProjectFacts:
        return self._take(path, lambda: create_demo_project(path))

    def create(
        self, path: Path, name: str, currency: str, time_zone: str, _progress: Progress = unreported
    ) -> ProjectFacts:
        return self._take(
            path, lambda: create_project(path, name=name, currency=currency, time_zone=time_zone)
        )

    def close(self, _progress: Progress = unreported) -> None:
        project, self._project = self._project, None
        if project is not None:
            project.close()

    def analyse(self, settings: AnalysisSettings, progress: Progress = unreported) -> Analysed:
        project = self._required()
        prepare_changes(project, settings, progress)
        analysis = analyse(project, settings, progress)
        return Analysed(analysis, project.dataset().interactions.channels)

    def with_analysis(
        self,
        known: Analysed | None,
        settings: AnalysisSettings,
        work: Callable[..., Any],
        progress: Progress = unreported,
    ) -> Any:
        """What `work` makes of an analysis, which is made first where it is not known."""
        return work(known or self.analyse(settings, progress), progress=progress)

    def core_data(self, settings: AnalysisSettings, progress: Progress = unreported) -> CoreData:
        return core_data(self._required(), settings, progress)

    def load(self, progress: Progress = unreported) -> None:
        """Read the columns, so that they are there when they are needed."""
        self._required().dataset(progress)

    def learn_curves(
        self, analysis: Analysis, basis: Basis, progress: Progress = unreported
    ) -> Learnt:
        project = self._required()
        history = learn_curves(project, analysis, basis, progress)
        return Learnt(history, kept_scenarios(project))

    def keep_scenarios(
        self, scenarios: tuple[Scenario, ...], _progress: Progress = unreported
    ) -> tuple[Scenario, ...]:
        project = self._required()
        keep_scenarios(project, scenarios)
        return kept_scenarios(project)

    def channels(self, _progress: Progress = unreported) -> tuple[str, ...]:
        return channel_names(self._required())

    def preview(
        self, path: Path, options: ImportOptions, _progress: Progress = unreported
    ) -> FilePreview:
        seen = preview_file(path, options)
        if self._project is not None and not is_told(options):
            kept = with_kept_mapping(self._project, seen.columns, options)
            if kept is not None and kept != options:
                return FilePreview(path, kept, preview_file(path, kept), is_kept=True)
        return FilePreview(path, options, seen)

    def import_file(
        self, path: Path, options: ImportOptions, progress: Progress = unreported
    ) -> Imported:
        return import_file(self._required(), path, options, progress)

    def with_project(
        self, work: Callable[[Project, Progress], Any], progress: Progress = unreported
    ) -> Any:
        """What `work` makes of the open project."""
        return work(self._required(), progress)

    def track(
        self, journey: TrackedJourney, settings: AnalysisSettings, _progress: Progress = unreported
    ) -> Tracked:
        result, changes = track_journey(self._required(), journey, settings)
        return Tracked(result, changes)

    def keep_look(self, look: ReportLook) -> None:
        keep_look(self._required(), look)

    def row_table(self, name: str, settings: AnalysisSettings, progress: Progress) -> RowTable:
        return row_table(self._required(), name, settings, progress)

    def _take(self, path: Path, opened: Callable[[], Project]) -> ProjectFacts:
        if self._project is not None and _is_same_file(self._project.path, path):
            # The file's lock is ours: it must go before the file can be opened again.
            self.close()
        project = opened()
        self.close()
        self._project = project
        return facts_of(project)

    @property
    def has_project(self) -> bool:
        return self._project is not None

    def _required(self) -> Project:
        if self._project is None:
            raise UsageError("No project is open.", "Open a project or create one first.")
        return self._project


def facts_of(project: Project) -> ProjectFacts:
    """What the window is told of a project."""
    return ProjectFacts(
        project.path,
        project.name,
        project.currency,
        project.time_zone,
        project.is_writable,
        default_settings(project),
        kept_look(project),
    )


def _first_converting(days: Iterable[tuple[int, float]]) -> date | None:
    """The first of (day number, conversions) that has any."""
    return next((date_from_day_number(day) for day, count in days if count), None)


def _is_same_file(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
