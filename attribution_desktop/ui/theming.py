"""Which theme is in force: dark, light, or as the desktop has it, followed while it changes."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.window_frame import WindowFrame
from attribution_desktop.visuals.theme import current_theme, restyle, take_colours
from attribution_desktop.visuals.tokens import DARK, LIGHT, Theme

if TYPE_CHECKING:
    from collections.abc import Callable

SYSTEM = "system"
CHOICES = (DARK.name, LIGHT.name, SYSTEM)
_THEMES = {theme.name: theme for theme in (DARK, LIGHT)}


def theme_for(choice: str, scheme: Qt.ColorScheme) -> Theme:
    """The theme of a choice; where the desktop says nothing, and for no choice, the dark one."""
    if choice == SYSTEM:
        return LIGHT if scheme == Qt.ColorScheme.Light else DARK
    return _THEMES.get(choice, DARK)


class Theming(QObject):
    """Puts a theme on in rounds of the event loop, none of them long.

    Nothing is painted until all that is seen has the new colours: there is no picture of both
    themes. Hidden pages and dialogs follow; a page that is brought to the front meanwhile does not
    wait for its round.
    """

    def __init__(
        self, application: QApplication, window: WindowFrame, memory: WindowMemory
    ) -> None:
        super().__init__(window)
        self._application = application
        self._window = window
        self._memory = memory
        self._pages: list[int] = []
        self._steps: list[Callable[[], None]] = []
        self._restyled: set[QWidget] = set()
        self._rounds = QTimer(self)
        self._rounds.setInterval(0)
        self._rounds.timeout.connect(self._go_on)
        window.actions_.mark_theme(self.choice)
        window.pages.currentChanged.connect(self._draw_page)
        application.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def choice(self) -> str:
        """dark, light or system."""
        return self._memory.theme if self._memory.theme in CHOICES else DARK.name

    @property
    def is_switching(self) -> bool:
        """Whether parts of the window are still to be drawn anew."""
        return bool(self._steps)

    def choose(self, choice: str) -> None:
        """Put a theme on and remember it."""
        self._memory.theme = choice
        self._window.actions_.mark_theme(choice)
        self._put_on(theme_for(choice, self._application.styleHints().colorScheme()))

    @Slot(Qt.ColorScheme)
    def _follow(self, scheme: Qt.ColorScheme) -> None:
        if self.choice == SYSTEM:
            self._put_on(theme_for(SYSTEM, scheme))

    def _put_on(self, theme: Theme) -> None:
        pages, front = self._window.pages, self._window.pages.currentIndex()
        self._hold_pictures()
        take_colours(self._application, theme)
        self._pages = list(range(pages.count()))
        self._steps = [
            self._restyle_seen,
            partial(self._draw_page, front),
            self._draw_frame,
            self._release_pictures,
            *(partial(self._draw_page, page) for page in self._pages if page != front),
            self._restyle_rest,
        ]
        self._rounds.start()

    @Slot()
    def _go_on(self) -> None:
        """One step a round of the event loop."""
        if self._steps:
            self._steps.pop(0)()
        if not self._steps:
            self._rounds.stop()

    # Steps

    def _hold_pictures(self) -> None:
        """Leave on the screen what is there."""
        for window in self._application.topLevelWidgets():
            if window.isVisible():
                window.setUpdatesEnabled(False)

    def _release_pictures(self) -> None:
        for window in self._application.topLevelWidgets():
            if not window.updatesEnabled():
                window.setUpdatesEnabled(True)

    def _restyle_seen(self) -> None:
        self._restyled = {part for part in self._around_pages() if part.isVisible()}
        restyle(self._restyled)

    def _restyle_rest(self) -> None:
        """Menus and dialogs, whoever sees them, and what has come to be seen meanwhile."""
        restyle(part for part in self._around_pages() if part not in self._restyled)
        self._restyled = set()

    def _draw_frame(self) -> None:
        self._window.set_frame_theme(current_theme())

    @Slot(int)
    def _draw_page(self, page: int) -> None:
        """Draw a page anew, if it still waits for that."""
        if page not in self._pages:
            return
        self._pages.remove(page)
        tab = self._window.tabs[page]
        restyle((tab, *tab.findChildren(QWidget)))
        self._window.set_page_theme(page, current_theme())

    def _around_pages(self) -> list[QWidget]:
        """Everything but what stands on pages."""
        on_pages = {part for tab in self._window.tabs for part in tab.findChildren(QWidget)}
        return [part for part in self._application.allWidgets() if part not in on_pages]
