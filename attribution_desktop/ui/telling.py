"""What the window says of work that ended well or badly."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from attribution_desktop.domain.errors import AttributionError, Cancelled, ProjectBusy
from attribution_desktop.ui.session import Session
from attribution_desktop.ui.widgets.faults import fault_from
from attribution_desktop.ui.window_frame import WindowFrame


class Telling(QObject):
    """Turns the ends of work into notices of the window."""

    unexpected = Signal(object)  # an exception that is none of ours

    def __init__(self, session: Session, window: WindowFrame) -> None:
        super().__init__(window)
        self._window = window
        session.report_exported.connect(self._tell_exported)
        session.estimating_failed.connect(self.tell_failure)
        session.opening_failed.connect(self.tell_failure)
        session.export_failed.connect(self.tell_failure)
        session.found_open.connect(self._tell_found)
        session.read_only_opened.connect(self._tell_read_only)

    @Slot(object)
    def tell_failure(self, error: BaseException) -> None:
        """Say what went wrong; that the user stopped it is no fault."""
        if not isinstance(error, AttributionError):
            self.unexpected.emit(error)
        if isinstance(error, Cancelled):
            self._window.tell_warning(error.message)
        else:
            self._window.tell_fault(fault_from(error))

    @Slot(object)
    def _tell_exported(self, paths: tuple[Path, ...]) -> None:
        self._window.tell_success(f"Written: {', '.join(str(path) for path in paths)}")

    @Slot(object)
    def _tell_found(self, path: Path) -> None:
        self._window.tell_success(f"{path.name} is open already.")

    @Slot(object)
    def _tell_read_only(self, error: ProjectBusy) -> None:
        self._window.tell_warning(f"Opened for reading only. {fault_from(error).words}")
