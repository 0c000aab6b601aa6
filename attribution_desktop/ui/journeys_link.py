"""Between the session and the Journeys page: searches one way, pages of journeys the other."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from attribution_desktop.domain.errors import Cancelled
from attribution_desktop.domain.journey_query import JourneyQuery
from attribution_desktop.domain.journey_rows import JourneyRow
from attribution_desktop.domain.open_journey import OpenJourney
from attribution_desktop.domain.progress import Progress
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.services.journey_search import (
    FoundJourneys,
    JourneyOrder,
    find_journeys,
    journey_page,
    relisted,
)
from attribution_desktop.services.open_journeys import open_journey
from attribution_desktop.services.projects import Project
from attribution_desktop.ui.desk import ProjectFacts
from attribution_desktop.ui.models.journey_table import PAGE
from attribution_desktop.ui.session import Session
from attribution_desktop.ui.tabs.journeys import JourneysTab
from attribution_desktop.ui.widgets.journey_list import Listing
from attribution_desktop.ui.window_frame import WindowFrame


@dataclass(frozen=True, slots=True, eq=False)
class _Page:
    found: FoundJourneys
    first: int
    rows: tuple[JourneyRow, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Opened:
    found: FoundJourneys
    journey: OpenJourney


class JourneysLink(QObject):
    """Asks the worker for what the page looks at; answers to what nobody wants any more are lost.

    One search is under way at a time: of those wanted meanwhile the last is made.
    """

    failed = Signal(object)

    def __init__(self, session: Session, tab: JourneysTab, window: WindowFrame) -> None:
        super().__init__(window)
        self._session = session
        self._tab = tab
        self._window = window
        self._found: FoundJourneys | None = None
        self._waiting: JourneyQuery | None = None
        self._is_searching = False
        session.project_opened.connect(self._forget)
        session.project_closed.connect(self._forget)
        tab.search_wanted.connect(self.search)
        tab.list.journeys.page_wanted.connect(self._read_page)
        tab.list.journey_rested_on.connect(self._open)
        tab.list.order_wanted.connect(self._relist)
        for page in window.tabs:
            page.journeys_requested.connect(self.show_journeys)

    @Slot(object)
    def show_journeys(self, query: JourneyQuery) -> None:
        """Bring the page to the front with the journeys of a query."""
        self._tab.fields.show_query(query)
        self._window.show_tab(self._tab.slug)
        self._tab.show_query(query)
        self._tab.list.setFocus()

    @Slot(object)
    def search(self, query: JourneyQuery) -> None:
        """Find journeys under the present settings."""
        if self._is_searching:
            self._waiting = query
            return
        self._is_searching = True
        self._session.ask_project(
            "Searching journeys",
            partial(_found, query, self._session.settings, self._tab.list.listing),
            self._show_found,
            self._tell_no_search,
            is_errand=True,
        )

    @Slot(object)
    def _forget(self, facts: ProjectFacts | None = None) -> None:
        self._found = self._waiting = None
        self._tab.forget_project()
        self._tab.set_writable(is_writable=facts is not None and facts.is_writable)

    def _show_found(self, found: FoundJourneys) -> None:
        self._is_searching = False
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.search(waiting)
            return
        self._found = found
        self._tab.list.listing = Listing(found.order, found.is_descending)
        self._tab.show_found(found)

    def _tell_no_search(self, error: BaseException) -> None:
        self._is_searching = False
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.search(waiting)
            return
        self._tab.show_search_failure(error)

    @Slot(object, object)
    def _read_page(self, found: FoundJourneys, first: int) -> None:
        self._session.ask_project(
            "Reading journeys",
            partial(_page, found, first),
            self._show_page,
            partial(self._tell_no_page, found),
            is_errand=True,
        )

    def _show_page(self, page: _Page) -> None:
        self._tab.list.journeys.take_page(page.found, page.first, page.rows)

    def _tell_no_page(self, found: FoundJourneys, error: BaseException) -> None:
        self._tab.list.journeys.give_up_page(found)
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    @Slot(object)
    def _open(self, place: int) -> None:
        if self._found is None:
            return
        self._session.ask_project(
            "Opening a journey",
            partial(_opened, self._found, place, self._session.settings),
            self._show_opened,
            self._tell_not_opened,
            is_errand=True,
        )

    def _show_opened(self, opened: _Opened) -> None:
        if opened.found is self._found:
            self._tab.open_journey(opened.journey)

    def _tell_not_opened(self, error: BaseException) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    @Slot(object, bool)
    def _relist(self, order: JourneyOrder, is_descending: bool) -> None:  # noqa: FBT001  # a signal's
        if self._found is None or self._is_searching:
            return
        self._is_searching = True
        self._session.ask_project(
            "Ordering journeys",
            partial(_relisted, self._found, order, is_descending),
            self._show_found,
            self._tell_no_search,
        )


def _found(
    query: JourneyQuery,
    settings: AnalysisSettings,
    listing: tuple[JourneyOrder, bool],
    project: Project,
    progress: Progress,
) -> FoundJourneys:
    found = find_journeys(project, query, settings, progress)
    if (found.order, found.is_descending) == listing:
        return found
    order, is_descending = listing
    return relisted(found, order, is_descending=is_descending)


def _page(found: FoundJourneys, first: int, project: Project, _: Progress) -> _Page:
    return _Page(found, first, journey_page(project, found, first, PAGE))


def _opened(
    found: FoundJourneys,
    place: int,
    settings: AnalysisSettings,
    project: Project,
    progress: Progress,
) -> _Opened:
    return _Opened(found, open_journey(project, found, place, settings, progress))


def _relisted(
    found: FoundJourneys,
    order: JourneyOrder,
    is_descending: bool,  # noqa: FBT001  # bound by partial
    _project: Project,
    _progress: Progress,
) -> FoundJourneys:
    return relisted(found, order, is_descending=is_descending)
