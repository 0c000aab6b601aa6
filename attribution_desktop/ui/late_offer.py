"""Notices that come along with the figures they tell of."""

from PySide6.QtCore import QObject, QTimer, Slot

from attribution_desktop.ui.session import Session
from attribution_desktop.ui.window_frame import WindowFrame

MOST_MILLISECONDS = 150
"""Longer no notice waits for figures."""


class LateOffer(QObject):
    """Holds an offer back until the figures of the change arrive, or for a moment.

    A notice moves the page below it: with the figures the page is laid out and painted once, and
    without that work beside it they are there sooner.
    """

    def __init__(self, session: Session, window: WindowFrame) -> None:
        super().__init__(window)
        self._window = window
        self._offer: tuple[str, str, str] | None = None
        self._said_before = ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(MOST_MILLISECONDS)
        self._patience.timeout.connect(self._tell)
        for arrived in (session.core_changed, session.analysis_changed, session.analysis_failed):
            arrived.connect(self._tell)
        session.project_opened.connect(self.drop)
        session.project_closed.connect(self.drop)

    def hold(self, text: str, label: str, name: str) -> None:
        """Say this soon, as `WindowFrame.tell_offer` does, unless something else is said first."""
        self._offer = text, label, name
        self._said_before = self._window.notice.text
        self._patience.start()

    @Slot()
    def drop(self) -> None:
        """Say nothing of what is held back."""
        self._offer = None
        self._patience.stop()

    @Slot()
    def _tell(self) -> None:
        offer = self._offer
        self.drop()
        if offer is not None and self._window.notice.text == self._said_before:
            self._window.tell_offer(*offer)
