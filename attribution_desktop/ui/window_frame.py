"""The window as a frame: what it shows, before anything happens in it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMainWindow

from attribution_desktop.visuals.theme import take_scheme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QTabWidget

    from attribution_desktop.ui.actions import WindowActions
    from attribution_desktop.ui.furniture import Furniture
    from attribution_desktop.ui.tabs.base import Tab
    from attribution_desktop.ui.widgets.faults import Fault
    from attribution_desktop.ui.widgets.filter_bar import FilterBar
    from attribution_desktop.ui.widgets.notice_bar import NoticeBar
    from attribution_desktop.ui.widgets.project_status import ProjectStatus
    from attribution_desktop.ui.widgets.welcome import WelcomePage
    from attribution_desktop.ui.widgets.work_status import WorkStatus
    from attribution_desktop.visuals.tokens import Theme

DEFAULT_SIZE = QSize(1280, 800)
_LEAST_SIZE = QSize(960, 640)


class WindowFrame(QMainWindow):
    """Menu, tool bar, filter, pages and status bar; knows no session.

    The first picture is of the empty frame. `furnish` then builds what is in it; pages and filter,
    which load charts and an engine, are added last.
    """

    actions_: "WindowActions"
    welcome: "WelcomePage"
    notice: "NoticeBar"
    work: "WorkStatus"
    status: "ProjectStatus"
    pages: "QTabWidget"
    recent_menu: "QMenu"
    filter: "FilterBar"
    _furniture: "Furniture"

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Attribution Desktop")
        take_scheme(self)
        self.setAcceptDrops(True)
        self.setMinimumSize(_LEAST_SIZE)
        self.tabs: tuple[Tab, ...] = ()

    def furnish(self) -> None:
        """Build all but filter and pages; once."""
        from attribution_desktop.ui.furniture import (  # noqa: PLC0415  # after the first picture
            Furniture,
        )

        made = Furniture(self)
        self._furniture = made
        self.actions_, self.pages = made.actions, made.pages
        self.welcome, self.notice = made.welcome, made.notice
        self.work, self.status = made.work, made.status
        self.recent_menu = made.recent

    def add_page(self, tab: "Tab") -> None:
        """Put a page behind those there are; the menu and a key of its own lead to it."""
        index = self.pages.addTab(tab, tab.title)
        self.pages.setTabToolTip(index, f"{tab.question} (Ctrl+{index + 1})")
        made = self._furniture
        made.view.insertAction(made.end_of_pages, self.actions_.add_page(tab.title))
        self.tabs = (*self.tabs, tab)

    def set_filter(self, bar: "FilterBar") -> None:
        """Put the one filter of all pages above them; once."""
        self.filter = bar
        self._furniture.put_filter(bar)

    @property
    def tab(self) -> "Tab":
        """The page in front."""
        return self.tabs[self.pages.currentIndex()]

    @property
    def is_welcoming(self) -> bool:
        """Whether no project is open."""
        return self._furniture.stack.currentWidget() is self.welcome

    def show_tab(self, slug: str) -> None:
        """Bring the page with this slug to the front; an unknown one changes nothing."""
        for index, tab in enumerate(self.tabs):
            if tab.slug == slug:
                self.pages.setCurrentIndex(index)

    def set_theme(self, theme: "Theme") -> None:
        """Repaint what a style sheet does not reach."""
        for place in range(len(self.tabs)):
            self.set_page_theme(place, theme)
        self.set_frame_theme(theme)

    def set_page_theme(self, place: int, theme: "Theme") -> None:
        """Repaint one page."""
        self.tabs[place].set_theme(theme)

    def set_frame_theme(self, theme: "Theme") -> None:
        """Repaint what is around the pages, and the icons of their tabs."""
        from attribution_desktop.visuals.icons import icon  # noqa: PLC0415  # as above

        self.actions_.set_theme(theme)
        self.welcome.set_theme(theme)
        for place, tab in enumerate(self.tabs):
            self.pages.setTabIcon(place, icon(tab.icon_name, theme))

    def show_workspace(self, *, is_open: bool) -> None:
        """Show the pages, or the welcome page in their place."""
        self._furniture.stack.setCurrentWidget(
            self._furniture.workspace if is_open else self.welcome
        )
        self._furniture.tools.setVisible(is_open)

    def tell_success(self, text: str) -> None:
        self._furniture.notice_frame.show()
        self.notice.show_success(text)

    def tell_warning(self, text: str) -> None:
        self._furniture.notice_frame.show()
        self.notice.show_warning(text)

    def tell_offer(self, text: str, label: str, name: str, role: str = "positive") -> None:
        """Say something with a button; `notice.offer_taken` tells `name` when it is pressed."""
        self._furniture.notice_frame.show()
        self.notice.show_offer(text, label, name, role)

    def tell_fault(self, fault: "Fault") -> None:
        self._furniture.notice_frame.show()
        self.notice.show_fault(fault)

    def dismiss_notice(self) -> None:
        """Take away what was said."""
        self.notice.dismiss()
