"""Content that scrolls up and down, and only where its least height does not fit."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class _Ground(QWidget):
    """Carries the content at the height it needs at least, or the height there is.

    A scroll area left to itself gives content with wrapping labels the height it would like
    rather than the height it needs, and scrolls where nothing has to.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        content.setParent(self)
        content.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self._content.layout()
        if layout is not None:
            least = layout.totalMinimumHeightForWidth(self.width())
            self.setMinimumHeight(max(least, layout.totalMinimumSize().height()))
        self._content.setGeometry(self.rect())


class UprightArea(QScrollArea):
    """Scrolls its content vertically; looks like nothing is there."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = _Ground(content)
        self.setWidget(ground)
        # A scroll area paints the window's colour under its content, also inside a card.
        ground.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
