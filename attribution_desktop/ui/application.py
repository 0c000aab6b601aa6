"""The whole program: session, window and theme tied together."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from attribution_desktop.ui.desktop import SCREEN_THEMES, create_application
from attribution_desktop.ui.housekeeping import Housekeeping
from attribution_desktop.ui.main_window import MainWindow
from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.notations import put_in_force
from attribution_desktop.ui.pages import TAB_TYPES
from attribution_desktop.ui.places import Places
from attribution_desktop.ui.session import Session
from attribution_desktop.ui.theming import theme_for
from attribution_desktop.ui.wiring import Wiring
from attribution_desktop.visuals.icons import application_icon
from attribution_desktop.visuals.theme import apply_theme, current_theme

__all__ = ["SCREEN_THEMES", "Program", "create_application"]


class Program(QObject):
    """A session, its window and its theme, tied together.

    Parameters
    ----------
    places
        Where demo, default project and memory lie.
    theme
        Name of a theme; empty: the one remembered, else dark.
    window
        One that is shown already, perhaps with its first pages; None: a new one.
    """

    def __init__(
        self,
        application: QApplication,
        places: Places,
        *,
        theme: str = "",
        window: MainWindow | None = None,
        has_native_dialogs: bool = True,
    ) -> None:
        super().__init__()
        self.session = Session(self)
        memory = WindowMemory(places.memory) if window is None else window.memory
        self._memory = memory
        if window is None:
            scheme = application.styleHints().colorScheme()
            chosen = theme_for(theme or memory.theme, scheme)
            # Before the window is made: charts take over the theme that is in force.
            apply_theme(application, chosen)
            window = MainWindow(memory)
            window.furnish()
        put_in_force(memory.notation)
        application.setWindowIcon(application_icon())
        for kind in TAB_TYPES[len(window.tabs) :]:
            window.add_page(kind())
        window.set_theme(current_theme())
        self.window = window
        self.wiring = Wiring(
            window, self.session, places, memory, has_native_dialogs=has_native_dialogs
        )
        self.house = Housekeeping(application, self.wiring, window, places, memory)

    def open_at_start(self, path: Path | None) -> None:
        """Open this project, made when missing; None: the one open last, where it still exists."""
        remembered = self._memory.project
        if path is not None:
            self.session.open_or_create(path)
        elif remembered is not None and remembered.exists():
            self.session.open(remembered)

    def shut_down(self) -> None:
        """End all work, close the project and let the window go."""
        self.session.shut_down()
        self.window.close()
        self.window.deleteLater()
