"""Journeys: the orders behind every figure, and what each model makes of each touch."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, tzinfo

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from attribution_desktop.domain.errors import Cancelled
from attribution_desktop.domain.instants import zone_named
from attribution_desktop.domain.journey_query import JourneyQuery
from attribution_desktop.domain.notation import current_notation
from attribution_desktop.domain.open_journey import OpenJourney
from attribution_desktop.services.journey_search import FoundJourneys
from attribution_desktop.ui.desk import Analysed
from attribution_desktop.ui.tabs.base import Tab
from attribution_desktop.ui.tabs.found_words import credit_note, found_text
from attribution_desktop.ui.tabs.panes import Pane, WideSplitter
from attribution_desktop.ui.widgets.faults import fault_from
from attribution_desktop.ui.widgets.journey_detail import JourneyDetail
from attribution_desktop.ui.widgets.journey_fields import JourneyFields
from attribution_desktop.ui.widgets.journey_list import JourneyList
from attribution_desktop.ui.widgets.work_status import MILLISECONDS_BEFORE_SHOWN
from attribution_desktop.visuals.fonts import scaled
from attribution_desktop.visuals.tokens import SPACE_S, Theme

_LEAST_LIST = 120


class JourneysTab(Tab):
    slug = "journeys"
    title = "Journeys"
    icon_name = "journeys"
    question = "Which journeys are behind the figures?"
    explanation = (
        "Every journey under the filter above: an order with the touches that led to it, or "
        "touches that led to none. Search by the beginning of a customer's or an order's id, by "
        "path (… stands for any steps, ? for one), channel, value, days. The journey you rest on "
        "is opened beside the list: dots are as large as the credit that the chosen model gives, "
        "and the table says how it comes to that. “Show journeys” on another page opens this one "
        "for a figure."
    )

    search_wanted = Signal(object)  # JourneyQuery
    erasure_requested = Signal(object)  # customer

    def _build(self) -> None:
        self._currency = ""
        self._zone: tzinfo = UTC
        self._notation = current_notation()
        self._is_stale = False
        self._is_writable = False
        self.found_text = ""
        self.fields = JourneyFields()
        self.list = JourneyList()
        self.list.setMinimumHeight(scaled(_LEAST_LIST))
        self.detail = JourneyDetail()
        self._found_pane = Pane("Journeys", self.list)
        layout = QVBoxLayout(self.content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.fields)
        self._panes = WideSplitter("journeys-page", (self._found_pane, 3), (self.detail, 2))
        layout.addWidget(self._panes, 1)
        self.fields.query_changed.connect(self._search)
        self._searching = QTimer(self)
        self._searching.setSingleShot(True)
        self._searching.setInterval(MILLISECONDS_BEFORE_SHOWN)
        self._searching.timeout.connect(self._say_searching)
        self._edit = self._act("&Edit journey…", "Return", self._ask_edit)
        self._delete = self._act("&Delete journey", "Del", self._ask_deletion)
        self._erase = self._act("Delete &customer for good…", "", self._ask_erasure)

    def _act(self, text: str, key: str, does: Callable[[], None]) -> QAction:
        """An entry of the list's own menu, with a key that works in the list only."""
        action = QAction(text, self.list)
        if key:
            action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(does)
        action.setEnabled(False)
        self.list.addAction(action)
        return action

    @property
    def query(self) -> JourneyQuery:
        return self.fields.query

    @property
    def note(self) -> str:
        """What is said below the number of journeys found."""
        return self._found_pane.note

    def set_theme(self, theme: Theme) -> None:
        self.detail.set_theme(theme)
        self.list.viewport().update()

    def set_writable(self, *, is_writable: bool) -> None:
        """Whether journeys can be edited and deleted in the open project."""
        self._is_writable = is_writable

    def focus_channel(self, channel: str | None) -> None:
        """List the journeys that touch the channel, unless others were asked for."""
        before = self.focus
        super().focus_channel(channel)
        if before != channel and self.query.channels == _only(before):
            self.show_query(replace(self.query, channels=_only(channel)))

    def show_query(self, query: JourneyQuery) -> None:
        """Show the journeys of a query, at once or as soon as there are figures."""
        self.fields.show_query(query)
        self._search()

    def show_found(self, found: FoundJourneys) -> None:
        """List what a search found; the first is opened, or the same place of the same list."""
        before, place = self.list.journeys.found, self.list.place
        self.list.journeys.show(found, self._currency, self._zone)
        self._say(found_text(found, self._currency))
        self._found_pane.set_note(credit_note(found.query, self.current) if found.count else "")
        if not found.count:
            self._close_journey()
            return
        is_same_list = before is not None and _is_same_list(before, found)
        self.list.go_to(min(place, found.count - 1) if is_same_list and place else 0)

    def show_search_failure(self, error: BaseException) -> None:
        """Say why nothing could be found; a search that was stopped can be asked for again."""
        self._is_stale = True
        if isinstance(error, Cancelled):
            self._say("The search was stopped")
        else:
            self._say(fault_from(error).words)

    def open_journey(self, journey: OpenJourney) -> None:
        """Show one journey in full."""
        self.detail.show_journey(journey)
        self._edit.setEnabled(self.detail.edit.isEnabled())
        self._delete.setEnabled(self.detail.delete.isEnabled())
        self._erase.setEnabled(self._is_writable and bool(journey.row.customer))

    def _close_journey(self) -> None:
        self.detail.clear()
        for action in (self._edit, self._delete, self._erase):
            action.setEnabled(False)

    @Slot()
    def _ask_edit(self) -> None:
        self.detail.edit.click()

    @Slot()
    def _ask_deletion(self) -> None:
        self.detail.delete.click()

    @Slot()
    def _ask_erasure(self) -> None:
        if self.detail.journey is not None:
            self.erasure_requested.emit(self.detail.journey.row.customer)

    @Slot()
    def forget_project(self) -> None:
        """Another project comes, or none: nothing of this one stays."""
        self.list.journeys.show(None, "", UTC)
        self._close_journey()
        self.fields.show_query(JourneyQuery())
        self._say("Journeys")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale and self.has_content:
            self._search()

    def _fill(self, analysed: Analysed) -> None:
        identity = analysed.analysis.identity
        self._currency = identity.currency
        self._zone = zone_named(identity.time_zone)
        self.fields.set_channels(analysed.channels)
        if current_notation() != self._notation:
            self._notation = current_notation()
            self.fields.show_query(self.query)
        self.list.set_swatches(analysed.swatches)
        self.detail.set_project(
            self._currency, self._zone, analysed.swatches, is_writable=self._is_writable
        )
        self._is_stale = True
        if self.isVisible():
            self._search()

    @Slot()
    def _say_searching(self) -> None:
        self._say("Searching…")

    def _say(self, text: str) -> None:
        """Above the list: what was found, or why nothing was."""
        self._searching.stop()
        self.found_text = text
        self._found_pane.set_heading(text)

    @Slot()
    def _search(self) -> None:
        """Ask for the journeys of the query as it stands; nobody asks for what nobody sees."""
        if self.analysed is None or not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        self._searching.start()
        self.search_wanted.emit(self.query)


def _only(channel: str | None) -> tuple[str, ...]:
    return () if channel is None else (channel,)


def _is_same_list(one: FoundJourneys, other: FoundJourneys) -> bool:
    return (one.query, one.order, one.is_descending) == (
        other.query,
        other.order,
        other.is_descending,
    )
