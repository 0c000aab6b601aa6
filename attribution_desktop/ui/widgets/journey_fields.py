"""The conditions that journeys are searched by."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.journey_query import JourneyQuery, Outcome
from attribution_desktop.domain.path_words import (
    PathWish,
    path_wish,
    path_words,
    unknown_channels,
)
from attribution_desktop.ui.widgets.field_reading import (
    amount_text,
    number_text,
    read_amount,
    read_count,
    read_date,
    read_days,
    written_day,
)
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.ui.widgets.wide_row import WideRow
from attribution_desktop.visuals.fonts import scaled
from attribution_desktop.visuals.plain_text import one_line
from attribution_desktop.visuals.theme import set_look, set_role
from attribution_desktop.visuals.tokens import SPACE_M, SPACE_S, SPACE_XS

_MILLISECONDS_OF_REST = 250
_ANY = "Any channel"
_OUTCOMES = {
    Outcome.CONVERTING: "Converting",
    Outcome.NOT_CONVERTING: "Not converting",
    Outcome.ALL: "All",
}
_ABOVE = ("outcome", "text", "channels", "path", "begins", "ends", "contains")
"""The conditions that are always in view."""

_WIDE, _DATE, _NARROW, _NAME = 72, 106, 56, 140
_LEAST_WIDE = 960


class JourneyFields(QFrame):
    """Shows a query and asks for another as soon as the reader rests."""

    query_changed = Signal(object)  # JourneyQuery

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._channels: tuple[str, ...] = ()
        self._query = JourneyQuery()
        self.text = _edit("Customer or order", "beginning of an id")
        self.path = _edit("Path", "such as email → … → direct")
        self.path.setToolTip("… stands for any steps, ? for one step of any channel.")
        self.is_collapsing = QCheckBox("&Runs as one step")
        self.is_collapsing.setToolTip("Count touches of one channel in a row as one step.")
        self.channel = QComboBox()
        self.channel.setAccessibleName("Channel touched")
        self.channel.setMinimumWidth(scaled(_NAME))
        self.channel.setMaximumWidth(scaled(2 * _WIDE))
        self.outcome = QComboBox()
        for outcome, words in _OUTCOMES.items():
            self.outcome.addItem(words, outcome)
        self.outcome.setAccessibleName("Which journeys")
        self.least_value = _edit("Least value", "from", _WIDE)
        self.most_value = _edit("Highest value", "to", _WIDE)
        self.start = _edit("First day", "first day", _DATE)
        self.end = _edit("Last day", "last day", _DATE)
        self.least_touches = _edit("Fewest touches", "from", _NARROW)
        self.most_touches = _edit("Most touches", "to", _NARROW)
        self.least_days = _edit("Fewest days to convert", "from", _NARROW)
        self.most_days = _edit("Days to convert below", "below", _NARROW + SPACE_S)
        self.more = QPushButton("Mo&re ▾")
        self.more.setCheckable(True)
        self.more.setToolTip("Value, dates, touches, days, runs of one channel")
        self.more.setAccessibleName("More conditions")
        self.reset = QPushButton("&Back to all")
        self.reset.setAccessibleName("Back to all converting journeys")
        set_role(self.reset, "flat")
        self.message = plain_label(role="negative", has_wrap=True)
        self.message.hide()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_MILLISECONDS_OF_REST)
        self._rest.timeout.connect(self._tell)
        self._lay_out()
        self.set_channels(())
        for edit in self._edits():
            edit.textEdited.connect(self._wait)
            edit.returnPressed.connect(self._tell)
        self.channel.activated.connect(self._tell)
        self.outcome.activated.connect(self._tell)
        self.is_collapsing.clicked.connect(self._tell)
        self.more.toggled.connect(self._open_further)
        self.reset.clicked.connect(self._reset)
        self.show_query(self._query)

    def _edits(self) -> tuple[QLineEdit, ...]:
        return (
            self.text,
            self.path,
            self.least_value,
            self.most_value,
            self.start,
            self.end,
            self.least_touches,
            self.most_touches,
            self.least_days,
            self.most_days,
        )

    def _lay_out(self) -> None:
        typed, chosen, below = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        _add(typed, "Fi&nd", (self.text,), 3)
        _add(typed, "P&ath", (self.path,), 4)
        _add(chosen, "&Channel", (self.channel,), 2)
        _add(chosen, "&Show", (self.outcome,))
        chosen.addWidget(self.more)
        chosen.addWidget(self.reset)
        chosen.addStretch()
        _add(below, "Val&ue", (self.least_value, self.most_value))
        _add(below, "&Dates", (self.start, self.end))
        _add(below, "&Touches", (self.least_touches, self.most_touches))
        _add(below, "Da&ys", (self.least_days, self.most_days))
        below.addWidget(self.is_collapsing)
        below.addStretch()
        below.setContentsMargins(0, 0, 0, 0)
        self._further = QWidget()
        self._further.setLayout(below)
        self._further.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        for row in (typed, chosen, below):
            row.setSpacing(SPACE_XS)
        layout.addWidget(WideRow((typed, 7), (chosen, 2), least_wide=_LEAST_WIDE, spacing=SPACE_XS))
        layout.addWidget(self._further)
        layout.addWidget(self.message)

    @property
    def query(self) -> JourneyQuery:
        """What was last asked for."""
        return self._query

    def set_channels(self, channels: Sequence[str]) -> None:
        """Names to choose from; what was chosen stays chosen."""
        if channels and tuple(channels) == self._channels:
            return
        self._channels = tuple(channels)
        with QSignalBlocker(self.channel):
            self.channel.clear()
            self.channel.addItem(_ANY, "")
            for name in (*channels, NO_TOUCHPOINT):
                self.channel.addItem(one_line(name), name)
        self._show_channel()

    def show_query(self, query: JourneyQuery) -> None:
        """Show the conditions; asks for nothing."""
        self._query = query
        self._rest.stop()
        shown: tuple[tuple[QLineEdit, str], ...] = (
            (self.text, query.text),
            (self.path, path_words(query)),
            (self.least_value, amount_text(query.least_value)),
            (self.most_value, amount_text(query.most_value)),
            (self.start, written_day(query.start)),
            (self.end, written_day(query.end)),
            (self.least_touches, number_text(query.least_touches)),
            (self.most_touches, number_text(query.most_touches)),
            (self.least_days, number_text(query.least_days)),
            (self.most_days, number_text(query.most_days)),
        )
        for edit, text in shown:
            edit.setText(text)
            edit.setCursorPosition(0)
            set_look(edit, "invalid", value=False)
        self.is_collapsing.setChecked(query.is_collapsing_repeats)
        if query != replace(JourneyQuery(), **{name: getattr(query, name) for name in _ABOVE}):
            # What narrows the list down must be seen.
            self.more.setChecked(True)
        self.outcome.setCurrentIndex(self.outcome.findData(query.outcome))
        self._show_channel()
        self._say("")

    @Slot(bool)
    def _open_further(self, is_open: bool) -> None:  # noqa: FBT001  # Qt's signature
        self._further.setVisible(is_open)
        self.more.setText("Mo&re ▴" if is_open else "Mo&re ▾")

    def _show_channel(self) -> None:
        """Several channels, which only another page asks for, are an entry of their own."""
        wanted = self._query.channels
        known = self.channel.findData(wanted[0]) if len(wanted) == 1 else 0
        if len(wanted) > 1 or known < 0:
            self.channel.addItem(" + ".join(map(one_line, wanted)), wanted)
            known = self.channel.count() - 1
        self.channel.setCurrentIndex(known)

    @Slot()
    def _wait(self) -> None:
        self._rest.start()

    @Slot()
    def _reset(self) -> None:
        self.show_query(JourneyQuery())
        self.query_changed.emit(self._query)

    @Slot()
    def _tell(self) -> None:
        self._rest.stop()
        try:
            query = self._read()
        except UsageError as error:
            self._say(error.message)
            return
        is_other, self._query = query != self._query, query
        self._say("")
        if is_other:
            self.query_changed.emit(query)

    def _say(self, text: str) -> None:
        """Below the fields; whatever is not the default can be taken back."""
        self.message.setText(text)
        self.message.setVisible(bool(text))
        self.reset.setEnabled(bool(text) or self._query != JourneyQuery())

    def _read(self) -> JourneyQuery:
        """The query as the fields stand.

        Raises
        ------
        UsageError
            When a field makes no sense; it is marked.
        """
        wish: PathWish = self._marked(self.path, self._path_wish)
        chosen = self.channel.currentData()
        values: dict[str, Any] = {
            name: self._marked(edit, reading)
            for name, edit, reading in (
                ("least_value", self.least_value, read_amount),
                ("most_value", self.most_value, read_amount),
                ("start", self.start, read_date),
                ("end", self.end, read_date),
                ("least_touches", self.least_touches, read_count),
                ("most_touches", self.most_touches, read_count),
                ("least_days", self.least_days, read_days),
                ("most_days", self.most_days, read_days),
            )
        }
        return JourneyQuery(
            outcome=Outcome(self.outcome.currentData()),
            text=self.text.text().strip(),
            channels=tuple(chosen) if isinstance(chosen, (tuple, list)) else _one(chosen),
            is_collapsing_repeats=self.is_collapsing.isChecked(),
            path=wish.path,
            begins=wish.begins,
            contains=wish.contains,
            ends=wish.ends,
            **values,
        )

    def _path_wish(self, text: str) -> PathWish:
        if text == path_words(self._query):
            # A name that holds an arrow would not survive being read.
            query = self._query
            return PathWish(
                path=query.path, begins=query.begins, contains=query.contains, ends=query.ends
            )
        wish = path_wish(text)
        unknown = unknown_channels(wish, self._channels)
        if unknown:
            raise UsageError(f"There is no channel {unknown[0]}.")
        return wish

    @staticmethod
    def _marked(edit: QLineEdit, reading: Callable[[str], Any]) -> Any:
        try:
            read = reading(edit.text().strip())
        except UsageError:
            set_look(edit, "invalid", value=True)
            raise
        set_look(edit, "invalid", value=False)
        return read


def _one(channel: object) -> tuple[str, ...]:
    return (str(channel),) if channel else ()


def _edit(name: str, placeholder: str, width: int = 0) -> QLineEdit:
    edit = QLineEdit()
    edit.setAccessibleName(name)
    edit.setToolTip(name)
    edit.setPlaceholderText(placeholder)
    if width:
        edit.setFixedWidth(scaled(width))
    return edit


def _add(row: QHBoxLayout, text: str, fields: Sequence[QWidget], stretch: int = 0) -> None:
    label = QLabel(text)
    label.setBuddy(fields[0])
    set_role(label, "muted")
    row.addWidget(label)
    for field in fields:
        row.addWidget(field, stretch)
    row.addSpacing(SPACE_M)
