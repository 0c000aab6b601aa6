"""A plot between an axis below it and one beside it, both from zero or over classes."""

import math

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from attribution_desktop.visuals.charts.axis import ValueAxis
from attribution_desktop.visuals.charts.base import Chart
from attribution_desktop.visuals.charts.parts import Legend
from attribution_desktop.visuals.charts.plane import Plane
from attribution_desktop.visuals.charts.plot_item import PlotItem
from attribution_desktop.visuals.fonts import scene_font
from attribution_desktop.visuals.scale import ticks
from attribution_desktop.visuals.tokens import SPACE_M, SPACE_S, SPACE_XL, SPACE_XS

_HINTED, _LEAST_SIZE = QSize(560, 260), QSize(200, 120)


class AxesChart(Chart):
    """Gives the axes and the plot their places; subclasses say what the axes hold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = QFontMetricsF(scene_font("caption"))
        self._below, self._beside = ValueAxis("bottom"), ValueAxis("left")
        self._legend = Legend(self._theme)
        self._box = Plane()
        # The topmost tick's text reaches above the plot, the last one's beyond its end.
        self._grid.setContentsMargins(0, SPACE_S, SPACE_M, 0)
        self._grid.addItem(self._legend, 0, 0, 1, 2)
        self._grid.addItem(self._beside, 1, 0)
        self._grid.addItem(self._box, 1, 1)
        self._grid.addItem(self._below, 2, 1)
        self._plot = self._make_plot()
        self._box.resized.connect(self._fit)
        self._dress()

    # What subclasses provide

    def _make_plot(self) -> PlotItem:
        """The item that is painted between the axes; a child of `self._box`."""
        raise NotImplementedError

    def _top(self) -> float:
        """The upper end of the axis beside the plot; its lower end is zero."""
        raise NotImplementedError

    def _place(self, width: float, height: float) -> None:
        """Give both axes their ticks, and the plot its range, in a plot of this size."""
        raise NotImplementedError

    def _is_whole(self) -> bool:
        """Whether the axis beside the plot counts."""
        return False

    # What they share

    def _tick_height(self, text: str) -> float:
        del text
        return self._caption.height()

    def _beside_ticks(self, height: float) -> list[tuple[float, str]]:
        found: list[tuple[float, str]] = []
        for gap in (SPACE_XL, SPACE_XS):
            found = ticks(
                (0, self._top()), height, self._tick_height, gap=gap, whole=self._is_whole()
            )
            # Zero alone gives no measure: in a low plot a second tick may stand closer.
            if len(found) > 1:
                break
        return found

    def _below_ticks(self, right: float, width: float) -> list[tuple[float, str]]:
        """Round values from zero to `right` whose texts stay within the picture."""
        measure = self._caption.horizontalAdvance
        return [
            (value, text)
            for value, text in ticks((0, right), width, measure)
            if value / right * width + measure(text) / 2 <= width + SPACE_M
        ]

    def _arrange(self) -> None:
        self._legend.arrange(max(self._view.width() - SPACE_M, 1))
        text = self._caption.height()
        self._below.setHeight(math.ceil(text + SPACE_XS + self._below.title_height()))
        found = self._beside_ticks(max(self._view.height(), 1))
        widest = max((self._caption.horizontalAdvance(shown) for _, shown in found), default=0.0)
        self._beside.setWidth(math.ceil(widest + 2 * SPACE_S + self._beside.title_height()))
        self._grid.activate()
        self._fit()

    def _fit(self) -> None:
        width, height = self._box.width, self._box.height
        if width > 0 and height > 0:
            self._plot.setGeometry(QRectF(0, 0, width, height))
            self._place(width, height)

    def _set_ranges(self, right: float, top: float) -> None:
        """Both axes from zero to these values."""
        self._below.setRange(0, right)
        self._beside.setRange(0, top)

    def _dress(self) -> None:
        self._view.setBackground(self._theme.surface)
        for part in (self._below, self._beside, self._legend, self._plot):
            part.set_theme(self._theme)

    def sizeHint(self) -> QSize:
        return _HINTED

    def minimumSizeHint(self) -> QSize:
        return _LEAST_SIZE

    def _light(self, number: int | None) -> None:
        self._plot.light(number)

    def _fade(self, numbers: frozenset[int] | None) -> None:
        self._plot.choose(numbers)
