"""Cards that hold a chart or a table under a heading."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_S

_WIDE = 1160


class Pane(QFrame):
    """A card with a heading, an optional control at its right, and one thing below."""

    def __init__(
        self,
        heading: str,
        body: QWidget,
        control: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._heading = plain_label(heading, "heading")
        top = QHBoxLayout()
        top.setSpacing(SPACE_S)
        top.addWidget(self._heading, 1)
        if control is not None:
            top.addWidget(control)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        layout.setSpacing(SPACE_S)
        layout.addLayout(top)
        layout.addWidget(body, 1)

    def set_heading(self, text: str) -> None:
        self._heading.setText(text)


def split(
    orientation: Qt.Orientation,
    name: str,
    *parts: tuple[QWidget, int],
    is_collapsible: bool = False,
) -> QSplitter:
    """Parts with their shares of the room, movable against each other; none can be lost."""
    splitter = QSplitter(orientation)
    splitter.setObjectName(name)
    splitter.setChildrenCollapsible(is_collapsible)
    splitter.setHandleWidth(SPACE_S)
    for index, (part, share) in enumerate(parts):
        splitter.addWidget(part)
        splitter.setStretchFactor(index, share)
    splitter.setSizes([share * 100 for _, share in parts])
    return splitter


def upright(inner: QWidget) -> QScrollArea:
    """The widget in an area that scrolls up and down only, and only where it has to."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    # A scroll area paints the window's colour under its content, also inside a card.
    inner.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area


class WideSplitter(QSplitter):
    """Two parts side by side where there is room, else one below the other."""

    def __init__(self, name: str, left: tuple[QWidget, int], right: tuple[QWidget, int]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(SPACE_S)
        self._shares = (left[1], right[1])
        for index, (part, share) in enumerate((left, right)):
            self.addWidget(part)
            self.setStretchFactor(index, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_wide = event.size().width() >= _WIDE
        orientation = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if orientation is not self.orientation() or not event.oldSize().isValid():
            self.setOrientation(orientation)
            room = event.size().width() if is_wide else event.size().height()
            self.setSizes([room * share // sum(self._shares) for share in self._shares])
        super().resizeEvent(event)
