"""What a plan says to do: true to the cent, and no surer than the weeks behind it."""

from dataclasses import replace

import pytest

from attribution_desktop.domain.analysis import Interval, Notice
from attribution_desktop.domain.budget import (
    RESPONSE,
    BudgetPlan,
    BudgetRequest,
    ChannelBudget,
    ChannelLimit,
    CurveEdit,
)
from attribution_desktop.domain.budget_outcome import outcome_of
from attribution_desktop.domain.response import CurveForm, ResponseCurve, Shape
from attribution_desktop.domain.sentences import sentence
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.budgeting.plan import proportional_plan, response_plan
from attribution_desktop.engine.budgeting.saying import plan_notices
from tests.engine.budgeting.shop import analysed, learnt, shop

DATASET = shop()
ANALYSIS = analysed(DATASET)
HISTORY = learnt(DATASET, ANALYSIS)
PRESENT = response_plan(ANALYSIS, HISTORY, BudgetRequest(1.0, method=RESPONSE)).present_spend


def planned(budget: float = PRESENT, **changes: object) -> BudgetPlan:
    return response_plan(
        ANALYSIS, HISTORY, replace(BudgetRequest(budget, method=RESPONSE), **changes)
    )


def said(plan: BudgetPlan) -> list[str]:
    return [sentence(notice) for notice in plan.notes]


def advised(plan: BudgetPlan) -> list[str]:
    return [sentence(notice) for notice in plan_notices(plan, "EUR")]


def curve(form: CurveForm = CurveForm.MICHAELIS_MENTEN) -> ResponseCurve:
    return ResponseCurve(form, Shape(1_000.0, 100.0), weeks=20, observed=(10.0, 200.0))


def moved(interval: Interval | None, *, budget: float = 200.0, margin: float = 1.0) -> BudgetPlan:
    """From 200 that earn 500 to a budget that earns 600; the range is that of the whole."""
    rows = (
        ChannelBudget(
            "a", 100, budget, budget - 100, None, 600, None, None,
            marginal_roas=0.4, is_outside_observed=False, curve=curve(),
        ),
        ChannelBudget(
            "b", 100, 0, -100, -100, 0, None, "low return",
            marginal_roas=0.37, is_outside_observed=False, curve=curve(),
        ),
    )  # fmt: skip
    return BudgetPlan(
        RESPONSE, "linear", budget, 7, rows, 200, 500, 600, (),
        expected_revenue_interval=interval, margin=margin,
    )  # fmt: skip


def test_a_channel_that_goes_to_nothing_keeps_no_last_unit() -> None:
    words = advised(moved(Interval(550, 650)))
    assert words[1] == (
        "Give b nothing, 100.00 EUR less than at present: "
        "its first unit of money would bring 0.37×."
    )


def test_a_channel_that_a_limit_holds_at_nothing_is_told_by_its_limit() -> None:
    limits = (ChannelLimit(channel="social", maximum=0.0),)
    words = next(text for text in said(planned(limits=limits)) if "social" in text)
    assert words.startswith("Give social nothing (held by its maximum), ")
    assert "last unit" not in words


def test_a_unit_that_brings_little_is_not_said_to_bring_nothing() -> None:
    row = (("channel", "b"), ("change", 100.0), ("currency", "EUR"))
    for code in ("budget-raise", "budget-cut", "budget-end"):
        assert "less than 0.01×" in sentence(Notice(code, (*row, ("marginal", 0.002))))
        assert "0.00×" in sentence(Notice(code, (*row, ("marginal", 0.0))))


def test_what_a_channel_still_keeps_has_a_last_unit() -> None:
    limits = (ChannelLimit(channel="social", maximum=100.0),)
    words = next(text for text in said(planned(limits=limits)) if "Give social" in text)
    assert "the last unit it keeps brings" in words


@pytest.mark.parametrize(
    ("interval", "sign"),
    [
        (Interval(550, 650), 1),
        (Interval(499, 650), 0),
        (Interval(500, 650), 0),
    ],
)
def test_a_gain_is_told_as_one_only_where_its_range_leaves_out_the_present(
    interval: Interval, sign: int
) -> None:
    plan = moved(interval)
    assert outcome_of(plan).sign == sign
    doubt = [words for words in advised(plan) if words.startswith("It may be no gain")]
    assert bool(doubt) is (sign == 0)
    if doubt:
        assert doubt == ["It may be no gain: the 90 % range includes what is earned at present."]


