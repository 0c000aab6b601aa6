"""What ties a window to its session: actions one way, answers the other."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from attribution_desktop.domain.imports import ImportFormat
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.services.catalogue import available_models
from attribution_desktop.ui.conversations import Conversations
from attribution_desktop.ui.desk import Analysed, ProjectFacts
from attribution_desktop.ui.dropping import Dropping
from attribution_desktop.ui.features import Features
from attribution_desktop.ui.main_window import MainWindow
from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.page_filling import PageFilling
from attribution_desktop.ui.page_links import PageLinks
from attribution_desktop.ui.page_memory import restore_page, save_page
from attribution_desktop.ui.places import Places
from attribution_desktop.ui.session import Session
from attribution_desktop.ui.telling import Telling
from attribution_desktop.ui.widgets.filter_bar import FilterBar


class Wiring(QObject):
    """Built once all pages are in the window. Features hook in through `Features`."""

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        places: Places,
        memory: WindowMemory,
        *,
        has_native_dialogs: bool = True,
    ) -> None:
        super().__init__(window)
        self._window = window
        self.session = session
        self._places = places
        self._memory = memory
        self._filter = FilterBar(
            [(model.id, model.label, model.explanation) for model in available_models()]
        )
        window.set_filter(self._filter)
        self.conversations = Conversations(
            window, session, memory, has_native_dialogs=has_native_dialogs
        )
        self._dropping = Dropping(session, window, self.conversations.imports)
        self.telling = Telling(session, window)
        self.features = Features(session, window, self.telling)
        self._connect_actions()
        self._connect_session()
        self._filling = PageFilling(session, window)
        self.links = PageLinks(session, window, self._filter)
        self._show_project(None)
        for tab in window.tabs:
            restore_page(memory, tab.slug, tab)
        window.show_tab(memory.tab)
        window.close_began.connect(self._close)

    @property
    def is_filling(self) -> bool:
        """Whether pages still wait for their figures."""
        return self._filling.is_filling

    @Slot(object, object)
    def import_file(self, path: Path, format_: ImportFormat | None = None) -> None:
        """Ask how to import a file; without a project, into a new or the default one."""
        self.conversations.imports.add((path,), format_)

    @Slot()
    def _close(self) -> None:
        """Remember how the window looks; work is stopped or finished, and the project closed."""
        window, memory = self._window, self._memory
        memory.save_window(window, window.tab.slug)
        for tab in window.tabs:
            save_page(memory, tab.slug, tab)
        memory.flush()
        self.session.shut_down()

    # Construction

    def _connect_actions(self) -> None:
        window, talk = self._window, self.conversations
        do = window.actions_
        do.new_project.triggered.connect(talk.open_new_project)
        do.open_project.triggered.connect(talk.open_project)
        do.open_demo.triggered.connect(self._open_demo)
        do.import_journeys.triggered.connect(talk.imports.choose_journeys)
        do.import_spend.triggered.connect(talk.imports.choose_spend)
        do.imports.triggered.connect(talk.imports.open_list)
        talk.imports.project_needed.connect(self._open_some_project)
        do.export.triggered.connect(self._open_export)
        do.export_pdf.triggered.connect(self._open_export_pdf)
        do.close_project.triggered.connect(self.session.close)
        do.refresh.triggered.connect(self.session.refresh)
        window.welcome.demo_requested.connect(self._open_demo)
        window.welcome.import_requested.connect(talk.imports.choose_journeys)
        window.welcome.open_requested.connect(talk.open_project)
        talk.export_requested.connect(self.session.export)

    def _connect_session(self) -> None:
        session, work = self.session, self._window.work
        session.project_opened.connect(self._show_project)
        session.facts_renewed.connect(self._show_facts)
        session.project_closed.connect(self._show_welcome)
        session.settings_changed.connect(self._show_settings)
        session.core_changed.connect(self._show_data)
        session.analysis_changed.connect(self._show_data)
        session.work_started.connect(work.begin)
        session.work_progressed.connect(work.advance)
        session.work_finished.connect(work.end)
        work.cancel_requested.connect(session.cancel)
        self._filter.settings_requested.connect(session.change_settings)
        self._filter.reset_requested.connect(session.reset_settings)

    @Slot()
    def show_again(self) -> None:
        """Show all that is known anew, such as in another notation."""
        self._show_settings(self.session.settings)
        if self.session.analysed is not None:
            self._show_data(self.session.analysed)
            self._filling.fill_again()

    # Answers of the session

    @Slot(object)
    def _show_project(self, facts: ProjectFacts | None) -> None:
        window = self._window
        window.actions_.set_project_open(
            is_open=facts is not None,
            is_writable=facts is not None and facts.is_writable,
            has_analysis=False,
        )
        window.status.show_project(facts)
        window.show_workspace(is_open=facts is not None)
        if facts is None:
            window.setWindowTitle("Attribution Desktop")
            return
        self._show_facts(facts)
        window.dismiss_notice()
        self._memory.project = facts.path
        # The first Tab key leads to the filter; no field is marked before.
        window.setFocus()

    @Slot(object)
    def _show_facts(self, facts: ProjectFacts) -> None:
        self._window.setWindowTitle(f"{facts.name} – Attribution Desktop")

    @Slot()
    def _show_welcome(self) -> None:
        self._show_project(None)

    @Slot(object)
    def _show_settings(self, settings: AnalysisSettings) -> None:
        facts = self.session.facts
        self._filter.show_settings(settings, facts.settings if facts else settings)

    @Slot(object)
    def _show_data(self, analysed: Analysed) -> None:
        facts = self.session.facts
        if facts is None:
            return
        self._window.actions_.set_project_open(
            is_open=True,
            is_writable=facts.is_writable,
            has_analysis=self.session.analysed is not None,
        )
        self._filter.set_data_days(analysed.first_day, analysed.last_day)
        self._window.status.show_analysis(facts, analysed)

    # Wishes of the user

    @Slot()
    def _open_demo(self) -> None:
        self.session.open_demo(self._places.demo)

    @Slot()
    def _open_export(self) -> None:
        self.conversations.open_export(self.features.shown_plan)

    @Slot()
    def _open_export_pdf(self) -> None:
        self.conversations.open_export(self.features.shown_plan, "pdf")

    @Slot()
    def _open_some_project(self) -> None:
        self.session.open_or_create(self._places.project)
