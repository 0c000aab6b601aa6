"""The lesser settings of the filter, in a panel that opens below their button."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QEvent, QPoint, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from attribution_desktop.domain.channels import channel_key
from attribution_desktop.domain.notation import current_notation
from attribution_desktop.domain.settings import (
    HIGHEST_MARKOV_ORDER,
    LONGEST_LOOKBACK_DAYS,
    AnalysisSettings,
    PathRule,
)
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.controls import add_calendar
from attribution_desktop.visuals.plain_text import tool_tip
from attribution_desktop.visuals.tables import style_list
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_S

LOOKBACKS = (30.0, 60.0, 90.0, 180.0, None)
_OTHER = "other"
_RULES = {
    PathRule.WINDOW: "Every touch in the window",
    PathRule.RESTART: "Restart after each conversion",
}
_WIDTH = 460
_LIST_HEIGHT = 132
_LONGEST_HALF_LIFE = 3650.0
_MOST_WEIGHT = 1000.0


def lookback_text(days: float | None) -> str:
    return "Unlimited" if days is None else f"{days:g} days"


def rule_text(rule: PathRule) -> str:
    return _RULES[rule]


class FilterMore(QFrame):
    """Shows the settings it was given and asks for single changes; it holds none itself."""

    change_requested = Signal(object)
    """Field names of the settings and their new values."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        set_role(self, "card")
        self.setAccessibleName("More settings of the filter")
        self._settings = AnalysisSettings()
        self._channels: tuple[str, ...] = ()
        self._span = (date(2000, 1, 1), date(2000, 1, 1))
        self.start = _date_edit("First day of the period")
        self.end = _date_edit("Last day of the period")
        self.lookback = QComboBox()
        for days in LOOKBACKS:
            self.lookback.addItem(lookback_text(days), days)
        self.lookback.addItem("Other…", _OTHER)
        self.lookback.setToolTip("How many days before a conversion a touch still counts.")
        self.lookback_days = _spin("Days of the lookback", LONGEST_LOOKBACK_DAYS, " days")
        self.rule = QComboBox()
        for rule, text in _RULES.items():
            self.rule.addItem(text, rule)
        self.rule.setToolTip("Which touches a repeat purchase looks back over.")
        self.half_life = _spin("Half-life of time decay in days", _LONGEST_HALF_LIFE, " days")
        self.half_life.setDecimals(2)
        self.half_life.setMinimum(0.01)
        self.half_life.setToolTip("A touch loses half of its credit with every half-life.")
        self.order = QComboBox()
        self.order.addItem("Chosen on held-out journeys", None)
        for order in range(1, HIGHEST_MARKOV_ORDER + 1):
            self.order.addItem(f"{order} {'channel' if order == 1 else 'channels'}", order)
        self.order.setToolTip("How many last channels the Markov chain remembers.")
        self.weights = tuple(
            _spin(f"Weight of the {place}", _MOST_WEIGHT, "")
            for place in ("first touch", "touches between", "last touch")
        )
        self.repeats = QCheckBox("&Repeats of a channel are one step of a path")
        self.excluded = QListWidget()
        self.excluded.setFixedHeight(_LIST_HEIGHT)
        style_list(self.excluded)
        # The end of a long name tells more than its middle, and nothing scrolls sideways.
        self.excluded.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.excluded.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        self.start.dateChanged.connect(self._choose_start)
        self.end.dateChanged.connect(self._choose_end)
        self.lookback.activated.connect(self._choose_lookback)
        self.lookback_days.valueChanged.connect(self._choose_lookback_days)
        self.rule.activated.connect(self._choose_rule)
        self.half_life.valueChanged.connect(self._choose_half_life)
        self.order.activated.connect(self._choose_order)
        for spin in self.weights:
            spin.valueChanged.connect(self._choose_weights)
        self.repeats.clicked.connect(self._choose_repeats)
        self.excluded.itemChanged.connect(self._choose_excluded)

    def _lay_out(self) -> None:
        self.setFixedWidth(_WIDTH)
        form = QFormLayout(self)
        form.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_L)
        form.setHorizontalSpacing(SPACE_M)
        form.setVerticalSpacing(SPACE_S)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        dates = _row()
        dates.addWidget(self.start, 1)
        dates.addWidget(QLabel("to"))
        dates.addWidget(self.end, 1)
        self._add(form, "&From", self.start, dates)
        lookback = _row()
        lookback.addWidget(self.lookback, 1)
        lookback.addWidget(self.lookback_days, 1)
        self._add(form, "&Lookback", self.lookback, lookback)
        self._add(form, "Path r&ule", self.rule)
        self._add(form, "&Half-life", self.half_life)
        weights = _row()
        for spin in self.weights:
            weights.addWidget(spin)
        self._weights_label = self._add(form, "Custom &weights", self.weights[0], weights)
        self._order_label = self._add(form, "Markov &order", self.order)
        form.addRow(self.repeats)
        label = QLabel("Leave o&ut these channels, before any credit is given")
        label.setBuddy(self.excluded)
        self.excluded.setAccessibleName("Channels to leave out")
        form.addRow(label)
        form.addRow(self.excluded)
        form.addRow(plain_label("Journeys of left-out channels only stay whole.", "caption"))

    def _add(
        self, form: QFormLayout, text: str, field: QWidget, row: QHBoxLayout | None = None
    ) -> QLabel:
        label = QLabel(text)
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(text.replace("&", ""))
        form.addRow(label, row or field)
        return label

    def open_below(self, widget: QWidget) -> None:
        """Open with the right edge at that of a widget, the first field focused."""
        self.adjustSize()
        corner = widget.mapToGlobal(QPoint(widget.width() - self.width(), widget.height() + 4))
        self.move(corner)
        self.show()
        self.lookback.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_span(self, first: date, last: date) -> None:
        """Tell where the data begin and end: open ends of a period stand there."""
        self._span = (first, last)
        self._show_dates()

    def _show_dates(self) -> None:
        ends = (self._settings.start or self._span[0], self._settings.end or self._span[1])
        for edit, day in zip((self.start, self.end), ends, strict=True):
            with QSignalBlocker(edit):
                edit.setDate(QDate(day.year, day.month, day.day))

    def show_settings(self, settings: AnalysisSettings) -> None:
        """Show these; nothing is asked for."""
        self._settings = settings
        self._show_dates()
        row = self.lookback.findData(settings.lookback_days)
        if settings.lookback_days is None:
            row = LOOKBACKS.index(None)
        is_other = row < 0 or self.lookback.itemData(row) == _OTHER
        self.lookback.setCurrentIndex(self.lookback.count() - 1 if is_other else row)
        self.lookback_days.setVisible(is_other)
        self.rule.setCurrentIndex(self.rule.findData(settings.path_rule))
        self.order.setCurrentIndex(settings.markov_order or 0)
        for spin, value in (
            (self.lookback_days, settings.lookback_days or 0.0),
            (self.half_life, settings.half_life_days),
            *zip(self.weights, settings.custom_weights, strict=True),
        ):
            with QSignalBlocker(spin):
                spin.setValue(value)
        self.repeats.setChecked(settings.is_collapsing_repeats)
        used = {*settings.models, settings.model}
        order: tuple[QWidget, ...] = (self._order_label, self.order)
        weights: tuple[QWidget, ...] = (self._weights_label, *self.weights)
        for parts, model in ((order, "markov"), (weights, "custom")):
            for part in parts:
                part.setVisible(model in used)
        self._tick()

    def show_channels(self, channels: Sequence[str]) -> None:
        """Offer these to be left out; the ones that are left out already are always there."""
        wanted = (*channels, *self._missing(channels))
        if wanted != self._channels:
            self._channels = wanted
            with QSignalBlocker(self.excluded):
                self.excluded.clear()
                for name in wanted:
                    item = QListWidgetItem(name, self.excluded)
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Unchecked)
                    item.setToolTip(tool_tip(name))
        self._tick()

    def _missing(self, channels: Sequence[str]) -> tuple[str, ...]:
        known = {channel_key(name) for name in channels}
        left_out = self._settings.excluded_channels
        return tuple(name for name in left_out if channel_key(name) not in known)

    def _tick(self) -> None:
        with QSignalBlocker(self.excluded):
            for row in range(self.excluded.count()):
                item = self.excluded.item(row)
                is_out = self._settings.is_excluded(item.text())
                item.setCheckState(Qt.CheckState.Checked if is_out else Qt.CheckState.Unchecked)

    # Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Hide:
            self.closed.emit()
        return super().event(event)

    # Wishes

    def _ask(self, **changes: object) -> None:
        self.change_requested.emit(changes)

    @Slot(QDate)
    def _choose_start(self, chosen: QDate) -> None:
        start = _python_date(chosen)
        self._ask(start=start, end=max(start, _python_date(self.end.date())))

    @Slot(QDate)
    def _choose_end(self, chosen: QDate) -> None:
        end = _python_date(chosen)
        self._ask(start=min(end, _python_date(self.start.date())), end=end)

    @Slot(int)
    def _choose_lookback(self, row: int) -> None:
        days = self.lookback.itemData(row)
        is_other = days == _OTHER
        self.lookback_days.setVisible(is_other)
        if is_other:
            with QSignalBlocker(self.lookback_days):
                self.lookback_days.setValue(self._settings.lookback_days or 365.0)
            self.lookback_days.setFocus()
            self.lookback_days.selectAll()
        else:
            self._ask(lookback_days=days)

    @Slot(float)
    def _choose_lookback_days(self, days: float) -> None:
        self._ask(lookback_days=days)

    @Slot(int)
    def _choose_rule(self, row: int) -> None:
        self._ask(path_rule=PathRule(self.rule.itemData(row)))

    @Slot(float)
    def _choose_half_life(self, days: float) -> None:
        self._ask(half_life_days=days)

    @Slot(int)
    def _choose_order(self, row: int) -> None:
        self._ask(markov_order=self.order.itemData(row))

    @Slot()
    def _choose_weights(self) -> None:
        weights = tuple(spin.value() for spin in self.weights)
        if any(weights):
            self._ask(custom_weights=weights)

    @Slot(bool)
    def _choose_repeats(self, is_on: bool) -> None:  # noqa: FBT001  # Qt's signature
        self._ask(is_collapsing_repeats=is_on)

    @Slot()
    def _choose_excluded(self) -> None:
        items = [self.excluded.item(row) for row in range(self.excluded.count())]
        self._ask(
            excluded_channels=tuple(
                item.text() for item in items if item.checkState() is Qt.CheckState.Checked
            )
        )


def _row() -> QHBoxLayout:
    """Fields side by side, as far from each other as lines are."""
    row = QHBoxLayout()
    row.setSpacing(SPACE_S)
    return row


def _spin(name: str, most: float, suffix: str) -> QDoubleSpinBox:
    spin = QDoubleSpinBox()
    spin.setAccessibleName(name)
    spin.setDecimals(0)
    spin.setRange(1.0 if suffix else 0.0, most)
    spin.setSuffix(suffix)
    # Half-typed numbers would start an analysis each.
    spin.setKeyboardTracking(False)
    return spin


def _date_edit(name: str) -> QDateEdit:
    edit = QDateEdit()
    edit.setDisplayFormat(current_notation().day)
    add_calendar(edit)
    # Half-typed dates would start an analysis each.
    edit.setKeyboardTracking(False)
    edit.setAccessibleName(name)
    return edit


def _python_date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
