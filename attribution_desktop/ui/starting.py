"""From nothing to a window at work: the frame is painted first, then all else is loaded."""

import sys
from concurrent.futures import Future, ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from attribution_desktop.ui.desktop import SCREEN_THEMES, create_application, memory_path
from attribution_desktop.ui.main_window import MainWindow
from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.widgets.faults import fault_from
from attribution_desktop.visuals.theme import apply_theme
from attribution_desktop.visuals.tokens import DARK

if TYPE_CHECKING:
    from types import ModuleType

    from attribution_desktop.ui.application import Program

_MILLISECONDS_BETWEEN_LOOKS = 10


class Start(QObject):
    """Loads the rest of the program beside a window that is shown already, then brings it to life.

    Parameters
    ----------
    project_path
        Project to open, made when missing; None: the one open last, else the welcome page.
    """

    def __init__(
        self, application: QApplication, window: MainWindow, project_path: Path | None
    ) -> None:
        super().__init__()
        self._application = application
        self._window = window
        self._project_path = project_path
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="loading")
        self._loaded: Future[ModuleType] | None = None
        self.program: Program | None = None
        window.first_painted.connect(self._load)

    @Slot()
    def _load(self) -> None:
        """Begin to load what nobody sees in the first picture."""
        self._loaded = self._executor.submit(import_module, "attribution_desktop.ui.application")
        self._look()

    @Slot()
    def _look(self) -> None:
        if self._loaded is None:
            return
        if not self._loaded.done():
            QTimer.singleShot(_MILLISECONDS_BETWEEN_LOOKS, self._look)
            return
        error = self._loaded.exception()
        if error is not None:
            self._window.tell_fault(fault_from(error))
            return
        self._build_next()

    @Slot()
    def _build_next(self) -> None:
        """One page a round of the event loop: the window stays alive."""
        from attribution_desktop.ui.pages import TAB_TYPES  # noqa: PLC0415  # loaded by now

        built = len(self._window.tabs)
        if built < len(TAB_TYPES):
            self._window.add_page(TAB_TYPES[built]())
            QTimer.singleShot(0, self._build_next)
            return
        self._finish()

    def _finish(self) -> None:
        from attribution_desktop.services.projects import (  # noqa: PLC0415  # loaded by now
            default_demo_path,
            default_project_path,
        )
        from attribution_desktop.ui.application import Program  # noqa: PLC0415
        from attribution_desktop.ui.places import Places  # noqa: PLC0415

        places = Places(default_demo_path(), default_project_path(), memory_path())
        self.program = Program(self._application, places, window=self._window)
        self.program.open_at_start(self._project_path)
        sys.excepthook = self.program.tell_unexpected

    def shut_down(self) -> None:
        """End all work and let the window go, however far the start has come."""
        self._executor.shutdown(wait=True)
        self._loaded = None
        if self.program is not None:
            self.program.shut_down()
        else:
            self._window.deleteLater()


def run_window(project_path: Path | None = None) -> int:
    """Open the window, run until it is closed, and return the exit code.

    Parameters
    ----------
    project_path
        Project to open, made when missing; None: the one open last, else the welcome page.
    """
    application = create_application(sys.argv[:1])
    memory = WindowMemory(memory_path())
    apply_theme(application, SCREEN_THEMES.get(memory.theme, DARK))
    window = MainWindow(memory)
    start = Start(application, window, project_path)
    window.show()
    try:
        return application.exec()
    finally:
        sys.excepthook = sys.__excepthook__
        start.shut_down()
