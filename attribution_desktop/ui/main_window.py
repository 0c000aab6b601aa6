"""The window and what Qt asks of it. Light: it is painted before the rest is loaded."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent

from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.window_frame import DEFAULT_SIZE, WindowFrame

if TYPE_CHECKING:
    from attribution_desktop.domain.imports import ImportFormat
    from attribution_desktop.ui.conversations import Conversations
    from attribution_desktop.ui.features import Features
    from attribution_desktop.ui.session import Session
    from attribution_desktop.ui.telling import Telling
    from attribution_desktop.ui.wiring import Wiring


class MainWindow(WindowFrame):
    """A frame that remembers its place, takes files, and closes in good order.

    It comes to life when `Wiring` ties it to a session; until then it can be looked at and closed.
    """

    first_painted = Signal()
    files_dropped = Signal(object)  # tuple of paths

    def __init__(self, memory: WindowMemory) -> None:
        super().__init__()
        self.memory = memory
        self._wiring: Wiring | None = None
        self._is_painted = False
        if not memory.restore_place(self):
            self.resize(DEFAULT_SIZE)

    def furnish(self) -> None:
        super().furnish()
        self.actions_.quit.triggered.connect(self.close)

    def come_to_life(self, wiring: "Wiring") -> None:
        """Belong to a session from now on."""
        self._wiring = wiring
        self.show_tab(self.memory.tab)

    @property
    def wiring(self) -> "Wiring":
        """What ties the window to its session; `RuntimeError` before there is one."""
        if self._wiring is None:
            raise RuntimeError("The window is not alive yet.")
        return self._wiring

    @property
    def session(self) -> "Session":
        return self.wiring.session

    @property
    def conversations(self) -> "Conversations":
        return self.wiring.conversations

    @property
    def features(self) -> "Features":
        return self.wiring.features

    @property
    def telling(self) -> "Telling":
        return self.wiring.telling

    @property
    def is_filling(self) -> bool:
        """Whether pages still wait for their figures."""
        return self.wiring.is_filling

    def import_file(self, path: Path, format_: "ImportFormat | None" = None) -> None:
        """Ask how to import a file; without a project, into a new or the default one."""
        self.wiring.import_file(path, format_)

    @Slot()
    def come_to_front(self) -> None:
        """Be seen, wherever the window is."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self._tell_first_painted)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Work is stopped or finished, and the project closed, before the window goes."""
        if self._wiring is not None:
            self.memory.save_window(self, self.tab.slug)
            self._wiring.save_pages()
            self.memory.flush()
            self._wiring.session.shut_down()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        event.acceptProposedAction()
        self.files_dropped.emit(tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile()))

    @Slot()
    def _tell_first_painted(self) -> None:
        self.first_painted.emit()
