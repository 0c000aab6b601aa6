"""Painting horizontal bars: in pixels, so that corners, gaps and labels keep their size."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from attribution_desktop.visuals.charts.marks import Mark, Row
from attribution_desktop.visuals.charts.plot_item import PlotItem
from attribution_desktop.visuals.figures_colour import bar_colour
from attribution_desktop.visuals.scale import fitting_range
from attribution_desktop.visuals.tokens import SPACE_S, SPACE_XS, Theme

_RADIUS = 3.0
_PAD_SHARE = 0.2
_LEAST_LENGTH = 1.0
_WHISKER = 3.0
_WORTH_CROSSING = 1.5
"""So much longer bars must become for labels of losses to stand on the other side of zero."""
_TEXT_FLAGS = (
    Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine
)


def bar_path(rect: QRectF, *, towards_right: bool) -> QPainterPath:
    """A bar square at its baseline and round at its value."""
    radius = min(_RADIUS, rect.height() / 2, rect.width())
    base, end = (rect.left(), rect.right()) if towards_right else (rect.right(), rect.left())
    inner = end - radius if towards_right else end + radius
    path = QPainterPath(QPointF(base, rect.top()))
    path.lineTo(inner, rect.top())
    path.quadTo(end, rect.top(), end, rect.top() + radius)
    path.lineTo(end, rect.bottom() - radius)
    path.quadTo(end, rect.bottom(), inner, rect.bottom())
    path.lineTo(base, rect.bottom())
    path.closeSubpath()
    return path


def _across(low: float, high: float, room: float) -> tuple[tuple[float, float, float], ...]:
    """The extent of a mark whose label, where it is a loss, stands right of zero."""
    return ((low, high, 0.0), (0.0, 0.0, room)) if low < 0 and high <= 0 else ((low, high, room),)


class RowsItem(PlotItem):
    """All rows of a chart; only those in view are painted.

    A mark's number counts the marks of all rows above, then those before it in its row.
    """

    def __init__(self, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(theme, parent)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemClipsToShape)
        self._rows: tuple[Row, ...] = ()
        self._rooms: tuple[tuple[float, ...], ...] = ()
        self._row_height = 1.0
        self._offset = 0.0
        self._low, self._high = 0.0, 1.0
        self._lines: tuple[float, ...] = ()
        self._reference: float | None = None
        self._first: tuple[int, ...] = ()
        self._is_across = False

    def set_rows(self, rows: Sequence[Row], reference: float | None) -> None:
        self._rows = tuple(rows)
        self._first = tuple(accumulate((len(row.marks) for row in rows), initial=0))
        self._rooms = tuple(
            tuple(self._metrics.horizontalAdvance(mark.text) + 2 * SPACE_S for mark in row.marks)
            for row in rows
        )
        self._reference = reference
        self.update()

    def set_scroll(self, row_height: float, offset: float) -> None:
        """The rows' height, and how far they are scrolled (pixels)."""
        self._row_height, self._offset = row_height, offset
        self.update()

    def set_range(self, low: float, high: float, lines: Sequence[float]) -> None:
        """The ends of the axis and where its grid lines are (units of the axis)."""
        self._low, self._high, self._lines = low, high, tuple(lines)
        self.update()

    def wanted_range(self, width: float) -> tuple[float, float]:
        """The axis at which every value label fits into `width` pixels.

        Where labels left of losses would leave bars no room, they stand right of zero.
        """
        extents = self._extents()
        if self._reference is not None:
            extents.append((self._reference, self._reference, SPACE_XS))
        beside = fitting_range(extents, width)
        across = fitting_range(
            [part for low, high, room in extents for part in _across(low, high, room)], width
        )
        self._is_across = beside[1] - beside[0] > _WORTH_CROSSING * (across[1] - across[0])
        return across if self._is_across else beside

    def _extents(self) -> list[tuple[float, float, float]]:
        """Every mark's lowest and highest value, and the pixels that its label needs beside it."""
        return [
            (*ends_of(mark), room)
            for row, rooms in zip(self._rows, self._rooms, strict=True)
            for mark, room in zip(row.marks, rooms, strict=True)
        ]

    def x_at(self, value: float) -> float:
        return (value - self._low) / (self._high - self._low) * self.size().width()

    def row_rect(self, row: int) -> QRectF:
        top = row * self._row_height - self._offset
        return QRectF(0, top, self.size().width(), self._row_height)

    def slot(self, row: int, number: int) -> QRectF:
        """The whole width at the height of one mark."""
        place = self.row_rect(row)
        count = len(self._rows[row].marks)
        pad = max(place.height() * _PAD_SHARE / count**0.5, 2.0)
        height = (place.height() - 2 * pad) / count
        gap = 1.0 if count > 1 else 0.0
        return QRectF(0, place.top() + pad + number * height, place.width(), height - gap)

    def bar_rect(self, row: int, number: int) -> QRectF:
        """The bar itself, at least a hair wide where its value is not zero."""
        value = self._rows[row].marks[number].value or 0.0
        slot = self.slot(row, number)
        zero, end = self.x_at(0.0), self.x_at(value)
        if value and abs(end - zero) < _LEAST_LENGTH:
            end = zero + (_LEAST_LENGTH if value > 0 else -_LEAST_LENGTH)
        return QRectF(min(zero, end), slot.top(), abs(end - zero), slot.height())

    def text_rect(self, row: int, number: int) -> QRectF:
        """Where a mark's value is written."""
        mark = self._rows[row].marks[number]
        width = self._rooms[row][number] - 2 * SPACE_S + 1
        low, high = ends_of(mark)
        slot = self.slot(row, number)
        if low < 0 and high <= 0 and not self._is_across:
            left = self.x_at(low) - SPACE_S - width
        else:
            left = self.x_at(max(high, 0.0)) + SPACE_S
        # In a plot too narrow for its labels they stay inside and cover their bars.
        left = max(min(left, slot.width() - width), 0.0)
        height = max(slot.height(), self._metrics.height())
        return QRectF(left, slot.center().y() - height / 2, width, height)

    def at(self, point: QPointF) -> tuple[int, int] | None:
        """The mark whose row and height a point of this item falls on."""
        row = int((point.y() + self._offset) // self._row_height)
        if not (self.rect().contains(point) and 0 <= row < len(self._rows)):
            return None
        count = len(self._rows[row].marks)
        if count == 0:
            return None
        first = self.slot(row, 0)
        step = (self.slot(row, count - 1).top() - first.top()) / (count - 1) if count > 1 else 1.0
        return row, min(max(int((point.y() - first.top()) // step), 0), count - 1)

    def _visible(self) -> Iterator[int]:
        first = int(self._offset // self._row_height)
        last = int((self._offset + self.size().height()) // self._row_height) + 1
        return iter(range(first, min(last, len(self._rows))))

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        theme, height = self._theme, self.size().height()
        self._begin(painter)
        lit = self._lit_row()
        if lit is not None:
            painter.fillRect(self.row_rect(lit), self._tint())
        painter.setPen(QPen(QColor(theme.grid), 1))
        for value in self._lines:
            self._line(painter, value, height)
        for row in self._visible():
            for number, mark in enumerate(self._rows[row].marks):
                painter.setOpacity(self._opacity(self._first[row] + number))
                self._paint_mark(painter, row, number, mark)
        painter.setOpacity(1.0)
        painter.setPen(QPen(QColor(theme.control_border), 1))
        self._line(painter, 0.0, height)
        if self._reference is not None:
            # Light behind the dashes keeps them apart from a bar of any colour.
            for pen in (
                QPen(QColor(theme.surface), 4),
                QPen(QColor(theme.warning), 2, Qt.PenStyle.DashLine),
            ):
                painter.setPen(pen)
                self._line(painter, self._reference, height)
        for row in self._visible():
            for number, mark in enumerate(self._rows[row].marks):
                self._paint_text(painter, row, number, mark)

    def _lit_row(self) -> int | None:
        return None if self._lit is None else bisect_right(self._first, self._lit) - 1

    def _line(self, painter: QPainter, value: float, height: float) -> None:
        # A line stays sharp on half pixels when its width is odd, on whole ones when it is even.
        half = 0.5 if painter.pen().width() % 2 else 0.0
        x = min(max(round(self.x_at(value)) + half, 0.5), self.size().width() - 0.5)
        painter.drawLine(QPointF(x, 0), QPointF(x, height))

    def _paint_mark(self, painter: QPainter, row: int, number: int, mark: Mark) -> None:
        theme = self._theme
        rect = self.bar_rect(row, number)
        if rect.width() > 0:
            colour = QColor(bar_colour(theme, mark.colour, mark.value))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPath(bar_path(rect, towards_right=(mark.value or 0) > 0))
            if self._lit == self._first[row] + number:
                painter.setPen(QPen(QColor(theme.text), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPath(bar_path(rect, towards_right=(mark.value or 0) > 0))
        if mark.low is not None and mark.high is not None:
            self._paint_whisker(painter, rect.center().y(), mark.low, mark.high)

    def _paint_text(self, painter: QPainter, row: int, number: int, mark: Mark) -> None:
        place = self.text_rect(row, number)
        crossed = (self._reference, *self._lines)
        covers = place.intersects(self.bar_rect(row, number))
        if covers or any(
            value is not None and _meets(place, self.x_at(value)) for value in crossed
        ):
            is_lit = self._lit_row() == row
            painter.fillRect(place, self._tint() if is_lit else QColor(self._theme.surface))
        is_quiet = mark.value is None or self._opacity(self._first[row] + number) < 1
        painter.setPen(QColor(self._theme.muted if is_quiet else self._theme.text))
        painter.drawText(place, int(_TEXT_FLAGS), mark.text)

    def _paint_whisker(self, painter: QPainter, y: float, low: float, high: float) -> None:
        left, right = self.x_at(low), self.x_at(high)
        # A halo in the surface's colour keeps the whisker apart from a bar of any colour.
        for colour, width in ((self._theme.surface, 4.0), (self._theme.text, 1.5)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            for x in (left, right):
                painter.drawLine(QPointF(x, y - _WHISKER), QPointF(x, y + _WHISKER))


def ends_of(mark: Mark) -> tuple[float, float]:
    """The lowest and highest value a mark reaches, its whisker included."""
    known = [value for value in (mark.value, mark.low, mark.high) if value is not None]
    return (min(known), max(known)) if known else (0.0, 0.0)


def _meets(place: QRectF, x: float) -> bool:
    return place.left() - 1 <= x <= place.right() + 1
