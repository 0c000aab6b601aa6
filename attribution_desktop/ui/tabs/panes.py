"""Cards that hold a chart or a table under a heading."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from attribution_desktop.ui.widgets.labels import ElidedLabel, plain_label
from attribution_desktop.ui.widgets.scrolling import UprightArea
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_S

_WIDE = 1160
_NEARLY_ALL = 1000
_LEAST_WORDS = 64


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
        self._note = ElidedLabel("caption")
        self._note.hide()
        top = QHBoxLayout()
        top.setSpacing(SPACE_S)
        top.addWidget(self._heading, 1)
        if control is not None:
            top.addWidget(control)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        layout.setSpacing(SPACE_S)
        layout.addLayout(top)
        layout.addWidget(self._note)
        layout.addWidget(body, 1)

    def set_heading(self, text: str) -> None:
        self._heading.setText(text)

    @property
    def note(self) -> str:
        return self._note.whole

    def set_note(self, text: str) -> None:
        """One line below the heading; none takes no room."""
        self._note.set_whole(text)
        self._note.setVisible(bool(text))


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


class WideSplitter(QSplitter):
    """Two parts side by side where there is room, else one below the other.

    Parameters
    ----------
    left, right
        A part and its share of the room.
    inner
        A splitter in one of the parts that lies across this one, whichever way it lies.
    """

    def __init__(
        self,
        name: str,
        left: tuple[QWidget, int],
        right: tuple[QWidget, int],
        inner: QSplitter | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(SPACE_S)
        self._shares = (left[1], right[1])
        self._inner = inner
        self._is_settled = False
        for index, (part, share) in enumerate((left, right)):
            self.addWidget(part)
            self.setStretchFactor(index, share)

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:
        """As Qt's; shares that were remembered are not divided anew."""
        self._is_settled = super().restoreState(state)
        return self._is_settled

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_wide = event.size().width() >= _WIDE
        along, across = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
        if is_wide:
            along, across = across, along
        if along is not self.orientation() or not self._is_settled:
            self._is_settled = True
            self.setOrientation(along)
            if self._inner is not None:
                self._inner.setOrientation(across)
            room = event.size().width() if is_wide else event.size().height()
            self.setSizes([room * share // sum(self._shares) for share in self._shares])
        super().resizeEvent(event)


def column_of(main: QWidget, *below: QWidget) -> QWidget:
    """One thing that takes as much room as it can use, and lines right below it."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE_S)
    layout.addWidget(main, _NEARLY_ALL)
    for line in below:
        layout.addWidget(line)
    layout.addStretch(1)
    return column


def words_pane(heading: str, *lists: QWidget) -> Pane:
    """Sentences under a heading, which scroll by themselves where there are many channels."""
    inner = QWidget()
    layout = QVBoxLayout(inner)
    layout.setContentsMargins(0, 0, SPACE_S, 0)
    layout.setSpacing(SPACE_S)
    for part in lists:
        layout.addWidget(part)
    layout.addStretch()
    area = UprightArea(inner)
    area.setMinimumHeight(_LEAST_WORDS)
    return Pane(heading, area)
