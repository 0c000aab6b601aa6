"""Cards that hold a chart or a table under a heading."""

from typing import ClassVar

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from attribution_desktop.ui.widgets.labels import ElidedLabel, FittingLabel
from attribution_desktop.ui.widgets.words_area import WordsArea
from attribution_desktop.visuals.fonts import scaled
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_S

_NEARLY_ALL = 1000


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
        self._heading = ElidedLabel("heading")
        self._heading.set_whole(heading)
        self._note = FittingLabel("caption")
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
        self._heading.set_whole(text)

    @property
    def note(self) -> str:
        return self._note.whole

    def set_note(self, text: str, *shorter: str) -> None:
        """One line below the heading, shorter where there is little room; none takes no room."""
        self._note.set_forms(text, *shorter)
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
    widest_left
        Pixels beyond which the left part has no use for room: the right one takes it. None: both
        grow by their shares.
    """

    least_wide: ClassVar[int] = 1160
    """Pixels from which there is room side by side, for text of the least size."""

    def __init__(
        self,
        name: str,
        left: tuple[QWidget, int],
        right: tuple[QWidget, int],
        inner: QSplitter | None = None,
        *,
        widest_left: int | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(SPACE_S)
        self._shares = (left[1], right[1])
        self._inner = inner
        self._widest_left = widest_left
        self._is_settled = False
        for index, (part, share) in enumerate((left, right)):
            self.addWidget(part)
            self.setStretchFactor(index, share)

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:
        """As Qt's; shares that were remembered are not divided anew."""
        self._is_settled = super().restoreState(state)
        return self._is_settled

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_wide = event.size().width() >= scaled(self.least_wide)
        along, across = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
        if is_wide:
            along, across = across, along
        if along is not self.orientation() or not self._is_settled:
            self._is_settled = True
            self.setOrientation(along)
            if self._inner is not None:
                self._inner.setOrientation(across)
            self._divide(event.size().width() if is_wide else event.size().height())
        super().resizeEvent(event)

    def _divide(self, room: int) -> None:
        first = room * self._shares[0] // sum(self._shares)
        is_across = self.orientation() is Qt.Orientation.Horizontal
        if is_across and self._widest_left is not None:
            first = min(first, self._widest_left)
            self.setStretchFactor(0, 0)
        else:
            self.setStretchFactor(0, self._shares[0])
        self.setSizes([first, room - first])


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


def row_of(*parts: QWidget) -> QWidget:
    """Controls side by side at their own width."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE_S)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    return row


def words_pane(heading: str, *lists: QWidget) -> Pane:
    """Sentences under a heading, which scroll by themselves where there are many channels."""
    inner = QWidget()
    layout = QVBoxLayout(inner)
    layout.setContentsMargins(0, 0, SPACE_S, 0)
    layout.setSpacing(SPACE_S)
    for part in lists:
        layout.addWidget(part)
    layout.addStretch()
    return Pane(heading, WordsArea(inner))
