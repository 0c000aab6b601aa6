"""Two parts above each other, of which the lower needs only so much."""

from PySide6.QtCore import QByteArray, QEvent, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from attribution_desktop.visuals.tokens import SPACE_S


class YieldingSplitter(QSplitter):
    """Gives the lower part the height it asks for and the upper one the rest.

    Once the handle was moved, that holds, in later runs as well.

    Parameters
    ----------
    most_share
        Of the height that the lower part gets at most.
    """

    def __init__(self, name: str, upper: QWidget, lower: QWidget, most_share: float) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(SPACE_S)
        self._lower = lower
        self._most_share = most_share
        self._is_by_hand = False
        self.addWidget(upper)
        self.addWidget(lower)
        self.splitterMoved.connect(self._note_hand)

    def saveState(self) -> QByteArray:
        """As Qt's; nothing is kept of heights that nobody chose."""
        return super().saveState() if self._is_by_hand else QByteArray()

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:
        self._is_by_hand = super().restoreState(state)
        return self._is_by_hand

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._divide()

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._divide()
        return is_done

    @Slot()
    def _note_hand(self) -> None:
        self._is_by_hand = True

    def _divide(self) -> None:
        if self._is_by_hand or self.count() < 2:  # noqa: PLR2004  # both parts are there
            return
        room = self.height() - self.handleWidth()
        wanted = min(self._lower.sizeHint().height(), round(room * self._most_share))
        lower = max(wanted, self._lower.minimumSizeHint().height())
        self.setSizes([max(room - lower, 0), lower])
