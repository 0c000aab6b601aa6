"""From one total to another, step by step."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted, signed
from attribution_desktop.visuals.charts.axis import ValueAxis
from attribution_desktop.visuals.charts.base import Chart
from attribution_desktop.visuals.charts.marks import Mark, plain
from attribution_desktop.visuals.charts.parts import CategoryLabels
from attribution_desktop.visuals.charts.plane import Plane
from attribution_desktop.visuals.charts.plot_item import PlotItem
from attribution_desktop.visuals.figures_colour import sign_colour
from attribution_desktop.visuals.fonts import scene_font
from attribution_desktop.visuals.plain_text import one_line
from attribution_desktop.visuals.scale import ticks
from attribution_desktop.visuals.tokens import SPACE_M, SPACE_S, SPACE_XS, Theme

_HINTED, _LEAST_SIZE = QSize(560, 260), QSize(240, 160)
_LABEL_SHARE = 0.32
_MOST_ROW = 34.0
_BAR_SHARE = 0.62
_FLAGS = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine


@dataclass(frozen=True, slots=True)
class Step:
    """What one part adds (below zero: takes away)."""

    label: str
    change: float


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar from `start` to `end`; a total has none and stands at `end`."""

    label: str
    start: float
    end: float
    text: str
    is_total: bool


