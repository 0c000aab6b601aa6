"""Journeys as a table that knows how many there are, and reads the pages that are looked at."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import tzinfo

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import UNKNOWN, path_text
from attribution_desktop.domain.instants import datetime_from_instant
from attribution_desktop.domain.journey_rows import JourneyRow
from attribution_desktop.domain.notation import day_text
from attribution_desktop.services.journey_search import FoundJourneys, JourneyOrder
from attribution_desktop.ui.models.columns import Cell, TableColumn
from attribution_desktop.ui.models.figure_table import Role
from attribution_desktop.visuals.plain_text import tool_tip

PAGE = 100
_MOST_PAGES = 100
_MOST_WANTED = 3
_NOWHERE = QModelIndex()
_WAITING = "…"
STEP_MARK = "\x1f"
"""Between the steps of a path as the delegate reads it."""

PATH_ROLE = Role.COPY + 1
_NOT_CONVERTED = "not converted"
_PATH = "Path"

Index = QModelIndex | QPersistentModelIndex


class JourneyTableModel(QAbstractTableModel):
    """A list of found journeys, of which only the pages last looked at are held.

    A cell whose page is not there yet asks for it and shows an ellipsis. One page is on its way
    at a time; of those wanted meanwhile the last few are asked for next, so that dragging the
    scroll bar over millions of rows asks for what is looked at in the end.
    """

    page_wanted = Signal(object, object)  # FoundJourneys, first place

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._found: FoundJourneys | None = None
        self._pages: OrderedDict[int, tuple[JourneyRow, ...]] = OrderedDict()
        self._wanted: list[int] = []
        self._under_way: int | None = None
        self._columns = _columns("", has_counts=False)

    @property
    def found(self) -> FoundJourneys | None:
        return self._found

    @property
    def titles(self) -> tuple[str, ...]:
        """Of the columns, without units and arrows."""
        return tuple(shown.column.title for shown in self._columns)

    @property
    def id_columns(self) -> tuple[int, ...]:
        """Columns that hold ids, which still tell journeys apart when they are cut."""
        return tuple(place for place, shown in enumerate(self._columns) if shown.is_id)

    def show(self, found: FoundJourneys | None, currency: str, zone: tzinfo) -> None:
        """List other journeys; None: none at all."""
        self.beginResetModel()
        self._found, self._zone = found, zone
        self._pages.clear()
        self._wanted.clear()
        self._under_way = None
        self._columns = _columns(currency, has_counts=found is not None and found.has_counts)
        self.endResetModel()

    def take_page(self, found: FoundJourneys, first: int, rows: tuple[JourneyRow, ...]) -> None:
        """Hold a page that was read; one of an earlier list is dropped."""
        if found is not self._found:
            return
        self._under_way = None
        self._pages[first // PAGE] = rows
        while len(self._pages) > _MOST_PAGES:
            self._pages.popitem(last=False)
        if rows:
            last = self.index(first + len(rows) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(first, 0), last)
        self._ask()

    def give_up_page(self, found: FoundJourneys) -> None:
        """A page could not be read: it is asked for again when it is looked at again."""
        if found is self._found:
            self._under_way = None
            self._wanted.clear()

    def row_at(self, place: int) -> JourneyRow | None:
        """The journey at a place of the list; None while its page is not there."""
        page = self._pages.get(place // PAGE)
        if page is None:
            self._want(place // PAGE)
            return None
        self._pages.move_to_end(place // PAGE)
        return page[place % PAGE] if place % PAGE < len(page) else None

    def order_of(self, column: int) -> JourneyOrder | None:
        """What a column can be ordered by; None where it cannot."""
        return self._columns[column].order

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self._found is None else self._found.count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(
        self, index: Index, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | float | None:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        shown = self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(shown.column)
        if role not in _ROLES:
            return None
        row = self.row_at(index.row())
        if row is None:
            return _WAITING if role == Qt.ItemDataRole.DisplayRole else None
        return shown.answer(row, role, self._zone)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | int | None:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        shown = self._columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{shown.column.header}{self._arrow(shown.order)}"
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(shown.column.definition)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(shown.column)
            case Role.COPY:
                return shown.column.copied_title
        return None

    def _arrow(self, order: JourneyOrder | None) -> str:
        if self._found is None or order is None or order is not self._found.order:
            return ""
        return " ↓" if self._found.is_descending else " ↑"

    def _want(self, page: int) -> None:
        if page == self._under_way:
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted = [*self._wanted[1 - _MOST_WANTED :], page]
        if self._under_way is None:
            self._ask()

    def _ask(self) -> None:
        """Ask for the page that was looked at last and is not there."""
        self._wanted = [page for page in self._wanted if page not in self._pages]
        if self._wanted and self._found is not None:
            self._under_way = self._wanted.pop()
            self.page_wanted.emit(self._found, self._under_way * PAGE)


class JourneyColumn:
    """A column of the list: how it is headed, written and ordered."""

    def __init__(
        self,
        column: TableColumn,
        cell: Callable[[JourneyRow, tzinfo], Cell],
        order: JourneyOrder | None = None,
        *,
        is_id: bool = False,
    ) -> None:
        self.column = column
        self.order = order
        self.is_id = is_id
        self._cell = cell

    def answer(self, row: JourneyRow, role: int, zone: tzinfo) -> str | None:
        """What a journey's cell says under one of the roles that need its page."""
        if role == PATH_ROLE:
            return STEP_MARK.join(row.path) if self.column.title == _PATH else None
        text = self.column.text(self._cell(row, zone))
        return tool_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text


