"""What every tab has: a question, an explanation on demand, and the four states of a panel."""

from typing import ClassVar

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.ui.desk import Analysed
from attribution_desktop.ui.widgets.explanation import Explanation
from attribution_desktop.ui.widgets.faults import fault_from
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.ui.widgets.scrolling import UprightArea
from attribution_desktop.ui.widgets.states import StatePanel
from attribution_desktop.ui.widgets.work_status import MILLISECONDS_BEFORE_SHOWN
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_S, Theme


class Tab(QWidget):
    """A page of the window. Subclasses build `self.content` and fill it from an analysis.

    `slug` names the page in file names and in what the window remembers.
    """

    slug: ClassVar[str]
    title: ClassVar[str]
    icon_name: ClassVar[str]
    question: ClassVar[str]
    explanation: ClassVar[str]
    has_intervals: ClassVar[bool] = False
    """Whether the page shows how sure its figures are, and is filled again once that is known."""

    action_requested = Signal(str)
    models_requested = Signal(object)  # tuple of model ids to lay side by side
    journeys_requested = Signal(object)  # JourneyQuery: the journeys behind a figure
    settings_requested = Signal(object)  # field names of the settings and their new values
    channel_focused = Signal(object)  # a channel's name: all pages look at it; None: at all
    page_requested = Signal(str, object)  # slug of another page, and a channel to look at there

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.title)
        self.setAccessibleDescription(self.question)
        self.analysed: Analysed | None = None
        self.focus: str | None = None
        self.content = QWidget()
        self._area = UprightArea(self.content)
        self.panel = StatePanel()
        self.panel.action_requested.connect(self.action_requested)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._area)
        self._stack.addWidget(self.panel)
        unfolding = Explanation(self.explanation, self.title)
        header = QHBoxLayout()
        header.setSpacing(SPACE_M)
        header.addWidget(plain_label(self.question, "heading", has_wrap=True), 1)
        self.updating = plain_label("Being updated…", "caption")
        self.updating.hide()
        header.addWidget(self.updating)
        header.addWidget(unfolding.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        layout.setSpacing(SPACE_S)
        layout.addLayout(header)
        layout.addWidget(unfolding)
        layout.addWidget(self._stack, 1)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(MILLISECONDS_BEFORE_SHOWN)
        self._patience.timeout.connect(self.panel.show_working)
        self._outdated = QTimer(self)
        self._outdated.setSingleShot(True)
        self._outdated.setInterval(MILLISECONDS_BEFORE_SHOWN)
        self._outdated.timeout.connect(self.updating.show)
        self._build()
        self.await_analysis()

    @property
    def has_content(self) -> bool:
        """Whether figures are shown, rather than a state in their place."""
        return self._stack.currentWidget() is self._area

    @property
    def current(self) -> Analysis | None:
        """The analysis shown; None where there is none, or a newer one is on its way."""
        is_outdated = self._outdated.isActive() or not self.updating.isHidden()
        return None if self.analysed is None or is_outdated else self.analysed.analysis

    def show_analysis(self, analysed: Analysed) -> None:
        """Show an analysis, or say why there is nothing to show."""
        self._stop_waiting()
        self.analysed = analysed
        analysis = analysed.analysis
        if analysis.has_journeys:
            self._show_figures(analysed)
            return
        if analysis.settings.has_period or analysis.settings.excluded_channels:
            self.panel.show_nothing_matches()
        else:
            self.panel.show_no_data()
        self._stack.setCurrentWidget(self.panel)

    def _show_figures(self, analysed: Analysed) -> None:
        """Show an analysis that has journeys; a page may need more than those."""
        self._fill(analysed)
        self._show_focus()
        self._stack.setCurrentWidget(self._area)

    def show_core(self, analysed: Analysed) -> None:
        """Show what sums by day tell, before the whole analysis, if that is all the page shows."""
        if self.can_show_core(analysed.analysis):
            self.show_analysis(analysed)

    def can_show_core(self, analysis: Analysis) -> bool:
        """Whether a core analysis has all that the page shows."""
        del analysis
        return False

    @Slot()
    def expect_analysis(self) -> None:
        """Mark what is shown as outdated, once the new analysis has taken a moment."""
        if self.has_content:
            self._outdated.start()

    def show_intervals(self, analysed: Analysed) -> None:
        """Show the same analysis again, now with its intervals."""
        self.analysed = analysed
        if self.has_intervals and self.has_content:
            self._fill(analysed)
            self._show_focus()

    def show_failure(self, error: BaseException) -> None:
        """Say that the figures could not be computed, and why."""
        self._stop_waiting()
        self.panel.show_fault(fault_from(error))
        self._stack.setCurrentWidget(self.panel)

    @Slot()
    def await_analysis(self) -> None:
        """Forget what was shown; say that work is under way once that has taken a moment."""
        self._stop_waiting()
        self.analysed = None
        self.panel.clear()
        self._stack.setCurrentWidget(self.panel)
        self._patience.start()

    def _stop_waiting(self) -> None:
        self._patience.stop()
        self._outdated.stop()
        self.updating.hide()

    def focus_channel(self, channel: str | None) -> None:
        """Look at one channel; None: at all of them."""
        self.focus = channel
        if self.has_content:
            self._show_focus()

    def _show_focus(self) -> None:
        """Set `self.focus` apart in what is shown; a page without channels has nothing to do."""

    def set_theme(self, theme: Theme) -> None:
        """Repaint what a style sheet does not reach."""
        raise NotImplementedError

    def _build(self) -> None:
        """Fill `self.content` with widgets, once."""
        raise NotImplementedError

    def _fill(self, analysed: Analysed) -> None:
        """Show the figures of an analysis that has journeys."""
        raise NotImplementedError
