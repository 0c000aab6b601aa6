"""The open project, its settings and its current analysis, as the window sees them."""

import dataclasses
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from attribution_desktop.domain.budget import Scenario
from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.errors import Cancelled, ProjectBusy
from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.domain.progress import Progress
from attribution_desktop.domain.report_look import ReportLook
from attribution_desktop.domain.response import Basis
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.domain.tracking import TrackedJourney
from attribution_desktop.services.file_imports import Imported
from attribution_desktop.services.projects import Project
from attribution_desktop.ui.analyses import Analyses
from attribution_desktop.ui.desk import Analysed, Desk, FilePreview, ProjectFacts, Tracked
from attribution_desktop.ui.export_wish import ExportWish, PageWish, draw_page, write_export
from attribution_desktop.ui.tasks import Work, Worker

_PREVIEW = "preview"
_PAGE = "page"


class Session(QObject):
    """Every request returns at once; its answer comes as a signal in the window's thread.

    All database work runs on the one worker thread, closing included. A change of the settings
    or of the data is followed by one new analysis; an older one under way is dropped.
    """

    project_opened = Signal(object)  # ProjectFacts
    facts_renewed = Signal(object)  # ProjectFacts: the project's own settings changed
    project_closed = Signal()
    opening_failed = Signal(object)  # exception, here and in every …_failed
    read_only_opened = Signal(object)  # why nobody may write: the project's owner
    found_open = Signal(object)  # the path of the project that is open already
    settings_changed = Signal(object)  # AnalysisSettings
    analysis_started = Signal()
    core_changed = Signal(object)  # Analysed: what sums by day tell, before the whole analysis
    analysis_changed = Signal(object)  # Analysed
    analysis_failed = Signal(object)
    intervals_estimated = Signal(object)  # Analysed: the newest analysis with its intervals
    estimating_failed = Signal(object)
    changes_announced = Signal(object)  # Changes
    file_previewed = Signal(object)  # FilePreview
    preview_failed = Signal(object)
    file_imported = Signal(object)  # ImportManifest
    import_finished = Signal(object)  # Imported
    import_failed = Signal(object)
    journey_tracked = Signal(object)  # TrackedResult
    tracking_failed = Signal(object)
    report_exported = Signal(object)  # tuple of paths
    export_failed = Signal(object)
    look_replaced = Signal(object, object)  # ReportLook: before and now, kept with an export
    page_drawn = Signal(object)  # PagePicture
    page_failed = Signal(object)
    curves_learnt = Signal(object)  # Learnt
    learning_failed = Signal(object)
    scenarios_kept = Signal(object)  # tuple of scenarios
    keeping_failed = Signal(object)
    work_started = Signal(object)  # Job
    work_progressed = Signal(object)  # Step
    work_finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = Desk()
        self._worker = Worker(self)
        self._worker.job_started.connect(self.work_started)
        self._worker.job_progressed.connect(self.work_progressed)
        self._worker.job_ended.connect(self._on_job_ended)
        self._analyses = Analyses(self._desk, self._worker, self)
        self._analyses.started.connect(self.analysis_started)
        self._analyses.core_changed.connect(self.core_changed)
        self._analyses.changed.connect(self.analysis_changed)
        self._analyses.failed.connect(self.analysis_failed)
        self._analyses.intervals_estimated.connect(self.intervals_estimated)
        self._analyses.estimating_failed.connect(self.estimating_failed)
        self._analyses.curves_learnt.connect(self.curves_learnt)
        self._analyses.learning_failed.connect(self.learning_failed)
        self._facts: ProjectFacts | None = None
        self._settings = AnalysisSettings()
        self._path_asked_for: Path | None = None
        self._owner: ProjectBusy | None = None
        self._is_shut_down = False

    @property
    def facts(self) -> ProjectFacts | None:
        """The open project; None without one."""
        return self._facts

    @property
    def settings(self) -> AnalysisSettings:
        return self._settings

    @property
    def analysed(self) -> Analysed | None:
        """The newest whole analysis, perhaps of earlier settings; None before any."""
        return self._analyses.newest

    @property
    def is_busy(self) -> bool:
        return self._worker.is_busy or self._analyses.is_pending

    def open(self, path: Path, *, is_writable: bool = True) -> None:
        """Open a project; one that is open elsewhere can still be read."""
        self._owner = None
        self._open(path, is_writable=is_writable)

    def has_open(self, path: Path) -> bool:
        """Whether this very file is open here for writing."""
        facts = self._facts
        return facts is not None and facts.is_writable and facts.path.resolve() == path.resolve()

    def visit(self, path: Path) -> None:
        """Open a project as its user asks for it: nothing is lost where it is open already."""
        if self.has_open(path):
            self.found_open.emit(path)
        else:
            self.open(path)

    def open_or_create(self, path: Path) -> None:
        self._owner, self._path_asked_for = None, path
        self._submit_opening(f"Opening {path.name}", partial(self._desk.open_or_create, path))

    def open_demo(self, path: Path) -> None:
        self._owner, self._path_asked_for = None, path
        self._submit_opening("Making the demo project", partial(self._desk.open_demo, path))

    def create(self, path: Path, name: str, currency: str, time_zone: str) -> None:
        self._owner, self._path_asked_for = None, None
        work = partial(self._desk.create, path, name, currency, time_zone)
        self._submit_opening(f"Creating {path.name}", work)

    def close(self) -> None:
        """Close the project; the window goes back to its welcome page."""
        self._analyses.stop()
        self._worker.submit(
            "Closing the project",
            self._desk.close,
            self._on_closed,
            self.opening_failed.emit,
            is_cancellable=False,
        )

    def change_settings(self, settings: AnalysisSettings) -> None:
        """Analyse with other settings from now on."""
        if settings == self._settings:
            return
        self._settings = settings
        self.settings_changed.emit(settings)
        if self._facts is not None:
            self._analyses.ask(settings)

    def renew_facts(self, facts: ProjectFacts) -> None:
        """Take over other defaults of the open project; who looked at the old ones follows."""
        before = self._facts
        if before is None or before.path != facts.path or before == facts:
            return
        self._facts = facts
        self.facts_renewed.emit(facts)
        if self._settings == before.settings and facts.settings != before.settings:
            self.change_settings(facts.settings)
        else:
            self.settings_changed.emit(self._settings)

    def reset_settings(self) -> None:
        """Back to the project's defaults."""
        if self._facts is not None:
            self.change_settings(self._facts.settings)

    def clear_filter(self) -> None:
        """Analyse all time and all channels again, with model and lookback as they are."""
        self.change_settings(
            dataclasses.replace(self._settings, start=None, end=None, excluded_channels=())
        )

    @Slot()
    def refresh(self) -> None:
        """Analyse anew; does nothing without a project."""
        if self._facts is None:
            return
        self._analyses.renew(self._settings)

    def learn_curves(self, basis: Basis) -> None:
        """Fit response curves to the newest analysis; one under way for an older is dropped."""
        self._analyses.learn_curves(basis)

    def keep_scenarios(self, scenarios: tuple[Scenario, ...]) -> None:
        """Keep these budget scenarios in the project, and no others."""
        self._worker.submit(
            "Keeping scenarios",
            partial(self._desk.keep_scenarios, scenarios),
            self.scenarios_kept.emit,
            self.keeping_failed.emit,
        )

    def preview(self, path: Path, options: ImportOptions) -> None:
        self._worker.submit(
            f"Reading {path.name}",
            partial(self._desk.preview, path, options),
            self._on_previewed,
            self.preview_failed.emit,
            lane=_PREVIEW,
        )

    def import_file(self, path: Path, options: ImportOptions) -> None:
        """Import journeys or spend, as `options.format` says."""
        self._analyses.pause()
        self._worker.submit(
            f"Importing {path.name}",
            partial(self._desk.import_file, path, options),
            self._on_imported,
            self._on_import_failed,
        )

    def ask_project(
        self,
        title: str,
        work: Callable[[Project, Progress], Any],
        answered: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        *,
        is_errand: bool = False,
    ) -> None:
        """Do work on the open project in the worker; it changes no data without `announce`.

        An errand only reads, and takes milliseconds: it need not wait for intervals.
        """
        work_ = partial(self._desk.with_project, work)
        self._worker.submit(title, work_, answered, failed, is_errand=is_errand)

    def announce(self, changes: Changes) -> None:
        """Tell everybody of changes that work made, and analyse anew."""
        self._announce(changes)

    def track(self, journey: TrackedJourney) -> None:
        # Figures of the data before would only keep the journey waiting.
        self._analyses.pause()
        self._worker.submit(
            "Storing the journey",
            partial(self._desk.track, journey, self._settings),
            self._on_tracked,
            self._on_tracking_failed,
        )

    @Slot(object, object)
    def export(self, path: Path, wish: ExportWish) -> None:
        """Write the analysis that is shown."""
        if self.analysed is None or self._facts is None:
            return
        before = self._facts.look
        if wish.options.format == "pdf":
            self._facts = dataclasses.replace(self._facts, look=wish.options.look)
        self._worker.submit(
            f"Writing {path.name}",
            self._on_analysis(partial(write_export, self._desk, wish=wish, path=path)),
            partial(self._on_exported, before, self._facts.look),
            self.export_failed.emit,
        )

    @Slot(object)
    def draw_page(self, wish: PageWish) -> None:
        """Draw a page of the report; one under way for an older wish is dropped."""
        if self.analysed is None:
            return
        self._worker.submit(
            "Drawing the preview",
            self._on_analysis(partial(draw_page, wish=wish)),
            self.page_drawn.emit,
            self.page_failed.emit,
            lane=_PAGE,
        )

    @Slot()
    def cancel(self) -> None:
        """Stop what can be stopped; each such request ends with `Cancelled`."""
        self._worker.cancel()

    def shut_down(self) -> None:
        """Stop or finish all work and close the project, in that order; returns when done."""
        if self._is_shut_down:
            return
        self._is_shut_down = True
        self._analyses.stop()
        self._worker.cancel()
        self._worker.submit(
            "Closing the project", self._desk.close, _ignore, _ignore, is_cancellable=False
        )
        self._worker.shut_down()

    def _on_analysis(self, work: Callable[..., Any]) -> Work:
        """Work on the whole analysis of the present settings, even where only its core is shown."""
        return partial(self._desk.with_analysis, self._analyses.current, self._settings, work)

    def _open(self, path: Path, *, is_writable: bool) -> None:
        self._path_asked_for = path if is_writable else None
        work = partial(self._desk.open, path, is_writable=is_writable)
        self._submit_opening(f"Opening {path.name}", work)

    def _submit_opening(self, title: str, work: Work) -> None:
        self._analyses.stop()
        self._worker.submit(title, work, self._on_opened, self._on_opening_failed)

    def _on_opened(self, facts: ProjectFacts) -> None:
        self._facts = facts
        self._settings = facts.settings
        self._analyses.forget()
        self.project_opened.emit(facts)
        self.settings_changed.emit(facts.settings)
        if self._owner is not None:
            self.read_only_opened.emit(self._owner)
        self.refresh()

    def _on_opening_failed(self, error: BaseException) -> None:
        if isinstance(error, ProjectBusy) and self._path_asked_for is not None:
            self._owner = error
            self._open(self._path_asked_for, is_writable=False)
            return
        if self._facts is not None and not self._desk.has_project:
            # The open project was to be opened anew, and could not be.
            self._on_closed(None)
        elif self._facts is not None:
            self._analyses.resume()
        self.opening_failed.emit(error)

    def _on_closed(self, _: Any) -> None:
        self._facts = None
        self._analyses.forget()
        self.project_closed.emit()

    def _on_previewed(self, preview: FilePreview) -> None:
        self.file_previewed.emit(preview)

    def _on_imported(self, imported: Imported) -> None:
        self.file_imported.emit(imported.manifest)
        self.import_finished.emit(imported)
        self._announce(imported.changes)

    def _on_exported(self, before: ReportLook, after: ReportLook, paths: tuple[Path, ...]) -> None:
        self.report_exported.emit(paths)
        if before != after and self._facts is not None and self._facts.is_writable:
            self.look_replaced.emit(before, after)

    def _on_import_failed(self, error: BaseException) -> None:
        self.import_failed.emit(error)
        self._analyses.resume()

    def _on_tracking_failed(self, error: BaseException) -> None:
        self.tracking_failed.emit(error)
        self._analyses.resume()

    def _on_tracked(self, tracked: Tracked) -> None:
        self.journey_tracked.emit(tracked.result)
        self._announce(tracked.changes)

    def _announce(self, changes: Changes) -> None:
        if changes:
            self.changes_announced.emit(changes)
            self.refresh()
        else:
            self._analyses.resume()

    @Slot(object)
    def _on_job_ended(self, _: object) -> None:
        self.work_finished.emit()


def _ignore(_: Any) -> None:
    """Nobody is left to be told."""


def is_cancelled(error: BaseException) -> bool:
    """Whether an error is only the user's own wish to stop."""
    return isinstance(error, Cancelled)
