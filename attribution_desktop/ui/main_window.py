"""The window: menu, tool bar, filter, pages, status."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

from attribution_desktop.domain.imports import ImportFormat
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.ui.conversations import PROJECT_SUFFIX, Conversations
from attribution_desktop.ui.desk import Analysed, ProjectFacts
from attribution_desktop.ui.features import Features
from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.page_filling import PageFilling
from attribution_desktop.ui.places import Places
from attribution_desktop.ui.session import Session
from attribution_desktop.ui.telling import Telling
from attribution_desktop.ui.window_frame import DEFAULT_SIZE, WindowFrame


class MainWindow(WindowFrame):
    """Shows what the session has, and asks it for what the user wants."""

    theme_requested = Signal(str)

    def __init__(
        self,
        session: Session,
        places: Places,
        memory: WindowMemory,
        *,
        has_native_dialogs: bool = True,
    ) -> None:
        super().__init__()
        self.session = session
        self._places = places
        self._memory = memory
        self._file_to_import: tuple[Path, ImportFormat | None] | None = None
        self.conversations = Conversations(
            self, session, memory, has_native_dialogs=has_native_dialogs
        )
        self.telling = Telling(session, self)
        self.features = Features(session, self, self.telling)
        self._connect_actions()
        self._connect_session()
        self._filling = PageFilling(session, self)
        self._show_project(None)
        if not memory.restore_window(self):
            self.resize(DEFAULT_SIZE)
        self.show_tab(memory.tab)

    @property
    def is_filling(self) -> bool:
        """Whether pages still wait for their figures."""
        return self._filling.is_filling

    def import_file(self, path: Path, format_: ImportFormat | None = None) -> None:
        """Ask how to import a file; without a project, into a new or the default one."""
        if self.session.facts is None:
            self._file_to_import = (path, format_)
            self.session.open_or_create(self._places.project)
            return
        self.conversations.open_import(path, format_)

    def tell_unexpected(self, error: BaseException) -> None:
        """Show an error that nobody expected, with its details to copy."""
        self.telling.tell_failure(error)

    # Qt's events

    def closeEvent(self, event: QCloseEvent) -> None:
        """Work is stopped or finished, and the project closed, before the window goes."""
        self._memory.save_window(self, self.tab.slug)
        self._memory.flush()
        self.session.shut_down()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if not paths:
            return
        if paths[0].suffix.lower() == PROJECT_SUFFIX:
            self.session.open(paths[0])
        else:
            self.import_file(paths[0])
        if len(paths) > 1:
            self.tell_warning(f"One file at a time: {paths[0].name} was taken.")

    # Construction

    def _connect_actions(self) -> None:
        do, talk = self.actions_, self.conversations
        do.new_project.triggered.connect(talk.open_new_project)
        do.open_project.triggered.connect(talk.open_project)
        do.open_demo.triggered.connect(self._open_demo)
        do.import_journeys.triggered.connect(talk.open_import_journeys)
        do.import_spend.triggered.connect(talk.open_import_spend)
        do.imports.triggered.connect(talk.open_imports)
        do.export.triggered.connect(self._open_export)
        do.export_pdf.triggered.connect(self._open_export_pdf)
        do.close_project.triggered.connect(self.session.close)
        do.quit.triggered.connect(self.close)
        do.track_journey.triggered.connect(talk.open_track_journey)
        do.refresh.triggered.connect(self.session.refresh)
        do.about.triggered.connect(talk.open_about)
        do.dark.triggered.connect(self._choose_dark)
        do.light.triggered.connect(self._choose_light)
        do.page_chosen.connect(self.pages.setCurrentIndex)
        self.welcome.demo_requested.connect(self._open_demo)
        self.welcome.import_requested.connect(talk.open_import_journeys)
        self.welcome.open_requested.connect(talk.open_project)
        talk.import_requested.connect(self.import_file)
        talk.export_requested.connect(self.session.export)

    def _connect_session(self) -> None:
        session = self.session
        session.project_opened.connect(self._show_project)
        session.project_closed.connect(self._show_welcome)
        session.settings_changed.connect(self._show_settings)
        session.analysis_changed.connect(self._show_data)
        session.opening_failed.connect(self._forget_file)
        session.work_started.connect(self.work.begin)
        session.work_progressed.connect(self.work.advance)
        session.work_finished.connect(self.work.end)
        self.work.cancel_requested.connect(session.cancel)
        self.filter.settings_requested.connect(session.change_settings)
        self.filter.reset_requested.connect(session.reset_settings)

    # Answers of the session

    @Slot(object)
    def _show_project(self, facts: ProjectFacts | None) -> None:
        self.actions_.set_project_open(
            is_open=facts is not None,
            is_writable=facts is not None and facts.is_writable,
            has_analysis=False,
        )
        self.status.show_project(facts)
        self.show_workspace(is_open=facts is not None)
        if facts is None:
            self.setWindowTitle("Attribution Desktop")
            return
        self.setWindowTitle(f"{facts.name} – Attribution Desktop")
        self.dismiss_notice()
        self._memory.project = facts.path
        # The first Tab key leads to the filter; no field is marked before.
        self.setFocus()
        if self._file_to_import is not None:
            (path, format_), self._file_to_import = self._file_to_import, None
            self.conversations.open_import(path, format_)

    @Slot()
    def _show_welcome(self) -> None:
        self._show_project(None)

    @Slot()
    def _forget_file(self) -> None:
        self._file_to_import = None

    @Slot(object)
    def _show_settings(self, settings: AnalysisSettings) -> None:
        facts = self.session.facts
        self.filter.show_settings(settings, facts.settings if facts else settings)

    @Slot(object)
    def _show_data(self, analysed: Analysed) -> None:
        facts = self.session.facts
        if facts is None:
            return
        self.actions_.set_project_open(
            is_open=True, is_writable=facts.is_writable, has_analysis=True
        )
        self.filter.set_data_days(analysed.first_day, analysed.last_day)
        self.status.show_analysis(facts, analysed)

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
    def _choose_dark(self) -> None:
        self.theme_requested.emit("dark")

    @Slot()
    def _choose_light(self) -> None:
        self.theme_requested.emit("light")