class StepsItem(PlotItem):
    """Floating bars, one a row, each from where the one above ended."""

    def __init__(self, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(theme, parent)
        self._rows: tuple[_Row, ...] = ()
        self._low, self._high = 0.0, 1.0
        self._lines: tuple[float, ...] = ()

    def set_rows(self, rows: Sequence[_Row]) -> None:
        self._rows = tuple(rows)
        self.update()

    def set_range(self, low: float, high: float, lines: Sequence[float]) -> None:
        self._low, self._high, self._lines = low, high, tuple(lines)
        self.update()

    def row_height(self) -> float:
        return min(self.size().height() / max(len(self._rows), 1), _MOST_ROW)

    def x_at(self, value: float) -> float:
        return (value - self._low) / (self._high - self._low) * self.size().width()

    def bar_rect(self, number: int) -> QRectF:
        row, height = self._rows[number], self.row_height()
        left, right = sorted((self.x_at(row.start), self.x_at(row.end)))
        bar = height * _BAR_SHARE
        top = number * height + (height - bar) / 2
        return QRectF(left, top, max(right - left, 2.0), bar)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        theme, size = self._theme, self.size()
        self._begin(painter)
        painter.setPen(QPen(QColor(theme.grid), 1))
        for value in self._lines:
            x = round(self.x_at(value)) + 0.5
            painter.drawLine(QPointF(x, 0), QPointF(x, size.height()))
        for number, row in enumerate(self._rows):
            painter.setOpacity(self._opacity(number))
            self._paint_row(painter, number, row)
        painter.setOpacity(1.0)

    def _paint_row(self, painter: QPainter, number: int, row: _Row) -> None:
        theme, height = self._theme, self.row_height()
        if number == self._lit:
            row_rect = QRectF(0, number * height, self.size().width(), height)
            painter.fillRect(row_rect, self._tint())
        rect = self.bar_rect(number)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = theme.text if row.is_total else sign_colour(theme, row.end - row.start)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(rect, 1, 1)
        if number + 1 < len(self._rows):
            painter.setPen(QPen(QColor(theme.muted), 1, Qt.PenStyle.DotLine))
            x = self.x_at(row.end)
            painter.drawLine(QPointF(x, rect.bottom()), QPointF(x, rect.bottom() + height / 2))
        width = self._metrics.horizontalAdvance(row.text) + 1
        left = rect.right() + SPACE_S
        if left + width > self.size().width():
            left = rect.left() - SPACE_S - width
        place = QRectF(max(left, 0.0), number * height, width, height)
        painter.setPen(QColor(theme.text))
        painter.drawText(place, int(_FLAGS), row.text)


class Waterfall(Chart):
    """Totals are marks, not bars: the axis shows only the way between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[_Row, ...] = ()
        self._axis_title = ""
        self._caption = QFontMetricsF(scene_font("caption"))
        self._labels = CategoryLabels(self._theme)
        self._axis = ValueAxis("bottom")
        self._box = Plane()
        self._grid.addItem(self._labels, 0, 0)
        self._grid.addItem(self._box, 0, 1)
        self._grid.addItem(self._axis, 1, 1)
        self._steps = StepsItem(self._theme, self._box)
        self._box.resized.connect(self._fit)
        self._dress()

    def set_steps(
        self, first: tuple[str, float], steps: Sequence[Step], last: str, axis_title: str
    ) -> None:
        """Show the way from a total over these steps to where they lead.

        Parameters
        ----------
        first
            Name and value of the total to begin with.
        last
            Name of the total at the end.
        """
        at = first[1]
        rows = [_Row(one_line(first[0]), at, at, formatted(at, Kind.MONEY), is_total=True)]
        for step in steps:
            text = signed(step.change, Kind.MONEY)
            rows.append(_Row(one_line(step.label), at, at + step.change, text, is_total=False))
            at += step.change
        rows.append(_Row(one_line(last), at, at, formatted(at, Kind.MONEY), is_total=True))
        self._rows, self._axis_title = tuple(rows), axis_title
        self._labels.set_labels([row.label for row in rows])
        self._steps.set_rows(rows)
        self._axis.set_title(axis_title)
        self._set_marks(
            tuple(
                Mark(row.end, row.text, None, f"{row.label}: {row.text}", place)
                for place, row in enumerate(rows)
            )
        )
        self._arrange()

    def describe(self) -> str:
        if not self._rows:
            return "There is nothing to show."
        first, last = self._rows[0], self._rows[-1]
        words = f"From {first.text} ({first.label}) to {last.text} ({last.label})."
        steps = [row for row in self._rows if not row.is_total and row.end != row.start]
        if steps:
            most = max(steps, key=lambda row: abs(row.end - row.start))
            words += f" {most.label} changes most, by {most.text}."
        return words

    def _arrange(self) -> None:
        wanted = self._labels.wanted_width(self._view.width() * _LABEL_SHARE)
        self._labels.setMinimumWidth(wanted)
        self._labels.setMaximumWidth(wanted)
        text = self._caption.height()
        self._axis.setHeight(math.ceil(text + SPACE_XS + self._axis.title_height()))
        self._grid.activate()
        self._fit()

    def _fit(self) -> None:
        width, height = self._box.width, self._box.height
        if width <= 0 or height <= 0:
            return
        self._steps.setGeometry(QRectF(0, 0, width, height))
        low, high = self._range(width)
        measure = self._caption.horizontalAdvance
        found = [
            (value, text)
            for value, text in ticks((low, high), width, measure)
            if (value - low) / (high - low) * width + measure(text) / 2 <= width + SPACE_S
        ]
        self._axis.setTicks([found])
        self._axis.setRange(low, high)
        self._steps.set_range(low, high, [value for value, _ in found])
        self._labels.set_rows(self._steps.row_height(), 0.0)

    def _range(self, width: float) -> tuple[float, float]:
        """The values passed on the way, with room for the texts beside them."""
        values = [value for row in self._rows for value in (row.start, row.end)] or [0.0]
        low, high = min(values), max(values)
        span = (high - low) or abs(high) or 1.0
        widest = max((self._caption.horizontalAdvance(row.text) for row in self._rows), default=0)
        room = min((widest + 2 * SPACE_M) / width, 0.4)
        return low - 0.05 * span, high + span * room / (1 - room)

    def _dress(self) -> None:
        self._view.setBackground(self._theme.surface)
        for part in (self._axis, self._labels, self._steps):
            part.set_theme(self._theme)

    def table(self) -> list[tuple[str, ...]]:
        head = ("", one_line(self._axis_title))
        return [
            head,
            *(
                (row.label, plain(row.end if row.is_total else row.end - row.start))
                for row in self._rows
            ),
        ]

    def sizeHint(self) -> QSize:
        return _HINTED

    def minimumSizeHint(self) -> QSize:
        return _LEAST_SIZE

    def _mark_at(self, point: QPointF) -> int | None:
        local = self._steps.mapFromScene(point)
        row = int(local.y() // max(self._steps.row_height(), 1))
        return row if self._steps.rect().contains(local) and row < len(self._rows) else None

    def _mark_rect(self, number: int) -> QRectF:
        return self._steps.mapRectToScene(self._steps.bar_rect(number))

    def _light(self, number: int | None) -> None:
        self._steps.light(number)

    def _fade(self, numbers: frozenset[int] | None) -> None:
        self._steps.choose(numbers)
