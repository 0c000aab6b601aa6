"""From a project's data to the response curves of one analysis."""

from dataclasses import replace

import numpy as np

from attribution_desktop.domain.analysis import Analysis, ChannelFigures, Notice
from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.instants import date_from_day_number
from attribution_desktop.domain.interactions import FloatColumn
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.response import (
    DAYS_PER_WEEK,
    Basis,
    ChannelHistory,
    ResponseHistory,
    history_key,
)
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.engine.budgeting.fitting import fitted_curve, one_point_curve
from attribution_desktop.engine.budgeting.weeks import (
    TouchCredit,
    full_weeks,
    revenue_by_channel,
    touch_credit,
    weekly_revenue,
    weekly_spend,
)
from attribution_desktop.engine.models.registry import model_with_id

FALLBACK_MODEL = "linear"
_LONG_SHARE = 0.25
"""A median lag beyond this share of the period moves much of the credit out of it."""


def response_history(
    analytics: AttributionAnalytics,
    analysis: Analysis,
    basis: Basis,
    progress: Progress = unreported,
) -> ResponseHistory:
    """Weekly history and a response curve for every channel of an analysis.

    Revenue counts under the analysis' chosen model. A model that credits channels and no touches
    (Markov) has no weeks of its own: there the weeks follow linear credit, and each channel's are
    scaled to the total that the chosen model gives it.

    Raises
    ------
    Cancelled
        When `progress` says so.
    """
    settings = replace(analysis.settings, draws=0)
    progress("Reading weekly history", 0, 0)
    dataset = analytics.dataset
    attributor = analytics.attributor(settings, progress)
    weights = attributor.weights(settings.model)
    notices: list[Notice] = []
    if weights is None:
        weights = attributor.weights(FALLBACK_MODEL)
        label = model_with_id(settings.model).label(settings)
        notices.append(Notice("weeks-of-linear", (("model", label),)))
    if weights is None:
        raise TypeError(f"{FALLBACK_MODEL} splits no touches")
    credit = touch_credit(attributor, weights, basis)
    weeks = full_weeks(credit.instant, dataset.spend, settings)
    names = dataset.interactions.channels
    revenue = weekly_revenue(credit, weeks, len(names), settings.time_zone)
    spend = weekly_spend(dataset.spend, weeks, len(names))
    linear = revenue_by_channel(attributor.evidence.touches, weights)
    place = {name: code for code, name in enumerate(names)}
    rows = [row for row in analysis.channel_figures if row.channel != NO_TOUCHPOINT]
    histories = []
    for done, row in enumerate(rows):
        progress("Fitting response curves", done, len(rows))
        code = place[row.channel]
        scale = row.revenue / linear[code] if notices and linear[code] > 0 else 1.0
        histories.append(
            _channel_history(row, spend[code], revenue[code] * scale, analysis.period_days)
        )
    lag = _median_lag(credit)
    return ResponseHistory(
        key=history_key(analysis),
        basis=basis,
        weeks=tuple(date_from_day_number(day) for day in weeks.mondays()),
        channels=tuple(histories),
        median_lag_days=lag,
        notices=(*notices, *_lag_notices(lag, analysis.period_days, basis)),
    )


def _channel_history(
    row: ChannelFigures, spend: FloatColumn, revenue: FloatColumn, period_days: int | None
) -> ChannelHistory:
    curve = fitted_curve(spend, revenue) if row.spend else None
    if curve is None and row.spend:
        active = spend[spend > 0]
        observed = (float(active.min()), float(active.max())) if len(active) else None
        weeks = (period_days or DAYS_PER_WEEK) / DAYS_PER_WEEK
        curve = replace(
            one_point_curve(row.spend / weeks, row.revenue / weeks, observed), weeks=len(active)
        )
    return ChannelHistory(
        channel=row.channel,
        spend=row.spend,
        revenue=row.revenue,
        weekly_spend=tuple(spend.tolist()),
        weekly_revenue=tuple(revenue.tolist()),
        curve=curve,
    )


def _median_lag(credit: TouchCredit) -> float | None:
    if not len(credit.lag_days):
        return None
    order = np.argsort(credit.lag_days, kind="stable")
    weight = np.cumsum(credit.lag_weight[order])
    place = int(np.searchsorted(weight, weight[-1] / 2))
    return float(credit.lag_days[order][min(place, len(order) - 1)])


def _lag_notices(lag: float | None, period_days: int | None, basis: Basis) -> tuple[Notice, ...]:
    """A warning where credit falls in other weeks than the spend that earned it."""
    if lag is None or period_days is None:
        return ()
    if lag < min(DAYS_PER_WEEK, _LONG_SHARE * period_days):
        return ()
    return (Notice("long-lag", (("days", lag), ("basis", str(basis)))),)
