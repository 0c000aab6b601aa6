"""A table of touches that needs no scrolling sideways."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from attribution_desktop.ui.models.columns import TableColumn
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.fonts import font, scaled
from attribution_desktop.visuals.tables import row_height
from attribution_desktop.visuals.tokens import SPACE_M

_LEAST_NARROW = 20
_WIDEST_FIGURE = 64
_WIDEST_NAME = 108
_LEAST_SENTENCE = 140
_MOST_LINES = 4
_ANY_HEIGHT = 10_000
_CELLS_MEASURED = 8


class TouchTable(FigureTable):
    """Sentences run over several lines; without any, all columns of figures are as wide."""

    def __init__(
        self, columns: Sequence[TableColumn], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(columns, name, parent, least_rows=2, widest_name=_WIDEST_NAME)
        self.stand_close()
        self.horizontalHeader().setMinimumSectionSize(scaled(_LEAST_NARROW))

    @Slot()
    def _stretch_first_column(self) -> None:
        has_sentences = any(column.is_wrapped for column in self.figures.columns)
        # In a single line Qt cuts text that could wrap between words only.
        if self.wordWrap() is not has_sentences:
            self.setWordWrap(has_sentences)
        if has_sentences:
            self._wrap_sentences()
        else:
            self._spread_figures()
        super()._stretch_first_column()

    def _spread_figures(self) -> None:
        """All as wide as the widest, or wider where names leave room."""
        columns = range(1, len(self.figures.columns))
        least = max((self._fitting_width(column) for column in columns), default=0)
        room = self.viewport().width() - self._least_name_width
        share = room // max(len(columns), 1)
        for column in columns:
            self._give(column, max(least, min(share, scaled(_WIDEST_FIGURE))))
        self._set_row_height(row_height())

    def _wrap_sentences(self) -> None:
        """In one line where there is room, else in the room that names and figures leave."""
        columns = self.figures.columns
        wrapped = [at for at, column in enumerate(columns) if column.is_wrapped and at]
        others = [at for at, column in enumerate(columns) if not column.is_wrapped and at]
        taken = sum(self.columnWidth(at) for at in others)
        # Beside a scroll bar as without it: heights would make it come and go.
        inside = self.contentsRect().width() - self.verticalScrollBar().sizeHint().width()
        room = inside - taken - self._least_name_width
        needed = {at: self._fitting_width(at) for at in wrapped}
        if sum(needed.values()) > room and wrapped:
            *short, longest = wrapped
            needed |= {at: self._least_width(at) for at in short}
            left = room - sum(needed[at] for at in short)
            needed[longest] = min(needed[longest], max(left, scaled(_LEAST_SENTENCE)))
        for at, width in needed.items():
            self._give(at, width)
        height = max((self._height_at(at) for at in wrapped), default=0)
        self._set_row_height(max(height, row_height()))

    def _set_row_height(self, height: int) -> None:
        # Even the same height would lay out the rows anew, and that asks for widths again.
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)

    def _give(self, column: int, width: int) -> None:
        with self.widths.fitting():
            self.setColumnWidth(column, self.widths.chosen(column) or width)

    def _least_width(self, column: int) -> int:
        """Of the longest word."""
        body = QFontMetrics(font("body"))
        texts = self.figures.outermost_texts(column, _CELLS_MEASURED)
        words = [word for text in texts for word in text.split()]
        widest = max((body.horizontalAdvance(word) for word in words), default=0)
        return widest + self._cell_padding

    def _height_at(self, column: int) -> int:
        """Of the highest cell, at the width that the column has."""
        body = QFontMetrics(font("body"))
        room = QRect(0, 0, self.columnWidth(column) - self._cell_padding, _ANY_HEIGHT)
        flags = Qt.TextFlag.TextWordWrap.value
        lines = max(
            (
                body.boundingRect(room, flags, text).height() // body.lineSpacing()
                for text in self.figures.outermost_texts(column, _CELLS_MEASURED)
            ),
            default=1,
        )
        return min(lines, _MOST_LINES) * body.lineSpacing() + SPACE_M
