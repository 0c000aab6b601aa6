"""How much is spent in all: what was asked, what a revenue takes, or as long as it pays."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.analysis import Notice
from attribution_desktop.domain.budget import BudgetRequest, Goal
from attribution_desktop.domain.errors import InputRefused, UsageError
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.interactions import IntColumn
from attribution_desktop.engine.budgeting.allocation import (
    CENTS,
    Bounds,
    allocated,
    capped,
    cents_at,
)
from attribution_desktop.engine.budgeting.levels import CurveLevels
from attribution_desktop.engine.budgeting.limits import (
    MOST_CENTS,
    ChannelRange,
    cents_of,
    check_total,
    money,
)

_HALVINGS = 60


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """(n,) cents, the upper bounds they were held to with caps of groups, and what to say."""

    cents: IntColumn
    high: IntColumn
    notes: tuple[Notice, ...] = ()


def split_for_goal(
    levels: CurveLevels,
    ranges: Sequence[ChannelRange],
    bounds: Bounds,
    request: BudgetRequest,
    currency: str,
) -> Split:
    """Split by the request's goal.

    Raises
    ------
    UsageError
        When the goal lacks its budget or its target.
    InputRefused
        When the limits, the budget and the target cannot hold together.
    """
    bounds = capped(levels, bounds)
    if request.goal is Goal.REVENUE:
        if request.budget is None:
            raise UsageError("Most revenue needs a budget.", "Name an amount.")
        total = cents_of(request.budget)
        check_total(total, ranges, bounds, request)
        return Split(allocated(levels, bounds, total), bounds.high)
    if request.target is None or not 0 < request.target < math.inf:
        raise UsageError(f"The goal {request.goal} needs a target above 0.")
    most = min(int(bounds.high.sum()), MOST_CENTS)
    if request.budget is not None:
        most = min(most, cents_of(request.budget))
        check_total(max(most, 0), ranges, bounds, request)
    if request.goal is Goal.TARGET_REVENUE:
        return _for_revenue(levels, bounds, request.target, most, currency)
    return _to_floor(levels, bounds, request.target, most, currency)


def _for_revenue(
    levels: CurveLevels, bounds: Bounds, target: float, most: int, currency: str
) -> Split:
    """The least total whose best split brings the target."""

    def revenue(cents: IntColumn) -> float:
        return float(levels.revenue(cents / CENTS).sum())

    best = allocated(levels, bounds, most)
    if revenue(best) < target:
        raise InputRefused(
            f"A revenue of {formatted(target, Kind.MONEY)} {currency} is out of reach: "
            f"{money(most)} at most may be spent, which brings "
            f"{formatted(revenue(best), Kind.MONEY)} by these curves; nothing was planned.",
            "Lower the target, or raise the budget or the maxima.",
        )
    least = int(bounds.low.sum())
    # The level first, as coarse totals are cheap there; then the total, to the cent.
    low, high = _totals_around(levels, bounds, target, (least, most))
    while low < high:
        middle = (low + high) // 2
        if revenue(allocated(levels, bounds, middle)) >= target:
            high = middle
        else:
            low = middle + 1
    return Split(allocated(levels, bounds, low), bounds.high)


def _totals_around(
    levels: CurveLevels, bounds: Bounds, target: float, ends: tuple[int, int]
) -> tuple[int, int]:
    """Totals between which the least one lies that reaches the target."""
    marginal = levels.log_marginal((bounds.low + 0.5) / CENTS)
    last = levels.log_marginal(np.maximum(bounds.high, 1) / CENTS)
    finite = np.concatenate([marginal[np.isfinite(marginal)], last[np.isfinite(last)]])
    if not len(finite):
        return ends
    top, bottom = float(finite.max()) + 1, float(finite.min()) - 1
    low, high = ends
    for _ in range(_HALVINGS):
        middle = (top + bottom) / 2
        cents = cents_at(levels, bounds.low, bounds.high, middle)
        spent = int(cents.sum())
        if float(levels.revenue(cents / CENTS).sum()) >= target:
            bottom, high = middle, min(high, spent)
        else:
            top, low = middle, max(low, spent)
        if high - low <= len(cents):
            break
    return max(min(low, high), ends[0]), high


def _to_floor(levels: CurveLevels, bounds: Bounds, floor: float, most: int, currency: str) -> Split:
    """Every cent that returns at least the floor."""
    cents = cents_at(levels, bounds.low, bounds.high, math.log(floor))
    wanted = int(cents.sum())
    if wanted <= most:
        return Split(cents, bounds.high)
    notice = Notice(
        "budget-before-floor",
        (("budget", most / CENTS), ("wanted", wanted / CENTS), ("currency", currency)),
    )
    return Split(allocated(levels, bounds, most), bounds.high, (notice,))
