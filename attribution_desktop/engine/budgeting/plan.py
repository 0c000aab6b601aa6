"""Plans: present and recommended amounts, what they bring, and what fixed them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from attribution_desktop.domain.analysis import Analysis, ChannelFigures, Notice
from attribution_desktop.domain.budget import (
    PROPORTIONAL,
    RESPONSE,
    BudgetPlan,
    BudgetRequest,
    ChannelBudget,
)
from attribution_desktop.domain.channels import channel_key
from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.interactions import IntColumn
from attribution_desktop.domain.response import (
    DAYS_PER_WEEK,
    CurveForm,
    ResponseCurve,
    ResponseHistory,
    Shape,
)
from attribution_desktop.engine.budgeting.allocation import CENTS, allocated, capped
from attribution_desktop.engine.budgeting.asking import Question, asked_of, check_request
from attribution_desktop.engine.budgeting.goals import Split, split_for_goal
from attribution_desktop.engine.budgeting.levels import ShareLevels, curve_levels
from attribution_desktop.engine.budgeting.limits import (
    NO_HISTORY,
    cents_of,
    check_total,
)
from attribution_desktop.engine.budgeting.proportional import proportional_weights
from attribution_desktop.engine.budgeting.saying import outside_notices, plan_notices
from attribution_desktop.engine.budgeting.sureness import revenue_intervals

NO_RETURN, LOW_RETURN = "no return", "low return"
_NOTHING = Shape(0.0, 1.0)


def proportional_plan(
    analysis: Analysis, request: BudgetRequest, history: ResponseHistory | None = None
) -> BudgetPlan:
    """Recommend amounts in proportion to historical ROI (definitions, "Budget").

    A channel without a positive ROI gets its minimum; when none has one the present split is
    kept, and said. A channel without spend history keeps its present amount, which is 0, unless
    a limit sets one. `history` is needed to tell what lies outside the weekly spend seen so far.

    Raises
    ------
    UsageError
        When the request makes no sense.
    InputRefused
        When its limits cannot hold together; they are named.
    """
    check_request(request, PROPORTIONAL)
    asked = asked_of(analysis, request)
    weights, notes = proportional_weights(asked.rows)
    split = _proportional_split(asked, weights, request)
    observed = {} if history is None else _observed_by_channel(history)
    channels = tuple(
        replace(
            _proportional_row(row, present.cents, cents, _bound(asked, split, index, weight)),
            is_outside_observed=_is_outside(
                observed.get(row.channel), cents / CENTS, asked.days / DAYS_PER_WEEK
            ),
        )
        for index, (row, present, cents, weight) in enumerate(
            zip(asked.rows, asked.presents, split.cents.tolist(), weights, strict=True)
        )
    )
    return BudgetPlan(
        method=PROPORTIONAL,
        model=analysis.settings.model,
        budget=cents_of(request.budget or 0.0) / CENTS,
        days=asked.days,
        channels=channels,
        present_spend=sum(present.cents for present in asked.presents) / CENTS,
        present_revenue=asked.scale * sum(row.revenue for row in asked.rows if row.spend),
        expected_revenue=sum(channel.expected_revenue or 0.0 for channel in channels),
        notes=(*notes, *outside_notices(channels), Notice("replays-history")),
        request=request,
        margin=analysis.settings.margin,
    )


def response_plan(
    analysis: Analysis, history: ResponseHistory, request: BudgetRequest
) -> BudgetPlan:
    """Recommend the amounts of equal marginal return along the response curves.

    The proportional split under the same limits stands beside it, valued by the same curves.

    Raises
    ------
    UsageError, InputRefused
        As `proportional_plan`; also when a goal cannot be reached.
    """
    check_request(request, RESPONSE)
    asked = asked_of(analysis, request)
    curves = _curves(asked.rows, history, request)
    shapes = [
        _NOTHING if curve is None else curve.shape.over(asked.days / DAYS_PER_WEEK)
        for curve in curves
    ]
    levels = curve_levels(shapes)
    weights, _ = proportional_weights(asked.rows)
    currency = analysis.identity.currency
    if any(shape.top for shape in shapes) or any(held.low for held in asked.ranges):
        split = split_for_goal(levels, asked.ranges, asked.bounds, request, currency)
    else:
        split = Split(np.zeros(len(shapes), np.int64), asked.bounds.high)
    spent = int(split.cents.sum())
    beside = _beside(asked, weights, replace(request, budget=spent / CENTS))
    intervals, whole = revenue_intervals(curves, split.cents / CENTS, asked.days / DAYS_PER_WEEK)
    channels = tuple(
        replace(
            _response_row(asked, split, index, shapes[index]),
            expected_revenue_interval=intervals[index],
            is_outside_observed=_is_outside(
                _observed(curves[index]), split.cents[index] / CENTS, asked.days / DAYS_PER_WEEK
            ),
            proportional_spend=None if beside is None else int(beside[index]) / CENTS,
            proportional_revenue=(
                None if beside is None else shapes[index].revenue(int(beside[index]) / CENTS)
            ),
            curve=curves[index],
        )
        for index in range(len(shapes))
    )
    plan = BudgetPlan(
        method=RESPONSE,
        model=analysis.settings.model,
        budget=spent / CENTS,
        days=asked.days,
        channels=channels,
        present_spend=sum(present.cents for present in asked.presents) / CENTS,
        present_revenue=sum(channel.present_revenue or 0.0 for channel in channels),
        expected_revenue=sum(channel.expected_revenue or 0.0 for channel in channels),
        expected_revenue_interval=whole,
        proportional_revenue=(
            None
            if beside is None
            else sum(channel.proportional_revenue or 0.0 for channel in channels)
        ),
        notes=(),
        request=request,
        margin=analysis.settings.margin,
    )
    return replace(
        plan,
        notes=(
            *plan_notices(plan, currency),
            *split.notes,
            *history.notices,
            Notice("replays-history"),
        ),
    )


def _proportional_split(asked: Question, weights: Sequence[float], request: BudgetRequest) -> Split:
    levels = ShareLevels(np.array(weights, np.float64))
    bounds = capped(levels, asked.bounds)
    if not any(weights) and not bounds.low.any():
        return Split(np.zeros(len(weights), np.int64), bounds.high)
    total = cents_of(request.budget or 0.0)
    check_total(total, asked.ranges, bounds, request)
    return Split(allocated(levels, bounds, total), bounds.high)


def _beside(asked: Question, weights: Sequence[float], request: BudgetRequest) -> IntColumn | None:
    """The proportional split of the same money; None where its own group caps leave no room."""
    try:
        return _proportional_split(asked, weights, request).cents
    except InputRefused:
        return None


def _curves(
    rows: Sequence[ChannelFigures], history: ResponseHistory, request: BudgetRequest
) -> list[ResponseCurve | None]:
    known = {held.channel: held.curve for held in history.channels}
    edits = {channel_key(edit.channel): edit.shape for edit in request.edits}
    curves = []
    for row in rows:
        curve, edit = known.get(row.channel), edits.get(channel_key(row.channel))
        if edit is not None:
            found = curve or ResponseCurve(CurveForm.EDITED, edit)
            curve = replace(
                found, form=CurveForm.EDITED, shape=edit, r_squared=None, draws=np.empty((3, 0))
            )
        curves.append(curve)
    return curves


def _observed_by_channel(history: ResponseHistory) -> dict[str, tuple[float, float] | None]:
    """Least and greatest weekly spend seen."""
    return {held.channel: _observed(held.curve) for held in history.channels}


def _observed(curve: ResponseCurve | None) -> tuple[float, float] | None:
    return None if curve is None else curve.observed


def _is_outside(observed: tuple[float, float] | None, amount: float, weeks: float) -> bool | None:
    if observed is None:
        return None
    low, high = observed
    weekly = amount / weeks
    # A cent of rounding is no extrapolation.
    slack = 1 / CENTS
    return bool(weekly > high + slack or (0 < weekly < low - slack))


def _bound(asked: Question, split: Split, index: int, weight: float) -> str | None:
    held, cents, high = asked.ranges[index], int(split.cents[index]), int(split.high[index])
    if NO_HISTORY in (held.high_reason, held.low_reason):
        return NO_HISTORY
    if cents == held.low and held.low_reason and (cents or held.low == held.high):
        return held.low_reason
    if cents == held.high and held.high_reason:
        return held.high_reason
    if cents == 0:
        return LOW_RETURN if weight > 0 else NO_RETURN
    group = int(asked.bounds.group[index])
    if group >= 0 and cents == high < held.high:
        return f"group {asked.groups[group]}"
    return None


def _proportional_row(
    row: ChannelFigures, present_cents: int, cents: int, bound: str | None
) -> ChannelBudget:
    amount, present = cents / CENTS, present_cents / CENTS
    return ChannelBudget(
        channel=row.channel,
        present_spend=present,
        recommended_spend=amount,
        change=(cents - present_cents) / CENTS,
        change_percent=(amount - present) / present * 100 if present else None,
        expected_revenue=None if row.roas is None else amount * row.roas,
        roas=row.roas,
        bound=bound,
        present_revenue=None if row.roas is None else present * row.roas,
    )


def _response_row(asked: Question, split: Split, index: int, shape: Shape) -> ChannelBudget:
    present_cents, cents = asked.presents[index].cents, int(split.cents[index])
    present, amount = present_cents / CENTS, cents / CENTS
    has_curve = shape is not _NOTHING
    revenue = shape.revenue(amount) if has_curve else None
    return ChannelBudget(
        channel=asked.rows[index].channel,
        present_spend=present,
        recommended_spend=amount,
        change=(cents - present_cents) / CENTS,
        change_percent=(amount - present) / present * 100 if present else None,
        expected_revenue=revenue,
        roas=revenue / amount if revenue is not None and amount else None,
        bound=_bound(asked, split, index, shape.top),
        marginal_roas=shape.marginal(amount) if has_curve else None,
        present_revenue=shape.revenue(present) if has_curve else None,
    )
