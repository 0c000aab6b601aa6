"""The pages of the window, in their order."""

from attribution_desktop.ui.tabs.base import Tab
from attribution_desktop.ui.tabs.budget import BudgetTab
from attribution_desktop.ui.tabs.channel_roi import ChannelRoiTab
from attribution_desktop.ui.tabs.journeys import JourneysTab
from attribution_desktop.ui.tabs.model_comparison import ModelComparisonTab
from attribution_desktop.ui.tabs.paths import PathsTab
from attribution_desktop.ui.tabs.summary import SummaryTab

TAB_TYPES: tuple[type[Tab], ...] = (
    SummaryTab,
    ChannelRoiTab,
    ModelComparisonTab,
    PathsTab,
    BudgetTab,
    JourneysTab,
)
