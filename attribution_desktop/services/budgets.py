"""Planning a budget from an analysis."""

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.budget import BudgetPlan, BudgetRequest
from attribution_desktop.engine.budget import proportional_plan


def plan_budget(analysis: Analysis, request: BudgetRequest) -> BudgetPlan:
    """Recommend an amount a channel; `UsageError` for a request that makes no sense."""
    return proportional_plan(analysis, request)


def present_budget(analysis: Analysis) -> float:
    """The spend recorded in the analysed period, in the currency's unit."""
    return analysis.summary.spend or 0.0
