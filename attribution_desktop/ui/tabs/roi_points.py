"""Channels between what they cost and what they brought."""

from collections.abc import Mapping

from attribution_desktop.domain.analysis import Analysis, ChannelFigures
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.ui.tabs.measures import bounds
from attribution_desktop.visuals.charts import Point


def spend_and_revenue(analysis: Analysis, swatches: Mapping[str, int]) -> list[Point]:
    """A point a channel with spend; its whisker is the interval of the revenue."""
    currency = analysis.identity.currency
    return [
        Point(
            row.channel,
            row.spend,
            row.revenue,
            swatches.get(row.channel, -1),
            _tip(row, currency),
            *bounds(row.revenue_interval),
        )
        for row in analysis.channel_figures
        if row.spend
    ]


def _tip(row: ChannelFigures, currency: str) -> str:
    words = [
        row.channel,
        f"Spend: {formatted(row.spend, Kind.MONEY)} {currency}",
        f"Revenue: {formatted(row.shown_revenue, Kind.MONEY)} {currency}",
        f"ROAS: {formatted(row.roas, Kind.RATIO)}",
    ]
    if row.roas_interval is not None:
        low, high = row.roas_interval.low, row.roas_interval.high
        words.append(
            f"90 % interval: {formatted(low, Kind.RATIO)} to {formatted(high, Kind.RATIO)}"
        )
    return "\n".join(words)
