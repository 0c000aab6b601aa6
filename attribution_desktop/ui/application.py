"""The running program: application object, theme, window, and a clean end."""

import sys
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6.QtCore import QLocale, QObject, Slot
from PySide6.QtWidgets import QApplication

from attribution_desktop.services.projects import default_demo_path, default_project_path
from attribution_desktop.ui.main_window import MainWindow
from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.places import Places
from attribution_desktop.ui.session import Session
from attribution_desktop.visuals.fonts import load_fonts
from attribution_desktop.visuals.icons import application_icon
from attribution_desktop.visuals.theme import apply_theme
from attribution_desktop.visuals.tokens import DARK, LIGHT

_NAME = "attribution-desktop"
SCREEN_THEMES = {theme.name: theme for theme in (DARK, LIGHT)}


class Program(QObject):
    """A session, its window and its theme, tied together.

    Parameters
    ----------
    places
        Where demo, default project and memory lie.
    theme
        Name of a theme; empty: the one remembered, else dark.
    """

    def __init__(
        self,
        application: QApplication,
        places: Places,
        *,
        theme: str = "",
        has_native_dialogs: bool = True,
    ) -> None:
        super().__init__()
        self._application = application
        self._memory = WindowMemory(places.memory)
        self.session = Session(self)
        # Before the window is made: charts take over the theme that is in force.
        chosen = SCREEN_THEMES.get(theme or self._memory.theme, DARK)
        apply_theme(application, chosen)
        self.window = MainWindow(
            self.session, places, self._memory, has_native_dialogs=has_native_dialogs
        )
        self.window.set_theme(chosen)
        self.window.theme_requested.connect(self.choose_theme)

    @Slot(str)
    def choose_theme(self, name: str) -> None:
        """Switch to a theme and remember it."""
        theme = SCREEN_THEMES[name]
        apply_theme(self._application, theme)
        self.window.set_theme(theme)
        self._memory.theme = name

    def open_at_start(self, path: Path | None) -> None:
        """Open this project, made when missing; None: the one open last, where it still exists."""
        remembered = self._memory.project
        if path is not None:
            self.session.open_or_create(path)
        elif remembered is not None and remembered.exists():
            self.session.open(remembered)

    def tell_unexpected(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """What Python calls with an error that no one caught: it is shown, and nothing ends."""
        sys.__excepthook__(kind, error, trace)
        if not issubclass(kind, KeyboardInterrupt):
            self.window.tell_unexpected(error)

    def shut_down(self) -> None:
        """End all work, close the project and let the window go."""
        self.session.shut_down()
        self.window.close()
        self.window.deleteLater()


def create_application(arguments: list[str] | None = None) -> QApplication:
    """The one application object, made when there is none yet."""
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(arguments or [])
    application.setApplicationName(_NAME)
    application.setApplicationDisplayName("Attribution Desktop")
    # Inputs group and point numbers as labels, tables and reports do.
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    load_fonts()
    application.setWindowIcon(application_icon())
    return application


def default_places() -> Places:
    """The user's own folders."""
    memory = Path(platformdirs.user_config_dir(_NAME, appauthor=False)) / "window.ini"
    return Places(default_demo_path(), default_project_path(), memory)


def run_window(project_path: Path | None = None) -> int:
    """Open the window, run until it is closed, and return the exit code.

    Parameters
    ----------
    project_path
        Project to open, made when missing; None: the one open last, else the welcome page.
    """
    application = create_application(sys.argv[:1])
    program = Program(application, default_places())
    program.open_at_start(project_path)
    program.window.show()
    sys.excepthook = program.tell_unexpected
    try:
        return application.exec()
    finally:
        sys.excepthook = sys.__excepthook__
        program.shut_down()
