"""Between the session and the pages: figures one page at a time, the one in front first."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAction

from attribution_desktop.ui.desk import Analysed
from attribution_desktop.ui.dialogs.import_words import READING_ONLY
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
        # One timer for all rounds: two chains of rounds would fill two pages in one.
        self._rounds = QTimer(self)
        self._rounds.setInterval(0)
        self._rounds.timeout.connect(self._go_on)
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
        self._stop()
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
        self._begin()

    @Slot(object)
    def _show_intervals(self, analysed: Analysed) -> None:
        """Pages that still wait for their figures get them with the intervals in them."""
        self._analysed = analysed
        self._unsure = [tab for tab in self._in_turn() if tab not in self._waiting]
        self._begin()

    def _begin(self) -> None:
        """The page in front at once, the others in rounds to come."""
        self._rounds.start()
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        """One page."""
        if self._analysed is None:
            self._stop()
        elif self._waiting:
            _fill_page(self._waiting.pop(), self._analysed)
        elif self._unsure:
            self._unsure.pop().show_intervals(self._analysed)
        if not self.is_filling:
            self._rounds.stop()

    def _stop(self) -> None:
        self._rounds.stop()
        self._waiting.clear()
        self._unsure.clear()

    def _in_turn(self) -> "list[Tab]":
        """All pages, the one in front last."""
        return sorted(self._window.tabs, key=lambda tab: tab is self._window.tab)

    @Slot(object)
    def _show_failure(self, error: BaseException) -> None:
        self._stop()
        for tab in self._window.tabs:
            tab.show_failure(error)

    @Slot(object)
    def _compare_models(self, models: tuple[str, ...]) -> None:
        self._session.change_settings(replace(self._session.settings, models=models))

    @Slot(str)
    def _act(self, action: str) -> None:
        match action:
            case "import":
                self._import(self._window.actions_.import_journeys)
            case "import-spend":
                self._import(self._window.actions_.import_spend)
            case "clear-filter":
                self._session.clear_filter()
            case _:
                self._session.refresh()

    def _import(self, action: QAction) -> None:
        """What a page offers is never answered with silence."""
        if action.isEnabled():
            action.trigger()
        else:
            self._window.tell_warning(READING_ONLY)


def _fill_page(tab: "Tab", analysed: Analysed) -> None:
    if analysed.analysis.is_whole:
        tab.show_analysis(analysed)
    else:
        tab.show_core(analysed)
