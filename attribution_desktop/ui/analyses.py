"""The analyses of the open project: the core at once, the whole after it, intervals at the end."""

import dataclasses
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from attribution_desktop.domain.day_sums import CoreData
from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.response import Basis
from attribution_desktop.domain.settings import DEFAULT_DRAWS, AnalysisSettings
from attribution_desktop.services.analysis import core_analysis
from attribution_desktop.ui.desk import Analysed, Desk
from attribution_desktop.ui.tasks import Worker

_CORE = "core"
_ANALYSIS = "analysis"
_INTERVALS = "intervals"
_CURVES = "curves"

_LOADING = "loading"

MILLISECONDS_OF_REST = 60
"""So long after core figures were shown the whole analysis begins."""

MOST_CORES = 8
"""For so many settings sums by day stay in the window."""

_LANES = (_CORE, _ANALYSIS, _INTERVALS, _CURVES)


class Analyses(QObject):
    """Keeps the figures up with data and settings; what is superseded is dropped.

    Sums by day stay in the window: other dates and other models of which credit adds up are
    answered from them in the thread of the window, in milliseconds. Whatever needs the touches
    follows from the worker.
    """

    started = Signal()
    core_changed = Signal(object)  # Analysed: a core analysis
    changed = Signal(object)  # Analysed
    failed = Signal(object)
    intervals_estimated = Signal(object)  # Analysed
    estimating_failed = Signal(object)
    curves_learnt = Signal(object)  # Learnt
    learning_failed = Signal(object)

    def __init__(self, desk: Desk, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._worker = worker
        self._settings = AnalysisSettings()
        self._analysed: Analysed | None = None
        self._cores: dict[AnalysisSettings, CoreData] = {}
        self._is_loading = False
        self._is_done = True
        self._is_current = False
        # Core figures are painted first; and while a date range is dragged, whole analyses would
        # only take the window's time.
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(MILLISECONDS_OF_REST)
        self._pause.timeout.connect(self._analyse)

    @property
    def is_pending(self) -> bool:
        """Whether an analysis is still to be asked for."""
        return self._pause.isActive()

    @property
    def newest(self) -> Analysed | None:
        """The newest whole analysis, perhaps of earlier settings; None before any."""
        return self._analysed

    @property
    def current(self) -> Analysed | None:
        """The whole analysis of what was asked for last; None while it is not there."""
        return self._analysed if self._is_current else None

    def pause(self) -> None:
        """Drop what is under way, for work that should not wait; `renew` or `resume` follows."""
        self._pause.stop()
        for lane in _LANES:
            self._worker.supersede(lane)

    def stop(self) -> None:
        """Drop what is under way, reading the project included."""
        self.pause()
        self._worker.supersede(_LOADING)
        self._is_loading = False

    def resume(self) -> None:
        """Take up again what was dropped, if anything was."""
        if not self._is_done:
            self.ask(self._settings)

    def forget(self) -> None:
        """Drop what is under way and what is known: another project, or none, is open."""
        self.stop()
        self._is_done = True
        self._is_current = False
        self._analysed = None
        self._cores.clear()

    def renew(self, settings: AnalysisSettings) -> None:
        """Analyse data that may have changed."""
        self._cores.clear()
        self.ask(settings)

    def ask(self, settings: AnalysisSettings) -> None:
        """Analyse the same data, perhaps under other settings."""
        self.pause()
        self._is_done = self._is_current = False
        self._settings = settings
        self.started.emit()
        core = self._cores.get(settings.day_settings())
        if core is None:
            self._worker.submit(
                "Adding up days",
                partial(self._desk.core_data, settings),
                self._on_core,
                self._on_core_failed,
                lane=_CORE,
            )
        else:
            self._on_core(core)

    def learn_curves(self, basis: Basis) -> None:
        """Fit response curves to the newest analysis; one under way for an older is dropped."""
        if self._analysed is None:
            return
        self._worker.submit(
            "Fitting response curves",
            partial(self._desk.learn_curves, self._analysed.analysis, basis),
            self.curves_learnt.emit,
            self.learning_failed.emit,
            lane=_CURVES,
        )

    @Slot()
    def _analyse(self) -> None:
        self._load()
        self._worker.submit(
            "Analysing",
            partial(self._desk.analyse, self._settings),
            self._on_analysed,
            self._on_failed,
            lane=_ANALYSIS,
            takes_errands=True,
        )

    def _load(self) -> None:
        """Read the columns in a job of their own, which no change of the settings throws away."""
        if self._is_loading:
            return
        self._is_loading = True
        self._worker.submit(
            "Reading the project",
            self._desk.load,
            self._on_loaded,
            self._on_loaded,
            lane=_LOADING,
        )

    def _on_loaded(self, _: Any) -> None:
        """A failure to read is told by the analysis that meets it as well."""
        self._is_loading = False

    def _on_core(self, core: CoreData) -> None:
        newest = [known for known in self._cores.values() if known.settings != core.settings]
        self._cores = {known.settings: known for known in (*newest[1 - MOST_CORES :], core)}
        # First: whoever is shown the figures may close the project.
        self._pause.start()
        self._show_core(core)

    def _on_core_failed(self, _: BaseException) -> None:
        """The whole analysis fails the same way, and says so."""
        self._analyse()

    def _show_core(self, core: CoreData) -> None:
        try:
            analysis = core_analysis(core, self._settings)
        except UsageError:
            return
        if analysis is not None:
            self.core_changed.emit(Analysed(analysis, core.sums.channels))

    def _on_analysed(self, analysed: Analysed) -> None:
        self._analysed = analysed
        self._is_current = True
        self.changed.emit(analysed)
        self._is_done = not analysed.analysis.has_journeys
        if not self._is_done:
            settings = dataclasses.replace(self._settings, draws=DEFAULT_DRAWS)
            self._worker.submit(
                "Estimating how sure the figures are",
                partial(self._desk.analyse, settings),
                self._on_estimated,
                self._on_estimating_failed,
                lane=_INTERVALS,
                takes_errands=True,
            )

    def _on_failed(self, error: BaseException) -> None:
        self._is_done = True
        self.failed.emit(error)

    def _on_estimating_failed(self, error: BaseException) -> None:
        self._is_done = True
        self.estimating_failed.emit(error)

    def _on_estimated(self, analysed: Analysed) -> None:
        self._is_done = True
        self._analysed = analysed
        self.intervals_estimated.emit(analysed)
