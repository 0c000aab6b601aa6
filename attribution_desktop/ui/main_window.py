"""The window: menu, tool bar, filter, pages, status."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QStackedWidget,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.domain.errors import Cancelled
from attribution_desktop.domain.imports import ImportFormat
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.domain.tracking import TrackedResult
from attribution_desktop.services.catalogue import available_models
from attribution_desktop.ui.actions import WindowActions
from attribution_desktop.ui.conversations import PROJECT_SUFFIX, Conversations
from attribution_desktop.ui.desk import Analysed, ProjectFacts
from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.places import Places
from attribution_desktop.ui.session import Session
from attribution_desktop.ui.tabs.base import Tab
from attribution_desktop.ui.tabs.budget import BudgetTab
from attribution_desktop.ui.tabs.channel_roi import ChannelRoiTab
from attribution_desktop.ui.tabs.model_comparison import ModelComparisonTab
from attribution_desktop.ui.tabs.paths import PathsTab
from attribution_desktop.ui.tabs.summary import SummaryTab
from attribution_desktop.ui.widgets.faults import fault_from
from attribution_desktop.ui.widgets.filter_bar import FilterBar
from attribution_desktop.ui.widgets.notice_bar import NoticeBar
from attribution_desktop.ui.widgets.project_status import ProjectStatus
from attribution_desktop.ui.widgets.welcome import WelcomePage
from attribution_desktop.ui.widgets.work_status import WorkStatus
from attribution_desktop.visuals.icons import icon
from attribution_desktop.visuals.tokens import DARK, SPACE_L, SPACE_S, Theme

TAB_TYPES: tuple[type[Tab], ...] = (
    SummaryTab,
    ChannelRoiTab,
    ModelComparisonTab,
    PathsTab,
    BudgetTab,
)
_DEFAULT_SIZE = QSize(1280, 800)
_LEAST_SIZE = QSize(960, 640)
_ICON = QSize(20, 20)


class MainWindow(QMainWindow):
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
        self.setWindowTitle("Attribution Desktop")
        self.setAcceptDrops(True)
        self.setMinimumSize(_LEAST_SIZE)
        self.tabs = tuple(kind() for kind in TAB_TYPES)
        self.actions_ = WindowActions([tab.title for tab in self.tabs], self)
        self.conversations = Conversations(
            self, session, memory, has_native_dialogs=has_native_dialogs
        )
        self.filter = FilterBar(
            [(model.id, model.label, model.explanation) for model in available_models()]
        )
        self.welcome = WelcomePage()
        self.notice = NoticeBar()
        self.work = WorkStatus()
        self.status = ProjectStatus()
        self._build_menu()
        self._build_centre()
        self._connect_actions()
        self._connect_session()
        self.set_theme(DARK)
        self._show_project(None)
        if not memory.restore_window(self):
            self.resize(_DEFAULT_SIZE)
        self.show_tab(memory.tab)

    # What is shown

    @property
    def tab(self) -> Tab:
        """The page in front."""
        return self.tabs[self.pages.currentIndex()]

    @property
    def is_welcoming(self) -> bool:
        """Whether no project is open."""
        return self._stack.currentWidget() is self.welcome

    def show_tab(self, slug: str) -> None:
        """Bring the page with this slug to the front; an unknown one changes nothing."""
        for index, tab in enumerate(self.tabs):
            if tab.slug == slug:
                self.pages.setCurrentIndex(index)

    def set_theme(self, theme: Theme) -> None:
        """Repaint what a style sheet does not reach."""
        self.actions_.set_theme(theme)
        self.welcome.set_theme(theme)
        for index, tab in enumerate(self.tabs):
            tab.set_theme(theme)
            self.pages.setTabIcon(index, icon(tab.icon_name, theme))

    def import_file(self, path: Path, format_: ImportFormat | None = None) -> None:
        """Ask how to import a file; without a project, into a new or the default one."""
        if self.session.facts is None:
            self._file_to_import = (path, format_)
            self.session.open_or_create(self._places.project)
            return
        self.conversations.open_import(path, format_)

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
            self.notice.show_warning(f"One file at a time: {paths[0].name} was taken.")

    # Construction

    def _build_menu(self) -> None:
        do = self.actions_
        bar = self.menuBar()
        file = bar.addMenu("&File")
        file.addActions([do.new_project, do.open_project, do.open_demo])
        file.addSeparator()
        file.addActions([do.import_journeys, do.import_spend])
        file.addSeparator()
        file.addActions([do.export, do.export_pdf])
        file.addSeparator()
        file.addActions([do.close_project, do.quit])
        bar.addMenu("&Edit").addAction(do.track_journey)
        view = bar.addMenu("&View")
        view.addActions(do.pages)
        view.addSeparator()
        view.addActions([do.dark, do.light])
        view.addSeparator()
        view.addAction(do.refresh)
        bar.addMenu("&Help").addAction(do.about)
        tools = QToolBar("Main tool bar")
        tools.setObjectName("tools")
        tools.setMovable(False)
        tools.setIconSize(_ICON)
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tools.addActions([do.import_journeys, do.track_journey, do.export])
        tools.toggleViewAction().setVisible(False)
        self.addToolBar(tools)
        self._tools = tools

    def _build_centre(self) -> None:
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.pages.setIconSize(_ICON)
        self.pages.setAccessibleName("Pages")
        for tab in self.tabs:
            index = self.pages.addTab(tab, tab.title)
            self.pages.setTabToolTip(index, f"{tab.question} (Ctrl+{index + 1})")
            tab.action_requested.connect(self._act)
        self._workspace = QWidget()
        inner = QVBoxLayout(self._workspace)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.filter)
        inner.addWidget(self.pages, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(self._workspace)
        notices = QVBoxLayout()
        notices.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, 0)
        notices.addWidget(self.notice)
        self._notice_frame = QWidget()
        self._notice_frame.setLayout(notices)
        self._notice_frame.hide()
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._notice_frame)
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(centre)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.status, 1)
        self.statusBar().addPermanentWidget(self.work)

    def _connect_actions(self) -> None:
        do, talk = self.actions_, self.conversations
        do.new_project.triggered.connect(talk.open_new_project)
        do.open_project.triggered.connect(talk.open_project)
        do.open_demo.triggered.connect(self._open_demo)
        do.import_journeys.triggered.connect(talk.open_import_journeys)
        do.import_spend.triggered.connect(talk.open_import_spend)
        do.export.triggered.connect(talk.open_export)
        do.export_pdf.triggered.connect(talk.open_export_pdf)
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
        talk.export_requested.connect(self._export)
        self.filter.settings_requested.connect(self.session.change_settings)
        self.filter.reset_requested.connect(self.session.reset_settings)
        self.work.cancel_requested.connect(self.session.cancel)
        self.notice.closed.connect(self._notice_frame.hide)

    def _connect_session(self) -> None:
        session = self.session
        session.project_opened.connect(self._show_project)
        session.project_closed.connect(self._show_welcome)
        session.settings_changed.connect(self._show_settings)
        session.analysis_changed.connect(self._show_analysis)
        session.analysis_failed.connect(self._show_analysis_failure)
        session.journey_tracked.connect(self._tell_tracked)
        session.report_exported.connect(self._tell_exported)
        session.opening_failed.connect(self._tell_failure)
        session.export_failed.connect(self._tell_failure)
        session.work_started.connect(self.work.begin)
        session.work_progressed.connect(self.work.advance)
        session.work_finished.connect(self.work.end)

    # Answers of the session

    @Slot(object)
    def _show_project(self, facts: ProjectFacts | None) -> None:
        self.actions_.set_project_open(
            is_open=facts is not None,
            is_writable=facts is not None and facts.is_writable,
            has_analysis=False,
        )
        self.status.show_project(facts)
        self._stack.setCurrentWidget(self.welcome if facts is None else self._workspace)
        self._tools.setVisible(facts is not None)
        if facts is None:
            self.setWindowTitle("Attribution Desktop")
            return
        self.setWindowTitle(f"{facts.name} – Attribution Desktop")
        self._dismiss_notice()
        self._memory.project = facts.path
        for tab in self.tabs:
            tab.await_analysis()
        # The first Tab key leads to the filter; no field is marked before.
        self.setFocus()
        if self._file_to_import is not None:
            (path, format_), self._file_to_import = self._file_to_import, None
            self.conversations.open_import(path, format_)

    @Slot()
    def _show_welcome(self) -> None:
        self._show_project(None)

    @Slot(object)
    def _show_settings(self, settings: AnalysisSettings) -> None:
        facts = self.session.facts
        self.filter.show_settings(settings, facts.settings if facts else settings)

    @Slot(object)
    def _show_analysis(self, analysed: Analysed) -> None:
        facts = self.session.facts
        if facts is None:
            return
        self.actions_.set_project_open(
            is_open=True, is_writable=facts.is_writable, has_analysis=True
        )
        self.filter.set_data_days(analysed.first_day, analysed.last_day)
        self.status.show_analysis(facts, analysed)
        for tab in self.tabs:
            tab.show_analysis(analysed)

    @Slot(object)
    def _show_analysis_failure(self, error: BaseException) -> None:
        for tab in self.tabs:
            tab.show_failure(error)

    @Slot(object)
    def _tell_tracked(self, result: TrackedResult) -> None:
        self._tell_success(f"Order {result.order} was stored with {len(result.path)} touches.")

    @Slot(object)
    def _tell_exported(self, paths: tuple[Path, ...]) -> None:
        self._tell_success(f"Written: {', '.join(str(path) for path in paths)}")

    @Slot(object)
    def _tell_failure(self, error: BaseException) -> None:
        self._file_to_import = None
        self._notice_frame.show()
        if isinstance(error, Cancelled):
            self.notice.show_warning(error.message)
        else:
            self.notice.show_fault(fault_from(error))

    def _tell_success(self, text: str) -> None:
        self._notice_frame.show()
        self.notice.show_success(text)

    def _dismiss_notice(self) -> None:
        self._notice_frame.hide()
        self.notice.dismiss()

    # Wishes of the user

    @Slot()
    def _open_demo(self) -> None:
        self.session.open_demo(self._places.demo)

    @Slot(object)
    def _export(self, path: Path) -> None:
        budget = next(tab for tab in self.tabs if isinstance(tab, BudgetTab))
        self.session.export(path, budget.plan)

    @Slot(str)
    def _act(self, action: str) -> None:
        match action:
            case "import":
                self.conversations.open_import_journeys()
            case "clear-filter":
                self.session.clear_filter()
            case _:
                self.session.refresh()

    @Slot()
    def _choose_dark(self) -> None:
        self.theme_requested.emit("dark")

    @Slot()
    def _choose_light(self) -> None:
        self.theme_requested.emit("light")
