"""Scenarios side by side: kept under a name, taken up again, deleted, and all of it undone."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from attribution_desktop.domain.budget import Scenario
from attribution_desktop.domain.figures import Kind
from attribution_desktop.ui.models.columns import Cell, TableColumn, figure_column
from attribution_desktop.ui.tabs.budget_fitting import FittingTable, TableWithDetails
from attribution_desktop.ui.widgets.labels import ElidedLabel
from attribution_desktop.visuals.tokens import SPACE_S, Theme

_MOST_UNDONE = 50
_LONGEST_TITLE = 20
Scenarios = tuple[Scenario, ...]


class ScenarioList(QWidget):
    """Holds what is kept. `changed` carries all scenarios after every edit."""

    changed = Signal(object)
    keep_requested = Signal(str)
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenarios: Scenarios = ()
        self._currency = ""
        self._past: list[tuple[str, Scenarios]] = []
        self.table = FittingTable(_columns((), ""), "Scenarios side by side")
        self.name = QLineEdit()
        self.name.setPlaceholderText("Name of this plan")
        self.name.setAccessibleName("Name under which the plan is kept")
        self.name.setMaxLength(80)
        self.keep = _button("&Keep as scenario")
        self.take = _button("&Take up")
        self.delete = _button("&Delete")
        self.undo = _button("&Undo")
        self._words = ElidedLabel("caption")
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        for widget in (self.name, self.keep, self.take, self.delete, self.undo):
            row.addWidget(widget)
        row.addWidget(self._words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addLayout(row)
        self._details = TableWithDetails(self.table, "Choose a scenario to see all its amounts.")
        layout.addWidget(self._details, 1)
        self.name.returnPressed.connect(self._ask_to_keep)
        self.keep.clicked.connect(self._ask_to_keep)
        self.take.clicked.connect(self._choose)
        self.delete.clicked.connect(self._delete)
        self.undo.clicked.connect(self._undo)
        self.table.selectionModel().selectionChanged.connect(self._set_enabled)
        self.show_scenarios((), "")

    @property
    def scenarios(self) -> Scenarios:
        return self._scenarios

    def set_theme(self, theme: Theme) -> None:
        self.table.set_theme(theme)

    def forget(self) -> None:
        """Another project: nothing is kept, nothing can be undone."""
        self._past.clear()
        self.show_scenarios((), "")

    def show_scenarios(self, scenarios: Scenarios, currency: str) -> None:
        """Show what the project keeps."""
        self._scenarios = scenarios
        self._currency = currency
        names = list(dict.fromkeys(name for kept in scenarios for name, _ in kept.amounts))
        rows: list[tuple[Cell, ...]] = []
        for kept in scenarios:
            amounts = dict(kept.amounts)
            rows.append(
                (
                    kept.name,
                    kept.spend,
                    kept.expected_revenue,
                    kept.roas,
                    *(amounts.get(name) for name in names),
                )
            )
        self.table.set_table(_columns(names, currency), rows)
        # An empty table would only say that nothing was kept.
        self._details.setVisible(bool(scenarios))
        self._set_enabled()

    def add(self, scenario: Scenario) -> None:
        """Keep a scenario; one of the same name is replaced."""
        others = tuple(kept for kept in self._scenarios if kept.name != scenario.name)
        self._change(f"Kept “{scenario.name}”", (*others, scenario))
        self.name.clear()

    def _change(self, words: str, scenarios: Scenarios) -> None:
        self._past = [*self._past, (words, self._scenarios)][-_MOST_UNDONE:]
        self._apply(words, scenarios)

    def _apply(self, words: str, scenarios: Scenarios) -> None:
        self.show_scenarios(scenarios, self._currency)
        self._words.set_whole(words)
        self.changed.emit(scenarios)

    def _selected(self) -> Scenario | None:
        rows = self.table.selectionModel().selectedRows()
        name = str(rows[0].data()) if rows else ""
        return next((kept for kept in self._scenarios if kept.name == name), None)

    @Slot()
    def _set_enabled(self) -> None:
        is_selected = self._selected() is not None
        self.take.setEnabled(is_selected)
        self.delete.setEnabled(is_selected)
        self.undo.setEnabled(bool(self._past))
        self.undo.setToolTip(f"Undo: {self._past[-1][0]}" if self._past else "Nothing to undo")

    @Slot()
    def _ask_to_keep(self) -> None:
        taken = {kept.name for kept in self._scenarios}
        number = len(taken) + 1
        while f"Plan {number}" in taken:
            number += 1
        self.keep_requested.emit(" ".join(self.name.text().split()) or f"Plan {number}")

    @Slot()
    def _choose(self) -> None:
        scenario = self._selected()
        if scenario is not None:
            self.chosen.emit(scenario)

    @Slot()
    def _delete(self) -> None:
        gone = self._selected()
        if gone is not None:
            left = tuple(kept for kept in self._scenarios if kept is not gone)
            self._change(f"Deleted “{gone.name}”", left)

    @Slot()
    def _undo(self) -> None:
        if self._past:
            words, before = self._past.pop()
            self._apply(f"Undone: {words}", before)


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(f"{text.replace('&', '')}: scenarios")
    return button


def _columns(names: Sequence[str], currency: str) -> tuple[TableColumn, ...]:
    return (
        figure_column("scenario"),
        figure_column("recommended_spend", currency, title="Spend"),
        figure_column("expected_revenue", currency, title="Exp. revenue"),
        figure_column("expected_roas"),
        *(TableColumn(_short(name), Kind.MONEY, f"Spend on {name}.", currency) for name in names),
    )


def _short(name: str) -> str:
    """A name that fits above a column of amounts; the tool tip has the whole."""
    return name if len(name) <= _LONGEST_TITLE else f"{name[: _LONGEST_TITLE - 1]}…"
