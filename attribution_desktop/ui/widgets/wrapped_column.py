"""A column of wrapping texts that asks for the height they need at the width it has."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


class WrappedColumn(QWidget):
    """Splitters know nothing of heights that depend on widths, and Qt's own guess is far too high.

    Subclasses fill `self.column`.
    """

    def __init__(self, name: str, spacing: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(spacing)

    def hasHeightForWidth(self) -> bool:
        """No: box layouts squeeze whatever stands beside such a part below its least height."""
        return False

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        height = self.column.totalMinimumHeightForWidth(max(self.width(), 1))
        return QSize(self.column.totalMinimumSize().width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
