"""The whole engine on the demo and on published data: known answers, to the digit."""

import csv
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path as FilePath

import pytest

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.interactions import Dataset
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.domain.sentences import sentence
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine import AttributionAnalytics, generate_demo_attribution_data
from tests.engine.material import Cost, Order, Path, Touch, dataset_of, interactions_of

DATA = FilePath(__file__).parent.parent / "data"


def demo_dataset() -> Dataset:
    demo = generate_demo_attribution_data()
    touches = [
        Touch(i, touch.channel, touch.instant)
        for i, journey in enumerate(demo.journeys)
        for touch in journey.touches
    ]
    orders = [Order(i, j.converted_at, j.value) for i, j in enumerate(demo.journeys)]
    costs = [
        Cost(
            entry.channel,
            entry.cost,
            -1 if entry.day is None else entry.day,
            -1 if entry.impressions is None else entry.impressions,
            -1 if entry.clicks is None else entry.clicks,
        )
        for entry in demo.spend
    ]
    names = list(dict.fromkeys([t.channel for t in touches] + [c.channel for c in costs]))
    return dataset_of(interactions_of(touches, orders, channels=names), costs)


def demo_analysis(settings: AnalysisSettings | None = None) -> Analysis:
    return AttributionAnalytics(demo_dataset()).analysed(settings or AnalysisSettings())


def revenue(analysis: Analysis, model: str) -> dict[str, float]:
    credits_ = analysis.model_credit(model).credits
    return {credit.channel: credit.revenue for credit in credits_ if credit.revenue}


def test_the_demo_gives_the_known_totals() -> None:
    summary = demo_analysis().summary
    assert summary.revenue == 879.95
    assert summary.conversions == summary.journeys == summary.converting_journeys == 5
    assert (summary.touchpoints, summary.average_path_length) == (15, 3.0)
    assert (summary.channels, summary.spend, summary.untimed_journeys) == (7, 406.0, 0)


def test_the_demo_gives_the_known_revenue_by_model() -> None:
    analysis = demo_analysis()
    assert revenue(analysis, "first_touch") == {
        "paid_search": 449.98,
        "social": 99.99,
        "email": 149.99,
        "organic": 179.99,
    }
    assert revenue(analysis, "last_touch") == {
        "direct": 479.97,
        "email": 149.99,
        "paid_search": 249.99,
    }
    linear = {name: round(x, 4) for name, x in revenue(analysis, "linear").items()}
    assert linear == {
        "paid_search": 299.9875,
        "organic": 109.9942,
        "email": 199.9875,
        "direct": 159.9892,
        "social": 49.995,
        "referral": 59.9967,
    }


def test_a_channel_with_spend_and_no_touch_keeps_its_row() -> None:
    display = {row.channel: row for row in demo_analysis().channel_figures}["display"]
    assert (display.spend, display.revenue, display.roas) == (70.0, 0.0, 0.0)
    assert (display.profit, display.roi_percent) == (-70.0, -100.0)
    assert display.cpa is None


def test_a_channel_with_touches_and_no_spend_has_no_ratios() -> None:
    organic = {row.channel: row for row in demo_analysis().channel_figures}["organic"]
    assert organic.spend is None
    assert (organic.roas, organic.roi_percent, organic.cpa) == (None, None, None)
    assert organic.profit == organic.revenue


def test_the_shown_rows_add_up_to_the_shown_total() -> None:
    for model in demo_analysis().models:
        assert sum(credit.shown_revenue for credit in model.credits) == Decimal("879.95")
        assert sum(credit.shown_conversions for credit in model.credits) == Decimal("5.00")


def test_every_insight_and_notice_has_its_words() -> None:
    analysis = demo_analysis()
    sentences = [sentence(notice) for notice in (*analysis.insights, *analysis.notices)]
    assert "paid_search earns the most under Linear: 299.99 EUR, 34.1 % of all revenue." in (
        sentences
    )
    assert "display cost 70.00 EUR and appears in no journey" in " ".join(sentences)


def test_a_date_range_keeps_its_first_and_last_day() -> None:
    day = demo_analysis(AnalysisSettings(start=date(2026, 9, 4), end=date(2026, 9, 9)))
    assert day.summary.revenue == pytest.approx(199.99 + 99.99)
    assert day.summary.spend == pytest.approx(29.0 * 6)
    assert day.period_days == 6


def test_the_fingerprint_changes_with_the_settings_only_when_they_do() -> None:
    first, again = demo_analysis(), demo_analysis()
    other = demo_analysis(AnalysisSettings(half_life_days=8))
    assert first.fingerprint == again.fingerprint != other.fingerprint
    assert len(first.fingerprint) == 16


def published_journeys() -> list[Path]:
    with (DATA / "real_journeys.csv").open(encoding="utf-8") as file:
        return [
            Path(tuple(row["path"].split(" > ")), float(row["conversions"]))
            for row in csv.DictReader(file)
        ]


