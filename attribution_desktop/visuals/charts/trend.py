"""How amounts develop, step by step, on one axis of time."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.visuals.charts.marks import Mark, drawable, plain
from attribution_desktop.visuals.charts.slots_chart import SlotsChart, SlotsItem
from attribution_desktop.visuals.plain_text import one_line
from attribution_desktop.visuals.tokens import SPACE_S, Theme, mix

_AREA_TINT = 0.16
_DOT, _LIT_DOT = 2.5, 4.5
_DOTS_UP_TO = 40
_HEADROOM = 1.08
_LEAST_SIZE = QSize(200, 88)


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


@dataclass(frozen=True, slots=True)
class TrendStep:
    """The step that was pointed at, by its place from the left."""

    place: int
    label: str


class LinesItem(SlotsItem):
    """The lines, each step in the middle of a slot of equal width."""

    def __init__(self, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(theme, parent)
        self._lines: tuple[TrendLine, ...] = ()
        self._steps = 0
        self._grid_values: tuple[float, ...] = ()

    def set_lines(self, lines: Sequence[TrendLine], steps: int) -> None:
        self._lines, self._steps = tuple(lines), steps
        self.update()

    def set_range(self, high: float, grid: Sequence[float]) -> None:
        self._high, self._grid_values = high, tuple(grid)
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
        self._begin(painter)
        if self._lit is not None:
            painter.fillRect(self.slot(self._lit), self._tint())
        self._paint_grid(painter, self._heights(self._grid_values))
        for run in self._runs(0) if self._lines else ():
            self._paint_area(painter, run)
        for number in reversed(range(len(self._lines))):
            for run in self._runs(number):
                self._paint_run(painter, number, run)
        if self._lit is not None:
            self._paint_lit(painter, self._lit)
        self._paint_base(painter)

    def _runs(self, line: int) -> list[list[QPointF]]:
        """Neighbouring known values; what is unknown leaves a gap."""
        runs: list[list[QPointF]] = [[]]
        for step in range(self._steps):
            place = self.place(line, step)
            if place is not None:
                runs[-1].append(place)
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]

    def _paint_area(self, painter: QPainter, run: list[QPointF]) -> None:
        """Down to zero under the first line."""
        base = self.size().height()
        foot = [QPointF(run[-1].x(), base), QPointF(run[0].x(), base)]
        colour = str(getattr(self._theme, self._lines[0].colour))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(self._theme.surface, colour, _AREA_TINT)))
        painter.drawPolygon(QPolygonF([*run, *foot]))

    def _paint_run(self, painter: QPainter, number: int, run: list[QPointF]) -> None:
        colour = str(getattr(self._theme, self._lines[number].colour))
        path = QPainterPath(run[0])
        for point in run[1:]:
            path.lineTo(point)
        style = Qt.PenStyle.DashLine if number else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(colour), 2, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        if self._steps <= _DOTS_UP_TO or len(run) == 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            for point in run:
                painter.drawEllipse(point, _DOT, _DOT)

    def _paint_lit(self, painter: QPainter, step: int) -> None:
        for number, line in enumerate(self._lines):
            place = self.place(number, step)
            if place is not None:
                painter.setPen(QPen(QColor(self._theme.surface), 1.5))
                painter.setBrush(QColor(str(getattr(self._theme, line.colour))))
                painter.drawEllipse(place, _LIT_DOT, _LIT_DOT)


class TrendChart(SlotsChart):
    """Lines over steps of time; pointing at a step tells all of its values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._labels: tuple[str, ...] = ()
        self._lines: tuple[TrendLine, ...] = ()
        self._axis_title = ""
        super().__init__(parent)

    def _make_slots(self) -> LinesItem:
        self._item = LinesItem(self._theme, self._box)
        return self._item

    def set_trend(
        self, labels: Sequence[str], lines: Sequence[TrendLine], axis_title: str, kind: Kind
    ) -> None:
        """Show these lines instead of the present ones.

        Parameters
        ----------
        labels
            One a step, oldest first.
        axis_title
            What is measured, with its unit.
        kind
            How values are written.
        """
        self._labels = tuple(one_line(label) for label in labels)
        self._lines, self._axis_title = tuple(lines), one_line(axis_title)
        self._beside.set_title(axis_title)
        self._below.set_title("")
        entries = [(line.name, line.colour) for line in lines]
        self._legend.set_entries(entries if len(entries) > 1 else ())
        self._item.set_lines(lines, len(labels))
        self._set_marks(tuple(self._mark(step, kind) for step in range(len(labels))))
        self._arrange()

    def _mark(self, step: int, kind: Kind) -> Mark:
        value = drawable(self._lines[0].values[step]) if self._lines else None
        words = [self._labels[step]]
        words += [
            f"{line.name}: {formatted(drawable(line.values[step]), kind)}" for line in self._lines
        ]
        payload = TrendStep(step, self._labels[step])
        return Mark(value, formatted(value, kind), "accent", "\n".join(words), payload)

    def describe(self) -> str:
        if not self._lines or not any(mark.value for mark in self._marks):
            return "There are no values to show."
        known = [(mark.value, at) for at, mark in enumerate(self._marks) if mark.value is not None]
        most, least = max(known), min(known)
        name = one_line(self._lines[0].name)
        words = f"{name} was highest in {self._labels[most[1]]}, with {self._marks[most[1]].text}"
        if len(known) > 1:
            words += f", and lowest in {self._labels[least[1]]}, with {self._marks[least[1]].text}"
        return f"{words}."

    def _most(self) -> float:
        values = [drawable(value) or 0.0 for line in self._lines for value in line.values]
        return max(values, default=0.0) or 1.0

    def _top(self) -> float:
        return self._most() * _HEADROOM

    def _slot_ticks(self) -> list[tuple[float, str]]:
        """Every label, or every second, third … where they would touch."""
        widest = max((self._caption.horizontalAdvance(label) for label in self._labels), default=0)
        slot = max(self._item.slot_width(), 1e-6)
        every = max(1, math.ceil((widest + 2 * SPACE_S) / slot))
        # A label in the middle of an outer slot may reach beyond the picture.
        reach = widest / 2 / slot - 0.5
        return [
            (at + 0.5, label)
            for at, label in enumerate(self._labels)
            if at % every == 0 and (every == 1 or at + reach <= len(self._labels))
        ]

    def minimumSizeHint(self) -> QSize:
        return _LEAST_SIZE

    def table(self) -> list[tuple[str, ...]]:
        head = ("", *(one_line(line.name) for line in self._lines))
        return [
            head,
            *(
                (label, *(plain(line.values[at]) for line in self._lines))
                for at, label in enumerate(self._labels)
            ),
        ]

    def _mark_rect(self, number: int) -> QRectF:
        return self._item.mapRectToScene(self._item.slot(number))
