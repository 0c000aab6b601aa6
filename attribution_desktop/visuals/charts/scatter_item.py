"""Painting channels as points between two amounts, and lines of equal ratio through zero."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from attribution_desktop.visuals.charts.plot_item import FADED, PlotItem
from attribution_desktop.visuals.plain_text import one_line
from attribution_desktop.visuals.tokens import SPACE_XS, Theme, channel_colour

_POINT, _RING = 6.0, 10.0
_FLAGS = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)
_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
"""Where a label may stand beside its point, best first."""

_WIDEST_LABEL = 150.0
_WHISKER = 3.0
_ALONG = (1.0, 0.9, 0.8, 0.7)
"""How far along its line a label may stand, best first."""

_GROUND = 0.7


@dataclass(frozen=True, slots=True)
class Point:
    """One channel between spend (`x`) and revenue (`y`), both from zero.

    Attributes
    ----------
    low, high
        The ends of a whisker along `y`; drawn only when both are known.
    """

    label: str
    x: float
    y: float
    colour_index: int
    tooltip: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class RatioLine:
    """All points whose `y` is `ratio` times their `x`; `is_main` is set apart."""

    ratio: float
    text: str
    is_main: bool = False


class ScatterItem(PlotItem):
    """Both axes begin at zero; with `is_rooted` they are square roots.

    A square root keeps zero on the axis and lines through zero straight, and gives small amounts
    beside large ones room of their own.
    """

    def __init__(self, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(theme, parent)
        self._points: tuple[Point, ...] = ()
        self._ratios: tuple[RatioLine, ...] = ()
        self._ends = (1.0, 1.0)
        self._is_rooted = False
        self._grid_values: tuple[float, ...] = ()

    @property
    def points(self) -> tuple[Point, ...]:
        return self._points

    def set_points(self, points: Sequence[Point], ratios: Sequence[RatioLine]) -> None:
        self._points, self._ratios = tuple(points), tuple(ratios)
        self.update()

    def set_range(
        self, ends: tuple[float, float], grid: Sequence[float], *, is_rooted: bool
    ) -> None:
        """The upper ends of both axes, and where the grid lines are (units of the data)."""
        self._ends, self._grid_values, self._is_rooted = ends, tuple(grid), is_rooted
        self.update()

    def at(self, x: float, y: float) -> QPointF:
        """A point of the data in this item's pixels."""
        across, up = max(x, 0.0) / self._ends[0], max(y, 0.0) / self._ends[1]
        if self._is_rooted:
            across, up = math.sqrt(across), math.sqrt(up)
        return QPointF(across * self.size().width(), (1 - up) * self.size().height())

    def label_places(self) -> dict[int, QRectF]:
        """Where labels stand, by number of their point; one without room has none.

        The largest points choose first; no label covers a point or another label, nor a whisker
        as long as there is a place without one.
        """
        taken = [self._dot(number) for number in range(len(self._points))]
        taken += [place for _, place in self._ratio_labels()]
        whiskers = self._whiskers()
        found: dict[int, QRectF] = {}
        by_size = sorted(range(len(self._points)), key=lambda number: -self._points[number].y)
        for number in by_size:
            free = [
                place
                for place in self._candidates(number)
                if self.rect().contains(place) and not _meets(place, taken)
            ]
            if free:
                found[number] = min(free, key=lambda place: _meets(place, whiskers))
                taken.append(found[number])
        return found

    def _dot(self, number: int) -> QRectF:
        centre = self.at(self._points[number].x, self._points[number].y)
        return QRectF(centre.x() - _POINT, centre.y() - _POINT, 2 * _POINT, 2 * _POINT)

    def _whiskers(self) -> list[QRectF]:
        found = []
        for point in self._points:
            if point.low is not None and point.high is not None:
                low, high = self.at(point.x, point.low), self.at(point.x, point.high)
                width = 2 * _WHISKER
                found.append(QRectF(high.x() - _WHISKER, high.y(), width, low.y() - high.y()))
        return found

    def _candidates(self, number: int) -> list[QRectF]:
        centre = self._dot(number).center()
        width = min(self._metrics.horizontalAdvance(self._name(number)) + 2, _WIDEST_LABEL)
        height = self._metrics.height()
        away = _POINT + SPACE_XS
        places = []
        for right, down in _SIDES:
            x = centre.x() + right * (away + width / 2)
            y = centre.y() + down * (away + height / 2)
            places.append(QRectF(x - width / 2, y - height / 2, width, height))
        return places

    def _name(self, number: int) -> str:
        return one_line(self._points[number].label)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        self._begin(painter)
        self._paint_grid(painter, [self.at(0, value).y() for value in self._grid_values])
        self._paint_ratios(painter)
        for number in range(len(self._points)):
            painter.setOpacity(self._opacity(number))
            self._paint_point(painter, number)
        for number, place in self.label_places().items():
            painter.setOpacity(_GROUND)
            painter.fillRect(place, QColor(self._theme.surface))
            painter.setOpacity(max(self._opacity(number), FADED * 2))
            painter.setPen(QColor(self._theme.text))
            shown = self._metrics.elidedText(
                self._name(number), Qt.TextElideMode.ElideMiddle, place.width()
            )
            painter.drawText(place, _FLAGS, shown)
        painter.setOpacity(1.0)
        self._paint_base(painter)

    def _end(self, line: RatioLine) -> QPointF:
        """Where a line through zero leaves the plot."""
        right, top = self._ends
        if line.ratio * right <= top:
            return self.at(right, line.ratio * right)
        return self.at(top / line.ratio, top)

    def _ratio_labels(self) -> list[tuple[RatioLine, QRectF]]:
        """Labels near the ends of the lines, clear of points; of two that touch one is left out."""
        found: list[tuple[RatioLine, QRectF]] = []
        painted = [self._dot(number) for number in range(len(self._points))] + self._whiskers()
        for line in sorted(self._ratios, key=lambda one: not one.is_main):
            taken = [other for _, other in found] + painted
            for place in self._along(line):
                spaced = place.adjusted(-SPACE_XS, -1, SPACE_XS, 1)
                if not _meets(spaced, taken):
                    found.append((line, place))
                    break
        return found

    def _along(self, line: RatioLine) -> list[QRectF]:
        """Places for the label of a line, the one at its end first."""
        start, end = self.at(0, 0), self._end(line)
        width, height = self._metrics.horizontalAdvance(line.text) + 2, self._metrics.height()
        places = []
        for share in _ALONG:
            point = start + (end - start) * share
            x = min(max(point.x() - width / 2, 0), self.size().width() - width)
            y = min(max(point.y() - height / 2, 0), self.size().height() - height - 2)
            places.append(QRectF(x, y, width, height))
        return places

    def _paint_ratios(self, painter: QPainter) -> None:
        theme = self._theme
        for line in self._ratios:
            if line.is_main:
                painter.setPen(QPen(QColor(theme.warning), 2, Qt.PenStyle.DashLine))
            else:
                painter.setPen(QPen(QColor(theme.control_border), 1, Qt.PenStyle.DotLine))
            painter.drawLine(self.at(0, 0), self._end(line))
        for line, place in self._ratio_labels():
            painter.fillRect(place.adjusted(-2, 0, 2, 0), QColor(theme.surface))
            painter.setPen(QColor(theme.warning if line.is_main else theme.muted))
            painter.drawText(place, _FLAGS, line.text)

    def _paint_point(self, painter: QPainter, number: int) -> None:
        theme, point = self._theme, self._points[number]
        if point.low is not None and point.high is not None:
            low, high = self.at(point.x, point.low), self.at(point.x, point.high)
            for colour, width in ((theme.surface, 4.0), (theme.muted, 1.5)):
                painter.setPen(QPen(QColor(colour), width))
                painter.drawLine(low, high)
                for end in (low, high):
                    painter.drawLine(end - QPointF(_WHISKER, 0), end + QPointF(_WHISKER, 0))
        painter.setPen(QPen(QColor(theme.surface), 1.5))
        painter.setBrush(QColor(channel_colour(theme, point.colour_index)))
        painter.drawEllipse(self._dot(number))
        if number == self._lit:
            painter.setPen(QPen(QColor(theme.text), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self._dot(number).center(), _RING, _RING)


def _meets(place: QRectF, others: Sequence[QRectF]) -> bool:
    return any(place.intersects(other) for other in others)
