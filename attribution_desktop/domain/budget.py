"""A budget question and its answer."""

from dataclasses import dataclass

from attribution_desktop.domain.analysis import Notice


@dataclass(frozen=True, slots=True)
class BudgetRequest:
    """How a budget is to be split.

    Parameters
    ----------
    budget
        Amount in the project's currency for the whole of `days`.
    days
        Length of the planned period; None: the length of the analysed period.
    """

    budget: float
    days: float | None = None
    method: str = "proportional"


@dataclass(frozen=True, slots=True)
class ChannelBudget:
    """One channel's recommended amount, in the currency's unit, exact to the cent.

    `bound` names the rule that fixed the amount ("no return", "no spend history"), or is None.
    """

    channel: str
    present_spend: float
    recommended_spend: float
    change: float
    change_percent: float | None
    expected_revenue: float | None
    roas: float | None
    bound: str | None


@dataclass(frozen=True, slots=True)
class BudgetPlan:
    """`channels` adds up to `budget` exactly. `present_…` is scaled to the planned period."""

    method: str
    model: str
    budget: float
    days: float
    channels: tuple[ChannelBudget, ...]
    present_spend: float
    present_revenue: float
    expected_revenue: float
    notes: tuple[Notice, ...]
