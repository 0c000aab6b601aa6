"""What the pictures of a plan are given to draw, and the journeys behind what they draw."""

from collections.abc import Sequence
from datetime import timedelta

from attribution_desktop.domain.budget import ChannelBudget
from attribution_desktop.domain.journey_query import JourneyQuery
from attribution_desktop.domain.path_steps import OtherThan
from attribution_desktop.domain.response import (
    Basis,
    ChannelHistory,
    ResponseCurve,
    ResponseHistory,
)
from attribution_desktop.services.budgets import curve_band
from attribution_desktop.visuals.charts import CurvePoint, CurveView

_SAMPLES = 90
_BEYOND = 1.15
_LAST_DAY = timedelta(days=6)


def channel_history(history: ResponseHistory | None, channel: str) -> ChannelHistory | None:
    """What a channel cost and earned by week; None where that is not known."""
    held = history.channels if history is not None else ()
    return next((one for one in held if one.channel == channel), None)


def point_query(point: CurvePoint, channel: str, history: ResponseHistory | None) -> JourneyQuery:
    """Orders that a channel touched: of a week where revenue counts by order, else all."""
    query = JourneyQuery(channels=(channel,))
    held = channel_history(history, channel)
    if point.week is None or history is None or held is None or history.basis is Basis.TOUCH:
        return query
    spent = [
        monday for monday, spend in zip(history.weeks, held.weekly_spend, strict=True) if spend > 0
    ]
    first = spent[point.week]
    return JourneyQuery(channels=(channel,), start=first, end=first + _LAST_DAY)


def step_query(row: int, last: int, channels: Sequence[str]) -> JourneyQuery:
    """Orders behind a row of the way to the expected revenue: a total, a channel, all others.

    Parameters
    ----------
    last
        Of the rows, which is a total as the first one is.
    """
    if row in {0, last}:
        return JourneyQuery()
    if row <= len(channels):
        return JourneyQuery(channels=(channels[row - 1],))
    return JourneyQuery(contains=(OtherThan(tuple(channels)),))


def curve_view(
    row: ChannelBudget,
    curve: ResponseCurve,
    history: ChannelHistory | None,
    weeks: float,
    swatch: int,
) -> CurveView:
    """A channel's curve with its weeks, as the chart is given it; `weeks` are the plan's."""
    present, wanted = row.present_spend / weeks, row.recommended_spend / weeks
    low, high = curve.observed or (0.0, 0.0)
    most = _BEYOND * max(high, present, wanted, 1e-9)
    spends = sorted({most * at / _SAMPLES for at in range(1, _SAMPLES + 1)} | {low, high})
    spends = [spend for spend in spends if spend > 0]
    pairs = zip(history.weekly_spend, history.weekly_revenue, strict=True) if history else ()
    return CurveView(
        channel=row.channel,
        colour_index=swatch,
        curve=((0.0, 0.0), *((spend, curve.shape.revenue(spend)) for spend in spends)),
        band=curve_band(curve, [*spends[:-1:3], spends[-1]]),
        observed=curve.observed,
        weeks=tuple((spend, revenue) for spend, revenue in pairs if spend > 0),
        present=(present, curve.shape.revenue(present)),
        recommended=(wanted, curve.shape.revenue(wanted)),
    )
