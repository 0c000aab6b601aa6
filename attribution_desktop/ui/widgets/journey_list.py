"""The list of journeys: millions of rows, one page at a time."""

from collections.abc import Mapping
from datetime import UTC
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QFontMetrics,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.services.journey_search import JourneyOrder
from attribution_desktop.ui.models.figure_table import Role
from attribution_desktop.ui.models.journey_table import JourneyTableModel, moment_text
from attribution_desktop.ui.widgets.column_widths import ColumnWidths
from attribution_desktop.ui.widgets.path_delegate import PathDelegate
from attribution_desktop.ui.widgets.tables import header_font
from attribution_desktop.visuals.fonts import font, scaled
from attribution_desktop.visuals.tables import style_table

_MILLISECONDS_OF_REST = 120
_ORDER_WORDS = {
    JourneyOrder.WHEN: "time",
    JourneyOrder.VALUE: "value",
    JourneyOrder.TOUCHES: "number of touches",
    JourneyOrder.DAYS: "days to convert",
}
_SAMPLE = 1_798_761_540_000_000
"""An instant whose day and minute are wide."""
_PADDING, _TITLE_PADDING = 26, 22
_WIDEST, _LEAST_ID = 180, 92
_LEAST_PATH = 140
_MEASURED = 100


class Listing(NamedTuple):
    """What journeys are ordered by, and whether the largest come first."""

    order: JourneyOrder = JourneyOrder.WHEN
    is_descending: bool = True


class JourneyList(QTableView):
    """Shows a `JourneyTableModel`; the journey that the reader rests on is to be opened."""

    journey_rested_on = Signal(object)  # place in the list
    order_wanted = Signal(object, bool)  # JourneyOrder, whether descending

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.journeys = JourneyTableModel(UTC, self)
        self.listing = Listing()
        self._paths = PathDelegate(self)
        self._plain = QStyledItemDelegate(self)
        self.setModel(self.journeys)
        self.widths = ColumnWidths(self, "Journeys found", self._sized_titles)
        self.widths.refit.connect(self._fit_again)
        style_table(self)
        self.setAlternatingRowColors(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setAccessibleName("Journeys found")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setCornerWidget(QWidget(self))
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionResized.connect(self._stretch_path)
        self.verticalScrollBar().rangeChanged.connect(
            self._share_room, Qt.ConnectionType.QueuedConnection
        )
        header.sectionClicked.connect(self._order_by_column)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_MILLISECONDS_OF_REST)
        self._rest.timeout.connect(self._tell_place)
        self.selectionModel().currentRowChanged.connect(self._wait_for_rest)
        self._is_fitted = False
        self._measured = range(0)
        self._wanted: list[int] = []
        self.journeys.modelReset.connect(self._lay_out)
        self.journeys.dataChanged.connect(self._fit_to_page)
        copy = QAction("&Copy with headers", self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy_row)
        self.insertAction(self.widths.actions[0], copy)
        orders = QActionGroup(self)
        for order in JourneyOrder:
            action = QAction(f"Order by {_ORDER_WORDS[order]}", orders)
            action.setData(order)
            self.addAction(action)
        orders.setExclusive(False)
        orders.triggered.connect(self._order_as_chosen)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._lay_out()

    @property
    def place(self) -> int | None:
        """The place of the current journey in the list; None without one."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def set_swatches(self, swatches: Mapping[str, int]) -> None:
        """Colour indices by channel name."""
        self._paths.swatches = {**swatches, NO_TOUCHPOINT: -1}

    @Slot()
    def copy_row(self) -> None:
        """The current journey with its headers, separated by tabs."""
        if self.place is None:
            return
        model = self.journeys
        columns = range(model.columnCount())
        titles = [
            str(model.headerData(column, Qt.Orientation.Horizontal, Role.COPY))
            for column in columns
        ]
        cells = [str(model.index(self.place, column).data(Role.COPY) or "") for column in columns]
        lines = ("\t".join(" ".join(cell.split()) for cell in line) for line in (titles, cells))
        QGuiApplication.clipboard().setText("\n".join(lines))

    def go_to(self, place: int) -> None:
        """Rest on the journey at a place at once."""
        self.selectRow(place)
        self._rest.stop()
        self._tell_place()

    @Slot()
    def _lay_out(self) -> None:
        last = self.journeys.columnCount() - 1
        for column in range(last + 1):
            self.setItemDelegateForColumn(column, self._paths if column == last else self._plain)
        self._is_fitted = False
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    @Slot()
    def _stretch_path(self) -> None:
        """The path takes the room that is left, and never less than says something."""
        last = self.journeys.columnCount() - 1
        others = sum(self.columnWidth(column) for column in range(last))
        with self.widths.fitting():
            self.setColumnWidth(last, max(self.viewport().width() - others, _LEAST_PATH))

    def _sized_titles(self) -> tuple[str, ...]:
        """Of all columns but the path's."""
        return self.journeys.titles[:-1]

    @Slot()
    def _fit_again(self) -> None:
        self._fit_columns(self._measured)

    @Slot(QModelIndex, QModelIndex)
    def _fit_to_page(self, first: QModelIndex, last: QModelIndex) -> None:
        """The first page that arrives says how wide ids are."""
        if not self._is_fitted:
            self._is_fitted = True
            self._fit_columns(range(first.row(), min(last.row(), first.row() + _MEASURED) + 1))

    def _fit_columns(self, rows: range = range(0)) -> None:
        """As wide as titles and cells need; without rows, as wide as a moment needs."""
        self._measured = rows
        model, metrics = self.journeys, QFontMetrics(font("body"))
        header = QFontMetrics(header_font())
        wanted = []
        for column in range(model.columnCount() - 1):
            title = str(model.headerData(column, Qt.Orientation.Horizontal))
            texts = [str(model.index(row, column).data()) for row in rows]
            if not texts:
                texts = ["" if column else moment_text(_SAMPLE, UTC)]
            wide = max(metrics.horizontalAdvance(text) for text in texts)
            titled = header.size(0, title).width() + _TITLE_PADDING
            wanted.append(min(max(wide + _PADDING, titled), scaled(_WIDEST)))
        self._wanted = wanted
        self._share_room()

    @Slot()
    def _share_room(self) -> None:
        """Where not all columns fit, ids give way first: their ends tell them apart."""
        widths = [self.widths.chosen(place) or wide for place, wide in enumerate(self._wanted)]
        ids = [place for place in self.journeys.id_columns if self.widths.chosen(place) is None]
        missing = sum(widths) + _LEAST_PATH - self.viewport().width()
        for left, place in zip(range(len(ids), 0, -1), ids, strict=True):
            given = min(max(-(-missing // left), 0), max(widths[place] - scaled(_LEAST_ID), 0))
            widths[place] -= given
            missing -= given
        with self.widths.fitting():
            for place, width in enumerate(widths):
                self.setColumnWidth(place, width)
        self._stretch_path()

    @Slot()
    def _wait_for_rest(self) -> None:
        self._rest.start()

    @Slot()
    def _tell_place(self) -> None:
        if self.place is not None:
            self.journey_rested_on.emit(self.place)

    @Slot(int)
    def _order_by_column(self, column: int) -> None:
        order = self.journeys.order_of(column)
        if order is not None:
            self._order_by(order)

    @Slot(QAction)
    def _order_as_chosen(self, action: QAction) -> None:
        self._order_by(JourneyOrder(action.data()))

    def _order_by(self, order: JourneyOrder) -> None:
        """The largest first; the other way round where it is so already."""
        found = self.journeys.found
        if found is not None:
            self.order_wanted.emit(order, found.order is not order or not found.is_descending)
