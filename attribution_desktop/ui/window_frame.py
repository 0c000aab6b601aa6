"""What the window is made of, before anything happens in it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QMainWindow,
    QStackedWidget,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.ui.actions import WindowActions
from attribution_desktop.ui.widgets.notice_bar import NoticeBar
from attribution_desktop.ui.widgets.project_status import ProjectStatus
from attribution_desktop.ui.widgets.welcome import WelcomePage
from attribution_desktop.ui.widgets.work_status import WorkStatus
from attribution_desktop.visuals.icons import icon
from attribution_desktop.visuals.theme import current_theme
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_S, Theme

if TYPE_CHECKING:
    from attribution_desktop.ui.tabs.base import Tab
    from attribution_desktop.ui.widgets.faults import Fault
    from attribution_desktop.ui.widgets.filter_bar import FilterBar

DEFAULT_SIZE = QSize(1280, 800)
_LEAST_SIZE = QSize(960, 640)
_ICON = QSize(20, 20)


class WindowFrame(QMainWindow):
    """Menu, tool bar, filter, pages and status bar; knows no session.

    Pages and filter load charts and an engine: they are added once the frame has been painted.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Attribution Desktop")
        self.setAcceptDrops(True)
        self.setMinimumSize(_LEAST_SIZE)
        self.tabs: tuple[Tab, ...] = ()
        self.filter: FilterBar
        self.actions_ = WindowActions(self)
        self.welcome = WelcomePage()
        self.notice = NoticeBar()
        self.work = WorkStatus()
        self.status = ProjectStatus()
        self._build_menu()
        self._build_centre()
        self.set_theme(current_theme())

    def add_page(self, tab: "Tab") -> None:
        """Put a page behind those there are; the menu and a key of its own lead to it."""
        theme = current_theme()
        tab.set_theme(theme)
        index = self.pages.addTab(tab, icon(tab.icon_name, theme), tab.title)
        self.pages.setTabToolTip(index, f"{tab.question} (Ctrl+{index + 1})")
        self._view.insertAction(self._end_of_pages, self.actions_.add_page(tab.title))
        self.tabs = (*self.tabs, tab)

    def set_filter(self, bar: "FilterBar") -> None:
        """Put the one filter of all pages above them; once."""
        self.filter = bar
        self._workspace_layout.insertWidget(0, bar)

    @property
    def tab(self) -> "Tab":
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

    def show_workspace(self, *, is_open: bool) -> None:
        """Show the pages, or the welcome page in their place."""
        self._stack.setCurrentWidget(self._workspace if is_open else self.welcome)
        self._tools.setVisible(is_open)

    def tell_success(self, text: str) -> None:
        self._notice_frame.show()
        self.notice.show_success(text)

    def tell_warning(self, text: str) -> None:
        self._notice_frame.show()
        self.notice.show_warning(text)

    def tell_fault(self, fault: "Fault") -> None:
        self._notice_frame.show()
        self.notice.show_fault(fault)

    def dismiss_notice(self) -> None:
        """Take away what was said."""
        self.notice.dismiss()

    def _build_menu(self) -> None:
        do = self.actions_
        bar = self.menuBar()
        file = bar.addMenu("&File")
        file.addActions([do.new_project, do.open_project, do.open_demo])
        file.addSeparator()
        file.addActions([do.import_journeys, do.import_spend, do.imports, do.channel_rules])
        file.addSeparator()
        file.addActions([do.export, do.export_pdf])
        file.addSeparator()
        file.addActions([do.close_project, do.quit])
        bar.addMenu("&Edit").addAction(do.track_journey)
        view = bar.addMenu("&View")
        self._view, self._end_of_pages = view, view.addSeparator()
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
        self.actions_.page_chosen.connect(self.pages.setCurrentIndex)
        self._workspace = QWidget()
        inner = QVBoxLayout(self._workspace)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.pages, 1)
        self._workspace_layout = inner
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(self._workspace)
        notices = QVBoxLayout()
        notices.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, 0)
        notices.addWidget(self.notice)
        self._notice_frame = QWidget()
        self._notice_frame.setLayout(notices)
        self._notice_frame.hide()
        self.notice.closed.connect(self._notice_frame.hide)
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
