"""The mathematics: pure functions of columns; no window, no database, no files, no clock."""

from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.comparison import AttributionModelComparator
from attribution_desktop.engine.demo import generate_demo_attribution_data
from attribution_desktop.engine.paths import ConversionPathAnalyzer
from attribution_desktop.engine.roi import ChannelROICalculator

__all__ = [
    "AttributionAnalytics",
    "AttributionModelComparator",
    "ChannelROICalculator",
    "ConversionAttributor",
    "ConversionPathAnalyzer",
    "generate_demo_attribution_data",
]
