"""Spend of the analysed period, added up by channel."""

from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.instants import UNDATED_DAY, day_number
from attribution_desktop.domain.interactions import (
    UNKNOWN_COUNT,
    BoolColumn,
    FloatColumn,
    IntColumn,
    Spend,
)
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.slices import summed


@dataclass(frozen=True, slots=True, eq=False)
class SpendTotals:
    """By channel code.

    Parameters
    ----------
    cost
        (k,) micros.
    has_spend
        (k,) whether any amount, even 0, is recorded in the period.
    impressions, clicks
        (k,) counts, or `UNKNOWN_COUNT` where no row of the channel says.
    undated_left_out
        Micros without a date, which a date range leaves out.
    """

    cost: FloatColumn
    has_spend: BoolColumn
    impressions: IntColumn
    clicks: IntColumn
    undated_left_out: float


def spend_totals(spend: Spend, channels: int, settings: AnalysisSettings) -> SpendTotals:
    """Add up the rows of the period; undated ones count only when it is all time."""
    is_inside = _rows_in_period(spend, settings)
    channel = spend.channel[is_inside]
    is_undated = spend.day == UNDATED_DAY
    return SpendTotals(
        cost=summed(channel, spend.cost[is_inside], channels),
        has_spend=np.bincount(channel, minlength=channels) > 0,
        impressions=_counts(channel.astype(np.int64), spend.impressions[is_inside], channels),
        clicks=_counts(channel.astype(np.int64), spend.clicks[is_inside], channels),
        undated_left_out=float(spend.cost[is_undated & ~is_inside].sum()),
    )


def _rows_in_period(spend: Spend, settings: AnalysisSettings) -> BoolColumn:
    is_inside = np.ones(len(spend.day), bool)
    if not settings.has_period:
        return is_inside
    is_inside &= spend.day != UNDATED_DAY
    if settings.start:
        is_inside &= spend.day >= day_number(settings.start)
    if settings.end:
        is_inside &= spend.day <= day_number(settings.end)
    return is_inside


def _counts(channel: IntColumn, counts: IntColumn, channels: int) -> IntColumn:
    is_known = counts != UNKNOWN_COUNT
    total = np.zeros(channels, np.int64)
    np.add.at(total, channel[is_known], counts[is_known])
    has_any = np.bincount(channel[is_known], minlength=channels) > 0
    return np.where(has_any, total, UNKNOWN_COUNT)
