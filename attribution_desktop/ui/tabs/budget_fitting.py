"""A table that never scrolls sideways: what has no room is told of the chosen row below it."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attribution_desktop.ui.widgets.labels import ElidedLabel
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.tokens import SPACE_XS

_FEWEST_ROWS, _MOST_ROWS = 3, 9


class FittingTable(FigureTable):
    """Leaves out columns at its end that there is no room for; copies have them all.

    Its rows stay visible up to nine, however little room there is.
    """

    def minimumSizeHint(self) -> QSize:
        rows = min(max(self.figures.rowCount(), _FEWEST_ROWS), _MOST_ROWS)
        return QSize(super().minimumSizeHint().width(), self._height_of(rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    @property
    def left_out(self) -> list[int]:
        """The columns that are not shown."""
        return [at for at in range(len(self.figures.columns)) if self.isColumnHidden(at)]

    @Slot()
    def _fit_columns(self) -> None:
        """As wide as they need, from the left, as far as the room goes."""
        columns = range(len(self.figures.columns))
        for column in columns:
            self.showColumn(column)
        super()._fit_columns()
        room = self.viewport().width()
        taken = self.widths.chosen(0) or min(self._name_width, self._widest_name)
        for column in columns[1:]:
            taken += self.columnWidth(column)
            self.setColumnHidden(column, taken > room)
        self._stretch_first_column()


class TableWithDetails(QWidget):
    """The table, and below it one line with what it leaves out of the chosen row."""

    def __init__(self, table: FittingTable, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._hint = hint
        self.words = ElidedLabel("caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(table, 1)
        layout.addWidget(self.words)
        layout.addStretch()
        table.selectionModel().selectionChanged.connect(self._tell)
        for signal in (table.figures.dataChanged, table.figures.modelReset):
            signal.connect(self._tell)
        table.horizontalHeader().geometriesChanged.connect(self._tell)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        table = self._table
        rows = table.selectionModel().selectedRows()
        left_out = table.left_out
        self.words.setVisible(bool(left_out))
        if not rows:
            self.words.set_whole(self._hint)
            return
        told = [
            f"{table.figures.columns[at].title}: {text}"
            for at in left_out
            if (text := str(rows[0].siblingAtColumn(at).data()))
        ]
        self.words.set_whole(" · ".join((str(rows[0].data()), *told)))
