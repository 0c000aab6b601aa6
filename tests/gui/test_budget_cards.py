"""The cards above a plan: what it spends, what it brings, and whether that is a gain."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.budget import (
    PROPORTIONAL,
    RESPONSE,
    BudgetPlan,
    BudgetRequest,
    Goal,
)
from attribution_desktop.domain.budget_outcome import outcome_of
from attribution_desktop.services.budgets import plan_budget
from attribution_desktop.ui.tabs.budget_cards import BudgetCards
from tests.engine.budgeting.shop import analysed, learnt, shop

DATASET = shop()
ANALYSIS = analysed(DATASET)
HISTORY = learnt(DATASET, ANALYSIS)
ROLES = {-1: "negative", 0: "caption", 1: "positive"}


def planned(request: BudgetRequest) -> BudgetPlan:
    return plan_budget(ANALYSIS, request, HISTORY)


PRESENT = planned(BudgetRequest(1.0)).present_spend


@pytest.fixture
def cards(qtbot: QtBot) -> BudgetCards:
    made = BudgetCards()
    qtbot.addWidget(made.spend)
    qtbot.addWidget(made.expected)
    for card in (made.spend, made.expected):
        card.resize(900, 120)
        card.show()
    return made


def role_of(cards: BudgetCards) -> str:
    """How the line below the expected revenue is coloured."""
    words = cards.expected.change
    label = next(
        one
        for one in cards.expected.findChildren(QLabel)
        if one.accessibleName() == words or one.text() == words
    )
    return str(label.property("role"))


def test_with_the_present_spend_the_card_names_the_range(cards: BudgetCards) -> None:
    plan = planned(BudgetRequest(PRESENT, method=RESPONSE))
    cards.show_plan(plan, "EUR")
    assert cards.expected.change.startswith("90 %: ")
    assert cards.expected.note == ""
    assert role_of(cards) == ROLES[outcome_of(plan).sign]
    assert cards.spend.accessibleName().startswith("Present spend (EUR): ")


@pytest.mark.parametrize(("times", "margin"), [(0.1, 0.2), (10.0, 1.0)])
def test_with_another_budget_revenue_and_profit_are_named_and_profit_colours(
    cards: BudgetCards, times: float, margin: float
) -> None:
    plan = planned(BudgetRequest(round(times * PRESENT, 2), method=RESPONSE))
    plan = replace(plan, margin=margin)
    outcome = outcome_of(plan)
    cards.show_plan(plan, "EUR")
    assert cards.expected.change.startswith("Revenue ")
    assert ", profit " in cards.expected.change
    assert cards.expected.note.startswith("90 %: ")
    assert outcome.revenue * outcome.sign < 0
    assert role_of(cards) == ROLES[outcome.sign]


def test_a_gain_whose_range_holds_the_present_is_not_green(cards: BudgetCards) -> None:
    plan = planned(BudgetRequest(PRESENT, method=RESPONSE))
    assert plan.expected_revenue_interval is not None
    low = replace(plan.expected_revenue_interval, low=plan.present_revenue - 1)
    cards.show_plan(replace(plan, expected_revenue_interval=low), "EUR")
    assert role_of(cards) == "caption"


@pytest.mark.parametrize(
    ("goal", "target"), [(Goal.TARGET_REVENUE, 100_000.0), (Goal.MARGINAL_ROAS, 1.5)]
)
def test_a_goal_that_asks_for_a_spend_is_answered_in_the_first_card(
    cards: BudgetCards, goal: Goal, target: float
) -> None:
    plan = planned(BudgetRequest(None, method=RESPONSE, goal=goal, target=target))
    cards.show_plan(plan, "EUR")
    assert cards.spend.accessibleName().startswith(f"Recommended spend (EUR): {plan.budget:,.2f}.")
    assert cards.spend.change == f"{plan.present_spend:,.2f} at present, over 207 days"
    cards.show_plan(planned(BudgetRequest(PRESENT, method=RESPONSE)), "EUR")
    assert cards.spend.text == f"{PRESENT:,.2f}"
    assert cards.spend.accessibleName().startswith("Present spend (EUR): ")


def test_a_gain_by_past_roi_beyond_what_was_seen_is_not_green(cards: BudgetCards) -> None:
    plan = planned(BudgetRequest(10 * PRESENT, method=PROPORTIONAL))
    cards.show_plan(plan, "EUR")
    assert any(row.is_outside_observed for row in plan.channels)
    assert outcome_of(plan).profit > 0
    assert role_of(cards) == "caption"
