"""Between the session and the pages: figures one page at a time, the one in front first."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from attribution_desktop.ui.desk import Analysed
from attribution_desktop.ui.session import Session
from attribution_desktop.ui.window_frame import WindowFrame

if TYPE_CHECKING:
    from attribution_desktop.ui.tabs.base import Tab


class PageFilling(QObject):
    """Gives every analysis to every page, in as many rounds of the event loop as there are pages.

    So the window stays alive while pages draw, and the newest analysis wins. A core analysis goes
    to the pages that need no more, before the whole one.
    """

    def __init__(self, session: Session, window: WindowFrame) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._waiting: list[Tab] = []
        self._unsure: list[Tab] = []
        self._analysed: Analysed | None = None
        session.project_opened.connect(self._await_analysis)
        session.project_closed.connect(self._forget)
        session.analysis_started.connect(self._expect_analysis)
        session.core_changed.connect(self._fill)
        session.analysis_changed.connect(self._fill)
        session.analysis_failed.connect(self._show_failure)
        session.intervals_estimated.connect(self._show_intervals)
        for tab in window.tabs:
            tab.action_requested.connect(self._act)
            tab.models_requested.connect(self._compare_models)

    @property
    def is_filling(self) -> bool:
        """Whether pages still wait for their figures."""
        return bool(self._waiting or self._unsure)

    @Slot()
    def _await_analysis(self) -> None:
        self._forget()
        for tab in self._window.tabs:
            tab.await_analysis()

    @Slot()
    def _forget(self) -> None:
        self._waiting.clear()
        self._unsure.clear()
        self._analysed = None

    @Slot()
    def _expect_analysis(self) -> None:
        for tab in self._window.tabs:
            tab.expect_analysis()

    def fill_again(self) -> None:
        """Show the same figures anew, such as in another notation."""
        if self._analysed is not None:
            self._fill(self._analysed)

    @Slot(object)
    def _fill(self, analysed: Analysed) -> None:
        self._analysed = analysed
        self._unsure.clear()
        self._waiting = self._in_turn()
        self._fill_next()

    @Slot()
    def _fill_next(self) -> None:
        if not self._waiting or self._analysed is None:
            return
        tab = self._waiting.pop()
        if self._analysed.analysis.is_whole:
            tab.show_analysis(self._analysed)
        else:
            tab.show_core(self._analysed)
        QTimer.singleShot(0, self, self._fill_next)

    @Slot(object)
    def _show_intervals(self, analysed: Analysed) -> None:
        self._analysed = analysed
        self._unsure = [tab for tab in self._in_turn() if tab not in self._waiting]
        self._show_next_intervals()

    @Slot()
    def _show_next_intervals(self) -> None:
        if not self._unsure or self._analysed is None:
            return
        self._unsure.pop().show_intervals(self._analysed)
        QTimer.singleShot(0, self, self._show_next_intervals)

    def _in_turn(self) -> "list[Tab]":
        """All pages, the one in front last."""
        return sorted(self._window.tabs, key=lambda tab: tab is self._window.tab)

    @Slot(object)
    def _show_failure(self, error: BaseException) -> None:
        self._waiting.clear()
        self._unsure.clear()
        for tab in self._window.tabs:
            tab.show_failure(error)

    @Slot(object)
    def _compare_models(self, models: tuple[str, ...]) -> None:
        self._session.change_settings(replace(self._session.settings, models=models))

    @Slot(str)
    def _act(self, action: str) -> None:
        match action:
            case "import":
                self._window.actions_.import_journeys.trigger()
            case "clear-filter":
                self._session.clear_filter()
            case _:
                self._session.refresh()
