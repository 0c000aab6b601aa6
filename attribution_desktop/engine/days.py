"""Revenue, conversions and spend by calendar day, whatever the model."""

from datetime import date

import numpy as np

from attribution_desktop.domain.days import DailyTotals
from attribution_desktop.domain.instants import (
    MICROSECONDS_PER_DAY,
    UNDATED,
    UNDATED_DAY,
    date_from_day_number,
    day_number,
    first_instant_of,
    zone_named,
)
from attribution_desktop.domain.interactions import FloatColumn, IntColumn, Interactions, Spend
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.engine.slices import numbered, summed

_FIRST_DAY, _LAST_DAY = day_number(date.min), day_number(date.max)


def daily_totals(interactions: Interactions, spend: Spend, time_zone: str) -> DailyTotals:
    """All dated orders and amounts of a project by day; no setting but the zone moves them."""
    conversions, paths = interactions.conversions, interactions.paths
    won = np.flatnonzero(paths.conversions > 0)
    instant = np.concatenate([conversions.instant, paths.instant[won]])
    value = np.concatenate([conversions.value, paths.value[won]])
    weight = np.concatenate([np.ones(len(conversions.instant)), paths.conversions[won]])
    dated = np.flatnonzero(instant != UNDATED)
    days, place = numbered_days(calendar_days(instant[dated], time_zone))
    revenue = summed(place, value[dated], len(days)) / MICROS_PER_UNIT
    count = summed(place, weight[dated], len(days))
    return merged(days, revenue, count, spend)


def merged(
    days: IntColumn, revenue: FloatColumn, conversions: FloatColumn, spend: Spend
) -> DailyTotals:
    """Orders by day beside the spend by day.

    Parameters
    ----------
    days
        (d,) rising day numbers.
    revenue, conversions
        (d,) units of money, and counts.
    """
    known = np.flatnonzero(spend.day != UNDATED_DAY)
    spent, place = numbered_days(spend.day[known].astype(np.int64))
    cost = summed(place, spend.cost[known], len(spent)) / MICROS_PER_UNIT
    sold = {
        int(day): (float(amount), float(count))
        for day, amount, count in zip(days, revenue, conversions, strict=True)
    }
    paid = {int(day): float(amount) for day, amount in zip(spent, cost, strict=True)}
    rising = sorted({*sold, *paid})
    return DailyTotals(
        day=tuple(rising),
        revenue=tuple(sold.get(day, (0.0, 0.0))[0] for day in rising),
        conversions=tuple(sold.get(day, (0.0, 0.0))[1] for day in rising),
        spend=tuple(paid.get(day) for day in rising),
    )


def calendar_days(instant: IntColumn, time_zone: str) -> IntColumn:
    """(n,) day numbers in a zone of (n,) known instants."""
    universal = instant // MICROSECONDS_PER_DAY
    if time_zone == "UTC" or not len(instant):
        return universal
    seen, _ = numbered_days(universal)
    # A zone is less than a day from UTC, so the day before, the same or the next one is it.
    near = sorted({day + shift for day in seen.tolist() for shift in (-1, 0, 1)})
    candidates = [day for day in near if _FIRST_DAY <= day <= _LAST_DAY]
    zone = zone_named(time_zone)
    begins = np.array(
        [first_instant_of(date_from_day_number(day), zone) for day in candidates], np.int64
    )
    return np.array(candidates, np.int64)[np.searchsorted(begins, instant, side="right") - 1]


def numbered_days(day: IntColumn) -> tuple[IntColumn, IntColumn]:
    """The distinct days in rising order, and (n,) which one each element is."""
    if not len(day):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    first = int(day.min())
    distinct, place = numbered(day - first, int(day.max()) - first + 1)
    return distinct + first, place
