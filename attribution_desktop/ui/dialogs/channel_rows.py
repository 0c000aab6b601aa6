"""Rows of channels in an order of their own: added, moved, removed."""

from collections.abc import Sequence
from typing import Generic, TypeVar

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

from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.icons import icon
from attribution_desktop.visuals.plain_text import one_line, tool_tip
from attribution_desktop.visuals.theme import current_theme
from attribution_desktop.visuals.tokens import SPACE_S, SPACE_XS

_LEAST_HEIGHT = 170
_LEAST_NAME = 12
_BUTTON = 30
_WIDEST_LIST, _LIST_PADDING = 420, 48


class ChannelRow(QWidget):
    """One channel, what else is known of it, and what is wrong with it.

    Parameters
    ----------
    fields
        What stands between the channel and the buttons that move and remove the row.
    """

    changed = Signal()
    removal_requested = Signal(object)
    move_requested = Signal(object, int)

    def __init__(self, channels: Sequence[str], fields: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.channel = _channel_box(channels)
        self._fields = tuple(fields)
        self.message = plain_label(role="negative", has_wrap=True)
        self.message.hide()
        self.up = _small_button(Qt.ArrowType.UpArrow, "Move this touch up")
        self.down = _small_button(Qt.ArrowType.DownArrow, "Move this touch down")
        self.remove = QToolButton()
        self.remove.setIcon(icon("delete", current_theme()))
        self.remove.setToolTip("Remove this touch")
        for button in (self.up, self.down, self.remove):
            button.setFixedWidth(_BUTTON)
        line = QHBoxLayout()
        line.setSpacing(SPACE_XS)
        line.addWidget(self.channel, 1)
        for widget in self.controls[1:]:
            line.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addWidget(self.message)
        self.channel.currentTextChanged.connect(self._tell_change)
        self.up.clicked.connect(self._ask_up)
        self.down.clicked.connect(self._ask_down)
        self.remove.clicked.connect(self._ask_removal)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """In tab order."""
        return (self.channel, *self._fields, self.up, self.down, self.remove)

    @property
    def name(self) -> str:
        return self.channel.currentText().strip()

    def show_name(self, channel: str) -> None:
        """Put a channel into the field; of a long name its beginning is seen."""
        self.channel.setCurrentText(channel)
        edit = self.channel.lineEdit()
        if edit is not None:
            edit.setCursorPosition(0)

    def set_place(self, place: int, count: int) -> None:
        """Tell which of so many rows this is, from 0."""
        self.channel.setAccessibleName(f"Channel of touch {place + 1}")
        self.remove.setAccessibleName(f"Remove touch {place + 1}")
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < count - 1)

    @Slot()
    def _tell_change(self) -> None:
        self.channel.setToolTip(tool_tip(self.name))
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


Row = TypeVar("Row", bound=ChannelRow)


class ChannelRows(QWidget, Generic[Row]):
    """A column of rows that scrolls, with the button that adds one below it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._channels: tuple[str, ...] = ()
        self.rows: list[Row] = []
        self._inner = QWidget()
        self._list = QVBoxLayout(self._inner)
        self._list.setContentsMargins(0, 0, SPACE_S, 0)
        self._list.setSpacing(SPACE_XS)
        self._list.addStretch()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._inner)
        self._area.setMinimumHeight(_LEAST_HEIGHT)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add = QPushButton("Add to&uch")
        # Enter stores what was entered, wherever the focus is.
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._add_another)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._area, 1)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def set_channels(self, channels: Sequence[str]) -> None:
        """Names to complete from; what has been typed stays."""
        self._channels = tuple(channels)
        for row in self.rows:
            typed = row.channel.currentText()
            row.channel.clear()
            _fill(row.channel, channels)
            row.show_name(typed)

    def append(self, row: Row, channel: str) -> None:
        """Put a new row at the end, and a channel into it."""
        row.show_name(channel)
        row.changed.connect(self.changed)
        row.removal_requested.connect(self._remove)
        row.move_requested.connect(self._move)
        self.rows.append(row)
        self._list.insertWidget(len(self.rows) - 1, row)
        # Nothing scrolls sideways: there is always room for a whole row and the scroll bar.
        bar = self._area.verticalScrollBar().sizeHint().width()
        self._area.setMinimumWidth(self._inner.minimumSizeHint().width() + bar)
        self.number_rows()

    def clear(self) -> None:
        """Remove every row."""
        for row in tuple(self.rows):
            self._remove(row)

    def new_row(self) -> Row:
        """Append a row for another touch."""
        raise NotImplementedError

    @Slot()
    def _add_another(self) -> None:
        row = self.new_row()
        row.channel.setFocus()
        self._inner.adjustSize()
        self._area.ensureWidgetVisible(row)

    @Slot(object)
    def _remove(self, row: Row) -> None:
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.number_rows()

    @Slot(object, int)
    def _move(self, row: Row, step: int) -> None:
        place = self.rows.index(row) + step
        if not 0 <= place < len(self.rows):
            return
        self.rows.remove(row)
        self.rows.insert(place, row)
        self._list.removeWidget(row)
        self._list.insertWidget(place, row)
        self.number_rows()

    def number_rows(self) -> None:
        """Keep names, ends and tab order as the rows stand."""
        # The button holds the rows' place in the dialog: they come behind it, then it behind them.
        before: QWidget = self.add
        for place, row in enumerate(self.rows):
            row.set_place(place, len(self.rows))
            for widget in row.controls:
                QWidget.setTabOrder(before, widget)
                before = widget
        if self.rows:
            QWidget.setTabOrder(before, self.add)
        self.changed.emit()


def _channel_box(channels: Sequence[str]) -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    # The longest name of the project must not push the other fields out of sight.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_LEAST_NAME)
    _fill(box, channels)
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


def _fill(box: QComboBox, channels: Sequence[str]) -> None:
    """Offer these names, in a list as wide as they need whatever the field's own width."""
    box.addItems(list(channels))
    metrics = box.fontMetrics()
    widest = max((metrics.horizontalAdvance(one_line(name)) for name in channels), default=0)
    box.view().setMinimumWidth(min(widest + _LIST_PADDING, _WIDEST_LIST))
    box.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)


def _small_button(arrow: Qt.ArrowType, name: str) -> QToolButton:
    button = QToolButton()
    button.setArrowType(arrow)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
