"""Background work in the status bar: what, how far, Cancel. Short work never flickers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.tokens import SPACE_S

if TYPE_CHECKING:
    from attribution_desktop.ui.tasks import Job, Step

MILLISECONDS_BEFORE_SHOWN = 500
_BAR_WIDTH = 160
_RESOLUTION = 1000


class WorkStatus(QWidget):
    """Hidden until work has lasted half a second."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._label = plain_label()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress of the background work")
        self._cancel = QPushButton("Cancel")
        self._cancel.setAccessibleName("Cancel the background work")
        self._cancel.clicked.connect(self.cancel_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._label)
        layout.addWidget(self._bar)
        layout.addWidget(self._cancel)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(MILLISECONDS_BEFORE_SHOWN)
        self._patience.timeout.connect(self._appear)
        self.hide()

    @property
    def text(self) -> str:
        return self._label.text()

    @Slot(object)
    def begin(self, job: "Job") -> None:
        """Work has started; it is shown when it takes long."""
        self._job = job
        self._label.setText(f"{job.title}…")
        self._bar.setRange(0, 0)
        self._cancel.setVisible(job.is_cancellable)
        if not self._patience.isActive() and self.isHidden():
            self._patience.start()

    @Slot(object)
    def advance(self, step: "Step") -> None:
        """Show how far the work is; an unknown total shows a busy bar."""
        if self._job is None:
            return
        if step.total > 0:
            self._bar.setRange(0, _RESOLUTION)
            self._bar.setValue(min(_RESOLUTION, step.done * _RESOLUTION // step.total))
            count = f" {step.done:,} of {step.total:,}"
        else:
            self._bar.setRange(0, 0)
            count = f" {step.done:,}" if step.done else ""
        detail = f": {step.stage}{count}" if step.stage else "…"
        self._label.setText(f"{self._job.title}{detail}")

    @Slot()
    def end(self) -> None:
        """The work has ended, one way or another."""
        self._job = None
        self._patience.stop()
        self.hide()

    @Slot()
    def _appear(self) -> None:
        if self._job is not None:
            self.show()
