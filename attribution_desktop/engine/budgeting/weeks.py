"""Weekly spend and attributed revenue by channel."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from attribution_desktop.domain.instants import (
    MICROSECONDS_PER_DAY,
    UNDATED,
    UNDATED_DAY,
    date_from_day_number,
    datetime_from_instant,
    day_number,
    first_instant_of,
    zone_named,
)
from attribution_desktop.domain.interactions import FloatColumn, IntColumn, Spend
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.domain.response import DAYS_PER_WEEK, Basis
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.converting import ConvertingTouches
from attribution_desktop.engine.slices import summed

_MONDAY = 4
"""1970-01-01 was a Thursday, so day 4 was a Monday."""

MOST_WEEKS = 20_000
Table = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Weeks:
    """Full ISO weeks: `count` of them from the Monday with this day number on."""

    first: int
    count: int

    def mondays(self) -> list[int]:
        """Day numbers."""
        return [self.first + DAYS_PER_WEEK * week for week in range(self.count)]


@dataclass(frozen=True, slots=True, eq=False)
class TouchCredit:
    """Revenue credited to touches.

    Parameters
    ----------
    channel
        (m,) codes.
    revenue
        (m,) units of money.
    instant
        (m,) when it counts, or `UNDATED`.
    lag_days, lag_weight
        (l,) days from touch to conversion where both have times, and the revenue credited.
    """

    channel: IntColumn
    revenue: FloatColumn
    instant: IntColumn
    lag_days: FloatColumn
    lag_weight: FloatColumn


def full_weeks(credit_instants: IntColumn, spend: Spend, settings: AnalysisSettings) -> Weeks:
    """The full ISO weeks of the date range; an open end is where the dated data end."""
    zone = zone_named(settings.time_zone)
    dated = credit_instants[credit_instants != UNDATED]
    days = spend.day[spend.day != UNDATED_DAY]
    ends = [
        day_number(datetime_from_instant(int(instant), zone).date())
        for instant in ((dated.min(), dated.max()) if len(dated) else ())
    ]
    ends += [int(days.min()), int(days.max())] if len(days) else []
    if not ends:
        return Weeks(_MONDAY, 0)
    first = day_number(settings.start) if settings.start else min(ends)
    last = day_number(settings.end) if settings.end else max(ends)
    monday = first + (_MONDAY - first) % DAYS_PER_WEEK
    count = max((last + 1 - monday) // DAYS_PER_WEEK, 0)
    return Weeks(monday, min(count, MOST_WEEKS))


def touch_credit(
    attributor: ConversionAttributor, weights: FloatColumn, basis: Basis
) -> TouchCredit:
    """Each converting touch's revenue, and when it counts.

    Parameters
    ----------
    weights
        (m,) of the converting touches; they sum to 1 within each journey.
    """
    touches = attributor.evidence.touches
    revenue = weights * touches.value[touches.owner] / MICROS_PER_UNIT
    converted = touches.journeys.at[touches.journey][touches.owner]
    is_timed = touches.is_timed[touches.owner]
    instant = np.where(is_timed, touches.instant, converted)
    has_lag = is_timed & (converted != UNDATED) & (revenue > 0)
    lag = (converted[has_lag] - touches.instant[has_lag]) / MICROSECONDS_PER_DAY
    return TouchCredit(
        channel=touches.channel,
        revenue=revenue,
        instant=instant if basis is Basis.TOUCH else converted,
        lag_days=lag,
        lag_weight=revenue[has_lag],
    )


def weekly_revenue(credit: TouchCredit, weeks: Weeks, channels: int, time_zone: str) -> Table:
    """(channels, weeks) revenue; weeks begin at midnight in the project's zone."""
    zone = zone_named(time_zone)
    edges = np.array(
        [
            first_instant_of(date_from_day_number(day), zone)
            for day in [*weeks.mondays(), weeks.first + DAYS_PER_WEEK * weeks.count]
        ],
        np.int64,
    )
    week = np.searchsorted(edges, credit.instant, side="right") - 1
    is_inside = (week >= 0) & (week < weeks.count) & (credit.instant != UNDATED)
    return _table(
        credit.channel[is_inside], week[is_inside], credit.revenue[is_inside], channels, weeks.count
    )


def weekly_spend(spend: Spend, weeks: Weeks, channels: int) -> Table:
    """(channels, weeks) spend in units of money."""
    week = (spend.day.astype(np.int64) - weeks.first) // DAYS_PER_WEEK
    is_inside = (week >= 0) & (week < weeks.count) & (spend.day != UNDATED_DAY)
    cost = spend.cost[is_inside] / MICROS_PER_UNIT
    channel = spend.channel[is_inside].astype(np.int64)
    return _table(channel, week[is_inside], cost, channels, weeks.count)


def revenue_by_channel(touches: ConvertingTouches, weights: FloatColumn) -> FloatColumn:
    """(channels,) revenue in units of money, all dates."""
    shared = weights * touches.value[touches.owner] / MICROS_PER_UNIT
    return summed(touches.channel, shared, touches.channels)


def _table(
    channel: IntColumn, week: IntColumn, amount: FloatColumn, channels: int, weeks: int
) -> Table:
    cells = summed(channel * weeks + week, amount, channels * weeks)
    return cells[: channels * weeks].reshape(channels, weeks)
