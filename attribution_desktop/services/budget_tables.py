"""The tables of a budget plan in a report."""

from decimal import Decimal

from attribution_desktop.domain.budget import RESPONSE, BudgetPlan, ChannelBudget
from attribution_desktop.domain.figures import FIGURES
from attribution_desktop.domain.report_document import Cell, Column, Table
from attribution_desktop.domain.response_words import curve_words

_PROPORTIONAL = (
    "channel",
    "present_spend",
    "recommended_spend",
    "change",
    "change_percent",
    "expected_revenue",
    "roas",
    "bound",
)
_RESPONSE = (
    "channel",
    "present_spend",
    "recommended_spend",
    "change",
    "expected_revenue",
    "expected_roas",
    "marginal_roas",
    "bound",
    "change_percent",
    "expected_low",
    "expected_high",
    "proportional_spend",
    "curve",
)
_LEAD = 8
_SCENARIO = ("scenario", "recommended_spend", "expected_revenue", "expected_roas")


def budget_tables(plan: BudgetPlan) -> tuple[Table, ...]:
    """The recommended split and, where there are any, the scenarios kept beside it."""
    tables = (_split_table(plan),)
    return (*tables, scenario_table(plan)) if plan.scenarios else tables


def scenario_table(plan: BudgetPlan) -> Table:
    """Scenarios side by side."""
    return Table(
        id="budget-scenarios",
        title="Scenarios",
        columns=_columns(_SCENARIO),
        rows=tuple(
            (kept.name, kept.spend, kept.expected_revenue, kept.roas) for kept in plan.scenarios
        ),
    )


def _split_table(plan: BudgetPlan) -> Table:
    """Present and recommended amounts; the recommended ones add up to the budget."""
    figures = _RESPONSE if plan.method == RESPONSE else _PROPORTIONAL
    return Table(
        id="budget",
        title=f"Recommended split of {plan.budget:,.2f} over {plan.days:g} days",
        columns=_columns(figures),
        rows=tuple(tuple(_cell(row, name) for name in figures) for row in plan.channels),
        total=tuple(_total(plan, name) for name in figures),
        lead=_LEAD,
    )


def _columns(names: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(
        Column(figure.id, figure.label, figure.kind, figure.definition)
        for figure in (FIGURES[name] for name in names)
    )


def _cell(row: ChannelBudget, name: str) -> Cell:
    interval = row.expected_revenue_interval
    match name:
        case "expected_roas":
            return row.roas
        case "expected_low":
            return None if interval is None else interval.low
        case "expected_high":
            return None if interval is None else interval.high
        case "curve":
            return None if row.curve is None else curve_words(row.curve)
        case _:
            cell: Cell = getattr(row, name)
            return cell


def _total(plan: BudgetPlan, name: str) -> Cell:
    rows = plan.channels
    # Ends of ranges do not add up: a sentence tells the range of the whole.
    totals: dict[str, Cell] = {
        "channel": "Total",
        "present_spend": plan.present_spend,
        # Cents added as decimals: the sum is the budget, to the last digit.
        "recommended_spend": sum((Decimal(str(row.recommended_spend)) for row in rows), Decimal(0)),
        "change": plan.spend_change,
        "expected_revenue": plan.expected_revenue,
    }
    return totals.get(name)
