"""Plans: every limit kept or named, every goal met, every figure explained."""

from dataclasses import replace
from decimal import Decimal

import pytest

from attribution_desktop.domain.budget import (
    RESPONSE,
    BudgetPlan,
    BudgetRequest,
    ChannelBudget,
    ChannelLimit,
    CurveEdit,
    Goal,
    GroupCap,
)
from attribution_desktop.domain.errors import InputRefused, UsageError
from attribution_desktop.domain.response import CurveForm, Shape
from attribution_desktop.domain.sentences import sentence
from attribution_desktop.engine.budgeting.plan import proportional_plan, response_plan
from tests.engine.budgeting.shop import analysed, learnt, shop

DATASET = shop()
ANALYSIS = analysed(DATASET)
HISTORY = learnt(DATASET, ANALYSIS)
WEEKS = (ANALYSIS.period_days or 0) / 7
ASKED = BudgetRequest(50_000.01, method=RESPONSE)


def planned(**changes: object) -> BudgetPlan:
    return response_plan(ANALYSIS, HISTORY, replace(ASKED, **changes))


def row(plan: BudgetPlan, name: str) -> ChannelBudget:
    return next(held for held in plan.channels if held.channel == name)


def total(plan: BudgetPlan) -> Decimal:
    return sum((Decimal(str(held.recommended_spend)) for held in plan.channels), Decimal(0))


def codes(plan: BudgetPlan) -> list[str]:
    return [notice.code for notice in plan.notes]


def test_the_plan_spends_the_budget_to_the_cent_at_equal_marginal_return() -> None:
    plan = planned()
    assert total(plan) == Decimal("50000.01")
    search, social = row(plan, "search"), row(plan, "social")
    assert search.bound is None
    assert social.bound is None
    assert search.marginal_roas == pytest.approx(social.marginal_roas, rel=1e-4)
    assert search.roas == pytest.approx((search.expected_revenue or 0) / search.recommended_spend)
    assert plan.expected_revenue >= plan.proportional_revenue
    assert row(plan, "organic").bound == "no spend history"


def test_expected_revenue_lies_on_the_curve_and_in_its_interval() -> None:
    plan = planned()
    for name in ("search", "social"):
        held = row(plan, name)
        assert held.curve is not None
        assert held.expected_revenue is not None
        expected = held.curve.shape.over(WEEKS).revenue(held.recommended_spend)
        assert held.expected_revenue == pytest.approx(expected)
        interval = held.expected_revenue_interval
        assert interval is not None
        assert interval.low <= held.expected_revenue * 1.001
        assert interval.high >= held.expected_revenue * 0.999
    assert plan.expected_revenue_interval is not None


def test_another_period_scales_present_spend_and_revenue() -> None:
    whole, week = planned(), planned(days=7.0, budget=1_000.0)
    assert week.present_spend == pytest.approx(whole.present_spend / WEEKS, abs=0.005)
    search = row(week, "search")
    assert search.curve is not None
    assert search.expected_revenue == pytest.approx(
        search.curve.shape.revenue(search.recommended_spend)
    )


@pytest.mark.parametrize(
    ("limit", "bound"),
    [
        (ChannelLimit(channel="Search", minimum=45_000.0), "minimum"),
        (ChannelLimit(channel="search", maximum=10_000.0), "maximum"),
        (ChannelLimit(channel="search", is_locked=True), "lock"),
        (ChannelLimit(channel="search", is_locked=True, amount=12_345.67), "lock"),
    ],
)
def test_a_limit_is_kept_and_named(limit: ChannelLimit, bound: str) -> None:
    plan = planned(limits=(limit,))
    held = row(plan, "search")
    wanted = limit.minimum or limit.maximum or limit.amount or round(held.present_spend, 2)
    assert held.recommended_spend == pytest.approx(wanted, abs=0.005)
    assert held.bound == bound
    assert total(plan) == Decimal("50000.01")


def test_no_channel_moves_further_than_the_largest_step() -> None:
    present = round(planned().present_spend, 2)
    plan = planned(max_step_percent=10.0, budget=present)
    for held in plan.channels:
        assert abs(held.change) <= 0.1 * held.present_spend + 1e-9
    assert "maximum step" in {held.bound for held in plan.channels}


def test_a_group_stays_below_its_cap_and_is_named() -> None:
    plan = planned(groups=(GroupCap("paid", ("search",), 20_000.0),))
    assert row(plan, "search").recommended_spend == 20_000
    assert row(plan, "search").bound == "group paid"


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        (
            {"limits": (ChannelLimit(channel="search", minimum=60_000.0),)},
            ["search minimum 60,000.00", "50,000.01"],
        ),
        (
            {"limits": (ChannelLimit(channel="search", minimum=9.0, maximum=8.0),)},
            ["search", "minimum of 9.00", "maximum of 8.00"],
        ),
        (
            {
                "limits": (
                    ChannelLimit(channel="search", maximum=100.0),
                    ChannelLimit(channel="social", is_locked=True, amount=200.0),
                )
            },
            ["search maximum 100.00", "social lock 200.00"],
        ),
        (
            {
                "groups": (GroupCap("paid", ("search", "social"), 10.0),),
                "limits": (ChannelLimit(channel="social", minimum=11.0),),
            },
            ["Group paid", "10.00", "social minimum 11.00"],
        ),
        (
            {"groups": (GroupCap("paid", ("search", "social"), 10.0),)},
            ["group paid 10.00"],
        ),
        ({"max_step_percent": 1.0}, ["maximum step"]),
        ({"goal": Goal.TARGET_REVENUE, "target": 1e9, "budget": None}, ["out of reach"]),
    ],
)
def test_limits_that_cannot_hold_together_are_named(
    changes: dict[str, object], named: list[str]
) -> None:
    with pytest.raises(InputRefused) as refused:
        planned(**changes)
    assert refused.value.exit_code == 4
    for words in named:
        assert words in refused.value.message