def moment_text(instant: int | None, zone: tzinfo) -> str:
    """Day and minute in a zone, the day in the notation in force."""
    if instant is None:
        return UNKNOWN
    moment = datetime_from_instant(instant).astimezone(zone)
    return f"{day_text(moment.date())} {moment:%H:%M}"


def _columns(currency: str, *, has_counts: bool) -> tuple[JourneyColumn, ...]:
    counts = JourneyColumn(
        TableColumn(
            "Stands for",
            Kind.NUMBER,
            "How many journeys the imported row counts as.",
        ),
        lambda row, _: row.count,
    )
    return (
        JourneyColumn(
            TableColumn("When", Kind.TEXT, "The conversion, else the last touch."),
            lambda row, zone: moment_text(row.at, zone),
            JourneyOrder.WHEN,
        ),
        JourneyColumn(
            TableColumn("Order", Kind.TEXT, "The order's id in the source."),
            lambda row, _: row.order or (UNKNOWN if row.is_converting else _NOT_CONVERTED),
            is_id=True,
        ),
        JourneyColumn(
            TableColumn("Customer", Kind.TEXT, "The customer's id in the source."),
            lambda row, _: row.customer or UNKNOWN,
            is_id=True,
        ),
        JourneyColumn(
            TableColumn(
                f"Value, {currency}", Kind.MONEY, "What the order was worth, refunds taken off."
            ),
            lambda row, _: row.value,
            JourneyOrder.VALUE,
        ),
        *((counts,) if has_counts else ()),
        JourneyColumn(
            TableColumn("Touches", Kind.COUNT, "Touches that lead to it, repeats counted."),
            lambda row, _: len(row.path),
            JourneyOrder.TOUCHES,
        ),
        JourneyColumn(
            TableColumn("Days", Kind.DAYS, "From the first touch to the conversion."),
            lambda row, _: row.days,
            JourneyOrder.DAYS,
        ),
        JourneyColumn(
            TableColumn(_PATH, Kind.TEXT, "The channels in the order of the touches."),
            lambda row, _: path_text(row.path) or "no touchpoint",
        ),
    )


def _alignment(column: TableColumn) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.is_numeric else Qt.AlignmentFlag.AlignLeft
    return int(side.value | Qt.AlignmentFlag.AlignVCenter.value)


_ROLES = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Role.COPY, PATH_ROLE})
