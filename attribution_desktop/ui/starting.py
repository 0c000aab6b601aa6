"""From nothing to a window at work: the frame is painted first, then all else is loaded."""

import gc
import os
import sys
import threading
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from attribution_desktop.ui.desktop import (
    SCREEN_THEMES,
    create_application,
    log_folder,
    memory_path,
    state_folder,
)
from attribution_desktop.ui.main_window import MainWindow
from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.termination import Termination
from attribution_desktop.visuals.theme import apply_theme
from attribution_desktop.visuals.tokens import DARK, Theme

if TYPE_CHECKING:
    from attribution_desktop.ui.application import Program
    from attribution_desktop.ui.crash_marker import CrashMarker
    from attribution_desktop.ui.desk import ProjectFacts
    from attribution_desktop.ui.fault_watch import FaultWatch
    from attribution_desktop.ui.one_window import OneWindow

_MILLISECONDS_BETWEEN_LOOKS = 10
_ALL_THE_REST = "attribution_desktop.ui.application"


class Loading(threading.Thread):
    """Imports a module, and with it what it needs, beside the window's own thread."""

    def __init__(self, module: str) -> None:
        super().__init__(name="loading", daemon=True)
        self._module = module
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            import_module(self._module)
        except BaseException as error:  # noqa: BLE001  # raised again where it can be shown
            self.error = error


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
        self._loading = Loading(_ALL_THE_REST)
        self._rounds = QTimer(self)
        self._rounds.setInterval(_MILLISECONDS_BETWEEN_LOOKS)
        self._rounds.timeout.connect(self._go_on)
        self.program: Program | None = None
        self._marker: CrashMarker | None = None
        self._watch: FaultWatch | None = None
        self._one_window: OneWindow | None = None
        window.first_painted.connect(self._load)

    @Slot()
    def _load(self) -> None:
        """Begin to load what nobody sees in the first picture."""
        self._window.furnish()
        self._put_notation_in_force()
        self._watch_for_faults()
        self._loading.start()
        self._rounds.start()

    def _put_notation_in_force(self) -> None:
        """Before pages are built."""
        from attribution_desktop.ui.notations import put_in_force  # noqa: PLC0415  # as above

        put_in_force(self._window.memory.notation)

    def _watch_for_faults(self) -> None:
        from attribution_desktop.ui.fault_log import FaultLog  # noqa: PLC0415  # as in `_go_on`
        from attribution_desktop.ui.fault_watch import FaultWatch  # noqa: PLC0415

        self._watch = FaultWatch(FaultLog(log_folder()))
        self._watch.fault_told.connect(self._window.tell_fault)
        self._watch.install()

    @Slot()
    def _go_on(self) -> None:
        """One step a round of the event loop: the window stays alive."""
        if self._loading.is_alive():
            return
        if self._loading.error is not None:
            self._rounds.stop()
            raise self._loading.error
        from attribution_desktop.ui.pages import TAB_TYPES  # noqa: PLC0415  # loaded by now

        built = len(self._window.tabs)
        if built < len(TAB_TYPES):
            self._rounds.setInterval(0)
            self._window.add_page(TAB_TYPES[built]())
            return
        self._rounds.stop()
        self._finish()

    def _finish(self) -> None:
        from attribution_desktop.services.projects import (  # noqa: PLC0415  # loaded by now
            default_demo_path,
            default_project_path,
        )
        from attribution_desktop.ui.application import Program  # noqa: PLC0415
        from attribution_desktop.ui.places import Places  # noqa: PLC0415

        logs = log_folder()
        places = Places(default_demo_path(), default_project_path(), memory_path(), logs)
        self.program = Program(self._application, places, window=self._window)
        if self._watch is not None:
            self.program.wiring.telling.unexpected.connect(self._watch.note)
        self._watch_for_crashes(self.program)
        self._watch_for_second_starts(self.program)
        # What is loaded by now stays: to search it for cycles would stop the window for a tenth
        # of a second, again and again.
        gc.freeze()
        self.program.open_at_start(self._project_path)

    def _watch_for_crashes(self, program: "Program") -> None:
        """Tell of a run before that did not end well, and leave a mark for as long as this one."""
        from attribution_desktop.ui.crash_marker import CrashMarker  # noqa: PLC0415  # as above

        marker = CrashMarker(state_folder())
        crashed = marker.left_behind()
        marker.begin()
        self._marker = marker
        program.session.project_opened.connect(self._note_project)
        if crashed:
            program.house.care.tell_crash(crashed[-1])

    def _watch_for_second_starts(self, program: "Program") -> None:
        try:
            from attribution_desktop.ui.one_window import OneWindow  # noqa: PLC0415  # as above
        except ImportError:
            return  # a library of Qt's network is missing: the project's lock has to do
        self._one_window = OneWindow(self)
        self._one_window.wanted.connect(self._window.come_to_front)
        program.session.project_closed.connect(self._one_window.stop)

    @Slot(object)
    def _note_project(self, facts: "ProjectFacts") -> None:
        if self._marker is not None:
            self._marker.note(facts.path)
        if self._one_window is not None and facts.is_writable:
            self._one_window.listen_for(facts.path)
        elif self._one_window is not None:
            self._one_window.stop()

    def shut_down(self) -> None:
        """End all work and let the window go, however far the start has come."""
        gc.unfreeze()
        self._rounds.stop()
        if self._one_window is not None:
            self._one_window.stop()
        if self._loading.is_alive():
            self._loading.join()
        if self.program is not None:
            self.program.shut_down()
        else:
            self._window.deleteLater()
        if self._marker is not None:
            self._marker.end()
        if self._watch is not None:
            self._watch.remove()


def first_theme(application: QApplication, choice: str) -> Theme:
    """The theme of the first picture; the desktop is asked only where its answer counts."""
    if not choice or choice in SCREEN_THEMES:
        return SCREEN_THEMES.get(choice, DARK)
    from attribution_desktop.ui.theming import theme_for  # noqa: PLC0415  # only where needed

    return theme_for(choice, application.styleHints().colorScheme())


def has_other_window(project: Path | None) -> bool:
    """Whether another window has the project; if so, it comes to the front.

    Only one that is open has a lock beside it, and only then Qt's network library is loaded.
    """
    if project is None or not project.with_name(f"{project.name}.lock").exists():
        return False
    try:
        from attribution_desktop.ui.one_window import (  # noqa: PLC0415  # only where needed
            is_shown_elsewhere,
        )
    except ImportError:
        return False
    return is_shown_elsewhere(project)


def use_small_pages() -> None:
    """Keep NumPy, which is not loaded yet, from asking Linux for huge pages.

    While one is cleared for a column of the worker, the window's thread crawls: with ten million
    touchpoints its longest gap was up to 190 ms instead of 46, for a tenth less time in all.
    """
    os.environ.setdefault("NUMPY_MADVISE_HUGEPAGE", "0")


def run_window(project_path: Path | None = None) -> int:
    """Open the window, run until it is closed, and return the exit code.

    Parameters
    ----------
    project_path
        Project to open, made when missing; None: the one open last, else the welcome page.
    """
    use_small_pages()
    application = create_application(sys.argv[:1])
    memory = WindowMemory(memory_path())
    if has_other_window(project_path or memory.project):
        return 0
    apply_theme(application, first_theme(application, memory.theme))
    window = MainWindow(memory)
    start = Start(application, window, project_path)
    termination = Termination(application)
    window.show()
    try:
        return application.exec()
    finally:
        start.shut_down()
        termination.remove()
