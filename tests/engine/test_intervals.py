"""Intervals and verdicts: the same draws for all models, honest coverage, the right words."""

import random
from dataclasses import replace

import numpy as np
import pytest

from attribution_desktop.domain.analysis import Analysis, Interval
from attribution_desktop.domain.errors import Cancelled
from attribution_desktop.domain.sentences import sentence
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine import resampling
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.intervals import credit_draws
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.engine.models.registry import MODELS
from attribution_desktop.engine.verdicts import verdict
from tests.engine.material import (
    DAY,
    EPOCH,
    Cost,
    Order,
    Path,
    Touch,
    dataset_of,
    interactions_of,
)

NAMES = ("email", "search", "social", "video")


def shop(seed: int, customers: int) -> tuple[list[Touch], list[Order]]:
    rng = random.Random(seed)  # noqa: S311  # not for secrets
    touches, orders = [], []
    for customer in range(customers):
        at = EPOCH + rng.randrange(300) * DAY
        touches += [
            Touch(customer, rng.choice(NAMES), at + step * DAY + rng.randrange(DAY))
            for step in range(rng.randrange(1, 5))
        ]
        if rng.random() < 0.4:
            orders.append(Order(customer, at + 6 * DAY, rng.randrange(10, 200) * 1_000_000))
    return touches, orders


def analysed(
    rows: tuple[list[Touch], list[Order]],
    settings: AnalysisSettings,
    costs: list[Cost] | None = None,
) -> Analysis:
    data = dataset_of(interactions_of(*rows, channels=NAMES), costs or [])
    return AttributionAnalytics(data).analysed(settings)


EVERY = AnalysisSettings(models=tuple(MODELS), draws=200)


def test_every_credit_and_difference_has_an_interval_around_it() -> None:
    analysis = analysed(shop(1, 300), EVERY)
    for model in analysis.models:
        for credit in model.credits:
            assert credit.revenue_interval is not None
            assert credit.conversions_interval is not None
            assert credit.revenue_interval.low <= credit.revenue <= credit.revenue_interval.high
    pairs = len(MODELS) * (len(MODELS) - 1) // 2
    for row in analysis.comparison.rows:
        assert len(row.intervals) == len(MODELS)
        assert len(row.differences) == pairs
        place = {model: i for i, model in enumerate(analysis.comparison.models)}
        for difference in row.differences:
            apart = row.revenue[place[difference.first]] - row.revenue[place[difference.second]]
            assert difference.interval.low - 1e-6 <= apart <= difference.interval.high + 1e-6


def test_without_draws_there_are_neither_intervals_nor_verdicts() -> None:
    analysis = analysed(shop(1, 50), AnalysisSettings())
    assert {row.verdict for row in analysis.channel_figures} == {None}
    assert {credit.revenue_interval for m in analysis.models for credit in m.credits} == {None}
    assert {row.intervals for row in analysis.comparison.rows} == {()}


def test_the_same_data_give_the_same_intervals_in_any_order_of_import() -> None:
    touches, orders = shop(2, 150)
    renumbered = {old: new for new, old in enumerate(reversed(range(150)))}
    turned = (
        [Touch(renumbered[t.customer], t.channel, t.instant) for t in touches[::-1]],
        [Order(renumbered[o.customer], o.instant, o.value) for o in orders[::-1]],
    )
    data = dataset_of(interactions_of(*turned, channels=NAMES[::-1]))
    first, second = analysed((touches, orders), EVERY), AttributionAnalytics(data).analysed(EVERY)
    assert first.channels == second.channels
    for left, right in zip(first.models, second.models, strict=True):
        for a, b in zip(left.credits, right.credits, strict=True):
            assert a.revenue_interval is not None
            assert b.revenue_interval is not None
            bounds = (b.revenue_interval.low, b.revenue_interval.high)
            assert (a.revenue_interval.low, a.revenue_interval.high) == pytest.approx(
                bounds, rel=1e-9, abs=1e-6
            )


def test_a_draw_is_the_model_refitted_on_the_drawn_customers() -> None:
    touches, orders = shop(3, 40)
    # Customers without a touch: their conversions stay on a row of their own in every draw.
    orders += [Order(customer, EPOCH, 7_000_000) for customer in range(40, 50)]
    journeys = build_journeys(interactions_of(touches, orders, channels=NAMES), EVERY)
    plan = resampling.resampling(journeys)
    (first,) = next(iter(plan.blocks(1)))
    drawn = credit_draws(ConversionAttributor(journeys, EVERY), list(MODELS), 1, _quiet)
    customer_of = {int(u): int(c) for u, c in zip(plan.unit, journeys.customer, strict=True)}
    again_touches, again_orders, number = [], [], 0
    for unit, count in enumerate(first):
        for _ in range(int(count)):
            mine = customer_of[unit]
            again_touches += [replace(t, customer=number) for t in touches if t.customer == mine]
            again_orders += [replace(o, customer=number) for o in orders if o.customer == mine]
            number += 1
    assert number == 50
    resampled = build_journeys(interactions_of(again_touches, again_orders, channels=NAMES), EVERY)
    refitted = ConversionAttributor(resampled, EVERY)
    for model in MODELS:
        expected = refitted.credit(model)
        assert drawn.revenue[model][0] * 1e6 == pytest.approx(expected.revenue, rel=1e-9, abs=1e-3)
        assert drawn.conversions[model][0] == pytest.approx(expected.conversions, rel=1e-9)


def _quiet(stage: str, done: int, total: int) -> None:
    """Nobody watches."""