@pytest.mark.parametrize(
    "changes",
    [
        {"limits": (ChannelLimit(channel="sreach", minimum=1.0),)},
        {"limits": (ChannelLimit(channel="search", minimum=-1.0),)},
        {"groups": (GroupCap("a", ("search",), 1.0), GroupCap("b", ("SEARCH",), 1.0))},
        {"edits": (CurveEdit("search", Shape(1.0, 0.0)),)},
        {"edits": (CurveEdit("search", Shape(1.0, 1.0, 1.5)),)},
        {"goal": Goal.MARGINAL_ROAS, "target": None},
        {"goal": Goal.TARGET_REVENUE, "target": -5.0},
        {"budget": None},
        {"budget": float("nan")},
        {"max_step_percent": float("inf")},
        {"days": 0.0, "budget": 5.0},
    ],
)
def test_a_request_that_makes_no_sense_is_refused(changes: dict[str, object]) -> None:
    if changes.get("days") == 0.0:
        changes["days"] = -1.0
    with pytest.raises(UsageError):
        planned(**changes)


def test_the_least_spend_for_a_revenue_is_the_least() -> None:
    plan = planned(goal=Goal.TARGET_REVENUE, target=100_000.0, budget=None)
    assert plan.expected_revenue >= 100_000 - 1e-6
    one_cent_less = planned(budget=round(plan.budget - 0.01, 2))
    assert one_cent_less.expected_revenue < 100_000


def test_spending_stops_where_the_marginal_return_reaches_the_floor() -> None:
    plan = planned(goal=Goal.MARGINAL_ROAS, target=1.5, budget=None)
    for name in ("search", "social"):
        assert row(plan, name).marginal_roas == pytest.approx(1.5, rel=1e-3)
    capped = planned(goal=Goal.MARGINAL_ROAS, target=1.5, budget=1_000.0)
    assert capped.budget == 1_000
    assert "budget-before-floor" in codes(capped)


def test_a_curve_set_by_hand_is_followed_and_marked() -> None:
    plan = planned(edits=(CurveEdit("social", Shape(90_000.0, 600.0)),))
    social = row(plan, "social")
    assert social.curve is not None
    assert social.curve.form is CurveForm.EDITED
    assert social.expected_revenue_interval is None
    assert plan.expected_revenue_interval is None
    assert social.recommended_spend > row(planned(), "social").recommended_spend
    assert "edited-curves" in codes(plan)


def test_amounts_beyond_what_was_seen_are_pointed_out() -> None:
    assert "outside-observed" not in codes(planned())
    plan = planned(budget=5_000_000.0)
    assert row(plan, "search").is_outside_observed
    assert "outside-observed" in codes(plan)


def test_the_plan_says_what_to_do_why_and_what_it_is_not() -> None:
    plan = planned(budget=round(planned().present_spend, 2))
    said = [sentence(notice) for notice in plan.notes]
    assert codes(plan)[-1] == "replays-history"
    assert any(words.startswith("Give ") for words in said)
    assert any("not a forecast" in words for words in said)


def test_the_proportional_split_stands_beside_it_under_the_same_limits() -> None:
    limits = (ChannelLimit(channel="search", maximum=20_000.0),)
    plan = planned(limits=limits)
    alone = proportional_plan(ANALYSIS, BudgetRequest(50_000.01, limits=limits))
    for held in plan.channels:
        assert held.proportional_spend == row(alone, held.channel).recommended_spend


def test_a_proportional_split_keeps_limits_and_shares_the_rest() -> None:
    free = proportional_plan(ANALYSIS, BudgetRequest(9_000.0))
    most = row(free, "search").recommended_spend - 1_000
    plan = proportional_plan(
        ANALYSIS,
        BudgetRequest(9_000.0, limits=(ChannelLimit(channel="search", maximum=most),)),
    )
    assert total(plan) == 9_000
    assert row(plan, "search").bound == "maximum"
    assert row(plan, "social").recommended_spend == pytest.approx(
        row(free, "social").recommended_spend + 1_000
    )


def test_a_channel_without_history_gets_what_it_is_given() -> None:
    limits = (ChannelLimit(channel="organic", minimum=500.0),)
    for plan in (
        planned(limits=limits),
        proportional_plan(ANALYSIS, BudgetRequest(9_000.0, limits=limits)),
    ):
        assert row(plan, "organic").recommended_spend == 500
        assert row(plan, "organic").expected_revenue is None


def test_goals_of_curves_are_refused_without_curves() -> None:
    with pytest.raises(UsageError):
        proportional_plan(ANALYSIS, BudgetRequest(1.0, goal=Goal.MARGINAL_ROAS, target=1.0))


def test_amounts_of_a_scaled_period_are_whole_cents_that_add_up() -> None:
    for days in (7.0, 11.0, 207.0):
        for plan in (
            planned(days=days, budget=1_000.0),
            proportional_plan(ANALYSIS, BudgetRequest(1_000.0, days=days)),
        ):
            for held in plan.channels:
                for amount in (held.present_spend, held.recommended_spend, held.change):
                    assert amount == round(amount, 2)
            presents = sum((Decimal(str(held.present_spend)) for held in plan.channels), Decimal(0))
            assert Decimal(str(plan.present_spend)) == presents
            changed = sum((Decimal(str(held.change)) for held in plan.channels), Decimal(0))
            assert Decimal(str(plan.spend_change)) == changed
            assert float(changed) == pytest.approx(plan.budget - plan.present_spend)
