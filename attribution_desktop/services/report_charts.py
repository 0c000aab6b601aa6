"""The charts of a report: which columns of its tables are drawn, and how."""

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.report_document import Chart, ChartKind


def revenue_chart(analysis: Analysis) -> Chart:
    return Chart(
        id="revenue",
        title="Revenue by channel",
        kind=ChartKind.BARS,
        table="revenue",
        labels="channel",
        values=("revenue",),
        axis_title=f"Revenue ({analysis.identity.currency})",
    )


def roi_charts(analysis: Analysis) -> tuple[Chart, ...]:
    """The return by channel; nothing where no spend is recorded."""
    if all(row.roi_percent is None for row in analysis.channel_figures):
        return ()
    return (
        Chart(
            id="channel-roi",
            title="Return by channel",
            kind=ChartKind.BARS,
            table="channel-roi",
            labels="channel",
            values=("roi_percent",),
            axis_title="ROI (%)",
        ),
    )


def interval_charts(analysis: Analysis) -> tuple[Chart, ...]:
    """Revenue with whiskers; nothing without intervals."""
    if all(row.revenue_interval is None for row in analysis.channel_figures):
        return ()
    return (
        Chart(
            id="channel-intervals",
            title="Revenue with its 90 % interval",
            kind=ChartKind.BARS,
            table="channel-intervals",
            labels="channel",
            values=("revenue",),
            axis_title=f"Revenue ({analysis.identity.currency})",
            low="revenue_low",
            high="revenue_high",
        ),
    )


def comparison_chart(analysis: Analysis) -> Chart:
    return Chart(
        id="model-comparison",
        title="Revenue by channel and model",
        kind=ChartKind.GROUPS,
        table="model-comparison",
        labels="channel",
        values=analysis.comparison.models,
        axis_title=f"Revenue ({analysis.identity.currency})",
    )


def length_chart() -> Chart:
    return Chart(
        id="path-lengths",
        title="Touches before a conversion",
        kind=ChartKind.COUNTS,
        table="path-lengths",
        labels="length",
        values=("conversions",),
        axis_title="Conversions",
    )


def budget_chart(currency: str) -> Chart:
    return Chart(
        id="budget",
        title="Present and recommended spend by channel",
        kind=ChartKind.GROUPS,
        table="budget",
        labels="channel",
        values=("present_spend", "recommended_spend"),
        axis_title=f"Spend ({currency})",
    )
