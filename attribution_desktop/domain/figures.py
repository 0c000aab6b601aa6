"""Every figure's name, unit and definition: one text for tool tips, reports and the guide.

The definitions restate the project's definitions page; R revenue, K conversions, S spend,
I impressions, C clicks, m gross margin.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a value is written."""

    TEXT = "text"
    MONEY = "money"
    PERCENT = "percent"
    SHARE = "share"
    """A fraction of 1, written as a percentage."""
    RATIO = "ratio"
    COUNT = "count"
    NUMBER = "number"
    DAYS = "days"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure's identity. `has_good_sign` marks those where below zero is a loss."""

    id: str
    label: str
    kind: Kind
    definition: str
    has_good_sign: bool = False


_ALL = (
    Figure("channel", "Channel", Kind.TEXT, "Where a touchpoint happened."),
    Figure("spend", "Spend", Kind.MONEY, "S: what the channel cost. Never attributed by a model."),
    Figure("impressions", "Impressions", Kind.COUNT, "I: how often an ad was shown."),
    Figure("clicks", "Clicks", Kind.COUNT, "C: how often an ad was clicked."),
    Figure(
        "revenue",
        "Revenue",
        Kind.MONEY,
        "R: conversion value credited to the channel by the chosen model.",
    ),
    Figure(
        "conversions",
        "Conversions",
        Kind.NUMBER,
        "K: conversions credited to the channel by the chosen model; may be fractional.",
    ),
    Figure(
        "profit",
        "Profit",
        Kind.MONEY,
        "m R − S: margin on attributed revenue, less spend.",
        has_good_sign=True,
    ),
    Figure(
        "roi_percent",
        "ROI",
        Kind.PERCENT,
        "(m R − S) / S × 100: profit per unit of spend.",
        has_good_sign=True,
    ),
    Figure("roas", "ROAS", Kind.RATIO, "R / S: attributed revenue per unit of spend."),
    Figure("cpa", "CPA", Kind.MONEY, "S / K: spend per attributed conversion."),
    Figure("cpc", "CPC", Kind.MONEY, "S / C: spend per click."),
    Figure("ctr_percent", "CTR", Kind.PERCENT, "C / I × 100: clicks per impression."),
    Figure("cpm", "CPM", Kind.MONEY, "1000 S / I: spend per thousand impressions."),
    Figure("aov", "AOV", Kind.MONEY, "R / K: average order value of the credited conversions."),
    Figure(
        "touched_conversions",
        "Touched conversions",
        Kind.NUMBER,
        "Conversions with at least one touch of the channel. Reach, not credit: "
        "the column sums to more than the total by design.",
    ),
    Figure("mean", "Mean", Kind.MONEY, "Mean revenue credit over the models shown."),
    Figure("minimum", "Minimum", Kind.MONEY, "Least revenue credit over the models shown."),
    Figure("maximum", "Maximum", Kind.MONEY, "Greatest revenue credit over the models shown."),
    Figure(
        "standard_deviation",
        "Std. deviation",
        Kind.MONEY,
        "Population standard deviation of the revenue credit over the models shown.",
    ),
    Figure(
        "coefficient_of_variation",
        "Variation",
        Kind.NUMBER,
        "Standard deviation / mean of the revenue credit: how far the models disagree.",
    ),
    Figure(
        "consensus",
        "Consensus",
        Kind.TEXT,
        "How far the models agree: strong to a variation of 0.10, moderate to 0.25, else weak.",
    ),
    Figure("path", "Path", Kind.TEXT, "The channels of a journey in touch order."),
    Figure("share", "Share", Kind.SHARE, "The pattern's part of all conversions with touches."),
    Figure(
        "conversion_rate",
        "Conversion rate",
        Kind.SHARE,
        "Converting journeys of the pattern / all journeys of the pattern.",
    ),
    Figure("average_value", "Average value", Kind.MONEY, "Revenue / conversions of the pattern."),
    Figure(
        "average_touches",
        "Average touches",
        Kind.NUMBER,
        "Touches a converting journey of the pattern, runs counted in full.",
    ),
    Figure(
        "median_days",
        "Median days",
        Kind.DAYS,
        "Median time from first touch to conversion, in days of 86,400 seconds.",
    ),
    Figure("first", "First touch", Kind.TEXT, "Channel of a journey's first touch."),
    Figure("last", "Last touch", Kind.TEXT, "Channel of a journey's last touch."),
    Figure(
        "present_spend",
        "Present spend",
        Kind.MONEY,
        "Spend in the analysed period, scaled to the length of the planned period.",
    ),
    Figure(
        "recommended_spend",
        "Recommended",
        Kind.MONEY,
        "The channel's part of the budget. All parts add up to the budget to the cent.",
    ),
    Figure(
        "change",
        "Change",
        Kind.MONEY,
        "Recommended less present spend.",
        has_good_sign=False,
    ),
    Figure("change_percent", "Change %", Kind.PERCENT, "Change / present spend × 100."),
    Figure(
        "expected_revenue",
        "Expected revenue",
        Kind.MONEY,
        "What the recommended spend brings by past ROAS or by the response curve: the past "
        "re-played, not a forecast.",
    ),
    Figure(
        "expected_low",
        "Expected, low",
        Kind.MONEY,
        "Lower end of the 90 % interval of expected revenue, over resampled weeks. Those of "
        "channels do not add up to that of the whole.",
    ),
    Figure(
        "expected_high",
        "Expected, high",
        Kind.MONEY,
        "Upper end of the 90 % interval of expected revenue, over resampled weeks. Those of "
        "channels do not add up to that of the whole.",
    ),
    Figure(
        "expected_roas",
        "ROAS",
        Kind.RATIO,
        "Expected revenue / recommended spend: the average return of the whole amount.",
    ),
    Figure(
        "marginal_roas",
        "Marginal ROAS",
        Kind.RATIO,
        "What the next unit of money is expected to bring. Channels that no limit holds share it.",
    ),
    Figure(
        "proportional_spend",
        "Proportional",
        Kind.MONEY,
        "The same money split in proportion to historical ROI, under the same limits.",
    ),
    Figure(
        "curve",
        "Curve",
        Kind.TEXT,
        "How the response curve came about, and the weeks with spend that it stands on.",
    ),
    Figure("minimum_spend", "Minimum", Kind.MONEY, "What the channel gets at least."),
    Figure("maximum_spend", "Maximum", Kind.MONEY, "What the channel gets at most."),
    Figure("scenario", "Scenario", Kind.TEXT, "A plan kept in the project under this name."),
    Figure("bound", "Fixed by", Kind.TEXT, "The rule that fixed the amount, where one did."),
)

FIGURES: dict[str, Figure] = {figure.id: figure for figure in _ALL}

ROI_GRID = ("spend", "revenue", "profit", "roi_percent", "roas", "cpc", "ctr_percent", "cpa")
"""The eight figures of the channel grid, in order."""

COUNTED = frozenset({"conversions", "touched_conversions"})
"""Counts that may have parts; written without decimals where none of a column needs them."""
