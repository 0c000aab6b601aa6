"""How often each length, size or class occurs."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted, whole_percent
from attribution_desktop.visuals.charts.marks import Bin, Mark, drawable, plain
from attribution_desktop.visuals.charts.slots_chart import SlotsChart, SlotsItem
from attribution_desktop.visuals.figures_colour import bar_colour
from attribution_desktop.visuals.plain_text import one_line
from attribution_desktop.visuals.tokens import SPACE_S, SPACE_XS, Theme

_MOST_BAR = 56.0
_BAR_SHARE = 0.72
_RADIUS = 3.0
_CENTRED = int(
    Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextSingleLine
)


class ColumnsItem(SlotsItem):
    """Vertical bars, one a slot of equal width."""

    def __init__(self, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(theme, parent)
        self._marks: tuple[Mark, ...] = ()
        self._has_room = False

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        self._marks = marks
        self.update()

    def set_range(self, high: float, grid: Sequence[float]) -> None:
        super().set_range(high, grid)
        widest = max(
            (self._metrics.horizontalAdvance(mark.text) for mark in self._marks), default=0
        )
        self._has_room = bool(self._marks) and widest + SPACE_XS <= self.slot_width()

    def slot_count(self) -> int:
        return len(self._marks)

    def bar_rect(self, number: int) -> QRectF:
        slot = self.slot_width()
        width = min(slot * _BAR_SHARE, _MOST_BAR)
        height = (self._marks[number].value or 0.0) / self._high * self.size().height()
        return QRectF(
            number * slot + (slot - width) / 2, self.size().height() - height, width, height
        )

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        self._paint_ground(painter)
        for number, mark in enumerate(self._marks):
            painter.setOpacity(self._opacity(number))
            self._paint_column(painter, number, mark)
        painter.setOpacity(1.0)
        self._paint_base(painter)

    def _paint_column(self, painter: QPainter, number: int, mark: Mark) -> None:
        rect = self.bar_rect(number)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(bar_colour(self._theme, mark.colour, mark.value)))
        painter.drawPath(_column(rect))
        if self._has_room:
            slot = self.slot_width()
            height = self._metrics.height()
            place = QRectF(number * slot, rect.top() - height - 2, slot, height)
            painter.setPen(QColor(self._theme.text))
            painter.drawText(place, _CENTRED, mark.text)


def _column(rect: QRectF) -> QPainterPath:
    """Round at its value, square at the baseline; one path, so that it fades evenly."""
    radius = min(_RADIUS, rect.width() / 2, rect.height())
    path = QPainterPath(rect.bottomLeft())
    path.lineTo(rect.left(), rect.top() + radius)
    path.quadTo(rect.left(), rect.top(), rect.left() + radius, rect.top())
    path.lineTo(rect.right() - radius, rect.top())
    path.quadTo(rect.right(), rect.top(), rect.right(), rect.top() + radius)
    path.lineTo(rect.bottomRight())
    path.closeSubpath()
    return path


class Histogram(SlotsChart):
    """Vertical bars over whole lengths or classes, in the order given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._labels: tuple[str, ...] = ()
        self._axis_title = self._count_title = ""
        super().__init__(parent)

    def _make_slots(self) -> ColumnsItem:
        self._columns = ColumnsItem(self._theme, self._box)
        return self._columns

    def set_counts(
        self, bins: Sequence[tuple[str | int, float]], axis_title: str, count_title: str
    ) -> None:
        """Show these counts instead of the present ones.

        Parameters
        ----------
        bins
            Label and count (never below zero) of each class, left to right.
        axis_title, count_title
            What the classes are, and what is counted.
        """
        self._labels = tuple(one_line(str(label)) for label, _ in bins)
        self._axis_title, self._count_title = axis_title, count_title
        marks = tuple(
            _mark(label, count, axis_title, count_title)
            for label, (_, count) in zip(self._labels, bins, strict=True)
        )
        self._below.set_title(axis_title)
        self._beside.set_title(count_title)
        self._columns.set_marks(marks)
        self._set_marks(marks)
        self._arrange()

    def describe(self) -> str:
        known = [(mark.value, at) for at, mark in enumerate(self._marks) if mark.value]
        if not known:
            return "There are no values to show."
        count, at = max(known, key=lambda pair: pair[0])
        total = sum(value for value, _ in known)
        return (
            f"{one_line(self._count_title) or 'Count'} by {one_line(self._axis_title) or 'class'}: "
            f"most at {self._labels[at]}, with {self._marks[at].text} "
            f"({whole_percent(count / total)} of all)."
        )

    def _most(self) -> float:
        return max((mark.value or 0.0 for mark in self._marks), default=0.0) or 1.0

    def _top(self) -> float:
        # Head-room for the label above the tallest bar.
        height = max(self._box.height, 1.0)
        return self._most() / max(1 - (self._caption.height() + SPACE_S) / height, 0.5)

    def _is_whole(self) -> bool:
        return self._most() > 1

    def _slot_ticks(self) -> list[tuple[float, str]]:
        """Every label, or every second, third … where they would touch."""
        widest = max(
            (self._caption.horizontalAdvance(label) for label in self._labels), default=0.0
        )
        every = max(1, math.ceil((widest + SPACE_S) / max(self._columns.slot_width(), 1e-6)))
        return [(at + 0.5, label) for at, label in enumerate(self._labels) if at % every == 0]

    def table(self) -> list[tuple[str, ...]]:
        head = (one_line(self._axis_title), one_line(self._count_title))
        pairs = zip(self._labels, self._marks, strict=True)
        return [head, *((label, plain(mark.value)) for label, mark in pairs)]

    def _mark_rect(self, number: int) -> QRectF:
        return self._columns.mapRectToScene(self._columns.bar_rect(number))


def _mark(label: str, count: float, axis_title: str, count_title: str) -> Mark:
    value = drawable(count)
    kind = Kind.COUNT if value is None or value == int(value) else Kind.NUMBER
    text = formatted(value, kind)
    return Mark(
        value=None if value is None else max(value, 0.0),
        text=text,
        colour="accent",
        tooltip=f"{one_line(axis_title)}: {label}\n{one_line(count_title)}: {text}",
        payload=Bin(label, count),
    )
