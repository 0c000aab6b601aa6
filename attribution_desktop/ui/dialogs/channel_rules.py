"""The rules that make channels of source, medium and campaign: in order, edited, and tried."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.domain.channel_rules import (
    DEFAULT_RULES,
    ChannelRule,
    checked_rules,
)
from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.imports import Traffic
from attribution_desktop.ui.dialogs.rule_trial import RuleTrial
from attribution_desktop.ui.widgets.column_widths import ColumnWidths
from attribution_desktop.ui.widgets.faults import fault_from
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M

_SIZE = (960, 720)
_HEADERS = ("Channel", "Source", "Medium", "Campaign")
_WIDTHS = (190, 280, 220)
"""Pixels; the last column takes the room that is left."""
_EXPLANATION = (
    "The first rule that matches gives the channel. Patterns are regular expressions for the "
    "whole text; an empty one matches anything. (excluded) leaves a referral out, such as the way "
    "back from a payment page. Files imported from now on follow the rules."
)


class ChannelRulesDialog(QDialog):
    """A row a rule; below, what they make of the project's own files and of what is typed."""

    rules_chosen = Signal(object)  # tuple of ChannelRule

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Channel rules")
        self.table = QTableWidget(0, len(_HEADERS))
        self.table.setHorizontalHeaderLabels(_HEADERS)
        self.table.setAccessibleName("Channel rules, the first match wins")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.widths = ColumnWidths(self.table, "Channel rules", _sized_titles)
        self.widths.refit.connect(self._fit_columns)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.add = QPushButton("&Add above")
        self.remove = QPushButton("&Remove")
        self.up = QPushButton("Move &up")
        self.down = QPushButton("Move &down")
        self.reset = QPushButton("De&faults")
        self.trial = RuleTrial()
        self.message = plain_label(role="negative", has_wrap=True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.save_button = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        set_role(self.save_button, "primary")
        self._lay_out()
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        self.reset.clicked.connect(self._reset)
        self.table.itemChanged.connect(self._check)
        self.trial.changed.connect(self._check)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        for button in (self.add, self.remove, self.up, self.down):
            tools.addWidget(button)
        tools.addStretch(1)
        tools.addWidget(self.reset)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(plain_label(_EXPLANATION, "muted", has_wrap=True))
        upper = QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 0, 0, 0)
        above.addWidget(self.table, 1)
        above.addLayout(tools)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(upper)
        parts.addWidget(self.trial)
        parts.setSizes([_SIZE[1] // 2, _SIZE[1] // 2])
        parts.setStretchFactor(0, 1)
        self._parts = parts
        layout.addWidget(parts, 1)
        layout.addWidget(self.message)
        layout.addWidget(self.buttons)
        self.resize(*_SIZE)
        self._fit_columns()

    @property
    def rules(self) -> tuple[ChannelRule, ...]:
        """The rules as they stand in the table."""
        return tuple(ChannelRule(*self._texts(row)) for row in range(self.table.rowCount()))

    @Slot(object)
    def show_project(self, held: tuple[Sequence[ChannelRule], Sequence[Traffic]]) -> None:
        """Show the project's rules, and what they make of what its files hold."""
        rules, traffic = held
        self.trial.set_traffic(traffic, rules)
        self.show_rules(rules)
        if not traffic:
            # Nothing to be tried on: the rules take the room.
            self._parts.setSizes([_SIZE[1], 0])

    @Slot(object)
    def show_rules(self, rules: Sequence[ChannelRule]) -> None:
        self.table.blockSignals(True)  # noqa: FBT003  # Qt's own
        self.table.setRowCount(len(rules))
        for row, rule in enumerate(rules):
            self._set_texts(row, (rule.channel, rule.source, rule.medium, rule.campaign))
        self.table.blockSignals(False)  # noqa: FBT003  # Qt's own
        self._check()

    @Slot(object)
    def show_failure(self, error: BaseException) -> None:
        self._say(fault_from(error).words)

    def _texts(self, row: int) -> tuple[str, str, str, str]:
        items = (self.table.item(row, column) for column in range(len(_HEADERS)))
        channel, source, medium, campaign = (item.text().strip() if item else "" for item in items)
        return channel, source, medium, campaign

    def _set_texts(self, row: int, texts: Sequence[str]) -> None:
        for column, text in enumerate(texts):
            self.table.setItem(row, column, QTableWidgetItem(text))

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))

    @Slot()
    def _check(self) -> None:
        try:
            rules = checked_rules(self.rules)
        except UsageError as error:
            self._say(error.message)
            self.trial.show_nothing()
            self.save_button.setEnabled(False)
            return
        self._say("")
        self.save_button.setEnabled(True)
        self.trial.show_rules(rules)

    @Slot()
    def _fit_columns(self) -> None:
        for column, usual in enumerate(_WIDTHS):
            with self.widths.fitting():
                self.table.setColumnWidth(column, self.widths.chosen(column) or usual)

    @Slot()
    def _add(self) -> None:
        row = max(0, self.table.currentRow())
        self.table.insertRow(row)
        self._set_texts(row, ("", "", "", ""))
        self.table.setCurrentCell(row, 0)

    @Slot()
    def _remove(self) -> None:
        if self.table.currentRow() >= 0:
            self.table.removeRow(self.table.currentRow())
            self._check()

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        row, column = self.table.currentRow(), self.table.currentColumn()
        if row < 0 or not 0 <= row + step < self.table.rowCount():
            return
        one, other = self._texts(row), self._texts(row + step)
        self._set_texts(row, other)
        self._set_texts(row + step, one)
        self.table.setCurrentCell(row + step, column)

    @Slot()
    def _reset(self) -> None:
        self.show_rules(DEFAULT_RULES)

    @Slot()
    def _save(self) -> None:
        self.rules_chosen.emit(self.rules)
        self.accept()


def _sized_titles() -> tuple[str, ...]:
    """Of all columns but the last, which takes the room that is left."""
    return _HEADERS[: len(_WIDTHS)]
