"""The table view: figures right-aligned, signs coloured, copied as a spreadsheet wants them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAction,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from attribution_desktop.ui.models.columns import TableColumn
from attribution_desktop.ui.models.figure_table import FigureTableModel, Role, Row
from attribution_desktop.ui.models.sorting import FigureSortProxy
from attribution_desktop.ui.widgets.column_widths import ColumnWidths
from attribution_desktop.ui.widgets.figure_delegate import SWATCH, FigureDelegate
from attribution_desktop.ui.widgets.table_clip import Clip, clip_of
from attribution_desktop.visuals.fonts import font, scaled
from attribution_desktop.visuals.tables import style_table
from attribution_desktop.visuals.theme import set_look
from attribution_desktop.visuals.tokens import Theme

_Flag = QItemSelectionModel.SelectionFlag

_LEAST_COLUMN = 48
_LEAST_NAME = 100
_SWATCH_GAP = 8
_CELLS_MEASURED = 8
_PADDINGS = (22, 26)
"""Pixels beside the text of titles and of cells."""
_DENSE = (5, 12)
_LEAST_ROWS = 3
_MOST_ROWS_HINTED = 12
_WIDEST_NAME = 180
_WIDEST_TEXT = 200


class Ordering(NamedTuple):
    """The title of the column that rows are ordered by; empty: they stand as they came."""

    title: str = ""
    is_falling: bool = False


class FigureTable(QTableView):
    """A sortable table over a `FigureTableModel`; the first column takes the room that is left.

    Below its header, `least_rows` rows stay visible however little room there is, and names are cut
    only beyond `widest_name` pixels. Rows are told
    by their number as given to `set_table`, whatever the order on screen; the total has none.
    """

    row_chosen = Signal(int)
    """A row clicked, or chosen with Space."""

    journeys_wanted = Signal(int)
    """The journeys behind a row are asked for: by its menu, a double click or Enter.

    Only after `offer_journeys`.
    """

    def __init__(
        self,
        columns: Sequence[TableColumn],
        name: str,
        parent: QWidget | None = None,
        *,
        least_rows: int = _LEAST_ROWS,
        widest_name: int = _WIDEST_NAME,
    ) -> None:
        super().__init__(parent)
        self._least_rows = least_rows
        self._widest_name = scaled(widest_name)
        self._name_width = 0
        self._title_padding, self._cell_padding = _PADDINGS
        self._order = Ordering()
        self.figures = FigureTableModel(columns, self)
        self._proxy = FigureSortProxy(self)
        self._proxy.setSourceModel(self.figures)
        self.setModel(self._proxy)
        self._delegate = FigureDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.widths = ColumnWidths(self, name, self._titles)
        style_table(self)
        self.setAlternatingRowColors(True)
        # Names of campaigns differ at their ends more often than at their beginnings.
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = self.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setMinimumSectionSize(scaled(_LEAST_COLUMN))
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        # The arrow is part of the title: Qt's would be painted over it.
        header.setSortIndicatorShown(False)
        header.sortIndicatorChanged.connect(self._note_order)
        self.widths.refit.connect(self._fit_columns)
        # The room for names changes when a scroll bar comes or goes, after it has.
        self.verticalScrollBar().rangeChanged.connect(
            self._stretch_first_column, Qt.ConnectionType.QueuedConnection
        )
        # Without one, Fusion paints a box where the scroll bars meet.
        self.setCornerWidget(QWidget(self))
        copy = QAction("&Copy with headers", self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy_selection)
        self.insertAction(self.widths.actions[0], copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._journeys: QAction | None = None
        self.clicked.connect(self._choose)
        self.doubleClicked.connect(self._want_journeys)
        self._fit_columns()

    def stand_close(self) -> None:
        """Let columns stand close together, for where there are many of them."""
        self._title_padding, self._cell_padding = _DENSE
        set_look(self, "density", "dense")
        self._fit_columns()

    def offer_journeys(self) -> None:
        """Let the journeys behind a row be asked for; call it once."""
        self._journeys = QAction("Show &journeys", self)
        self._journeys.triggered.connect(self._want_current_journeys)
        self.insertAction(self.actions()[0], self._journeys)

    def select_row(self, row: int | None) -> None:
        """Mark a row as given to `set_table`, and bring it into view; None: mark none."""
        if row is None:
            self.clearSelection()
            return
        index = self._proxy.mapFromSource(self.figures.index(row, 0))
        selection = self.selectionModel()
        # Not `selectRow`: that adds to the selection while somebody holds Ctrl or Shift.
        selection.setCurrentIndex(index, _Flag.NoUpdate)
        selection.select(index, _Flag.ClearAndSelect | _Flag.Rows)
        self.scrollTo(index)

    def _row_of(self, index: QModelIndex) -> int | None:
        row = self._proxy.mapToSource(index).row()
        return None if row < 0 or index.data(Role.IS_TOTAL) else row

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        row = self._row_of(index)
        if row is not None:
            self.row_chosen.emit(row)

    @Slot(QModelIndex)
    def _want_journeys(self, index: QModelIndex) -> None:
        row = self._row_of(index)
        if row is not None and self._journeys is not None:
            self.journeys_wanted.emit(row)

    @Slot()
    def _want_current_journeys(self) -> None:
        self._want_journeys(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Space:
                self._choose(self.currentIndex())
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._want_journeys(self.currentIndex())
            case _:
                super().keyPressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_theme(theme)
        self.viewport().update()

    def set_table(
        self,
        columns: Sequence[TableColumn],
        rows: Sequence[Row],
        *,
        total: Row | None = None,
        swatches: Mapping[str, int] | None = None,
    ) -> None:
        """Show other content, in the order that the reader chose; see `FigureTableModel`."""
        before = self._titles()
        self.figures.set_table(columns, rows, total=total, swatches=swatches)
        if self._titles() != before:
            self._order_again()
        self._fit_columns()

    @property
    def order(self) -> Ordering:
        """What the reader ordered the rows by."""
        return self._order

    def order_by(self, order: Ordering) -> None:
        """Order the rows; a column may come only later."""
        self._order = order
        self._order_again()

    def _titles(self) -> tuple[str, ...]:
        return tuple(column.title for column in self.figures.columns)

    def _order_again(self) -> None:
        """By the column of the title that the reader chose, wherever it is now."""
        order, titles = self._order, self._titles()
        if order.title in titles:
            directions = (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)
            self.sortByColumn(titles.index(order.title), directions[order.is_falling])
        else:
            # Qt takes a falling order by no column for the rows upside down.
            self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self._order = order

    @Slot(int, Qt.SortOrder)
    def _note_order(self, column: int, order: Qt.SortOrder) -> None:
        titles = self._titles()
        title = titles[column] if 0 <= column < len(titles) else ""
        self._order = Ordering(title, is_falling=order is Qt.SortOrder.DescendingOrder)
        self._fit_columns()

    def shown_texts(self) -> list[list[str]]:
        """What stands on the screen, row by row in the shown order."""
        model = self.model()
        return [
            [str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def clip(self) -> Clip:
        """The selected rows, or all of them, with headers."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return clip_of(self.model(), self.figures.columns, rows or range(self.model().rowCount()))

    @Slot()
    def copy_selection(self) -> None:
        """Put the selection on the clipboard: as tab-separated text, as HTML and as CSV."""
        QGuiApplication.clipboard().setMimeData(self.clip().mime_data())

    def sizeHint(self) -> QSize:
        """High enough for its rows, up to a dozen."""
        rows = min(max(self.figures.rowCount(), _LEAST_ROWS), _MOST_ROWS_HINTED)
        return QSize(super().sizeHint().width(), self._height_of(rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height_of(self._least_rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch_first_column()

    def _height_of(self, rows: int) -> int:
        header = self.horizontalHeader().sizeHint().height()
        row = self.verticalHeader().defaultSectionSize()
        return header + rows * row + 2 * self.frameWidth()

    @Slot()
    def _fit_columns(self) -> None:
        """As wide as titles and cells need.

        Qt's own measure keeps room for a sort arrow beside every title, and asks the delegate
        for every cell.
        """
        if self.figures.columns:
            self._name_width = self._cells_width(0) + SWATCH + _SWATCH_GAP
        for column in range(1, len(self.figures.columns)):
            width = self.widths.chosen(column) or self._fitting_width(column)
            with self.widths.fitting():
                self.setColumnWidth(column, width)
        self._stretch_first_column()

    @Slot()
    def _stretch_first_column(self) -> None:
        """Names get what the figures leave, and never less than they can be told apart by."""
        if not self.figures.columns:
            return
        others = sum(self.columnWidth(index) for index in range(1, len(self.figures.columns)))
        room = self.viewport().width()
        width = self.widths.chosen(0) or max(room - others, self._least_name_width)
        with self.widths.fitting():
            self.setColumnWidth(0, width)
        self._limit_height(is_scrolling=others + self.columnWidth(0) > room)

    def _limit_height(self, *, is_scrolling: bool) -> None:
        """No higher than all rows, and the scroll bar below them if there is one."""
        needed = self._height_of(self.figures.rowCount())
        if is_scrolling:
            needed += self.horizontalScrollBar().sizeHint().height()
        self.setMaximumHeight(max(needed, self.minimumSizeHint().height()))

    @property
    def _least_name_width(self) -> int:
        """What names get however much the figures take."""
        return max(min(self._name_width, self._widest_name), scaled(_LEAST_NAME))

    def _fitting_width(self, column: int) -> int:
        """Of the title and the cells, whichever is wider."""
        title = str(self.model().headerData(column, Qt.Orientation.Horizontal))
        titled = QFontMetrics(header_font()).size(0, title)
        width = max(titled.width() + self._title_padding, self._cells_width(column))
        is_whole = self.figures.columns[column].is_whole
        return width if is_whole else min(width, scaled(_WIDEST_TEXT))

    def _cells_width(self, column: int) -> int:
        body = QFontMetrics(_total_font())
        texts = self.figures.outermost_texts(column, _CELLS_MEASURED)
        cells = max((body.horizontalAdvance(text) for text in texts), default=0)
        return cells + self._cell_padding


def _total_font() -> QFont:
    """The widest font of a cell."""
    made = font("body")
    made.setWeight(QFont.Weight.DemiBold)
    return made


def header_font() -> QFont:
    """The font that the style sheet gives to headers, which no widget can be asked for."""
    made = font("caption")
    made.setWeight(QFont.Weight.DemiBold)
    return made
