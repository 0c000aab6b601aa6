"""The tables of a plan on screen and in files: whole cents, and totals only of what adds up."""

from decimal import Decimal

import pytest

from attribution_desktop.domain.budget import PROPORTIONAL, RESPONSE, BudgetPlan, BudgetRequest
from attribution_desktop.domain.report_document import Cell, Table
from attribution_desktop.services.budget_tables import budget_tables
from attribution_desktop.services.budgets import plan_budget
from attribution_desktop.ui.tabs.budget_table import budget_columns, budget_total
from tests.engine.budgeting.shop import analysed, learnt, shop

DATASET = shop()
ANALYSIS = analysed(DATASET)
HISTORY = learnt(DATASET, ANALYSIS)
CENTS = ("present_spend", "recommended_spend", "change")


def planned(method: str, days: float) -> BudgetPlan:
    present = plan_budget(ANALYSIS, BudgetRequest(1.0, days=days), HISTORY).present_spend
    return plan_budget(ANALYSIS, BudgetRequest(present, days=days, method=method), HISTORY)


def column(table: Table, name: str) -> list[Cell]:
    return [row[table.place(name)] for row in table.rows]


@pytest.mark.parametrize("method", [PROPORTIONAL, RESPONSE])
@pytest.mark.parametrize("days", [7.0, 11.0, 207.0])
def test_amounts_leave_as_cents_that_add_up_to_their_total(method: str, days: float) -> None:
    plan = planned(method, days)
    (table,) = budget_tables(plan)
    assert table.total is not None
    for name in CENTS:
        cells = [Decimal(str(cell)) for cell in column(table, name)]
        assert all(cell == round(cell, 2) for cell in cells)
        assert sum(cells, Decimal(0)) == Decimal(str(table.total[table.place(name)]))
    assert table.total[table.place("change")] == 0
    at = [column.id for column in table.columns].index("change")
    assert budget_total(plan)[at] == 0


def test_ranges_of_channels_have_no_total_for_they_do_not_add_up() -> None:
    plan = planned(RESPONSE, 207.0)
    (table,) = budget_tables(plan)
    assert table.total is not None
    assert plan.expected_revenue_interval is not None
    shown = dict(
        zip((one.title for one in budget_columns(plan, "")), budget_total(plan), strict=True)
    )
    for name, title in (("expected_low", "90 %, low"), ("expected_high", "90 %, high")):
        assert table.total[table.place(name)] is None
        assert shown[title] is None
        assert "do not add up" in table.columns[table.place(name)].definition
