"""What must hold for any journeys, whatever the data."""

import itertools
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.engine.models.registry import MODELS
from tests.engine.material import DAY, EPOCH, Order, Path, Touch, dataset_of, interactions_of

NAMES = ("a", "b", "c", "d")
moments = st.integers(0, 2000).map(lambda hours: EPOCH + hours * DAY // 24)
touches = st.lists(
    st.builds(Touch, st.integers(0, 4), st.sampled_from(NAMES), moments), max_size=30
)
orders = st.lists(st.builds(Order, st.integers(0, 5), moments, st.integers(0, 10**10)), max_size=8)
paths = st.lists(
    st.builds(
        Path,
        st.lists(st.sampled_from(NAMES), max_size=5).map(tuple),
        st.floats(0.01, 1e4),
        st.just(0.0),
        st.integers(0, 10**10),
    ),
    max_size=5,
)
everything = settings(max_examples=150, deadline=None)


def analysed(
    some_touches: list[Touch], some_orders: list[Order], some_paths: list[Path]
) -> Analysis:
    data = dataset_of(interactions_of(some_touches, some_orders, some_paths))
    wanted = AnalysisSettings(
        lookback_days=30, models=tuple(MODELS), direct_channels=("d", "new d")
    )
    return AttributionAnalytics(data).analysed(wanted)


PER_JOURNEY = tuple(model for model in MODELS if model not in {"markov", "shapley"})


def credit(analysis: Analysis) -> dict[tuple[str, str], tuple[float, float]]:
    return {
        (model.model, row.channel): (row.revenue, row.conversions)
        for model in analysis.models
        for row in model.credits
    }


def assert_equal(
    left: dict[tuple[str, str], tuple[float, float]],
    right: dict[tuple[str, str], tuple[float, float]],
) -> None:
    assert left.keys() == right.keys()
    for key, values in left.items():
        assert values == pytest.approx(right[key], rel=1e-12, abs=1e-12), key


@everything
@given(touches, orders, paths)
def test_every_model_conserves_revenue_and_conversions(
    t: list[Touch], o: list[Order], p: list[Path]
) -> None:
    analysis = analysed(t, o, p)
    revenue = (sum(x.value for x in o) + sum(x.value for x in p)) / 1e6
    conversions = len(o) + sum(x.conversions for x in p)
    for model in analysis.models:
        assert sum(row.revenue for row in model.credits) == pytest.approx(revenue, rel=1e-9)
        assert sum(row.conversions for row in model.credits) == pytest.approx(conversions, rel=1e-9)
        assert min((row.revenue for row in model.credits), default=0) >= 0


@everything
@given(touches, orders, paths)
def test_shown_values_add_up_and_stay_within_a_cent(
    t: list[Touch], o: list[Order], p: list[Path]
) -> None:
    analysis = analysed(t, o, p)
    for model in analysis.models:
        shown = sum(float(row.shown_revenue) for row in model.credits)
        assert shown == pytest.approx(analysis.summary.revenue, abs=0.0051)
        for row in model.credits:
            assert abs(float(row.shown_revenue) - row.revenue) < 0.0100001


@everything
@given(touches, orders, paths, st.randoms(use_true_random=False))
def test_row_order_does_not_matter_but_for_ties(
    t: list[Touch], o: list[Order], p: list[Path], shuffle: random.Random
) -> None:
    apart = [replace(x, instant=x.instant + i) for i, x in enumerate(t)]
    mixed, sold, rows = list(apart), list(o), list(p)
    for column in (mixed, sold, rows):
        shuffle.shuffle(column)
    assert_equal(credit(analysed(apart, o, p)), credit(analysed(mixed, sold, rows)))


@everything
@given(touches, orders, paths)
def test_relabelling_channels_relabels_the_credit(
    t: list[Touch], o: list[Order], p: list[Path]
) -> None:
    renamed = analysed(
        [replace(x, channel=f"new {x.channel}") for x in t],
        o,
        [replace(x, channels=tuple(f"new {c}" for c in x.channels)) for x in p],
    )
    old = {
        (model, name if name.startswith("(") else f"new {name}"): value
        for (model, name), value in credit(analysed(t, o, p)).items()
    }
    assert_equal(credit(renamed), old)


@everything
@given(touches, orders, paths)
def test_twice_the_customers_get_twice_the_credit(
    t: list[Touch], o: list[Order], p: list[Path]
) -> None:
    # Not Shapley: its conversion rates are shrunk, and less so the more data there are.
    doubled = analysed(
        t + [replace(x, customer=x.customer + 100) for x in t],
        o + [replace(x, customer=x.customer + 100) for x in o],
        p + p,
    )
    twice = {
        key: (2 * revenue, 2 * conversions)
        for key, (revenue, conversions) in credit(analysed(t, o, p)).items()
        if key[0] != "shapley"
    }
    found = {key: value for key, value in credit(doubled).items() if key[0] != "shapley"}
    assert_equal(found, twice)


@everything
@given(touches, orders, paths, st.sampled_from([3, 100, 1000]))
def test_scaling_every_value_scales_the_revenue(
    t: list[Touch], o: list[Order], p: list[Path], factor: int
) -> None:
    scaled = analysed(
        t,
        [replace(x, value=x.value * factor) for x in o],
        [replace(x, value=x.value * factor) for x in p],
    )
    expected = {
        key: (factor * revenue, conversions)
        for key, (revenue, conversions) in credit(analysed(t, o, p)).items()
    }
    assert_equal(credit(scaled), expected)


@everything
@given(touches, orders, paths)
def test_merging_two_channels_adds_their_credit_in_additive_models(
    t: list[Touch], o: list[Order], p: list[Path]
) -> None:
    merged = credit(
        analysed(
            [replace(x, channel="a" if x.channel == "b" else x.channel) for x in t],
            o,
            [replace(x, channels=tuple("a" if c == "b" else c for c in x.channels)) for x in p],
        )
    )
    apart = credit(analysed(t, o, p))
    for model in PER_JOURNEY:
        for part in (0, 1):
            both = sum(apart.get((model, name), (0.0, 0.0))[part] for name in "ab")
            whole = merged.get((model, "a"), (0.0, 0.0))[part]
            assert whole == pytest.approx(both, rel=1e-12, abs=1e-9), model


@everything
@given(touches, orders)
def test_with_one_channel_all_models_agree(t: list[Touch], o: list[Order]) -> None:
    analysis = analysed([replace(x, channel="only") for x in t], o, [])
    for row in analysis.comparison.rows:
        assert row.maximum == pytest.approx(row.minimum, rel=1e-12)
        assert row.consensus in {"strong", "no credit"}


@everything
@given(touches, orders)
def test_a_longer_lookback_only_lengthens_journeys(t: list[Touch], o: list[Order]) -> None:
    data = dataset_of(interactions_of(t, o))
    analytics = AttributionAnalytics(data)
    reach = []
    for days in (1, 10, None):
        analysis = analytics.analysed(AnalysisSettings(lookback_days=days))
        reach.append(
            {
                row.channel: row.touched_conversions
                for row in analysis.channel_figures
                if row.channel in NAMES
            }
        )
        assert analysis.summary.conversions == len(o)
    for shorter, longer in itertools.pairwise(reach):
        assert all(longer.get(name, 0) >= value for name, value in shorter.items())


def test_more_value_in_one_conversion_never_takes_credit_away() -> None:
    rng = np.random.default_rng(7)
    for _ in range(50):
        t = [
            Touch(int(c), str(rng.choice(NAMES)), EPOCH + int(x) * DAY)
            for c, x in zip(rng.integers(0, 3, 12), rng.integers(0, 50, 12), strict=True)
        ]
        o = [
            Order(int(c), EPOCH + int(x) * DAY, 10_000_000)
            for c, x in zip(rng.integers(0, 3, 4), rng.integers(0, 60, 4), strict=True)
        ]
        before = credit(analysed(t, o, []))
        after = credit(analysed(t, [replace(o[0], value=99_000_000), *o[1:]], []))
        for model, channel in before:
            if model in PER_JOURNEY:
                assert after[model, channel][0] >= before[model, channel][0] - 1e-9
