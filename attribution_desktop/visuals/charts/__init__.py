"""Charts on pyqtgraph scenes: built once, updated with data, drawable as vectors on paper."""

# PySide6 has to be imported before pyqtgraph, which otherwise picks a Qt binding of its own.
import PySide6  # noqa: F401  # see above

from attribution_desktop.visuals.charts.curve_item import CurveView
from attribution_desktop.visuals.charts.grouped_bars import GroupedBars
from attribution_desktop.visuals.charts.histogram import Histogram
from attribution_desktop.visuals.charts.horizontal_bars import HorizontalBars
from attribution_desktop.visuals.charts.marks import Bar, Bin, GroupedBar, Series
from attribution_desktop.visuals.charts.response_curve import ResponseCurveChart
from attribution_desktop.visuals.charts.waterfall import Step, Waterfall

__all__ = [
    "Bar",
    "Bin",
    "CurveView",
    "GroupedBar",
    "GroupedBars",
    "Histogram",
    "HorizontalBars",
    "ResponseCurveChart",
    "Series",
    "Step",
    "Waterfall",
]
