"""Which theme is in force: dark, light, or as the desktop has it, followed while it changes."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from attribution_desktop.ui.main_window import MainWindow
from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.visuals.theme import apply_theme
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
    """Puts a theme on: style sheet and the page in front at once, the rest in later rounds."""

    def __init__(self, application: QApplication, window: MainWindow, memory: WindowMemory) -> None:
        super().__init__(window)
        self._application = application
        self._window = window
        self._memory = memory
        self._waiting: list[Callable[[], None]] = []
        self._rounds = QTimer(self)
        self._rounds.setInterval(0)
        self._rounds.timeout.connect(self._go_on)
        window.actions_.mark_theme(self.choice)
        window.actions_.theme_chosen.connect(self.choose)
        application.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def choice(self) -> str:
        """dark, light or system."""
        return self._memory.theme if self._memory.theme in CHOICES else DARK.name

    @property
    def is_switching(self) -> bool:
        """Whether parts of the window are still to be drawn anew."""
        return bool(self._waiting)

    @Slot(str)
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
        apply_theme(self._application, theme)
        window = self._window
        pages = sorted(range(len(window.tabs)), key=lambda at: window.tabs[at] is not window.tab)
        self._waiting = [
            *(partial(window.set_page_theme, page, theme) for page in pages),
            partial(window.set_frame_theme, theme),
        ]
        self._rounds.start()

    @Slot()
    def _go_on(self) -> None:
        """One part a round of the event loop."""
        if self._waiting:
            self._waiting.pop(0)()
        if not self._waiting:
            self._rounds.stop()