def test_there_are_as_many_draws_as_were_asked_for() -> None:
    touches, orders = shop(3, 30)
    journeys = build_journeys(interactions_of(touches, orders, channels=NAMES), EVERY)
    for draws in (1, 20, 25, 41):
        parts = list(resampling.resampling(journeys).blocks(draws))
        assert sum(len(part) for part in parts) == draws
        assert {float(row.sum()) for part in parts for row in part} == {30.0}


def test_a_path_row_counts_as_many_unit_journeys_as_it_stands_for() -> None:
    whole = interactions_of(paths=[Path(("email", "search"), 400, 600, 40_000_000_000)])
    single = interactions_of(
        paths=[Path(("email", "search"), 1, 0, 100_000_000)] * 400
        + [Path(("email", "search"), 0, 1)] * 600
    )
    wide = []
    for interactions in (whole, single):
        analysis = AttributionAnalytics(dataset_of(interactions)).analysed(
            AnalysisSettings(draws=500)
        )
        interval = analysis.models[0].credits[0].conversions_interval
        assert interval is not None
        wide.append(interval.high - interval.low)
    # Binomial: 2 × 1.645 × √(1000 × 0.4 × 0.6) = 51.
    assert wide == pytest.approx([51, 51], abs=9)


def test_above_the_limit_customers_are_drawn_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = shop(4, 3000)
    exact = analysed(rows, EVERY)
    monkeypatch.setattr(resampling, "MOST_UNITS", 1000)
    grouped = analysed(rows, EVERY)
    for left, right in zip(exact.models[2].credits, grouped.models[2].credits, strict=True):
        assert left.revenue == right.revenue
        assert left.revenue_interval is not None
        assert right.revenue_interval is not None
        width = left.revenue_interval.high - left.revenue_interval.low
        assert right.revenue_interval.high - right.revenue_interval.low == pytest.approx(
            width, rel=0.4
        )


@pytest.mark.long
def test_ninety_percent_intervals_hold_the_truth_about_ninety_percent_of_the_time() -> None:
    truth = np.mean([_linear(shop(10_000 + seed, 300)) for seed in range(400)], axis=0)
    held = []
    for seed in range(300):
        analysis = analysed(shop(20_000 + seed, 300), AnalysisSettings(draws=300))
        by_name = {credit.channel: credit for credit in analysis.model_credit("linear").credits}
        for name, value in zip(NAMES, truth, strict=True):
            interval = by_name[name].revenue_interval
            assert interval is not None
            held.append(interval.low <= value <= interval.high)
    assert 0.86 <= np.mean(held) <= 0.93


def _linear(rows: tuple[list[Touch], list[Order]]) -> list[float]:
    analysis = analysed(rows, AnalysisSettings())
    by_name = {credit.channel: credit.revenue for credit in analysis.model_credit("linear").credits}
    return [by_name.get(name, 0.0) for name in NAMES]


def test_cancelling_is_heard_within_the_draws() -> None:
    asked = []

    def stop(stage: str, done: int, total: int) -> None:
        asked.append(done)
        if done > 50:
            raise Cancelled("Stopped.")

    data = dataset_of(interactions_of(*shop(5, 100), channels=NAMES))
    with pytest.raises(Cancelled):
        AttributionAnalytics(data).analysed(AnalysisSettings(draws=500), stop)
    assert max(asked) <= 100


def test_verdicts_follow_their_order() -> None:
    sure, profit, loss = Interval(90, 110), Interval(1.5, 2.5), Interval(0.2, 0.9)
    codes = [
        verdict(None, 99, (100, sure), [profit], 1).code,
        verdict(0.0, 99, (100, sure), [profit], 1).code,
        verdict(50, 29.9, (100, sure), [profit], 1).code,
        verdict(50, 30, (100, Interval(40, 141)), [profit], 1).code,
        verdict(50, 30, (100, Interval(40, 140)), [profit], 1).code,
        verdict(50, 30, (100, sure), [profit, profit], 1).code,
        verdict(50, 30, (100, sure), [profit, loss], 1).code,
        verdict(50, 30, (100, sure), [loss, loss], 1).code,
        verdict(50, 30, (100, sure), [profit], 2).code,
        verdict(50, 30, (100, sure), [Interval(1.0, 2)], 1).code,
    ]
    assert codes == [
        "no spend recorded",
        "no spend recorded",
        "too little data",
        "too little data",
        "robust profit",
        "robust profit",
        "depends on the model",
        "robust loss",
        "depends on the model",
        "depends on the model",
    ]


def test_every_verdict_has_its_sentence_and_reason() -> None:
    amounts = zip(NAMES, (500, 90_000, 6_000, 1), strict=True)
    costs = [Cost(name, amount * 1_000_000) for name, amount in amounts]
    analysis = analysed(shop(6, 600), AnalysisSettings(draws=200), costs)
    found = {row.channel: row.verdict for row in analysis.channel_figures}
    words = {name: sentence(note) for name, note in found.items() if note}
    assert {name: note.code for name, note in found.items() if note} == {
        "email": "robust profit",
        "search": "robust loss",
        "social": "depends on the model",
        "video": "robust profit",
    }
    assert "under every model shown" in words["email"]
    assert "both sides of break-even" in words["social"]
    by_name = {row.channel: row for row in analysis.channel_figures}
    for row in by_name.values():
        assert row.roas_interval is not None
        assert row.revenue_interval is not None
        assert row.spend is not None
        assert row.roas_interval.low == pytest.approx(row.revenue_interval.low / row.spend)
