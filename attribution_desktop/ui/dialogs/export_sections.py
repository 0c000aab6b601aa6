"""Which sections a report has, and in which order."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.visuals.tables import style_list
from attribution_desktop.visuals.tokens import SPACE_S

_ID = Qt.ItemDataRole.UserRole
_ROW_HEIGHT = 30


class SectionList(QWidget):
    """Sections to tick; moved by dragging or by the buttons."""

    changed = Signal()

    def __init__(self, sections: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        style_list(self.list)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setAccessibleName("Sections of the report")
        self.list.setAccessibleDescription("Tick what the report is to have, in this order.")
        for name, title in sections:
            item = QListWidgetItem(title)
            item.setData(_ID, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setMinimumHeight(_ROW_HEIGHT * len(sections))
        self.up = QPushButton("Move &up")
        self.down = QPushButton("Move &down")
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self.up)
        buttons.addWidget(self.down)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        self.list.itemChanged.connect(self._tell)
        self.list.model().rowsMoved.connect(self._tell)
        self.list.currentRowChanged.connect(self._allow_moves)
        self.list.setCurrentRow(0)
        self.setFocusProxy(self.list)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of the ticked sections, from top to bottom."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(
            str(item.data(_ID)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def choose(self, sections: Sequence[str]) -> None:
        """Tick these, in this order, before the others; unknown ids are passed over."""
        for place, name in enumerate(sections):
            for row in range(place, self.list.count()):
                if self.list.item(row).data(_ID) == name:
                    self.list.insertItem(place, self.list.takeItem(row))
        for row in range(self.list.count()):
            item = self.list.item(row)
            is_chosen = item.data(_ID) in sections
            item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)

    @Slot()
    def _tell(self) -> None:
        self._allow_moves()
        self.changed.emit()

    @Slot()
    def _allow_moves(self) -> None:
        row = self.list.currentRow()
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < self.list.count() - 1)

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        item = self.list.takeItem(row)
        self.list.insertItem(row + step, item)
        self.list.setCurrentRow(row + step)
        self._tell()
