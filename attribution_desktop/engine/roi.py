"""`ChannelROICalculator`: the figures of each channel (definitions, "Channel figures")."""

from attribution_desktop.domain.analysis import ChannelCredit, ChannelFigures
from attribution_desktop.domain.interactions import UNKNOWN_COUNT
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.engine.spend_totals import SpendTotals


def ratio(numerator: float | None, denominator: float | None) -> float | None:
    """A quotient, or None where either part is unknown or the denominator is 0."""
    if numerator is None or not denominator:
        return None
    return numerator / denominator


class ChannelROICalculator:
    """Profit, ROI, ROAS, CPA, CPC, CTR, CPM and AOV from credit and spend.

    Parameters
    ----------
    totals
        Spend by channel code.
    margin
        Gross margin m, 0 < m ≤ 1.
    """

    def __init__(self, totals: SpendTotals, margin: float) -> None:
        self._totals = totals
        self._margin = margin

    def figures(
        self, credit: ChannelCredit, code: int | None, touched_conversions: float
    ) -> ChannelFigures:
        """The figures of one channel; `code` is None for `(no touchpoint)`, which has no spend."""
        spend = impressions = clicks = None
        if code is not None:
            spend = self._spend(code)
            impressions = _known(int(self._totals.impressions[code]))
            clicks = _known(int(self._totals.clicks[code]))
        profit = self._margin * credit.revenue - (spend or 0.0)
        return ChannelFigures(
            channel=credit.channel,
            spend=spend,
            impressions=impressions,
            clicks=clicks,
            revenue=credit.revenue,
            conversions=credit.conversions,
            profit=profit,
            roi_percent=self.roi_percent(credit.revenue, spend),
            roas=ratio(credit.revenue, spend),
            cpa=ratio(spend, credit.conversions),
            cpc=ratio(spend, clicks),
            ctr_percent=_scaled(100, ratio(clicks, impressions)),
            cpm=_scaled(1000, ratio(spend, impressions)),
            aov=ratio(credit.revenue, credit.conversions),
            touched_conversions=touched_conversions,
            shown_revenue=credit.shown_revenue,
            shown_conversions=credit.shown_conversions,
        )

    def roi_percent(self, revenue: float, spend: float | None) -> float | None:
        """(m R − S) / S × 100."""
        if not spend:
            return None
        return (self._margin * revenue - spend) / spend * 100

    def _spend(self, code: int) -> float | None:
        if not self._totals.has_spend[code]:
            return None
        return float(self._totals.cost[code]) / MICROS_PER_UNIT


def _known(count: int) -> int | None:
    return None if count == UNKNOWN_COUNT else count


def _scaled(factor: float, value: float | None) -> float | None:
    return None if value is None else factor * value
