"""The one table model: rows of raw values, written by their columns."""

import heapq
from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from attribution_desktop.ui.models.columns import Cell, TableColumn
from attribution_desktop.visuals.plain_text import tool_tip

Index = QModelIndex | QPersistentModelIndex
Row = Sequence[Cell]
_NOWHERE = QModelIndex()


class Role(IntEnum):
    """What the table tells beyond Qt's own roles. All answers are str, int, float or None."""

    SORT = Qt.ItemDataRole.UserRole + 1
    """The raw value: float, case-folded text, or None where unknown."""
    SIGN = Qt.ItemDataRole.UserRole + 2
    """-1, 0 or 1 where the sign is good or bad, else 0."""
    IS_TOTAL = Qt.ItemDataRole.UserRole + 3
    SWATCH = Qt.ItemDataRole.UserRole + 4
    """Index of the channel's colour, or None."""
    COPY = Qt.ItemDataRole.UserRole + 5
    """Text for a spreadsheet."""


class _Shown(NamedTuple):
    column: TableColumn
    value: Cell
    is_total: bool
    swatch: int | None


class FigureTableModel(QAbstractTableModel):
    """Rows of figures, and at most one row of totals below them."""

    def __init__(self, columns: Sequence[TableColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: tuple[tuple[Cell, ...], ...] = ()
        self._has_total = False
        self._swatches: Mapping[str, int] = {}

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        return self._columns

    def set_table(
        self,
        columns: Sequence[TableColumn],
        rows: Sequence[Row],
        *,
        total: Row | None = None,
        swatches: Mapping[str, int] | None = None,
    ) -> None:
        """Show other content. `swatches`: colour indices by text of a cell in the first column.

        Where the shape stays, so do selection and scroll position.
        """
        held = tuple(tuple(row) for row in rows) + ((tuple(total),) if total else ())
        is_same_shape = tuple(columns) == self._columns and len(held) == len(self._rows)
        if not is_same_shape:
            self.beginResetModel()
        self._columns = tuple(columns)
        self._rows = held
        self._has_total = total is not None
        self._swatches = dict(swatches or {})
        if not is_same_shape:
            self.endResetModel()
        elif held:
            self.dataChanged.emit(self.index(0, 0), self.index(len(held) - 1, len(columns) - 1))

    def outermost_texts(self, column: int, count: int) -> list[str]:
        """At most three times `count` texts of a column, the widest among them.

        Those are the longest words, and of numbers, which all have the same decimals, the largest
        and the smallest.
        """
        shown = self._columns[column]
        values = [row[column] for row in self._rows]
        words = [shown.text(value) for value in values if value is None or isinstance(value, str)]
        numbers = [value for value in values if value is not None and not isinstance(value, str)]
        outermost = (*heapq.nlargest(count, numbers), *heapq.nsmallest(count, numbers))
        longest = heapq.nlargest(count, words, key=len)
        return [*longest, *(shown.text(value) for value in outermost)]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(
        self, index: Index, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | float | None:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        value = self._rows[index.row()][index.column()]
        is_total = self._has_total and index.row() == len(self._rows) - 1
        is_named = index.column() == 0 and not is_total
        cell = _Shown(
            self._columns[index.column()],
            value,
            is_total,
            self._swatches.get(str(value)) if is_named else None,
        )
        answer = _ANSWERS.get(role)
        return answer(cell) if answer else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | int | None:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.header
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(column.definition) or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Role.COPY:
                return column.copied_title
        return None


def _alignment(column: TableColumn) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.is_numeric else Qt.AlignmentFlag.AlignLeft
    return int(side.value | Qt.AlignmentFlag.AlignVCenter.value)


def _sort_key(value: Cell) -> str | float | None:
    if value is None:
        return None
    return value.casefold() if isinstance(value, str) else float(value)


def _sign(column: TableColumn, value: Cell) -> int:
    if not column.has_sign_colour or value is None or isinstance(value, str):
        return 0
    # The sign of what is shown: a loss of a thousandth reads 0.00 and is neither.
    if column.text(value) == column.text(column.neutral):
        return 0
    return 1 if value > column.neutral else -1


def _text(cell: _Shown) -> str:
    # A total that adds nothing up stays blank: a dash would say "unknown".
    return "" if cell.is_total and cell.value is None else cell.column.text(cell.value)


def _tip(cell: _Shown) -> str | None:
    # Qt renders tool tips that look like HTML; channel names are data.
    return tool_tip(cell.value) if isinstance(cell.value, str) else None


_ANSWERS: dict[int, Callable[[_Shown], str | int | float | None]] = {
    Qt.ItemDataRole.DisplayRole: _text,
    Qt.ItemDataRole.ToolTipRole: _tip,
    Qt.ItemDataRole.TextAlignmentRole: lambda cell: _alignment(cell.column),
    Role.SORT: lambda cell: _sort_key(cell.value),
    Role.SIGN: lambda cell: _sign(cell.column, cell.value),
    Role.IS_TOTAL: lambda cell: int(cell.is_total),
    Role.SWATCH: lambda cell: cell.swatch,
    Role.COPY: lambda cell: cell.column.copied(cell.value),
}
