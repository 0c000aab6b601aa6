"""Painting what several models say of one channel: a band, and a dot with its whisker each."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from attribution_desktop.visuals.charts.marks import Mark
from attribution_desktop.visuals.charts.rows import RowsItem, ends_of
from attribution_desktop.visuals.figures_colour import bar_colour
from attribution_desktop.visuals.scale import fitting_range
from attribution_desktop.visuals.tokens import mix

_DOT, _LIT_DOT = 4.5, 6.5
_BAND_TINT = 0.09
_PAD = 3.0
_WHISKER = 2.5
_FAR_FROM_ZERO = 0.5
_PAD_SHARE = 0.08


class RangeRowsItem(RowsItem):
    """Each mark has a thin line of its own in its row, so that equal values lie side by side."""

    def slot(self, row: int, number: int) -> QRectF:
        """The line of one mark."""
        place = self.row_rect(row)
        count = len(self._rows[row].marks)
        height = (place.height() - 2 * _PAD) / count
        return QRectF(0, place.top() + _PAD + number * height, place.width(), height)

    def bar_rect(self, row: int, number: int) -> QRectF:
        """Around the dot."""
        x = self.x_at(self._rows[row].marks[number].value or 0.0)
        y = self.slot(row, number).center().y()
        return QRectF(x - _DOT, y - _DOT, 2 * _DOT, 2 * _DOT)

    @property
    def base(self) -> float:
        """Where the axis begins: zero, or near the least value where all lie far from zero.

        Dots have a place, no length: an axis that is mostly empty would hide what lies apart.
        """
        ends = [ends_of(mark) for row in self._rows for mark in row.marks]
        lowest = min((low for low, _ in ends), default=0.0)
        highest = max((high for _, high in ends), default=0.0)
        if lowest <= highest * _FAR_FROM_ZERO:
            return 0.0
        return lowest - (highest - lowest) * _PAD_SHARE

    def wanted_range(self, width: float) -> tuple[float, float]:
        base = self.base
        moved = [(low - base, high - base, room) for low, high, room in self._extents()]
        low, high = fitting_range(moved, width)
        return low + base, high + base

    def _extents(self) -> list[tuple[float, float, float]]:
        """A row at a time: its one label stands beyond all of its dots and whiskers."""
        extents = []
        for row, rooms in zip(self._rows, self._rooms, strict=True):
            ends = [ends_of(mark) for mark in row.marks] or [(0.0, 0.0)]
            lowest, highest = min(low for low, _ in ends), max(high for _, high in ends)
            extents.append((lowest, highest, max(rooms, default=0.0)))
        return extents

    def text_rect(self, row: int, number: int) -> QRectF:
        """The range is written in the middle of its row, beyond all dots and whiskers."""
        place = super().text_rect(row, number)
        most = max(
            (self.x_at(value) for mark in self._rows[row].marks for value in _known(mark)),
            default=0.0,
        )
        left = max(min(most + 2 * _DOT, self.size().width() - place.width()), 0.0)
        middle = self.row_rect(row).center().y()
        return QRectF(left, middle - place.height() / 2, place.width(), place.height())

    def _paint_mark(self, painter: QPainter, row: int, number: int, mark: Mark) -> None:
        if number == 0:
            self._paint_band(painter, row)
        if mark.value is None:
            return
        theme = self._theme
        colour = QColor(bar_colour(theme, mark.colour, mark.value))
        centre = self.bar_rect(row, number).center()
        if mark.low is not None and mark.high is not None:
            painter.setPen(QPen(colour, 1.5))
            low, high = (QPointF(self.x_at(x), centre.y()) for x in (mark.low, mark.high))
            painter.drawLine(low, high)
            for end in (low, high):
                painter.drawLine(end - QPointF(0, _WHISKER), end + QPointF(0, _WHISKER))
        is_lit = self._lit == self._first[row] + number
        painter.setPen(QPen(QColor(theme.text if is_lit else theme.surface), 1.5))
        painter.setBrush(colour)
        size = _LIT_DOT if is_lit else _DOT
        painter.drawEllipse(centre, size, size)

    def _paint_band(self, painter: QPainter, row: int) -> None:
        """From the least to the greatest value."""
        known = [mark.value for mark in self._rows[row].marks if mark.value is not None]
        if len(known) > 1:
            left, right = self.x_at(min(known)), self.x_at(max(known))
            place = self.row_rect(row).adjusted(0, _PAD, 0, -_PAD)
            band = QRectF(left - _DOT, place.top(), right - left + 2 * _DOT, place.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mix(self._theme.surface, self._theme.text, _BAND_TINT)))
            painter.drawRoundedRect(band, _DOT, _DOT)


def _known(mark: Mark) -> list[float]:
    return [value for value in (mark.value, mark.low, mark.high) if value is not None]
