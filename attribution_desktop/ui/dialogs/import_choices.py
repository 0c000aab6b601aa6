"""How a file is to be read: a box for each thing that can be chosen, where it matters."""

from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QDate, QSignalBlocker, Qt, QTimeZone, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QGridLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from attribution_desktop.domain.imports import ImportFormat, ImportOptions
from attribution_desktop.domain.instants import date_from_day_number, day_number
from attribution_desktop.domain.notation import current_notation
from attribution_desktop.services.imports import Preview
from attribution_desktop.ui.dialogs.import_fields import (
    DATE_LABELS,
    DECIMAL_LABELS,
    DELIMITER_LABELS,
    ENCODING_LABELS,
    FORMAT_LABELS,
    SEPARATOR_LABELS,
    STRICTNESS_LABELS,
)
from attribution_desktop.visuals.controls import add_calendar
from attribution_desktop.visuals.tokens import SPACE_M, SPACE_S

_PAIRS_A_ROW = 3
_NO_DAY = QDate(1999, 12, 31)
"""Below every day that a file may have: shown as a day that is not given."""

_CAPTIONS = {
    "format": "&Format",
    "sheet": "&Sheet",
    "delimiter": "Delimi&ter",
    "encoding": "&Encoding",
    "decimal": "&Decimal mark",
    "date_format": "Day and &month",
    "time_zone": "Time &zone",
    "path_separator": "Path se&parator",
    "source": "S&ource",
    "start": "First da&y",
    "end": "&Last day",
    "strictness": "Rejected ro&ws",
}
_HINTS = {
    "time_zone": "Of times that name no zone.",
    "path_separator": "What stands between the channels of a path.",
    "source": "Whose figures these are: they replace what this source said of the same days.",
    "start": "Costs without a date are spread from this day …",
    "end": "… to this one.",
    "format": "What a row of the file is.",
    "strictness": "How many rows that cannot be taken are borne before the import stops.",
}


