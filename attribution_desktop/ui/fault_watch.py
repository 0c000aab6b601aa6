"""Catches what nobody caught, in every thread: it is logged, shown once, and nothing ends."""

import sys
import threading
from collections import Counter
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)

from attribution_desktop.ui.fault_log import FaultLog
from attribution_desktop.ui.fault_text import circumstances, is_in_debugging, place, told_safely
from attribution_desktop.ui.widgets.faults import Fault

_QUIET = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)


class FaultWatch(QObject):
    """Installed for as long as the program runs.

    A fault that comes again is counted and not told anew until the window has shown it.
    """

    fault_told = Signal(object)  # Fault
    _caught = Signal(object)  # exception

    def __init__(self, log: FaultLog) -> None:
        super().__init__()
        self._log = log
        self._seen: Counter[str] = Counter()
        # From whichever thread it comes, the window hears of it in its own.
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = self._on_unraisable
        qInstallMessageHandler(self._on_qt_message)

    def remove(self) -> None:
        """Give the hooks back and close the log."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        qInstallMessageHandler(None)
        self._log.close()

    @Slot(object)
    def note(self, error: BaseException) -> None:
        """Log an error that is shown by somebody else."""
        self._log.write(told_safely(error))

    def catch(self, error: BaseException) -> None:
        """Log an error and have it shown; from any thread."""
        if isinstance(error, KeyboardInterrupt | SystemExit):
            return
        self._log.write(told_safely(error))
        if is_in_debugging():
            sys.__excepthook__(type(error), error, error.__traceback__)
        self._caught.emit(error)

    def _on_exception(
        self, _: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self.catch(error.with_traceback(trace))

    def _on_thread_exception(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.catch(arguments.exc_value)

    def _on_unraisable(self, arguments: "sys.UnraisableHookArgs") -> None:
        if arguments.exc_value is not None:
            self.catch(arguments.exc_value)

    def _on_qt_message(self, kind: QtMsgType, context: QMessageLogContext, _: str) -> None:
        """Qt's own words may quote a text of the data: only their kind and place are kept."""
        if kind not in _QUIET:
            self._log.note(f"Qt {kind.name} {context.category or ''} {context.function or ''}")

    @Slot(object)
    def _tell(self, error: BaseException) -> None:
        name = place(error)
        self._seen[name] += 1
        again = f" It has happened {self._seen[name]} times." if self._seen[name] > 1 else ""
        self.fault_told.emit(
            Fault(
                f"Something went wrong that should not have: {type(error).__name__}.{again}",
                "Your data is as it was before. Copy the details and report them.",
                f"{circumstances()}\n{told_safely(error)}",
            )
        )
