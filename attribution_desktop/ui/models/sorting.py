"""Sorting as people expect it: numbers by size, missing values and totals last either way."""

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from attribution_desktop.ui.models.figure_table import Role


class FigureSortProxy(QSortFilterProxyModel):
    """Orders a `FigureTableModel` without touching it; unsorted until a header is clicked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setDynamicSortFilter(True)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | int | None:
        """The source's, with an arrow behind the title that rows are ordered by."""
        text: str | int | None = super().headerData(section, orientation, role)
        is_ordered = section == self.sortColumn() and role == Qt.ItemDataRole.DisplayRole
        if not is_ordered or not isinstance(text, str):
            return text
        title, line_break, unit = text.partition("\n")
        arrow = "↓" if self.sortOrder() is Qt.SortOrder.DescendingOrder else "↑"
        return f"{title} {arrow}{line_break}{unit}"

    def lessThan(
        self,
        source_left: QModelIndex | QPersistentModelIndex,
        source_right: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        # Qt swaps the arguments for a descending order; what stays last swaps back.
        is_descending = self.sortOrder() is Qt.SortOrder.DescendingOrder
        left_total = bool(source_left.data(Role.IS_TOTAL))
        if left_total != bool(source_right.data(Role.IS_TOTAL)):
            return left_total == is_descending
        left, right = source_left.data(Role.SORT), source_right.data(Role.SORT)
        if (left is None) != (right is None):
            return (left is None) == is_descending
        if left is None or isinstance(left, str) != isinstance(right, str):
            return False
        return bool(left < right)
