"""The mathematics: pure functions of columns; no window, no database, no files, no clock."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

# A command that analyses nothing does without the mathematics: SciPy takes a third of a second.
_MODULE_OF = {
    "AttributionAnalytics": "analytics",
    "AttributionModelComparator": "comparison",
    "ChannelROICalculator": "roi",
    "ConversionAttributor": "attributor",
    "ConversionPathAnalyzer": "paths",
    "generate_demo_attribution_data": "demo",
}


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    return found
