"""What a budget plan changes against the present spend, and whether its evidence bears that out."""

from dataclasses import dataclass

from attribution_desktop.domain.budget import BudgetPlan
from attribution_desktop.domain.response import CurveForm

_CENT = 0.005


@dataclass(frozen=True, slots=True)
class Outcome:
    """Changes against the present, in the currency's unit over the planned period.

    Parameters
    ----------
    profit
        Margin × change of revenue − change of spend.
    may_be_none
        Whether the evidence leaves room for no such change of profit, or for the opposite.
    """

    revenue: float
    spend: float
    profit: float
    may_be_none: bool

    @property
    def has_other_spend(self) -> bool:
        return abs(self.spend) >= _CENT

    @property
    def sign(self) -> int:
        """-1: a loss, 1: a gain; 0: neither, or none that the evidence bears out."""
        if self.may_be_none or abs(self.profit) < _CENT:
            return 0
        return 1 if self.profit > 0 else -1


def outcome_of(plan: BudgetPlan) -> Outcome:
    """A plan beside the present spend, valued by the same curves or returns."""
    revenue = plan.expected_revenue - plan.present_revenue
    spend = plan.spend_change
    profit = plan.margin * revenue - spend
    return Outcome(revenue, spend, profit, _may_be_none(plan, profit))


def has_too_little_history(plan: BudgetPlan) -> bool:
    """Whether all curves of a plan go through one point: not one could be fitted."""
    curves = [row.curve for row in plan.channels if row.curve is not None]
    return bool(curves) and all(curve.form is CurveForm.ONE_POINT for curve in curves)


def _may_be_none(plan: BudgetPlan, profit: float) -> bool:
    """Whether 90 % of the outcomes lie on both sides of none.

    Where there is no such range, a loss stands, and a gain does where all money stays within the
    weekly spend seen so far and at least one curve is more than a rule of thumb.
    """
    interval = plan.expected_revenue_interval
    if interval is None:
        is_guess = has_too_little_history(plan) or _is_beyond_what_was_seen(plan)
        return profit > 0 and is_guess
    end = interval.low if profit > 0 else interval.high
    at_worst = plan.margin * (end - plan.present_revenue) - plan.spend_change
    return at_worst <= 0 if profit > 0 else at_worst >= 0


def _is_beyond_what_was_seen(plan: BudgetPlan) -> bool:
    """Spend outside the weekly spend seen, or more of it where nothing says what was seen."""
    return any(
        row.change > 0 if row.is_outside_observed is None else row.is_outside_observed
        for row in plan.channels
    )
