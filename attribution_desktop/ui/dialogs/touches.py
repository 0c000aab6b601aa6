"""The touches of a journey, entered row by row."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.domain.tracking import TrackedTouch
from attribution_desktop.ui.dialogs.wall_time import WallTimeEdit
from attribution_desktop.visuals.tokens import SPACE_S, SPACE_XS

_LEAST_HEIGHT = 190


class TouchRow(QWidget):
    """One touch: its channel and its moment."""

    changed = Signal()
    removal_requested = Signal(object)
    move_requested = Signal(object, int)

    def __init__(self, channels: Sequence[str], zone: ZoneInfo, instant: int) -> None:
        super().__init__()
        self.channel = _channel_box(channels)
        self.moment = WallTimeEdit(zone, "Time of the touch")
        self.moment.set_instant(instant)
        self.up = _small_button(Qt.ArrowType.UpArrow, "Move this touch up")
        self.down = _small_button(Qt.ArrowType.DownArrow, "Move this touch down")
        self.remove = QToolButton()
        self.remove.setText("Remove")
        self.remove.setAccessibleName("Remove this touch")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self.channel, 1)
        for widget in (self.moment, self.up, self.down, self.remove):
            layout.addWidget(widget)
        self.channel.currentTextChanged.connect(self._tell_change)
        self.moment.dateTimeChanged.connect(self._tell_change)
        self.up.clicked.connect(self._ask_up)
        self.down.clicked.connect(self._ask_down)
        self.remove.clicked.connect(self._ask_removal)

    @property
    def name(self) -> str:
        return self.channel.currentText().strip()

    @Slot()
    def _tell_change(self) -> None:
        self.changed.emit()

    @Slot()
    def _ask_up(self) -> None:
        self.move_requested.emit(self, -1)

    @Slot()
    def _ask_down(self) -> None:
        self.move_requested.emit(self, 1)

    @Slot()
    def _ask_removal(self) -> None:
        self.removal_requested.emit(self)


class TouchesEditor(QWidget):
    """Rows of touches in order of entry, which decides between touches of one instant."""

    changed = Signal()

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._channels: tuple[str, ...] = ()
        self.rows: list[TouchRow] = []
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, SPACE_S, 0)
        self._list.setSpacing(SPACE_XS)
        self._list.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setMinimumHeight(_LEAST_HEIGHT)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add = QPushButton("&Add touch")
        self.add.clicked.connect(self._add_another)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(area, 1)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def set_channels(self, channels: Sequence[str]) -> None:
        """Names to complete from; what has been typed stays."""
        self._channels = tuple(channels)
        for row in self.rows:
            typed = row.channel.currentText()
            row.channel.clear()
            row.channel.addItems(list(channels))
            row.channel.setCurrentText(typed)

    def add_touch(self, instant: int, channel: str = "") -> TouchRow:
        """Append a row."""
        row = TouchRow(self._channels, self._zone, instant)
        row.channel.setCurrentText(channel)
        row.changed.connect(self.changed)
        row.removal_requested.connect(self._remove)
        row.move_requested.connect(self._move)
        self.rows.append(row)
        self._list.insertWidget(len(self.rows) - 1, row)
        self._number_rows()
        return row

    def touches(self) -> tuple[TrackedTouch, ...]:
        return tuple(TrackedTouch(row.name, row.moment.instant) for row in self.rows)

    @Slot()
    def _add_another(self) -> None:
        row = self.add_touch(self.rows[-1].moment.instant)
        row.channel.setFocus()

    @Slot(object)
    def _remove(self, row: TouchRow) -> None:
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._number_rows()

    @Slot(object, int)
    def _move(self, row: TouchRow, step: int) -> None:
        place = self.rows.index(row) + step
        if not 0 <= place < len(self.rows):
            return
        self.rows.remove(row)
        self.rows.insert(place, row)
        self._list.removeWidget(row)
        self._list.insertWidget(place, row)
        self._number_rows()

    def _number_rows(self) -> None:
        """Keep names, ends and tab order as the rows stand."""
        before: QWidget | None = None
        for place, row in enumerate(self.rows):
            row.channel.setAccessibleName(f"Channel of touch {place + 1}")
            row.moment.setAccessibleName(f"Time of touch {place + 1}")
            row.up.setEnabled(place > 0)
            row.down.setEnabled(place < len(self.rows) - 1)
            row.remove.setEnabled(len(self.rows) > 1)
            for widget in (row.channel, row.moment, row.up, row.down, row.remove):
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
        if before is not None:
            QWidget.setTabOrder(before, self.add)
        self.changed.emit()


def _channel_box(channels: Sequence[str]) -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(list(channels))
    box.setCurrentIndex(-1)
    completer = QCompleter(box.model(), box)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    box.setCompleter(completer)
    edit = box.lineEdit()
    if edit is not None:
        edit.setPlaceholderText("Channel, such as email")
    return box


def _small_button(arrow: Qt.ArrowType, name: str) -> QToolButton:
    button = QToolButton()
    button.setArrowType(arrow)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
