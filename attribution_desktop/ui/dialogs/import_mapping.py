"""Which column holds which field: a box a field, with what it takes and a sample of it."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from attribution_desktop.ui.dialogs.import_fields import FIELD_TYPES
from attribution_desktop.ui.widgets.labels import ElidedLabel
from attribution_desktop.ui.widgets.name_box import NameBox
from attribution_desktop.visuals.tokens import SPACE_M, SPACE_S

_UNMAPPED = "–"
_COLUMNS = 4


class ImportMapping(QWidget):
    """Boxes for the fields of a format; says when the user chose another column."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, QComboBox] = {}
        self._samples: dict[str, ElidedLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_M)
        self._grid.setVerticalSpacing(SPACE_S // 2)

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """(field, column) pairs."""
        return tuple(
            (field, box.currentText())
            for field, box in self.fields.items()
            if box.currentText() != _UNMAPPED
        )

    def show_mapping(
        self,
        wanted: Sequence[str],
        columns: Sequence[str],
        mapping: dict[str, str],
        rows: Sequence[Sequence[str]],
    ) -> None:
        """Show boxes for these fields, their columns, and the first cell that holds anything."""
        if tuple(self.fields) != tuple(wanted):
            self._build(wanted)
        for field, box in self.fields.items():
            with QSignalBlocker(box):
                box.clear()
                box.addItems([_UNMAPPED, *columns])
                box.setCurrentText(mapping.get(field, _UNMAPPED))
            self._samples[field].set_whole(
                f"{FIELD_TYPES[field]}{_sample(columns, mapping.get(field), rows)}"
            )

    def set_enabled(self, *, is_enabled: bool) -> None:
        for box in self.fields.values():
            box.setEnabled(is_enabled)

    def _build(self, fields: Sequence[str]) -> None:
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.fields, self._samples = {}, {}
        for place, field in enumerate(fields):
            row, column = divmod(place, _COLUMNS)
            box = NameBox()
            box.setAccessibleName(f"Column that holds {field}")
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(7)
            caption = QLabel(field.capitalize())
            caption.setBuddy(box)
            sample = ElidedLabel("caption")
            self._grid.addWidget(caption, 2 * row, 2 * column, Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(box, 2 * row, 2 * column + 1)
            self._grid.addWidget(sample, 2 * row + 1, 2 * column + 1)
            self._grid.setColumnStretch(2 * column + 1, 1)
            box.activated.connect(self._tell)
            self.fields[field], self._samples[field] = box, sample

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()


def _sample(columns: Sequence[str], column: str | None, rows: Sequence[Sequence[str]]) -> str:
    if column is None or column not in columns:
        return ""
    at = list(columns).index(column)
    cell = next((row[at] for row in rows if at < len(row) and row[at].strip()), "")
    return f": {cell.strip()}" if cell else ": (empty)"
