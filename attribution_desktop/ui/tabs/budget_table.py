"""The budget's table: a row a channel, present and recommended, and what follows."""

from attribution_desktop.domain.budget import RESPONSE, BudgetPlan, ChannelBudget
from attribution_desktop.domain.response_words import curve_words
from attribution_desktop.ui.models.columns import Cell, TableColumn, figure_column


def budget_columns(plan: BudgetPlan | None, currency: str) -> tuple[TableColumn, ...]:
    """Columns of a plan by its method; None: of an empty table."""
    first = (
        figure_column("channel"),
        figure_column("present_spend", currency, title="Present"),
        figure_column("recommended_spend", currency),
        figure_column("change", currency, is_signed=True),
    )
    if plan is None or plan.method != RESPONSE:
        return (
            *first,
            figure_column("change_percent", is_signed=True),
            figure_column("expected_revenue", currency, title="Exp. revenue"),
            figure_column("roas"),
            figure_column("bound"),
        )
    return (
        *first,
        figure_column("expected_revenue", currency, title="Exp. revenue"),
        figure_column("expected_roas"),
        figure_column("marginal_roas", title="Marginal"),
        figure_column("bound"),
        figure_column("expected_low", currency, title="90 %, low"),
        figure_column("expected_high", currency, title="90 %, high"),
        figure_column("proportional_spend", currency),
        figure_column("minimum_spend", currency, title="Min."),
        figure_column("maximum_spend", currency, title="Max."),
        figure_column("curve"),
    )


def budget_rows(plan: BudgetPlan) -> list[tuple[Cell, ...]]:
    """One row a channel."""
    limits = {limit.channel: limit for limit in (plan.request.limits if plan.request else ())}
    rows = []
    for row in plan.channels:
        first = (row.channel, row.present_spend, row.recommended_spend, row.change)
        limit = limits.get(row.channel)
        if plan.method == RESPONSE:
            least = limit.minimum if limit else None
            most = limit.maximum if limit else None
            rows.append((*first, *_response_cells(row), least, most, _curve(row)))
        else:
            rows.append((*first, row.change_percent, row.expected_revenue, row.roas, row.bound))
    return rows


def budget_total(plan: BudgetPlan) -> tuple[Cell, ...]:
    """The row of totals."""
    first: tuple[Cell, ...] = (
        "Total",
        plan.present_spend,
        sum(row.recommended_spend for row in plan.channels),
        plan.spend_change,
    )
    if plan.method != RESPONSE:
        return (*first, None, plan.expected_revenue, None, None)
    return (
        *first,
        plan.expected_revenue,
        plan.expected_revenue / plan.budget if plan.budget else None,
        None,
        None,
        # Ends of ranges do not add up: the card and a sentence tell the range of the whole.
        None,
        None,
        None
        if plan.proportional_revenue is None
        else sum(row.proportional_spend or 0.0 for row in plan.channels),
        None,
        None,
        None,
    )


def _response_cells(row: ChannelBudget) -> tuple[Cell, ...]:
    interval = row.expected_revenue_interval
    return (
        row.expected_revenue,
        row.roas,
        row.marginal_roas,
        row.bound,
        interval.low if interval else None,
        interval.high if interval else None,
        row.proportional_spend,
    )


def _curve(row: ChannelBudget) -> str | None:
    return None if row.curve is None else curve_words(row.curve)
