"""The one filter bar for all tabs: period, lookback and model, and the way back to the defaults."""

import dataclasses
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.ui.periods import Period, period_dates, period_of
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_M, SPACE_S, SPACE_XS

_LOOKBACKS = (30.0, 60.0, 90.0, 180.0, None)
ModelChoice = tuple[str, str, str]
"""Id, label and one-line explanation of a model."""


class FilterBar(QFrame):
    """Shows the settings it was given and asks for others; it holds none itself."""

    settings_requested = Signal(object)
    reset_requested = Signal()

    def __init__(self, models: Sequence[ModelChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = AnalysisSettings()
        self._default = self._settings
        self._days: tuple[date, date] | None = None
        self.period = QComboBox()
        for period in Period:
            self.period.addItem(period.value, period)
        self.start = _date_edit("First day of the period")
        self.end = _date_edit("Last day of the period")
        self._dash = QLabel("–")
        self.lookback = QComboBox()
        for days in _LOOKBACKS:
            self.lookback.addItem(_lookback_text(days), days)
        self.lookback.setToolTip("How many days before a conversion a touch still counts.")
        self.model = QComboBox()
        for row, (model, label, explanation) in enumerate(models):
            self.model.addItem(label, model)
            self.model.setItemData(row, explanation, Qt.ItemDataRole.ToolTipRole)
        self.model.setToolTip("The model behind ROI, paths and budget.")
        self.reset = QPushButton("&Reset")
        self.reset.setAccessibleName("Reset the filter to the project's defaults")
        self._lay_out()
        self.period.activated.connect(self._choose_period)
        self.start.dateChanged.connect(self._choose_start)
        self.end.dateChanged.connect(self._choose_end)
        self.lookback.activated.connect(self._choose_lookback)
        self.model.activated.connect(self._choose_model)
        self.reset.clicked.connect(self.reset_requested)
        self.show_settings(self._settings, self._default)

    def _lay_out(self) -> None:
        set_role(self, "bar")
        set_role(self.reset, "flat")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_XS)
        for text, boxes in (
            ("&Period", (self.period, self.start, self._dash, self.end)),
            ("&Lookback", (self.lookback,)),
            ("&Model", (self.model,)),
        ):
            label = QLabel(text)
            label.setBuddy(boxes[0])
            set_role(label, "muted")
            boxes[0].setAccessibleName(text.replace("&", ""))
            layout.addWidget(label)
            for box in boxes:
                layout.addWidget(box)
            layout.addSpacing(SPACE_M)
        layout.addStretch()
        layout.addWidget(self.reset)

    def set_data_days(self, first: date | None, last: date | None) -> None:
        """Tell the span of the data: custom dates start from it."""
        self._days = (first, last) if first and last else None

    def show_settings(self, settings: AnalysisSettings, default: AnalysisSettings) -> None:
        """Show settings; what is not the default can be reset."""
        self._settings = settings
        self._default = default
        period = period_of(settings.start, settings.end, _today())
        is_custom = period is Period.CUSTOM
        self.period.setCurrentIndex(self.period.findData(period))
        for edit, day in ((self.start, settings.start), (self.end, settings.end)):
            edit.setVisible(is_custom)
            if day is not None:
                with QSignalBlocker(edit):
                    edit.setDate(_qdate(day))
        self._dash.setVisible(is_custom)
        self._show_lookback(settings.lookback_days)
        self.model.setCurrentIndex(self.model.findData(settings.model))
        self.reset.setVisible(settings != default)

    def _show_lookback(self, days: float | None) -> None:
        row = next(
            (row for row in range(self.lookback.count()) if self.lookback.itemData(row) == days), -1
        )
        if row < 0:
            self.lookback.addItem(_lookback_text(days), days)
            row = self.lookback.count() - 1
        self.lookback.setCurrentIndex(row)

    def _request(self, **changes: object) -> None:
        self.settings_requested.emit(dataclasses.replace(self._settings, **changes))  # type: ignore[arg-type]  # fields of the settings, by name

    @Slot(int)
    def _choose_period(self, row: int) -> None:
        period = Period(self.period.itemData(row))
        if period is Period.CUSTOM:
            first, last = self._days or (_today().replace(day=1), _today())
            self._request(
                start=self._settings.start or first, end=self._settings.end or max(first, last)
            )
            return
        start, end = period_dates(period, _today())
        self._request(start=start, end=end)

    @Slot(QDate)
    def _choose_start(self, chosen: QDate) -> None:
        start = _python_date(chosen)
        self._request(start=start, end=max(start, _day(self.end)))

    @Slot(QDate)
    def _choose_end(self, chosen: QDate) -> None:
        end = _python_date(chosen)
        self._request(start=min(end, _day(self.start)), end=end)

    @Slot(int)
    def _choose_lookback(self, row: int) -> None:
        self._request(lookback_days=self.lookback.itemData(row))

    @Slot(int)
    def _choose_model(self, row: int) -> None:
        self._request(model=self.model.itemData(row))


def _date_edit(name: str) -> QDateEdit:
    edit = QDateEdit()
    edit.setDisplayFormat("yyyy-MM-dd")
    edit.setCalendarPopup(True)
    # Half-typed dates would start an analysis each.
    edit.setKeyboardTracking(False)
    edit.setAccessibleName(name)
    edit.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return edit


def _lookback_text(days: float | None) -> str:
    return "Unlimited" if days is None else f"{days:g} days"


def _today() -> date:
    return _python_date(QDate.currentDate())


def _day(edit: QDateEdit) -> date:
    return _python_date(edit.date())


def _python_date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
