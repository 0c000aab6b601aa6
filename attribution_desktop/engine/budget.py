"""Splitting a budget over channels in proportion to their historical ROI."""

from collections.abc import Sequence
from decimal import Decimal

from attribution_desktop.domain.analysis import Analysis, ChannelFigures, Notice
from attribution_desktop.domain.budget import BudgetPlan, BudgetRequest, ChannelBudget
from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.money import MAXIMUM_MICROS, MICROS_PER_UNIT
from attribution_desktop.engine.rounding import largest_remainder

PROPORTIONAL = "proportional"
NO_HISTORY = "no spend history"
NO_RETURN = "no return"


def proportional_plan(analysis: Analysis, request: BudgetRequest) -> BudgetPlan:
    """Recommend amounts by the proportional method (definitions, "Budget").

    A channel's part is proportional to its ROI under the chosen model where that is above 0;
    the others get nothing. When none is above 0 the present split is kept, and said. Channels
    without spend history have no ROI and keep their present amount, which is 0.

    Raises
    ------
    UsageError
        When the budget is negative or not finite, or the days are not above 0.
    """
    _check(request)
    days = float(request.days or analysis.period_days or 1)
    scale = days / analysis.period_days if analysis.period_days and request.days else 1.0
    rows = [row for row in analysis.channel_figures if row.channel != NO_TOUCHPOINT]
    shares, notes = _shares(rows)
    budget = Decimal(str(request.budget)).quantize(Decimal("0.01"))
    amounts = largest_remainder(
        [float(budget) * share for share in shares], budget if any(shares) else Decimal(0)
    )
    channels = tuple(
        _channel_budget(row, scale, float(amount))
        for row, amount in zip(rows, amounts, strict=True)
    )
    return BudgetPlan(
        method=PROPORTIONAL,
        model=analysis.settings.model,
        budget=float(budget),
        days=days,
        channels=channels,
        present_spend=sum(channel.present_spend for channel in channels),
        present_revenue=scale * sum(row.revenue for row in rows if row.spend),
        expected_revenue=sum(channel.expected_revenue or 0.0 for channel in channels),
        notes=(*notes, Notice("replays-history")),
    )


def _check(request: BudgetRequest) -> None:
    if not 0 <= request.budget <= MAXIMUM_MICROS / MICROS_PER_UNIT:
        raise UsageError("The budget must be an amount of at least 0.")
    if request.days is not None and not 0 < request.days < float("inf"):
        raise UsageError("The planned period must be above 0 days.")
    if request.method != PROPORTIONAL:
        raise UsageError(f"There is no method {request.method!r}.", f"Known: {PROPORTIONAL}.")


def _shares(rows: Sequence[ChannelFigures]) -> tuple[list[float], tuple[Notice, ...]]:
    """Each channel's part of the budget (summing to 1, or all 0 without any spend), and why."""
    returns = [max(row.roi_percent or 0.0, 0.0) for row in rows]
    if sum(returns) > 0:
        return [value / sum(returns) for value in returns], (Notice("proportional-method"),)
    spend = [row.spend or 0.0 for row in rows]
    if sum(spend) > 0:
        return [value / sum(spend) for value in spend], (Notice("no-positive-roi"),)
    return [0.0 for _ in rows], (Notice("no-spend"),)


def _channel_budget(row: ChannelFigures, scale: float, amount: float) -> ChannelBudget:
    present = scale * (row.spend or 0.0)
    change = amount - present
    return ChannelBudget(
        channel=row.channel,
        present_spend=present,
        recommended_spend=amount,
        change=change,
        change_percent=change / present * 100 if present else None,
        expected_revenue=None if row.roas is None else amount * row.roas,
        roas=row.roas,
        bound=_bound(row, amount),
    )


def _bound(row: ChannelFigures, amount: float) -> str | None:
    if not row.spend:
        return NO_HISTORY
    return NO_RETURN if amount == 0 and (row.roi_percent or 0.0) <= 0 else None
