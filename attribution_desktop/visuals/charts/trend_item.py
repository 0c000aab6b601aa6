"""The lines of a trend, as they are painted."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from attribution_desktop.visuals.charts.marks import drawable
from attribution_desktop.visuals.charts.slots_chart import SlotsItem
from attribution_desktop.visuals.tokens import Theme, mix

_AREA_TINT, _PART_TINT = 0.16, 0.75
_DOT, _LIT_DOT = 2.5, 4.5
_DOTS_UP_TO = 40
_STYLES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine)
"""Of the first line and of later ones."""


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One line; the first one given is filled down to zero, later ones are dashed.

    Attributes
    ----------
    values
        One a step, None where it is unknown.
    colour
        The name of a token, which follows the theme.
    """

    name: str
    values: tuple[float | None, ...]
    colour: str


class LinesItem(SlotsItem):
    """The lines, each step in the middle of a slot of equal width."""

    def __init__(self, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(theme, parent)
        self._lines: tuple[TrendLine, ...] = ()
        self._steps = 0
        self._parts: frozenset[int] = frozenset()

    def set_lines(self, lines: Sequence[TrendLine], steps: int, parts: Collection[int]) -> None:
        """Lines over so many steps; those in `parts` are cut off, and drawn as such."""
        self._lines, self._steps, self._parts = tuple(lines), steps, frozenset(parts)
        self.update()

    def slot_count(self) -> int:
        return self._steps

    def place(self, line: int, step: int) -> QPointF | None:
        """Where a value stands; None where it is unknown."""
        value = drawable(self._lines[line].values[step])
        if value is None:
            return None
        height = self.size().height()
        return QPointF((step + 0.5) * self.slot_width(), height - value / self._high * height)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        self._paint_ground(painter)
        for run in self._runs(0) if self._lines else ():
            self._paint_area(painter, run)
        for number in reversed(range(len(self._lines))):
            for run in self._runs(number):
                self._paint_run(painter, number, run)
        if self._lit is not None:
            self._paint_lit(painter, self._lit)
        self._paint_base(painter)

    def _runs(self, line: int) -> list[list[int]]:
        """Neighbouring steps with known values; what is unknown leaves a gap."""
        runs: list[list[int]] = [[]]
        for step in range(self._steps):
            if self.place(line, step) is not None:
                runs[-1].append(step)
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]

    def _points(self, line: int, steps: Iterable[int]) -> list[QPointF]:
        return [place for step in steps if (place := self.place(line, step)) is not None]

    def _whole(self, steps: Iterable[int]) -> list[int]:
        return [step for step in steps if step not in self._parts]

    def _paint_area(self, painter: QPainter, run: list[int]) -> None:
        """Down to zero under the first line, as far as its steps are whole."""
        points = self._points(0, self._whole(run))
        if not points:
            return
        base = self.size().height()
        foot = [QPointF(points[-1].x(), base), QPointF(points[0].x(), base)]
        colour = self._colour(0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(self._theme.surface, colour, _AREA_TINT)))
        painter.drawPolygon(QPolygonF([*points, *foot]))

    def _paint_run(self, painter: QPainter, number: int, run: list[int]) -> None:
        colour = self._colour(number)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), 2, _STYLES[number > 0]))
        painter.drawPolyline(QPolygonF(self._points(number, self._whole(run))))
        light = mix(self._theme.surface, colour, _PART_TINT)
        painter.setPen(QPen(QColor(light), 2, Qt.PenStyle.DotLine))
        for ends in pairwise(run):
            if not self._parts.isdisjoint(ends):
                painter.drawPolyline(QPolygonF(self._points(number, ends)))
        self._paint_dots(painter, number, run)

    def _paint_dots(self, painter: QPainter, number: int, run: list[int]) -> None:
        """Hollow ones where a step is cut off."""
        colour = self._colour(number)
        if self._steps <= _DOTS_UP_TO or len(run) == 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            for point in self._points(number, self._whole(run)):
                painter.drawEllipse(point, _DOT, _DOT)
        painter.setPen(QPen(QColor(colour), 1.5))
        painter.setBrush(QColor(self._theme.surface))
        for point in self._points(number, self._parts.intersection(run)):
            painter.drawEllipse(point, _DOT, _DOT)

    def _colour(self, line: int) -> str:
        return str(getattr(self._theme, self._lines[line].colour))

    def _paint_lit(self, painter: QPainter, step: int) -> None:
        for number in range(len(self._lines)):
            place = self.place(number, step)
            if place is not None:
                painter.setPen(QPen(QColor(self._theme.surface), 1.5))
                painter.setBrush(QColor(self._colour(number)))
                painter.drawEllipse(place, _LIT_DOT, _LIT_DOT)
