"""Being asked to end from outside (a logout, a shutdown, `kill`): as if the window were closed."""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Slot
from PySide6.QtWidgets import QApplication


class Termination(QObject):
    """Ends the event loop when the system asks the program to end.

    Python runs a signal's handler only when it gets a turn, and a waiting event loop gives it
    none: so the signal is written to a socket, which Qt watches.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        self._watched, self._written = socket.socketpair()
        self._watched.settimeout(0)
        self._written.settimeout(0)
        self._notifier = QSocketNotifier(self._watched.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._end)
        self._wakeup = signal.set_wakeup_fd(self._written.fileno(), warn_on_full_buffer=False)
        self._handler = signal.signal(signal.SIGTERM, _heard)

    def remove(self) -> None:
        """Leave signals as they were."""
        signal.signal(signal.SIGTERM, self._handler)
        signal.set_wakeup_fd(self._wakeup)
        self._notifier.setEnabled(False)
        self._watched.close()
        self._written.close()

    @Slot()
    def _end(self) -> None:
        if signal.SIGTERM in self._watched.recv(64):
            self._application.exit(0)


def _heard(_signal: int, _frame: FrameType | None) -> None:
    """Nothing: without a handler in Python the signal would not be written to the socket."""
