"""The application object and its looks. Light: nothing here loads an engine or a chart."""

from pathlib import Path

import platformdirs
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from attribution_desktop.visuals.fonts import load_fonts
from attribution_desktop.visuals.tokens import DARK, LIGHT

NAME = "attribution-desktop"
SCREEN_THEMES = {theme.name: theme for theme in (DARK, LIGHT)}


def create_application(arguments: list[str] | None = None) -> QApplication:
    """The one application object, made when there is none yet."""
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(arguments or [])
    application.setApplicationName(NAME)
    application.setApplicationDisplayName("Attribution Desktop")
    # Inputs group and point numbers as labels, tables and reports do.
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    load_fonts()
    return application


def memory_path() -> Path:
    """The file in the user's own folder in which the window remembers things."""
    return Path(platformdirs.user_config_dir(NAME, appauthor=False)) / "window.ini"


def log_folder() -> Path:
    """The user's own folder of logs; perhaps not made yet."""
    return Path(platformdirs.user_log_dir(NAME, appauthor=False))


def state_folder() -> Path:
    """Where a running program leaves its marks; perhaps not made yet."""
    return Path(platformdirs.user_state_dir(NAME, appauthor=False))