class ReadingChoices(QWidget):
    """Boxes for the options of reading; says which of them the user changed, and to what.

    `changed` carries a dict of fields of `ImportOptions`.
    """

    changed = Signal(object)
    days_failed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.format = _choice(FORMAT_LABELS, "Choose…")
        self.sheet = _choice({})
        self.delimiter = _choice(DELIMITER_LABELS)
        self.encoding = _choice(ENCODING_LABELS)
        self.decimal = _choice(DECIMAL_LABELS)
        self.date_format = _choice(DATE_LABELS)
        zones = (bytes(zone.data()).decode() for zone in QTimeZone.availableTimeZoneIds())
        self.time_zone = _choice({zone: zone for zone in zones})
        self.path_separator = _choice(SEPARATOR_LABELS)
        self.source = QLineEdit()
        self.start, self.end = _day_edit(), _day_edit()
        self.strictness = _choice(STRICTNESS_LABELS)
        self.replacing = QCheckBox("Let this file &overrule the project", self)
        self.replacing.setToolTip("Where an order is there with other content, take the file's.")
        self._captions: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_M)
        self._grid.setVerticalSpacing(SPACE_S)
        for column in range(_PAIRS_A_ROW):
            self._grid.setColumnStretch(2 * column + 1, 1)
        for name, text in _CAPTIONS.items():
            box = self.control(name)
            # Not all are laid out: whoever is not would be nobody's.
            box.setParent(self)
            caption = QLabel(text, self)
            caption.setBuddy(box)
            box.setAccessibleName(text.replace("&", ""))
            box.setToolTip(_HINTS.get(name, ""))
            self._captions[name] = caption
            if isinstance(box, QComboBox):
                box.activated.connect(partial(self._tell, name))
        self.source.editingFinished.connect(self._tell_source)
        self.start.dateChanged.connect(self._tell_days)
        self.end.dateChanged.connect(self._tell_days)
        self.replacing.toggled.connect(self._tell_replacing)
        # What may be wrong of a file that cannot even be looked at.
        self._arrange(["format", "delimiter", "encoding"])
        self.replacing.hide()

    def control(self, name: str) -> QWidget:
        """The box of a field of `ImportOptions`."""
        box: QWidget = getattr(self, name)
        return box

    def show_options(self, options: ImportOptions, seen: Preview) -> None:
        """Show how a file is read now, and only the boxes that matter for it."""
        with QSignalBlocker(self.sheet):
            self.sheet.clear()
            for name in seen.sheets:
                self.sheet.addItem(name, name)
        _choose(self.sheet, seen.sheet)
        _choose(self.delimiter, seen.delimiter)
        for name in ("format", "encoding", "decimal", "date_format", "time_zone", "strictness"):
            box = getattr(self, name)
            _choose(box, getattr(options, name))
        _choose(self.path_separator, options.path_separator)
        with QSignalBlocker(self.replacing):
            self.replacing.setChecked(options.is_replacing)
        self.source.setText(options.source)
        self.source.setPlaceholderText(seen.source_id or "The file's name")
        for box, day, at in ((self.start, options.start, 0), (self.end, options.end, 1)):
            stated = seen.period[at] if seen.period else None
            box.setSpecialValueText(
                f"{date_from_day_number(stated)}" if stated is not None else "Not given"
            )
            with QSignalBlocker(box):
                box.setDate(_NO_DAY if day is None else _qdate(day))
        self._arrange(self._wanted(options.format, seen))

    def set_enabled(self, *, is_enabled: bool) -> None:
        for name in _CAPTIONS:
            self.control(name).setEnabled(is_enabled)
        self.replacing.setEnabled(is_enabled)

    def _wanted(self, of: ImportFormat | None, seen: Preview) -> list[str]:
        mapped = {field for field, _ in seen.mapping}
        wanted = ["format"]
        wanted += ["sheet"] if seen.sheets else ["delimiter", "encoding"]
        wanted += ["decimal", "date_format"]
        if of is not ImportFormat.SPEND:
            wanted.append("time_zone")
        if of is ImportFormat.JOURNEYS and "path" in mapped and not seen.source_id:
            wanted.append("path_separator")
        if of is ImportFormat.SPEND:
            wanted.append("source")
            if mapped.isdisjoint({"date", "start", "end"}):
                wanted += ["start", "end"]
        return [*wanted, "strictness"]

    def _arrange(self, wanted: list[str]) -> None:
        while self._grid.takeAt(0):
            pass
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for name, caption in self._captions.items():
            is_wanted = name in wanted
            caption.setVisible(is_wanted)
            self.control(name).setVisible(is_wanted)
            if is_wanted:
                row, column = divmod(wanted.index(name), _PAIRS_A_ROW)
                self._grid.addWidget(caption, row, 2 * column, right)
                self._grid.addWidget(self.control(name), row, 2 * column + 1)
        is_spend = self.format.currentData() is ImportFormat.SPEND
        self.replacing.setVisible(not is_spend)
        if not is_spend:
            row, column = divmod(len(wanted), _PAIRS_A_ROW)
            row, column = (row, 2 * column) if column else (row, 0)
            width = 2 * _PAIRS_A_ROW - column
            self._grid.addWidget(self.replacing, row, column, 1, width)
        self._keep_tab_order(wanted)

    def _keep_tab_order(self, wanted: list[str]) -> None:
        boxes = [*map(self.control, wanted), self.replacing]
        for one, following in pairwise(boxes):
            QWidget.setTabOrder(one, following)

    def _tell(self, name: str, row: int) -> None:
        box: QComboBox = getattr(self, name)
        changes: dict[str, Any] = {name: box.itemData(row)}
        if name in ("format", "sheet", "delimiter", "encoding"):
            # Other columns, or other names of them.
            changes["mapping"] = ()
        if name in ("sheet", "encoding"):
            changes["format"] = None
        self.changed.emit(changes)

    @Slot()
    def _tell_source(self) -> None:
        self.changed.emit({"source": self.source.text().strip()})

    @Slot()
    def _tell_days(self) -> None:
        start, end = _day_of(self.start), _day_of(self.end)
        if (start is None) != (end is None):
            self.days_failed.emit("Choose the first and the last day, or neither.")
        elif start is not None and end is not None and end < start:
            self.days_failed.emit("The last day is before the first.")
        else:
            self.changed.emit({"start": start, "end": end})

    @Slot(bool)
    def _tell_replacing(self, is_replacing: bool) -> None:  # noqa: FBT001  # Qt's own
        self.changed.emit({"is_replacing": is_replacing})


def _choice(labels: Mapping[Any, str], first: str = "") -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(9)
    if first:
        box.addItem(first, None)
    for value, label in labels.items():
        box.addItem(label, value)
    return box


def _choose(box: QComboBox, value: object) -> None:
    """Show a value, one that is not in the list as well."""
    with QSignalBlocker(box):
        if box.findData(value) < 0 and isinstance(value, str) and value:
            box.addItem(value if value.isprintable() else repr(value), value)
        box.setCurrentIndex(max(0, box.findData(value)))


def _day_edit() -> QDateEdit:
    box = QDateEdit()
    box.setDisplayFormat(current_notation().day)
    box.setMinimumDate(_NO_DAY)
    add_calendar(box)
    box.calendarWidget().setSelectedDate(QDate.currentDate())
    return box


def _day_of(box: QDateEdit) -> int | None:
    date = box.date()
    return None if date == _NO_DAY else day_number(date.toPython())  # type: ignore[arg-type]


def _qdate(day: int) -> QDate:
    date = date_from_day_number(day)
    return QDate(date.year, date.month, date.day)
