"""Planning a budget from an analysis."""

from collections.abc import Sequence

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.budget import (
    PROPORTIONAL,
    RESPONSE,
    BudgetPlan,
    BudgetRequest,
)
from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.response import Basis, ResponseCurve, ResponseHistory
from attribution_desktop.engine.budgeting.history import response_history
from attribution_desktop.engine.budgeting.plan import proportional_plan, response_plan
from attribution_desktop.engine.budgeting.sureness import interval_band
from attribution_desktop.services.projects import Project


def learn_curves(
    project: Project,
    analysis: Analysis,
    basis: Basis = Basis.CONVERSION,
    progress: Progress = unreported,
) -> ResponseHistory:
    """The weekly history behind an analysis and a response curve a channel.

    Raises
    ------
    Cancelled
        When `progress` says so.
    """
    analytics = project.working_set.analytics(progress)
    return response_history(analytics, analysis, basis, progress)


def plan_budget(
    analysis: Analysis, request: BudgetRequest, history: ResponseHistory | None = None
) -> BudgetPlan:
    """Recommend an amount a channel.

    Without a `history`, shares by past ROI cannot tell what lies outside the spend seen so far.

    Raises
    ------
    UsageError
        When the request makes no sense, or asks for response curves without a history.
    InputRefused
        When its limits cannot hold together, or its goal cannot be reached.
    """
    if request.method == PROPORTIONAL:
        return proportional_plan(analysis, request, history)
    if history is None:
        raise UsageError("Response curves need the weekly history of the analysis.")
    return response_plan(analysis, history, request)


def present_plan(
    project: Project, analysis: Analysis, progress: Progress = unreported
) -> BudgetPlan | None:
    """The present spend split anew along response curves, as the window does before it is asked.

    Raises
    ------
    Cancelled
        When `progress` says so.

    Returns
    -------
    None where there is no spend to split.
    """
    budget = round(present_budget(analysis), 2)
    if budget <= 0:
        return None
    history = learn_curves(project, analysis, progress=progress)
    return plan_budget(analysis, BudgetRequest(budget, method=RESPONSE), history)


def curve_band(
    curve: ResponseCurve, spends: Sequence[float]
) -> tuple[tuple[float, float, float], ...]:
    """Spend a week with the ends of revenue's 90 % interval there; empty without one."""
    return interval_band(curve, spends)


def present_budget(analysis: Analysis) -> float:
    """The spend recorded in the analysed period, in the currency's unit."""
    return analysis.summary.spend or 0.0
