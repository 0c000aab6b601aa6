"""What channel rules make of texts that are typed, and of what the project's own files hold."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from attribution_desktop.domain.channel_rules import UNASSIGNED, ChannelRule, channel_by_rules
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.imports import Traffic
from attribution_desktop.ui.models.columns import TableColumn
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.tokens import SPACE_S

MOST_SHOWN = 300
_COLUMNS = (
    TableColumn("Channel", Kind.TEXT, "What the rules above make of it."),
    TableColumn("So far", Kind.TEXT, "What the rules in force make of it, where they differ."),
    TableColumn("Source", Kind.TEXT, "As the files have it."),
    TableColumn("Medium", Kind.TEXT, "As the files have it."),
    TableColumn("Campaign", Kind.TEXT, "As the files have it."),
    TableColumn("Rows", Kind.COUNT, "Rows of the imported files that have it."),
)
_NEARLY_ALL = 1000
_NONE_YET = (
    "No file with source, medium or campaign has been imported yet: type some below to see what "
    "the rules make of them."
)


class RuleTrial(QWidget):
    """The project's own sources, media and campaigns with the channel each gets, live."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._traffic: tuple[Traffic, ...] = ()
        self._before: tuple[str, ...] = ()
        self.summary = plain_label(role="muted", has_wrap=True)
        self.values = FigureTable(_COLUMNS, "What the project's files hold", least_rows=3)
        self.tried = tuple(QLineEdit() for _ in range(3))
        self.answer = plain_label(role="heading")
        typed = QHBoxLayout()
        typed.setSpacing(SPACE_S)
        labels = ("&Try: source", "&medium", "&campaign")
        for label, field in zip(labels, self.tried, strict=True):
            caption = QLabel(label)
            caption.setBuddy(field)
            field.setAccessibleName(f"{label.replace('&', '')} to try")
            field.textChanged.connect(self.changed)
            typed.addWidget(caption)
            typed.addWidget(field, 1)
        typed.addWidget(self.answer, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(plain_label("What they make of your own files", "heading"))
        layout.addWidget(self.summary)
        layout.addWidget(self.values, _NEARLY_ALL)
        layout.addLayout(typed)
        layout.addStretch(1)

    def set_traffic(self, traffic: Sequence[Traffic], rules: Sequence[ChannelRule]) -> None:
        """Try these from now on; `rules` are the ones in force."""
        self._traffic = tuple(traffic[:MOST_SHOWN])
        self._before = _channels(self._traffic, rules)

    def show_rules(self, rules: Sequence[ChannelRule]) -> None:
        """Show what these rules make of everything."""
        source, medium, campaign = (field.text() for field in self.tried)
        is_tried = bool(source or medium or campaign)
        channel = channel_by_rules(rules, source, medium, campaign) if is_tried else ""
        self.answer.setText(f"→ {channel}" if is_tried else "")
        channels = _channels(self._traffic, rules)
        rows = [
            (now, was if was != now else "", one.source, one.medium, one.campaign, one.rows)
            for one, now, was in zip(self._traffic, channels, self._before, strict=True)
        ]
        # What would change comes first: that is what one looks for.
        rows.sort(key=lambda row: not row[1])
        self.values.set_table(_COLUMNS, rows)
        self.values.setVisible(bool(self._traffic))
        self.summary.setText(self._summary(channels))

    def show_nothing(self) -> None:
        """The rules make no sense as they stand."""
        self.answer.setText("")

    def _summary(self, channels: tuple[str, ...]) -> str:
        if not self._traffic:
            return _NONE_YET
        pairs = list(zip(self._traffic, channels, self._before, strict=True))
        rows = sum(one.rows for one in self._traffic)
        lost = sum(one.rows for one, now, _ in pairs if now == UNASSIGNED)
        moved = sum(one.rows for one, now, was in pairs if now != was)
        said = [f"{len(pairs):,} different values in {rows:,} rows", f"{lost:,} rows unassigned"]
        if moved:
            said.append(f"{moved:,} rows would get another channel than so far")
        return "; ".join(said) + "."


def _channels(traffic: Sequence[Traffic], rules: Sequence[ChannelRule]) -> tuple[str, ...]:
    return tuple(channel_by_rules(rules, one.source, one.medium, one.campaign) for one in traffic)
