"""Golden weights by hand, and the engine against the slow reference on random journeys."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.settings import CORE_MODELS, AnalysisSettings, PathRule
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.journey_builder import build_journeys
from tests.engine.material import (
    DAY,
    EPOCH,
    Order,
    Path,
    Touch,
    interactions_of,
    journey,
)
from tests.engine.reference import NO_TOUCHPOINT, SlowRules, slow_credit, slow_journeys

NAMES = ("a", "b", "c", "d", "e", "f", "g")

GOLDEN = [
    ("first_touch", 1, [1]),
    ("first_touch", 2, [1, 0]),
    ("first_touch", 7, [1, 0, 0, 0, 0, 0, 0]),
    ("last_touch", 1, [1]),
    ("last_touch", 2, [0, 1]),
    ("last_touch", 7, [0, 0, 0, 0, 0, 0, 1]),
    ("linear", 1, [1]),
    ("linear", 2, [1 / 2, 1 / 2]),
    ("linear", 4, [1 / 4] * 4),
    ("linear", 7, [1 / 7] * 7),
]


@pytest.mark.parametrize(("model", "touches", "weights"), GOLDEN)
def test_each_position_gets_the_weight_of_the_table(
    model: str, touches: int, weights: list[float]
) -> None:
    interactions = journey(NAMES[:touches], range(touches, 0, -1), 1_000_000)
    built = build_journeys(interactions, AnalysisSettings())
    assert ConversionAttributor(built, AnalysisSettings()).weights(model).tolist() == weights


def test_time_decay_gives_the_checked_example() -> None:
    interactions = journey(("a", "b", "c", "d"), (9, 6, 0, 0), 1_000_000)
    built = build_journeys(interactions, AnalysisSettings())
    weights = ConversionAttributor(built, AnalysisSettings()).weights("time_decay")
    assert np.round(weights * 100, 2).tolist() == [13.85, 18.64, 33.76, 33.76]


def test_time_decay_halves_with_every_half_life() -> None:
    settings = AnalysisSettings(half_life_days=3)
    built = build_journeys(journey(("a", "b"), (5, 2), 3_000_000), settings)
    weights = ConversionAttributor(built, settings).weights("time_decay")
    assert weights.tolist() == pytest.approx([1 / 3, 2 / 3], rel=1e-15)


def test_a_half_life_near_zero_gives_all_to_the_nearest_touch() -> None:
    settings = AnalysisSettings(half_life_days=1e-6)
    built = build_journeys(journey(("a", "b", "c"), (80, 5, 1), 10), settings)
    assert ConversionAttributor(built, settings).weights("time_decay").tolist() == [0, 0, 1]


def test_an_endless_half_life_is_linear() -> None:
    settings = AnalysisSettings(half_life_days=1e9)
    built = build_journeys(journey(("a", "b", "c"), (80, 5, 1), 10), settings)
    weights = ConversionAttributor(built, settings).weights("time_decay")
    assert weights == pytest.approx([1 / 3] * 3, rel=1e-6)


def test_journeys_without_times_count_as_simultaneous() -> None:
    interactions = interactions_of(paths=[Path(("a", "b", "c", "a"), 2.5, 0, 40)])
    attributor = ConversionAttributor(
        build_journeys(interactions, AnalysisSettings()), AnalysisSettings()
    )
    assert attributor.weights("time_decay").tolist() == [0.25] * 4
    (caveat,) = attributor.credit("time_decay").caveats
    assert (caveat.code, dict(caveat.parameters)) == ("untimed-journeys", {"count": 2.5})


def test_an_unknown_model_is_refused_with_the_known_ones() -> None:
    built = build_journeys(journey(("a",), (1,), 10), AnalysisSettings())
    with pytest.raises(UsageError, match="no model 'magic'") as caught:
        ConversionAttributor(built, AnalysisSettings()).credit("magic")
    assert "first_touch, last_touch, linear, time_decay" in caught.value.hint


touches = st.builds(
    Touch,
    customer=st.integers(0, 3),
    channel=st.sampled_from(NAMES[:4]),
    instant=st.integers(0, 40).map(lambda hours: EPOCH + hours * DAY // 4),
)
orders = st.builds(
    Order,
    customer=st.integers(0, 4),
    instant=st.integers(0, 40).map(lambda hours: EPOCH + hours * DAY // 4),
    value=st.integers(0, 10**9),
)
paths = st.builds(
    Path,
    channels=st.lists(st.sampled_from(NAMES), max_size=6).map(tuple),
    conversions=st.sampled_from([0.0, 0.5, 1.0, 3.0, 17.25]),
    nulls=st.sampled_from([0.0, 1.0, 2.5]),
    value=st.integers(0, 10**9),
)
asked = st.builds(
    AnalysisSettings,
    lookback_days=st.sampled_from([None, 0.25, 1.0, 2.0, 5.0, 90.0]),
    path_rule=st.sampled_from(PathRule),
    half_life_days=st.sampled_from([0.01, 1.0, 7.0, 1000.0]),
    excluded_channels=st.sampled_from([(), ("a",), ("A", "b"), ("a", "b", "c", "d")]),
)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(touches, max_size=25), st.lists(orders, max_size=8), st.lists(paths, max_size=4), asked
)
def test_the_engine_agrees_with_the_slow_reference(
    some_touches: list[Touch],
    some_orders: list[Order],
    some_paths: list[Path],
    wanted: AnalysisSettings,
) -> None:
    interactions = interactions_of(some_touches, some_orders, some_paths)
    built = build_journeys(interactions, wanted)
    attributor = ConversionAttributor(built, wanted)
    slow = slow_journeys(
        some_touches,
        some_orders,
        some_paths,
        SlowRules(
            wanted.lookback_days,
            wanted.path_rule.value,
            frozenset(name.casefold() for name in wanted.excluded_channels),
        ),
    )
    lost = [j for j in slow if not j.is_converting]
    assert sorted(
        (tuple(built.channels[c] for c in built.channel[s:e]), w)
        for s, e, w, k in zip(
            built.start, built.end, built.weight, built.is_converting, strict=True
        )
        if not k
    ) == sorted((j.channels, j.weight) for j in lost)
    for model in CORE_MODELS:
        expected = slow_credit(model, slow, wanted.half_life_days)
        credit = attributor.credit(model)
        names = (*built.channels, NO_TOUCHPOINT)
        for name, revenue, conversions in zip(
            names, credit.revenue, credit.conversions, strict=True
        ):
            wanted_revenue, wanted_conversions = expected.get(name, (0.0, 0.0))
            assert revenue == pytest.approx(wanted_revenue, rel=1e-9, abs=1e-6)
            assert conversions == pytest.approx(wanted_conversions, rel=1e-9, abs=1e-12)
