"""Painting a matrix: the darker a cell, the less; names above and beside it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from attribution_desktop.visuals.charts.plot_item import PlotItem
from attribution_desktop.visuals.contrast import contrast_ratio
from attribution_desktop.visuals.plain_text import one_line
from attribution_desktop.visuals.tokens import SPACE_S, SPACE_XS, Theme, mix

_LABEL_SHARE, _HEAD_SHARE = 0.3, 0.28
_LEAST_TINT = 0.1
_TYPE_SHARE, _LEAST_TYPE = 0.85, 8
_GAP = 1.0
_MOST_ROW = 40.0
_READABLE = 64.0
_FADED_INK = 0.6
"""Pixels in which a shortened name still tells one from another."""

_INKS = ("#000000", "#FFFFFF")
"""One of them can be read on any ground."""

_RIGHT = int(
    Qt.AlignmentFlag.AlignRight
    | Qt.AlignmentFlag.AlignVCenter
    | Qt.AlignmentFlag.AlignAbsolute
    | Qt.TextFlag.TextSingleLine
)
_CENTRED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)
_LEFT = int(
    Qt.AlignmentFlag.AlignLeft
    | Qt.AlignmentFlag.AlignVCenter
    | Qt.AlignmentFlag.AlignAbsolute
    | Qt.TextFlag.TextSingleLine
)


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One cell by the names of its row and column; `value` is None where there is nothing."""

    row: str
    column: str
    value: float | None
    text: str
    tooltip: str


class HeatItem(PlotItem):
    """The whole picture: labels and cells. Marks are the cells, row by row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._rows: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._cells: tuple[HeatCell, ...] = ()
        self._most = 1.0

    def set_cells(
        self, rows: Sequence[str], columns: Sequence[str], cells: Sequence[HeatCell]
    ) -> None:
        self._rows, self._columns = tuple(rows), tuple(columns)
        self._cells = tuple(cells)
        self._most = max((cell.value or 0.0 for cell in cells), default=0.0) or 1.0
        self.update()

    def plot(self) -> QRectF:
        """Where the cells are."""
        size = self.size()
        longest = max((self._advance(name) for name in self._rows), default=0.0)
        left = min(longest + SPACE_S, size.width() * _LABEL_SHARE)
        top = self._head_height(size.width() - left)
        height = min(size.height() - top, _MOST_ROW * max(len(self._rows), 1))
        return QRectF(left, top, max(size.width() - left, 1.0), max(height, 1.0))

    def _advance(self, name: str) -> float:
        return self._metrics.horizontalAdvance(one_line(name))

    def _is_upright(self, width: float) -> bool:
        """Whether the names of the columns stand side by side rather than on their ends."""
        room = width / max(len(self._columns), 1) - SPACE_XS
        return room >= _READABLE or all(self._advance(name) <= room for name in self._columns)

    def _head_height(self, width: float) -> float:
        line = self._metrics.height() + SPACE_XS
        if self._is_upright(width):
            return line
        longest = max((self._advance(name) for name in self._columns), default=0.0)
        height = self.size().height()
        # What rows need not for their own names to be read.
        spare = height - len(self._rows) * line
        return min(longest + SPACE_S, max(height * _HEAD_SHARE, spare))

    def rect_of(self, number: int) -> QRectF:
        """Where a cell is."""
        plot = self.plot()
        width, height = plot.width() / len(self._columns), plot.height() / len(self._rows)
        row, column = divmod(number, len(self._columns))
        return QRectF(plot.left() + column * width, plot.top() + row * height, width, height)

    def number_at(self, point: QPointF) -> int | None:
        plot = self.plot()
        if not (self._cells and plot.contains(point)):
            return None
        column = int((point.x() - plot.left()) / plot.width() * len(self._columns))
        row = int((point.y() - plot.top()) / plot.height() * len(self._rows))
        column, row = min(column, len(self._columns) - 1), min(row, len(self._rows) - 1)
        return row * len(self._columns) + column

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        if not self._cells:
            return
        self._begin(painter)
        plot = self.plot()
        for number, cell in enumerate(self._cells):
            self._paint_cell(painter, number, cell)
        painter.setPen(QColor(self._theme.text))
        height = plot.height() / len(self._rows)
        self._begin_names(painter, height)
        for row, name in enumerate(self._rows):
            place = QRectF(0, plot.top() + row * height, plot.left() - SPACE_S, height)
            painter.drawText(place, _RIGHT, self._shortened(name, place.width()))
        painter.setFont(self._font)
        self._paint_heads(painter, plot)
        if self._lit is not None:
            painter.setPen(QPen(QColor(self._theme.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect_of(self._lit).adjusted(1, 1, -1, -1), 2, 2)

    def _begin_names(self, painter: QPainter, room: float) -> None:
        """Names never overlap: where rows are very low their type is smaller."""
        if room < self._metrics.height():
            font = QFont(self._font)
            font.setPixelSize(max(int(room * _TYPE_SHARE), _LEAST_TYPE))
            painter.setFont(font)

    def _paint_heads(self, painter: QPainter, plot: QRectF) -> None:
        width = plot.width() / len(self._columns)
        is_upright = self._is_upright(plot.width())
        for column, name in enumerate(self._columns):
            left = plot.left() + column * width
            if is_upright:
                place = QRectF(left, 0, width, plot.top())
                painter.drawText(place, _CENTRED, self._shortened(name, width - SPACE_XS))
                continue
            painter.save()
            painter.translate(left + width / 2, plot.top() - SPACE_XS)
            painter.rotate(-90)
            half = self._metrics.height() / 2
            place = QRectF(0, -half, plot.top() - SPACE_XS, 2 * half)
            painter.drawText(place, _LEFT, self._shortened(name, place.width()))
            painter.restore()

    def _shortened(self, name: str, width: float) -> str:
        return self._metrics.elidedText(one_line(name), Qt.TextElideMode.ElideMiddle, width)

    def _paint_cell(self, painter: QPainter, number: int, cell: HeatCell) -> None:
        theme = self._theme
        place = self.rect_of(number).adjusted(_GAP, _GAP, -_GAP, -_GAP)
        # By the root, so that one large cell does not hide the others.
        share = math.sqrt(max(cell.value or 0.0, 0.0) / self._most)
        tint = _LEAST_TINT + (1 - _LEAST_TINT) * share if share > 0 else 0.0
        opacity = self._opacity(number)
        # Faded by mixing: what is written on it must stand out from what is seen.
        colour = mix(theme.surface, theme.accent, tint * opacity) if share > 0 else ""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour or mix(theme.surface, theme.text, 0.03 * opacity)))
        painter.drawRoundedRect(place, 2, 2)
        has_room = (
            self._metrics.horizontalAdvance(cell.text) <= place.width() - 2
            and self._metrics.height() <= place.height()
        )
        if colour and has_room:
            painter.setPen(QColor(_ink(colour, opacity)))
            painter.drawText(place, _CENTRED, cell.text)


def _ink(ground: str, opacity: float) -> str:
    """The colour of a cell's text; fainter where the cell is faded, but never unreadable."""
    ink = max(_INKS, key=lambda one: contrast_ratio(one, ground))
    return ink if opacity == 1 else mix(ground, ink, _FADED_INK)
