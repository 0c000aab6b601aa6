"""What a plan says to do and why, as codes with parameters."""

from collections.abc import Iterator, Sequence

from attribution_desktop.domain.analysis import Notice
from attribution_desktop.domain.budget import BudgetPlan, ChannelBudget
from attribution_desktop.domain.budget_outcome import has_too_little_history, outcome_of
from attribution_desktop.domain.response import CurveForm
from attribution_desktop.engine.budgeting.fitting import FEWEST_WEEKS
from attribution_desktop.engine.budgeting.limits import LOCK, MAX_STEP, MAXIMUM, MINIMUM

_HOLDING = (MINIMUM, MAXIMUM, LOCK, MAX_STEP)

_NOTEWORTHY = 0.005
"""Of the budget: less than this share is no move worth a sentence."""


def plan_notices(plan: BudgetPlan, currency: str) -> tuple[Notice, ...]:
    """The main move first, then what to know of the curves it stands on."""
    return (
        *_moves(plan, currency),
        Notice("response-method"),
        *_range(plan, currency),
        *_standing(plan),
    )


def _moves(plan: BudgetPlan, currency: str) -> Iterator[Notice]:
    if not plan.channels or not plan.budget:
        return
    raised = max(plan.channels, key=lambda row: row.change)
    cut = min(plan.channels, key=lambda row: row.change)
    least = _NOTEWORTHY * plan.budget
    outcome = outcome_of(plan)
    common: tuple[tuple[str, str | float], ...] = (
        ("gain", outcome.revenue),
        ("profit", outcome.profit),
        ("spend_change", outcome.spend),
        ("currency", currency),
    )
    if has_too_little_history(plan):
        yield Notice("budget-little-history", (("weeks", float(FEWEST_WEEKS)),))
    if raised.change < least and -cut.change < least:
        yield Notice("budget-keep", common)
        return
    if raised.change >= least:
        yield Notice("budget-raise", (*_row(raised), *common))
    if -cut.change >= least:
        code = "budget-cut" if cut.recommended_spend else "budget-end"
        yield Notice(code, (*_row(cut), *common))
    yield Notice("budget-gain", common)
    if outcome.profit > 0 and outcome.may_be_none and plan.expected_revenue_interval is not None:
        yield Notice("budget-no-gain", common)


def _row(row: ChannelBudget) -> tuple[tuple[str, str | float], ...]:
    known: tuple[tuple[str, str | float], ...] = (
        ("channel", row.channel),
        ("change", abs(row.change)),
    )
    # "low return" and the like are reasons, not limits that hold a channel.
    if row.bound in _HOLDING or (row.bound or "").startswith("group "):
        known = (*known, ("bound", str(row.bound)))
    if row.marginal_roas is not None:
        known = (*known, ("marginal", row.marginal_roas))
    return known


def _standing(plan: BudgetPlan) -> Iterator[Notice]:
    spending = [row for row in plan.channels if row.curve is not None]
    single = [row.channel for row in spending if _form(row) is CurveForm.ONE_POINT]
    edited = [row.channel for row in spending if _form(row) is CurveForm.EDITED]
    if single:
        yield Notice(
            "one-point-curves", (("channels", _listed(single)), ("weeks", float(FEWEST_WEEKS)))
        )
    if edited:
        yield Notice("edited-curves", (("channels", _listed(edited)),))
    yield from outside_notices(plan.channels)
    if not spending:
        yield Notice("no-spend")


def outside_notices(rows: Sequence[ChannelBudget]) -> Iterator[Notice]:
    """The channels that leave the weekly spend seen so far, where any does."""
    outside = [row.channel for row in rows if row.is_outside_observed]
    if outside:
        yield Notice("outside-observed", (("channels", _listed(outside)),))


def _range(plan: BudgetPlan, currency: str) -> Iterator[Notice]:
    interval = plan.expected_revenue_interval
    if interval is not None:
        yield Notice(
            "range-of-whole",
            (("low", interval.low), ("high", interval.high), ("currency", currency)),
        )


def _form(row: ChannelBudget) -> CurveForm | None:
    return None if row.curve is None else row.curve.form


def _listed(names: list[str]) -> str:
    return ", ".join(names)
