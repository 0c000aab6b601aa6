"""Sentences that scroll by themselves where there are many, and end with a whole line."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from attribution_desktop.ui.widgets.scrolling import UprightArea
from attribution_desktop.visuals.fonts import scaled

_LEAST_WORDS, _MOST_WORDS = 64, 108


class WordsArea(UprightArea):
    """Asks for the height that its words need, up to some lines; what is more scrolls.

    As long as nothing has been scrolled, no line is cut through: half a line looks like a fault.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__(content)
        self._words = content
        content.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt's own watching of what scrolls comes here too, before there are any words.
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._end_with_a_line()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._end_with_a_line()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(max(self._needed(), scaled(_LEAST_WORDS)), scaled(_MOST_WORDS)))

    def _needed(self) -> int:
        layout = self._words.layout()
        # The lists know their height by the width that they have.
        return 0 if layout is None else layout.totalMinimumSize().height()

    def _end_with_a_line(self) -> None:
        """Leave blank what the last whole line leaves."""
        room, blank = self.height(), 0
        if self._needed() > room:
            whole = [bottom for bottom in self._bottoms() if bottom <= room]
            blank = room - max(whole, default=room)
        self.setViewportMargins(0, 0, 0, blank)

    def _bottoms(self) -> Iterator[int]:
        """Where lines and buttons end, in pixels below the top of the words."""
        for button in self._words.findChildren(QAbstractButton):
            if button.isVisibleTo(self._words):
                yield self._top(button) + button.height()
        for label in self._words.findChildren(QLabel):
            if label.isVisibleTo(self._words):
                line = label.fontMetrics().lineSpacing()
                first = self._top(label) + label.contentsRect().top() + label.fontMetrics().height()
                yield from range(first, self._top(label) + label.height() + 1, max(line, 1))

    def _top(self, part: QWidget) -> int:
        return part.mapTo(self._words, QPoint(0, 0)).y()
