"""Cards that hold a chart or a table under a heading."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_S


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
