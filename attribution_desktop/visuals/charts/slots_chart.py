"""A plot in slots of equal width, from left to right: classes of a count, steps of time."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from attribution_desktop.visuals.charts.axes_chart import AxesChart
from attribution_desktop.visuals.charts.plot_item import PlotItem


class SlotsItem(PlotItem):
    """What stands in slots, over an axis from zero."""

    _high = 1.0
    _grid: tuple[float, ...] = ()

    def slot_count(self) -> int:
        raise NotImplementedError

    def set_range(self, high: float, grid: Sequence[float]) -> None:
        """The upper end of the axis beside, and where its grid lines are."""
        self._high, self._grid = high, tuple(grid)
        self.update()

    def slot_width(self) -> float:
        return self.size().width() / max(self.slot_count(), 1)

    def slot(self, number: int) -> QRectF:
        width = self.slot_width()
        return QRectF(number * width, 0, width, self.size().height())

    def _paint_ground(self, painter: QPainter) -> None:
        """What is behind all else: the slot that is pointed at, and the grid."""
        self._begin(painter)
        if self._lit is not None:
            painter.fillRect(self.slot(self._lit), self._tint())
        height = self.size().height()
        self._paint_grid(painter, [height - value / self._high * height for value in self._grid])


class SlotsChart(AxesChart):
    """Labels its slots below and finds the one under the mouse."""

    _labels: tuple[str, ...]

    def _make_plot(self) -> SlotsItem:
        self._slots = self._make_slots()
        return self._slots

    def _make_slots(self) -> SlotsItem:
        """The item that is painted between the axes; a child of `self._box`."""
        raise NotImplementedError

    def _slot_ticks(self) -> list[tuple[float, str]]:
        """Every label, or every second, third … where they would touch."""
        raise NotImplementedError

    def _place(self, width: float, height: float) -> None:
        del width
        high = self._top()
        found = self._beside_ticks(height)
        self._beside.setTicks([found])
        self._below.setTicks([self._slot_ticks()])
        self._set_ranges(max(len(self._labels), 1), high)
        self._slots.set_range(high, [value for value, _ in found])

    def _mark_at(self, point: QPointF) -> int | None:
        local = self._slots.mapFromScene(point)
        if not (self._marks and self._slots.rect().contains(local)):
            return None
        return min(int(local.x() // self._slots.slot_width()), len(self._marks) - 1)
