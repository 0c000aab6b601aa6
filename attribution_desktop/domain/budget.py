"""A budget question, the response curves it is answered by, and the answer."""

import math
from dataclasses import dataclass
from enum import StrEnum

from attribution_desktop.domain.analysis import Interval, Notice
from attribution_desktop.domain.response import ResponseCurve, Shape

PROPORTIONAL = "proportional"
RESPONSE = "response"
METHODS = (PROPORTIONAL, RESPONSE)


class Goal(StrEnum):
    """What the money is for."""

    REVENUE = "revenue"
    """Most revenue for a budget."""
    TARGET_REVENUE = "target-revenue"
    """Least spend that brings a revenue."""
    MARGINAL_ROAS = "marginal-roas"
    """Spend until the next unit of money brings back no more than a floor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelLimit:
    """What a user asks of one channel, in the currency's unit for the planned period.

    Parameters
    ----------
    minimum, maximum
        None: none was set.
    is_locked
        Whether the channel stays at `amount`.
    amount
        Of a locked channel; None: what it spends at present.
    """

    channel: str
    minimum: float | None = None
    maximum: float | None = None
    is_locked: bool = False
    amount: float | None = None


@dataclass(frozen=True, slots=True)
class GroupCap:
    """What several channels may cost together. A channel belongs to at most one group."""

    name: str
    channels: tuple[str, ...]
    maximum: float


@dataclass(frozen=True, slots=True)
class CurveEdit:
    """A curve set by hand, in money per week."""

    channel: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class BudgetRequest:
    """How a budget is to be split.

    Parameters
    ----------
    budget
        Amount in the project's currency for the whole of `days`. With a goal other than most
        revenue it is the most that may be spent; None: no such limit.
    days
        Length of the planned period; None: the length of the analysed period.
    method
        One of `METHODS`.
    target
        The revenue to reach, or the marginal ROAS to stop at; None for most revenue.
    max_step_percent
        How far any channel may move from its present spend, in percent of it.
    """

    budget: float | None
    days: float | None = None
    method: str = PROPORTIONAL
    goal: Goal = Goal.REVENUE
    target: float | None = None
    limits: tuple[ChannelLimit, ...] = ()
    groups: tuple[GroupCap, ...] = ()
    max_step_percent: float | None = None
    edits: tuple[CurveEdit, ...] = ()


@dataclass(frozen=True, slots=True)
class ChannelBudget:
    """One channel's recommended amount, in the currency's unit, exact to the cent.

    Parameters
    ----------
    roas
        Average: by the proportional method the historical one, else expected revenue over
        recommended spend.
    bound
        What fixed the amount ("no return", "minimum", "lock", "group search"), or None.
    marginal_roas
        What the next unit of money brings; None where unknown or infinite.
    present_revenue
        What the present spend brings by the same rule as `expected_revenue`.
    is_outside_observed
        Whether the recommended amount lies outside the weekly spend seen so far; None where no
        history says.
    proportional_spend
        What the proportional method recommends under the same limits; None where it is not
        beside the plan.
    curve
        The curve that `expected_revenue` lies on, per week; None without one.
    """

    channel: str
    present_spend: float
    recommended_spend: float
    change: float
    change_percent: float | None
    expected_revenue: float | None
    roas: float | None
    bound: str | None
    expected_revenue_interval: Interval | None = None
    marginal_roas: float | None = None
    present_revenue: float | None = None
    is_outside_observed: bool | None = None
    proportional_spend: float | None = None
    proportional_revenue: float | None = None
    curve: ResponseCurve | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A request kept under a name, with what it came to when it was kept."""

    name: str
    request: BudgetRequest
    spend: float
    expected_revenue: float
    amounts: tuple[tuple[str, float], ...]

    @property
    def roas(self) -> float | None:
        return self.expected_revenue / self.spend if self.spend else None


@dataclass(frozen=True, slots=True)
class BudgetPlan:
    """`channels` adds up to `budget` exactly. `present_…` is scaled to the planned period.

    Parameters
    ----------
    budget
        What the plan spends: as asked, or as the goal takes.
    expected_revenue_interval
        90 %, from resampled weeks; None where a channel with money has no interval.
    request
        What was asked; None for a plan made without a request.
    scenarios
        Kept in the project, to stand beside the plan in a report.
    margin
        Gross margin of the analysis, by which revenue becomes profit.
    """

    method: str
    model: str
    budget: float
    days: float
    channels: tuple[ChannelBudget, ...]
    present_spend: float
    present_revenue: float
    expected_revenue: float
    notes: tuple[Notice, ...]
    expected_revenue_interval: Interval | None = None
    proportional_revenue: float | None = None
    request: BudgetRequest | None = None
    scenarios: tuple[Scenario, ...] = ()
    margin: float = 1.0

    @property
    def spend_change(self) -> float:
        """Recommended less present spend of all channels, exact to the cent."""
        return sum(round(row.change * 100) for row in self.channels) / 100


def scenario_of(name: str, plan: BudgetPlan, request: BudgetRequest) -> Scenario:
    """The plan's outcome under a name."""
    return Scenario(
        name=name,
        request=request,
        spend=plan.budget,
        expected_revenue=plan.expected_revenue,
        amounts=tuple((row.channel, row.recommended_spend) for row in plan.channels),
    )


def is_amount(value: float) -> bool:
    """Whether a value can be an amount of money to plan with."""
    return math.isfinite(value) and 0 <= value <= LARGEST_AMOUNT


LARGEST_AMOUNT = 1e12
"""A million million units: above it an amount is a mistake."""
