"""ROI figures, model agreement, rounding and the proportional budget, by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.budget import BudgetRequest
from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.engine.budgeting.plan import proportional_plan
from attribution_desktop.engine.comparison import consensus
from attribution_desktop.engine.rounding import largest_remainder
from tests.engine.material import DAY, Cost, Order, Path, Touch, dataset_of, interactions_of
from tests.engine.test_analysis import demo_analysis

UNIT = 1_000_000


def one_channel(costs: list[Cost], margin: float = 1.0) -> Analysis:
    interactions = interactions_of(
        [Touch(1, "a", 5), Touch(2, "a", 5)],
        [Order(1, 7, 300 * UNIT), Order(2, 8, 100 * UNIT)],
        channels=["a", "b"],
    )
    data = dataset_of(interactions, costs)
    return AttributionAnalytics(data).analysed(AnalysisSettings(margin=margin))


def test_the_figures_follow_their_formulas() -> None:
    (row,) = one_channel(
        [Cost("a", 80 * UNIT, 0, 4000, 100), Cost("a", 20 * UNIT, 1)], 0.5
    ).channel_figures
    assert (row.spend, row.revenue, row.conversions) == (100, 400, 2)
    assert (row.profit, row.roi_percent, row.roas) == (100, 100, 4)
    assert (row.cpa, row.cpc, row.ctr_percent, row.cpm, row.aov) == (50, 1, 2.5, 25, 200)
    assert (row.impressions, row.clicks, row.touched_conversions) == (4000, 100, 2)


def test_a_spend_of_zero_is_known_and_divides_nothing() -> None:
    (row,) = one_channel([Cost("a", 0, 0, 0, 0)]).channel_figures
    assert (row.spend, row.profit) == (0, 400)
    assert (row.roas, row.roi_percent, row.cpc, row.ctr_percent, row.cpm) == (None,) * 5


def small_shop(costs: list[Cost]) -> Analysis:
    """One order with two touches, one without any, one journey without an order, and paths."""
    interactions = interactions_of(
        [Touch(1, "a", 0), Touch(1, "b", DAY), Touch(2, "a", 5)],
        [Order(1, 4 * DAY, 300 * UNIT), Order(9, 8, 100 * UNIT)],
        [Path(("a", "b", "a"), 2, 1, 50 * UNIT)],
        channels=["a", "b", "c"],
    )
    return AttributionAnalytics(dataset_of(interactions, costs)).analysed(
        AnalysisSettings(margin=0.5)
    )


def test_the_summary_follows_its_formulas() -> None:
    summary = small_shop([Cost("a", 60 * UNIT), Cost("b", 20 * UNIT, 3)]).summary
    assert (summary.revenue, summary.conversions) == (450, 4)
    assert (summary.journeys, summary.converting_journeys, summary.untimed_journeys) == (5, 3, 3)
    assert (summary.touchpoints, summary.channels) == (12, 2)
    assert summary.average_path_length == pytest.approx(8 / 3)
    assert summary.median_days_to_convert == 4
    assert (summary.spend, summary.profit) == (80, 145)
    assert (summary.roas, summary.roi_percent) == (5.625, 181.25)


def test_the_summary_without_spend_has_a_profit_and_no_ratios() -> None:
    summary = small_shop([]).summary
    assert (summary.spend, summary.profit) == (None, 225)
    assert (summary.roas, summary.roi_percent) == (None, None)


@pytest.mark.parametrize(
    ("variation", "models", "word"),
    [
        (0.0, 4, "strong"),
        (0.10, 4, "strong"),
        (0.101, 4, "moderate"),
        (0.25, 4, "moderate"),
        (0.26, 2, "weak"),
        (None, 4, "no credit"),
        (0.0, 1, None),
    ],
)
def test_consensus_has_its_bounds(variation: float | None, models: int, word: str | None) -> None:
    assert consensus(variation, models) == word


def test_disagreement_is_the_population_spread_over_the_models_shown() -> None:
    rows = {
        row.channel: row
        for row in demo_analysis(
            AnalysisSettings(models=("first_touch", "last_touch"))
        ).comparison.rows
    }
    row = rows["paid_search"]
    assert (row.mean, row.minimum, row.maximum) == pytest.approx((349.985, 249.99, 449.98))
    assert row.standard_deviation == pytest.approx(99.995)
    assert row.coefficient_of_variation == pytest.approx(99.995 / 349.985)
    assert row.consensus == "weak"
    assert rows["display"].consensus == "no credit"


def test_a_single_model_is_laid_beside_no_other() -> None:
    comparison = demo_analysis(AnalysisSettings(models=("linear",))).comparison
    assert comparison.models == ("linear",)
    (row,) = (row for row in comparison.rows if row.channel == "paid_search")
    assert row.revenue == (row.mean,) == (row.minimum,) == (row.maximum,)
    assert (row.standard_deviation, row.coefficient_of_variation, row.consensus) == (0, 0, None)


@given(st.lists(st.floats(0, 1e9), max_size=30))
def test_rounded_parts_add_up_to_the_rounded_whole(values: list[float]) -> None:
    total = sum((Decimal(value) for value in values), Decimal(0))
    parts = largest_remainder(values, total)
    assert sum(parts, Decimal(0)) == total.quantize(Decimal("0.01"))
    assert all(
        abs(part - Decimal(value)) < Decimal("0.01")
        for part, value in zip(parts, values, strict=True)
    )


@pytest.mark.parametrize(
    ("values", "total", "expected"),
    [
        ([1.006, 2.0, 3.004], "5.99", ["1.00", "1.99", "3.00"]),
        ([1.006, 2.0, 3.004], "5.98", ["1.00", "1.99", "2.99"]),
        ([1.006, 2.0, 3.004], "6.01", ["1.01", "2.00", "3.00"]),
        ([1.0, 2.0, 3.0], "5.99", ["1.00", "2.00", "2.99"]),
        ([1.0, 2.0, 3.0], "6.01", ["1.01", "2.00", "3.00"]),
    ],
)
def test_cents_are_given_to_large_remainders_and_taken_from_small_ones(
    values: list[float], total: str, expected: list[str]
) -> None:
    assert [str(part) for part in largest_remainder(values, Decimal(total))] == expected


def test_parts_are_rounded_to_as_many_decimals_as_asked_for() -> None:
    parts = largest_remainder([0.75, 0.65, 1.6], Decimal(3), decimals=1)
    assert [str(part) for part in parts] == ["0.7", "0.7", "1.6"]
    assert largest_remainder([], Decimal("0.004")) == ()


def test_the_budget_is_split_by_roi_to_the_cent() -> None:
    plan = proportional_plan(demo_analysis(), BudgetRequest(1000.01))
    amounts = {row.channel: row for row in plan.channels}
    assert sum(Decimal(str(row.recommended_spend)) for row in plan.channels) == Decimal("1000.01")
    roi = {"email": 852.3214, "referral": 114.2738, "paid_search": 78.5640}
    for name, value in roi.items():
        share = 1000.01 * value / sum(roi.values())
        assert amounts[name].recommended_spend == pytest.approx(share, abs=0.02)
    assert (amounts["social"].recommended_spend, amounts["social"].bound) == (0, "no return")
    assert (amounts["direct"].recommended_spend, amounts["direct"].bound) == (
        0,
        "no spend history",
    )
    assert amounts["email"].expected_revenue == pytest.approx(
        amounts["email"].recommended_spend * 199.9875 / 21
    )
    assert plan.present_spend == pytest.approx(406)


def test_present_spend_is_scaled_to_the_planned_days() -> None:
    plan = proportional_plan(demo_analysis(), BudgetRequest(100, days=7))
    assert plan.present_spend == pytest.approx(203)
    assert plan.days == 7


def test_without_any_return_the_present_split_is_kept_and_said() -> None:
    analysis = one_channel([Cost("a", 900 * UNIT, 0), Cost("b", 100 * UNIT, 0)])
    plan = proportional_plan(analysis, BudgetRequest(50))
    assert [row.recommended_spend for row in plan.channels] == [45, 5]
    assert "no-positive-roi" in {note.code for note in plan.notes}


def test_without_any_spend_nothing_is_recommended() -> None:
    plan = proportional_plan(one_channel([]), BudgetRequest(50))
    assert [row.recommended_spend for row in plan.channels] == [0]
    assert "no-spend" in {note.code for note in plan.notes}


@pytest.mark.parametrize(
    "request_",
    [
        BudgetRequest(-1),
        BudgetRequest(float("nan")),
        BudgetRequest(float("inf")),
        BudgetRequest(1, days=0),
        BudgetRequest(1, method="magic"),
    ],
)
def test_a_budget_that_makes_no_sense_is_refused(request_: BudgetRequest) -> None:
    with pytest.raises(UsageError):
        proportional_plan(demo_analysis(), request_)
