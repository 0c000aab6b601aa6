"""The window and what Qt asks of it. Light: it is painted before the rest is loaded."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent

from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.window_frame import DEFAULT_SIZE, WindowFrame


class MainWindow(WindowFrame):
    """A frame that remembers its place, takes files, and says when it closes.

    It comes to life when `Wiring` ties it to a session; until then it can be looked at and closed.
    """

    first_painted = Signal()
    files_dropped = Signal(object)  # tuple of paths
    close_began = Signal()  # the window is still whole

    def __init__(self, memory: WindowMemory) -> None:
        super().__init__()
        self.memory = memory
        self._is_painted = False
        if not memory.restore_place(self):
            self.resize(DEFAULT_SIZE)

    def furnish(self) -> None:
        super().furnish()
        self.actions_.quit.triggered.connect(self.close)

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
        """Whoever has work left ends it before the window goes."""
        self.close_began.emit()
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
