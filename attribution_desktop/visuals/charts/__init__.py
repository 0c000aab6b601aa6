"""Charts on pyqtgraph scenes: built once, updated with data, drawable as vectors on paper."""

# PySide6 has to be imported before pyqtgraph, which otherwise picks a Qt binding of its own.
import PySide6  # noqa: F401  # see above

from attribution_desktop.visuals.charts.curve_item import CurveView
from attribution_desktop.visuals.charts.flow import FlowChart
from attribution_desktop.visuals.charts.grouped_bars import GroupedBars
from attribution_desktop.visuals.charts.heat_item import HeatCell
from attribution_desktop.visuals.charts.heat_map import HeatMap
from attribution_desktop.visuals.charts.histogram import Histogram
from attribution_desktop.visuals.charts.horizontal_bars import HorizontalBars
from attribution_desktop.visuals.charts.marks import Bar, Bin, CurvePoint, GroupedBar, Series
from attribution_desktop.visuals.charts.range_chart import RangeChart
from attribution_desktop.visuals.charts.response_curve import ResponseCurveChart
from attribution_desktop.visuals.charts.scatter import ScatterChart
from attribution_desktop.visuals.charts.scatter_item import Point
from attribution_desktop.visuals.charts.sparkline import Sparkline
from attribution_desktop.visuals.charts.timeline import Timeline
from attribution_desktop.visuals.charts.trend import TrendChart, TrendParts, TrendStep
from attribution_desktop.visuals.charts.trend_item import TrendLine
from attribution_desktop.visuals.charts.waterfall import Step, Waterfall

__all__ = [
    "Bar",
    "Bin",
    "CurvePoint",
    "CurveView",
    "FlowChart",
    "GroupedBar",
    "GroupedBars",
    "HeatCell",
    "HeatMap",
    "Histogram",
    "HorizontalBars",
    "Point",
    "RangeChart",
    "ResponseCurveChart",
    "ScatterChart",
    "Series",
    "Sparkline",
    "Step",
    "Timeline",
    "TrendChart",
    "TrendLine",
    "TrendParts",
    "TrendStep",
    "Waterfall",
]
