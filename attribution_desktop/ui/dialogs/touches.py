"""The touches of a journey, entered row by row."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.domain.tracking import TrackedTouch
from attribution_desktop.ui.dialogs.wall_time import WallTimeEdit
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.icons import icon
from attribution_desktop.visuals.theme import current_theme, set_look
from attribution_desktop.visuals.tokens import SPACE_S, SPACE_XS

_LEAST_HEIGHT = 170
_SESSION = 76
_LEAST_NAME = 7
_MOMENT = 190
_BUTTON = 30


class TouchRow(QWidget):
    """One touch: its channel, its moment and perhaps its session, and what is wrong with it."""

    changed = Signal()
    removal_requested = Signal(object)
    move_requested = Signal(object, int)

    def __init__(self, channels: Sequence[str], zone: ZoneInfo, instant: int) -> None:
        super().__init__()
        self.channel = _channel_box(channels)
        self.moment = WallTimeEdit(zone, "Time of the touch")
        self.moment.set_instant(instant)
        self.moment.setFixedWidth(_MOMENT)
        self.session = QLineEdit()
        self.session.setPlaceholderText("Session")
        self.session.setToolTip("The session's id in the source; may stay empty.")
        self.session.setFixedWidth(_SESSION)
        self.metadata = ""
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
        for widget in (self.moment, self.session, self.up, self.down, self.remove):
            line.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addWidget(self.message)
        self.session.textEdited.connect(self._tell_change)
        self.channel.currentTextChanged.connect(self._tell_change)
        self.moment.dateTimeChanged.connect(self._tell_change)
        self.up.clicked.connect(self._ask_up)
        self.down.clicked.connect(self._ask_down)
        self.remove.clicked.connect(self._ask_removal)

    @property
    def name(self) -> str:
        return self.channel.currentText().strip()

    def show_name(self, channel: str) -> None:
        """Put a channel into the field; of a long name its beginning is seen."""
        self.channel.setCurrentText(channel)
        edit = self.channel.lineEdit()
        if edit is not None:
            edit.setCursorPosition(0)

    @property
    def touch(self) -> TrackedTouch:
        """As it stands."""
        session = self.session.text().strip()
        return TrackedTouch(self.name, self.moment.instant, session, self.metadata)

    def set_message(self, text: str) -> None:
        """Say what is wrong with the touch; empty: nothing is."""
        self.message.setText(text)
        self.message.setVisible(bool(text))
        set_look(self.moment, "invalid", value=bool(text))
        self.moment.setAccessibleDescription(text)

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
    """Rows of touches in order of entry, which decides between touches of one instant.

    Parameters
    ----------
    instant
        Of the first touch that is added to none.
    """

    changed = Signal()

    def __init__(self, zone: ZoneInfo, instant: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._instant = instant
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
        self.add = QPushButton("Add to&uch")
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
            row.show_name(typed)

    def add_touch(self, instant: int, channel: str = "") -> TouchRow:
        """Append a row."""
        row = TouchRow(self._channels, self._zone, instant)
        row.show_name(channel)
        row.changed.connect(self.changed)
        row.removal_requested.connect(self._remove)
        row.move_requested.connect(self._move)
        self.rows.append(row)
        self._list.insertWidget(len(self.rows) - 1, row)
        self._number_rows()
        return row

    def touches(self) -> tuple[TrackedTouch, ...]:
        return tuple(row.touch for row in self.rows)

    def set_touches(self, touches: Sequence[TrackedTouch]) -> None:
        """Show these touches, and no others."""
        for row in tuple(self.rows):
            self._remove(row)
        for touch in touches:
            row = self.add_touch(touch.instant, touch.channel)
            row.moment.set_exact(touch.instant)
            row.session.setText(touch.session)
            row.metadata = touch.metadata
        self._number_rows()

    def set_latest(self, instant: int) -> None:
        """Mark touches that come after the conversion."""
        for row in self.rows:
            is_late = row.moment.instant > instant
            row.set_message("Comes after the conversion." if is_late else "")

    @Slot()
    def _add_another(self) -> None:
        instant = self.rows[-1].moment.instant if self.rows else self._instant
        self.add_touch(instant).channel.setFocus()

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
            row.remove.setAccessibleName(f"Remove touch {place + 1}")
            row.up.setEnabled(place > 0)
            row.down.setEnabled(place < len(self.rows) - 1)
            row.session.setAccessibleName(f"Session of touch {place + 1}")
            for widget in (row.channel, row.moment, row.session, row.up, row.down, row.remove):
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
    # The longest name of the project must not push the other fields out of sight.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_LEAST_NAME)
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
