"""The figures behind a chart, as a table to read and to copy."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.visuals.tables import style_table
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M

_SIZE = QSize(520, 420)


class DataWindow(QDialog):
    """Shows rows of text under their headings; "Copy" is what the chart's own action does."""

    def __init__(self, title: str, table: Sequence[Sequence[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title or "Data")
        head, *rows = table
        self.cells = QTableWidget(len(rows), len(head))
        self.cells.setHorizontalHeaderLabels(list(head))
        self.cells.setAccessibleName(title or "Data")
        self.cells.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        style_table(self.cells)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for line, row in enumerate(rows):
            for place, text in enumerate(row):
                item = QTableWidgetItem(text)
                if place:
                    item.setTextAlignment(right)
                self.cells.setItem(line, place, item)
        self.cells.resizeColumnsToContents()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = buttons.addButton("&Copy", QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self.cells)
        layout.addWidget(buttons)
        self.resize(_SIZE)
