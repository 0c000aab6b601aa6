"""What stands in the window: menu, tool bar, notices, welcome page, pages, status bar."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QMainWindow,
    QMenu,
    QPushButton,
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
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_S

_ICON = QSize(20, 20)


class Furniture:
    """Built into a window once, after its first picture."""

    def __init__(self, window: QMainWindow) -> None:
        self.actions = WindowActions(window)
        self.welcome = WelcomePage()
        self.notice = NoticeBar()
        self.work = WorkStatus()
        self.status = ProjectStatus()
        self.pages = QTabWidget()
        self.tools = QToolBar("Main tool bar")
        self._build_menu(window)
        self._build_tools(window)
        self._build_centre(window)
        window.statusBar().setSizeGripEnabled(False)
        window.statusBar().addWidget(self.status, 1)
        window.statusBar().addPermanentWidget(self.work)

    def put_filter(self, bar: QWidget) -> None:
        """Put the filter above the pages, and before them in the order of the Tab key."""
        self.workspace_layout.insertWidget(0, bar)
        before: QWidget = self.notice.findChildren(QPushButton)[-1]
        for part in bar.findChildren(QWidget):
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.window() is bar.window():
                QWidget.setTabOrder(before, part)
                before = part

    def _build_menu(self, window: QMainWindow) -> None:
        do = self.actions
        bar = window.menuBar()
        file = bar.addMenu("&File")
        file.addActions([do.new_project, do.open_project])
        self.recent = file.addMenu("Open recen&t")
        file.addAction(do.open_demo)
        file.addSeparator()
        file.addActions([do.import_journeys, do.import_spend, do.imports, do.channel_rules])
        file.addSeparator()
        file.addActions([do.export, do.export_pdf])
        file.addSeparator()
        file.addActions([do.verify, do.close_project, do.quit])
        self.edit = bar.addMenu("&Edit")
        self.edit.addActions([do.undo, do.redo])
        self.edit.addSeparator()
        self.edit.addActions([do.track_journey, do.channels])
        self.edit.addSeparator()
        self.edit.addActions([do.find, do.settings])
        view = bar.addMenu("&View")
        self.view: QMenu = view
        self.end_of_pages = view.addSeparator()
        view.addActions([do.dark, do.light, do.system])
        view.addSeparator()
        view.addAction(do.refresh)
        bar.addMenu("&Help").addActions([do.guide, do.show_log, do.about])

    def _build_tools(self, window: QMainWindow) -> None:
        do, tools = self.actions, self.tools
        tools.setObjectName("tools")
        tools.setMovable(False)
        tools.setIconSize(_ICON)
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tools.addActions([do.import_journeys, do.track_journey, do.export])
        tools.addSeparator()
        tools.addActions([do.undo, do.redo])
        tools.toggleViewAction().setVisible(False)
        window.addToolBar(tools)

    def _build_centre(self, window: QMainWindow) -> None:
        self.pages.setDocumentMode(True)
        self.pages.setIconSize(_ICON)
        self.pages.setAccessibleName("Pages")
        self.actions.page_chosen.connect(self.pages.setCurrentIndex)
        self.workspace = QWidget()
        inner = QVBoxLayout(self.workspace)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.pages, 1)
        self.workspace_layout = inner
        self.stack = QStackedWidget()
        self.stack.addWidget(self.welcome)
        self.stack.addWidget(self.workspace)
        notices = QVBoxLayout()
        notices.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, 0)
        notices.addWidget(self.notice)
        self.notice_frame = QWidget()
        self.notice_frame.setLayout(notices)
        self.notice_frame.hide()
        self.notice.closed.connect(self.notice_frame.hide)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice_frame)
        layout.addWidget(self.stack, 1)
        window.setCentralWidget(centre)
