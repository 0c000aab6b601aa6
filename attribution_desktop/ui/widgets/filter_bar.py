"""The one filter bar for all tabs: period, model and the rest, and the way back to the defaults."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.domain.days import DailyTotals
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.ui.periods import Period, period_dates, period_of, period_text
from attribution_desktop.ui.widgets.filter_chips import ChipRow
from attribution_desktop.ui.widgets.filter_more import FilterMore
from attribution_desktop.ui.widgets.filter_words import FOCUS, changed_words
from attribution_desktop.visuals.charts import Timeline
from attribution_desktop.visuals.theme import set_look, set_role
from attribution_desktop.visuals.tokens import LEAST_TARGET, SPACE_M, SPACE_S, SPACE_XS

ModelChoice = tuple[str, str, str]
"""Id, label and one-line explanation of a model."""

_WIDEST_BOX, _WIDEST_PERIOD = 180, 250


class FilterBar(QFrame):
    """Shows the settings it was given and asks for others; it holds none itself."""

    settings_requested = Signal(object)
    reset_requested = Signal()
    focus_cleared = Signal()

    def __init__(self, models: Sequence[ModelChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = AnalysisSettings()
        self._default = self._settings
        self._days: tuple[date, date] | None = None
        self._focus: str | None = None
        self.period = QComboBox()
        for period in Period:
            self.period.addItem(period.value, period)
        self.period.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.timeline = Timeline()
        self.model = QComboBox()
        for row, (model, label, explanation) in enumerate(models):
            self.model.addItem(label, model)
            self.model.setItemData(row, explanation, Qt.ItemDataRole.ToolTipRole)
        self.model.setToolTip("The model behind ROI, paths and budget.")
        self.model.setMaximumWidth(_WIDEST_BOX)
        self.period.setMaximumWidth(_WIDEST_PERIOD)
        self.period_back = _back_button("Back to the default period")
        self.model_back = _back_button("Back to the default model")
        self.more_button = QPushButton("M&ore ▾")
        self.more_button.setCheckable(True)
        self.more_button.setToolTip("Dates, lookback, path rule, half-life, channels to leave out")
        self.more_button.setAccessibleName("More settings of the filter")
        self.more = FilterMore(self)
        self.reset = QPushButton("&Reset")
        self.reset.setAccessibleName("Reset the filter to the project's defaults")
        self.chips = ChipRow()
        self._lay_out()
        self._connect()
        self.show_settings(self._settings, self._default)

    def _connect(self) -> None:
        self.period.activated.connect(self._choose_period)
        self.timeline.range_requested.connect(self._choose_range)
        self.model.activated.connect(self._choose_model)
        self.period_back.clicked.connect(self._take_period_back)
        self.model_back.clicked.connect(self._take_model_back)
        self.more_button.toggled.connect(self._open_more)
        self.more.closed.connect(self._note_more_closed)
        self.more.change_requested.connect(self._change)
        self.chips.removed.connect(self._take_back)
        self.reset.clicked.connect(self.reset_requested)

    def _lay_out(self) -> None:
        set_role(self, "bar")
        set_role(self.reset, "flat")
        row = QHBoxLayout()
        row.setSpacing(SPACE_XS)
        self._add(row, "&Period", self.period)
        row.addWidget(self.period_back)
        row.addSpacing(SPACE_XS)
        row.addWidget(self.timeline, 1)
        row.addSpacing(SPACE_S)
        self._add(row, "&Model", self.model)
        row.addWidget(self.model_back)
        row.addSpacing(SPACE_XS)
        row.addWidget(self.more_button)
        row.addWidget(self.reset)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_S)
        layout.addLayout(row)
        layout.addWidget(self.chips)

    def _add(self, row: QHBoxLayout, text: str, box: QComboBox) -> None:
        label = QLabel(text)
        label.setBuddy(box)
        set_role(label, "muted")
        box.setAccessibleName(text.replace("&", ""))
        row.addWidget(label)
        row.addWidget(box)

    # Showing

    def set_data_days(self, first: date | None, last: date | None) -> None:
        """Tell the span of the data: custom dates start from it."""
        self._days = (first, last) if first and last else None
        self.more.show_span(*(self._days or (_today(), _today())))

    def show_data(self, days: DailyTotals, channels: Sequence[str]) -> None:
        """Draw the timeline, and offer the channels that can be left out."""
        self.timeline.show_days(days)
        self.more.show_channels(channels)

    def show_focus(self, channel: str | None) -> None:
        """Name the channel that all pages look at; None: all of them."""
        self._focus = channel
        self._show_chips()

    def show_settings(self, settings: AnalysisSettings, default: AnalysisSettings) -> None:
        """Show settings; what is not the default can be taken back."""
        self._settings = settings
        self._default = default
        period = period_of(settings.start, settings.end, _today())
        custom = self.period.findData(Period.CUSTOM)
        is_custom = period is Period.CUSTOM
        words = period_text(settings.start, settings.end) if is_custom else Period.CUSTOM.value
        self.period.setItemText(custom, words)
        self.period.setCurrentIndex(self.period.findData(period))
        self.timeline.show_range(settings.start, settings.end)
        self.model.setCurrentIndex(self.model.findData(settings.model))
        is_other_period = (settings.start, settings.end) != (default.start, default.end)
        for box, back, is_changed in (
            (self.period, self.period_back, is_other_period),
            (self.model, self.model_back, settings.model != default.model),
        ):
            set_look(box, "changed", is_changed)
            back.setVisible(is_changed)
        self.more.show_settings(settings)
        self.reset.setVisible(settings != default)
        self._show_chips()

    def _show_chips(self) -> None:
        words = changed_words(self._settings, self._default)
        if self._focus is not None:
            words = [(FOCUS, f"Focus on {self._focus}"), *words]
        self.chips.show_chips(words)

    # Wishes

    @Slot(object)
    def _change(self, changes: Mapping[str, object]) -> None:
        self._request(**changes)

    def _request(self, **changes: object) -> None:
        self.settings_requested.emit(dataclasses.replace(self._settings, **changes))  # type: ignore[arg-type]  # fields of the settings, by name

    @Slot(str)
    def _take_back(self, name: str) -> None:
        if name == FOCUS:
            self.focus_cleared.emit()
        else:
            self._request(**{name: getattr(self._default, name)})

    @Slot()
    def _take_period_back(self) -> None:
        self._request(start=self._default.start, end=self._default.end)

    @Slot()
    def _take_model_back(self) -> None:
        self._request(model=self._default.model)

    @Slot(bool)
    def _open_more(self, is_open: bool) -> None:  # noqa: FBT001  # Qt's signature
        if is_open:
            self.more.open_below(self.more_button)
        else:
            self.more.close()

    @Slot()
    def _note_more_closed(self) -> None:
        with QSignalBlocker(self.more_button):
            self.more_button.setChecked(False)

    @Slot(int)
    def _choose_period(self, row: int) -> None:
        period = Period(self.period.itemData(row))
        if period is Period.CUSTOM:
            first, last = self._days or (_today().replace(day=1), _today())
            self._request(
                start=self._settings.start or first, end=self._settings.end or max(first, last)
            )
            self.more_button.setChecked(True)
            self.more.start.setFocus(Qt.FocusReason.PopupFocusReason)
            return
        start, end = period_dates(period, _today())
        self._request(start=start, end=end)

    @Slot(object, object)
    def _choose_range(self, start: date | None, end: date | None) -> None:
        self._request(start=start, end=end)

    @Slot(int)
    def _choose_model(self, row: int) -> None:
        self._request(model=self.model.itemData(row))


def _back_button(name: str) -> QToolButton:
    button = QToolButton()
    button.setText("✕")
    button.setAccessibleName(name)
    button.setToolTip(name)
    set_role(button, "back")
    button.setMinimumHeight(LEAST_TARGET)
    return button


def _today() -> date:
    today = QDate.currentDate()
    return date(today.year(), today.month(), today.day())
