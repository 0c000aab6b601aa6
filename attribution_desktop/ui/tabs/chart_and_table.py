"""The same figures as a picture or in rows, and both where there is room."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attribution_desktop.ui.tabs.panes import column_of
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.tokens import SPACE_M

_CHART, _TABLE = range(2)


class ChartAndTable(QWidget):
    """Shows the part that was chosen; below a chart that has room to spare also the table.

    What it asks for does not depend on what it shows, so that no layout goes back and forth.
    """

    def __init__(self, chart: QWidget, table: FigureTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart, self._table = chart, table
        self._part = _CHART
        self._rows = column_of(table)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_M)
        self._column.addWidget(chart, 1)
        self._column.addWidget(self._rows)
        self._fit()

    @property
    def shows_both(self) -> bool:
        return not (self._chart.isHidden() or self._rows.isHidden())

    @Slot(int)
    def show_part(self, part: int) -> None:
        """Show the chart (0) or the table (1)."""
        self._part = part
        self._fit()

    def renew(self) -> None:
        """The parts were filled anew and may need more or less room."""
        self._fit()

    def _fit(self) -> None:
        needed = self._chart.sizeHint().height() + SPACE_M + self._table.sizeHint().height()
        is_chart = self._part == _CHART
        self._chart.setVisible(is_chart)
        self._rows.setVisible(not is_chart or needed <= self.height())
        self._column.setStretch(1, 0 if is_chart else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return self._chart.minimumSizeHint().expandedTo(self._rows.minimumSizeHint())

    def sizeHint(self) -> QSize:
        return self._chart.sizeHint().expandedTo(self._rows.sizeHint())