def test_with_another_budget_profit_decides_and_not_revenue() -> None:
    costly = moved(Interval(590, 610), budget=400.0)
    assert outcome_of(costly).revenue == 100
    assert outcome_of(costly).profit == -100
    assert outcome_of(costly).sign == -1
    assert (
        "By these curves that is +100.00 EUR of revenue and −100.00 EUR of profit "
        "for 200.00 EUR more spend than at present."
    ) in advised(costly)
    thrifty = replace(moved(Interval(440, 460), budget=50.0), expected_revenue=450.0, margin=0.5)
    assert outcome_of(thrifty).profit == 0.5 * -50 + 150
    assert outcome_of(thrifty).sign == 1


def test_with_another_budget_the_range_of_the_profit_decides() -> None:
    plan = moved(Interval(540, 700), budget=250.0)
    assert outcome_of(plan).profit == 50
    assert outcome_of(plan).sign == 0
    assert "It may be no gain: the 90 % range includes the profit made at present." in advised(plan)


def test_a_plan_counts_profit_with_the_margin_of_the_analysis() -> None:
    half = analysed(DATASET, AnalysisSettings(margin=0.5))
    request = BudgetRequest(PRESENT, method=RESPONSE)
    assert response_plan(half, learnt(DATASET, half), request).margin == 0.5
    assert proportional_plan(half, BudgetRequest(PRESENT)).margin == 0.5


def test_a_gain_without_a_range_is_none_where_curves_go_through_one_point() -> None:
    dataset = shop(weeks=3)
    analysis = analysed(dataset)
    plan = response_plan(
        analysis, learnt(dataset, analysis), BudgetRequest(3_000.0, method=RESPONSE)
    )
    assert outcome_of(plan).sign == 0
    assert said(plan)[0] == (
        "There is too little history to trust this split: no channel has 8 weeks of varying "
        "spend, so every curve is a rule of thumb."
    )


def test_one_curve_that_is_fitted_or_set_by_hand_is_no_lack_of_history() -> None:
    assert not any("too little history to trust" in words for words in said(planned()))
    dataset = shop(weeks=3)
    analysis = analysed(dataset)
    edits = (CurveEdit("search", Shape(9_000.0, 600.0)),)
    request = BudgetRequest(3_000.0, method=RESPONSE, edits=edits)
    plan = response_plan(analysis, learnt(dataset, analysis), request)
    assert not any("too little history to trust" in words for words in said(plan))


def test_a_split_by_past_roi_says_where_it_leaves_what_was_seen() -> None:
    request = BudgetRequest(10 * PRESENT)
    plan = proportional_plan(ANALYSIS, request, HISTORY)
    outside = next(notice for notice in plan.notes if notice.code == "outside-observed")
    assert "search" in sentence(outside)
    assert {row.channel: row.is_outside_observed for row in plan.channels}["search"] is True
    assert outcome_of(plan).profit > 0
    assert outcome_of(plan).sign == 0
    unknown = proportional_plan(ANALYSIS, request)
    assert all(row.is_outside_observed is None for row in unknown.channels)
    assert outcome_of(unknown).sign == 0


def test_a_gain_by_past_roi_within_what_was_seen_is_a_gain() -> None:
    limits = tuple(
        ChannelLimit(channel=row.channel, is_locked=True, amount=round(1.05 * row.present_spend, 2))
        for row in planned().channels
    )
    total = sum(limit.amount or 0 for limit in limits)
    plan = proportional_plan(ANALYSIS, BudgetRequest(round(total, 2), limits=limits), HISTORY)
    assert outcome_of(plan).sign == 1


def test_the_method_is_named_in_the_notes() -> None:
    assert any(words.startswith("Split along response curves: ") for words in said(planned()))
    alone = said(proportional_plan(ANALYSIS, BudgetRequest(PRESENT)))
    assert any(words.startswith("Split by past ROI: ") for words in alone)


def test_the_range_of_the_whole_is_told_and_is_no_sum() -> None:
    words = next(text for text in said(planned()) if text.startswith("In 90 of 100"))
    assert "do not add up to it" in words
    assert Notice("replays-history") in planned().notes
