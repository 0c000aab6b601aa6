"""Widths of columns that a user chose by hand, and the way back to those that fit by themselves."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from attribution_desktop.visuals.tokens import SPACE_L

_WIDEST = 2_000
"""Pixels; more is a slip, or a damaged file."""


class _Header(QHeaderView):
    """Tells of widths that a mouse makes, and of no others."""

    dragged = Signal(int, int)  # column, pixels

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._is_held = False
        self.setSectionsClickable(True)
        self.sectionResized.connect(self._tell)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_held = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._is_held = False

    @Slot(int, int, int)
    def _tell(self, column: int, before: int, now: int) -> None:
        if self._is_held and before != now:
            self.dragged.emit(column, now)


class ColumnWidths(QObject):
    """Belongs to a table, and gives it a header; make it before anything asks for the header.

    Widths are told by the titles of columns, which stay when models and units change. A double
    click on a divider, or "Fit columns" in the menu of table and header, gives the automatic width
    back. By keyboard a column is made wider and narrower with Alt, Shift and an arrow.

    Parameters
    ----------
    name
        What the widths are remembered under.
    titles
        The titles of the table's columns now; without those at the end that take the room left.
    """

    refit = Signal()
    """The table is to fit its columns again, but for those chosen by hand."""

    def __init__(self, table: QTableView, name: str, titles: Callable[[], Sequence[str]]) -> None:
        super().__init__(table)
        self._table = table
        self._titles = titles
        self._by_hand: dict[str, int] = {}
        self._is_fitting = False
        self.name = name
        header = _Header(table)
        table.setHorizontalHeader(header)
        header.dragged.connect(self._note)
        header.sectionHandleDoubleClicked.connect(self._forget)
        fit = self._action("&Fit columns", self.fit)
        header.addAction(fit)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        wider, narrower = (
            self._action("&Wider column", self._widen),
            self._action("&Narrower column", self._narrow),
        )
        wider.setShortcut(QKeySequence("Alt+Shift+Right"))
        narrower.setShortcut(QKeySequence("Alt+Shift+Left"))
        self.actions = (fit, wider, narrower)

    @property
    def by_hand(self) -> dict[str, int]:
        """Pixels by title, of the columns that the user has sized."""
        return dict(self._by_hand)

    def take(self, widths: Mapping[str, int]) -> None:
        """Have these widths, chosen earlier, and no others."""
        self._by_hand = {title: min(width, _WIDEST) for title, width in widths.items() if width > 0}
        self.refit.emit()

    def chosen(self, column: int) -> int | None:
        """The width that the user chose for a column; None: it fits by itself."""
        titles = self._titles()
        return self._by_hand.get(titles[column]) if column < len(titles) else None

    @contextmanager
    def fitting(self) -> Iterator[None]:
        """Widths set meanwhile are no choice of the user's, even while a divider is held."""
        was, self._is_fitting = self._is_fitting, True
        try:
            yield
        finally:
            self._is_fitting = was

    @Slot()
    def fit(self) -> None:
        """Forget all that was chosen."""
        self._by_hand.clear()
        self.refit.emit()

    @Slot(int)
    def _forget(self, column: int) -> None:
        titles = self._titles()
        if column < len(titles):
            self._by_hand.pop(titles[column], None)
        self.refit.emit()

    @Slot(int, int)
    def _note(self, column: int, width: int) -> None:
        titles = self._titles()
        if not self._is_fitting and column < len(titles):
            self._by_hand[titles[column]] = width

    @Slot()
    def _widen(self) -> None:
        self._change(SPACE_L)

    @Slot()
    def _narrow(self) -> None:
        self._change(-SPACE_L)

    def _change(self, pixels: int) -> None:
        column = self._table.currentIndex().column()
        if column >= 0:
            least = self._table.horizontalHeader().minimumSectionSize()
            width = min(max(self._table.columnWidth(column) + pixels, least), _WIDEST)
            self._table.setColumnWidth(column, width)
            self._note(column, width)

    def _action(self, text: str, slot: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(slot)
        self._table.addAction(action)
        return action
