"""What a request means for the channels of an analysis, and whether it makes sense."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from attribution_desktop.domain.analysis import Analysis, ChannelFigures
from attribution_desktop.domain.budget import (
    METHODS,
    PROPORTIONAL,
    BudgetRequest,
    Goal,
    is_amount,
)
from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.errors import UsageError
from attribution_desktop.engine.budgeting.allocation import CENTS, Bounds
from attribution_desktop.engine.budgeting.limits import (
    ChannelRange,
    Present,
    bounds_of,
    channel_ranges,
)
from attribution_desktop.engine.rounding import largest_remainder


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A request laid over the channels of an analysis."""

    rows: tuple[ChannelFigures, ...]
    days: float
    scale: float
    presents: tuple[Present, ...]
    ranges: tuple[ChannelRange, ...]
    bounds: Bounds
    groups: tuple[str, ...]


def check_request(request: BudgetRequest, method: str) -> None:
    """Refuse amounts, days and methods that make no sense."""
    if request.method not in METHODS or request.method != method:
        raise UsageError(f"There is no method {request.method!r}.", f"Known: {', '.join(METHODS)}.")
    if request.days is not None and not 0 < request.days < float("inf"):
        raise UsageError("The planned period must be above 0 days.")
    if request.goal is not Goal.REVENUE and method == PROPORTIONAL:
        raise UsageError(
            f"The goal {request.goal} needs response curves.", "Use the method response."
        )
    if request.budget is None and request.goal is Goal.REVENUE:
        raise UsageError("Most revenue needs a budget.", "Name an amount.")
    amounts = [request.budget, request.max_step_percent]
    amounts += [cap.maximum for cap in request.groups]
    for limit in request.limits:
        amounts += [limit.minimum, limit.maximum, limit.amount]
    if not all(amount is None or is_amount(amount) for amount in amounts):
        raise UsageError("Every amount of a budget must be a number of at least 0.")
    for edit in request.edits:
        if not (is_amount(edit.shape.top) and 0 < edit.shape.half < float("inf")):
            raise UsageError(f"The curve of {edit.channel} needs a top and a half above 0.")
        if not 0 < edit.shape.exponent <= 1:
            raise UsageError("A curve's exponent is above 0 and at most 1.")


def asked_of(analysis: Analysis, request: BudgetRequest) -> Question:
    days = float(request.days or analysis.period_days or 1)
    scale = days / analysis.period_days if analysis.period_days and request.days else 1.0
    rows = tuple(row for row in analysis.channel_figures if row.channel != NO_TOUCHPOINT)
    presents = tuple(
        Present(row.channel, cents, bool(row.spend))
        for row, cents in zip(rows, _present_cents(rows, scale), strict=True)
    )
    ranges = channel_ranges(presents, request)
    names = tuple(group.name for group in request.groups)
    return Question(rows, days, scale, presents, ranges, bounds_of(ranges, request), names)


def _present_cents(rows: Sequence[ChannelFigures], scale: float) -> list[int]:
    """Cents that add up to the present spend, which is rounded once."""
    spends = [scale * (row.spend or 0.0) for row in rows]
    total = Decimal(str(math.fsum(spends)))
    return [int(amount * CENTS) for amount in largest_remainder(spends, total)]