def test_the_published_journeys_give_the_published_credit() -> None:
    rows = published_journeys()
    analysis = AttributionAnalytics(dataset_of(interactions_of(paths=rows))).analysed(
        AnalysisSettings()
    )
    conversions = {
        model.model: {credit.channel: credit.conversions for credit in model.credits}
        for model in analysis.models
    }
    assert Counter(conversions["first_touch"]).most_common(3) == [
        ("Channel 10", 547),
        ("Channel 13", 320),
        ("Channel 9", 250),
    ]
    assert Counter(conversions["last_touch"]).most_common(3) == [
        ("Channel 20", 1701),
        ("Channel 16", 95),
        ("Channel 4", 88),
    ]
    linear = Counter(conversions["linear"]).most_common(3)
    assert [name for name, _ in linear] == ["Channel 20", "Channel 4", "Channel 10"]
    assert [x for _, x in linear] == pytest.approx(
        [473.9981711700714, 250.7840329991631, 211.82239278179594], rel=1e-13
    )
    for credit in conversions.values():
        assert sum(credit.values()) == pytest.approx(2392, rel=1e-12)
    assert analysis.summary.untimed_journeys == 2392


def test_an_empty_project_has_an_empty_analysis() -> None:
    analysis = AttributionAnalytics(dataset_of(interactions_of())).analysed(AnalysisSettings())
    assert not analysis.has_journeys
    assert (analysis.channels, analysis.insights, analysis.period_days) == ((), (), None)
    assert (analysis.summary.spend, analysis.summary.average_path_length) == (None, None)


def test_a_conversion_without_a_touch_stays_on_its_own_row() -> None:
    interactions = interactions_of([Touch(1, "a", 5)], [Order(1, 7, 10), Order(2, 7, 32_000_000)])
    analysis = AttributionAnalytics(dataset_of(interactions)).analysed(AnalysisSettings())
    assert analysis.channels == ("a", "(no touchpoint)")
    for model in analysis.models:
        assert model.credits[-1].revenue == 32.0
        assert model.credits[-1].conversions == 1.0
    assert analysis.summary.conversions == 2
    assert analysis.summary.converting_journeys == 1


def test_notices_tell_what_is_there_and_nothing_else() -> None:
    assert demo_analysis().notices == ()
    rows = [Path(("a", "b"), 2), Path(("a",), 0, 5), Path((), 3)]
    analysis = AttributionAnalytics(dataset_of(interactions_of(paths=rows))).analysed(
        AnalysisSettings(excluded_channels=("a", "b"))
    )
    found = {notice.code: dict(notice.parameters)["count"] for notice in analysis.notices}
    assert found == {"untimed-journeys": 2, "no-touchpoint": 3, "excluded-kept": 7}
    dated = AttributionAnalytics(dataset_of(interactions_of(paths=rows))).analysed(
        AnalysisSettings(start=date(2026, 1, 1))
    )
    left_out = {notice.code: dict(notice.parameters)["count"] for notice in dated.notices}
    assert left_out == {"undated-left-out": 10}
    assert dated.summary.journeys == 0


def test_undated_spend_counts_in_all_time_only() -> None:
    interactions = interactions_of([Touch(1, "a", 5)], [Order(1, 7, 10)])
    before = Cost("a", 40 * MICROS_PER_UNIT, day=-5)
    data = dataset_of(interactions, [Cost("a", 3 * MICROS_PER_UNIT), before])
    whole = AttributionAnalytics(data).analysed(AnalysisSettings())
    dated = AttributionAnalytics(data).analysed(AnalysisSettings(start=date(1970, 1, 1)))
    assert (whole.summary.spend, dated.summary.spend) == (43.0, None)
    left_out = {notice.code: dict(notice.parameters) for notice in dated.notices}
    assert left_out["undated-spend-left-out"]["spend"] == 3.0


def test_openers_closers_and_a_few_large_channels_are_found_without_spend() -> None:
    rows = [
        Path(("a", "b"), conversions=5, value=500_000_000),
        *(Path((name,), value=10_000_000) for name in "cdefg"),
    ]
    found = AttributionAnalytics(dataset_of(interactions_of(paths=rows))).analysed(
        AnalysisSettings()
    )
    sentences = [sentence(notice) for notice in found.insights]
    assert "a opens more than it closes: 500.00 EUR by first touch, 0.00 EUR by last touch." in (
        sentences
    )
    assert "b closes what others open: 500.00 EUR by last touch, 0.00 EUR by first touch." in (
        sentences
    )
    assert "3 of 7 channels earn 92.7 % of all revenue: a, b, c." in sentences


def test_paths_without_values_are_told_by_their_conversions() -> None:
    rows = [Path(("a", "b"), conversions=3), Path(("b",), conversions=1)]
    found = AttributionAnalytics(dataset_of(interactions_of(paths=rows))).analysed(
        AnalysisSettings()
    )
    sentences = [sentence(notice) for notice in found.insights]
    assert "b leads to the most conversions under Linear: 2.50, 62.5 % of all." in sentences
    assert "a opens more than it closes: 3 conversions by first touch, 0 conversions by last " in (
        " ".join(sentences)
    )
