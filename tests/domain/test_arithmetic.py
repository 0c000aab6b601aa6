"""The arithmetic in words ends in the weight that the engine gives, for every model."""

import re

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from attribution_desktop.domain.arithmetic import WeighedTouch, arithmetic_words
from attribution_desktop.domain.settings import AnalysisSettings

_SETTINGS = AnalysisSettings()


def _decayed(days: list[float], half_life: float) -> list[float]:
    powers = [2 ** (-(day - min(days)) / half_life) for day in days]
    return [power / sum(powers) for power in powers]


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 60), min_size=1, max_size=6), st.sampled_from([1.0, 7.0, 30.0]))
def test_the_powers_of_two_divide_to_the_weight(days: list[float], half_life: float) -> None:
    days = sorted(days, reverse=True)
    weights = _decayed(days, half_life)
    for place, weight in enumerate(weights):
        words = arithmetic_words(
            "time_decay",
            WeighedTouch(("email",) * len(days), days, place, weight),
            AnalysisSettings(half_life_days=half_life),
        )
        found = re.search(r"= ([\d.e-]+), of a total of ([\d.e-]+) → ([\d.]+) %$", words)
        assert found is not None, words
        power, total, share = map(float, found.groups())
        assert share == pytest.approx(100 * weight, abs=0.051)
        assert 100 * power / total == pytest.approx(share, rel=0.15, abs=1.0)


@pytest.mark.parametrize(
    ("model", "place", "weight", "words"),
    [
        ("first_touch", 0, 1.0, "The first touch → 100.0 %"),
        ("first_touch", 2, 0.0, "Not the first touch → 0.0 %"),
        ("last_touch", 3, 1.0, "The last touch → 100.0 %"),
        ("linear", 1, 0.25, "1 of 4 → 25.0 %"),
        ("position_based", 0, 0.4, "First touch: 40 of 100 → 40.0 %"),
        ("position_based", 1, 0.1, "20 of 100, shared by 2 between → 10.0 %"),
        ("j_shaped", 3, 0.6, "Last touch: 60 of 100 → 60.0 %"),
        ("inverse_j", 0, 0.6, "First touch: 60 of 100 → 60.0 %"),
        ("last_non_direct", 2, 1.0, "The last that is not direct → 100.0 %"),
        ("last_non_direct", 3, 0.0, "A direct visit → 0.0 %"),
        ("last_non_direct", 0, 0.0, "A later touch takes all → 0.0 %"),
        ("markov", 0, None, "Credits channels as a whole, not single touches"),
        (
            "shapley",
            0,
            0.2,
            "What the channel adds to the conversion rate, shared by its 2 touches → 20.0 %",
        ),
    ],
)
def test_each_model_says_how_it_weighs(
    model: str, place: int, weight: float | None, words: str
) -> None:
    touch = WeighedTouch(("email", "social", "email", "direct"), None, place, weight)
    assert arithmetic_words(model, touch, _SETTINGS) == words


def test_two_touches_share_in_the_proportion_of_the_ends() -> None:
    custom = AnalysisSettings(custom_weights=(10.0, 50.0, 30.0))
    touch = WeighedTouch(("email", "social"), None, 0, 0.25)
    assert arithmetic_words("custom", touch, custom) == "First of two: 10 of 40 → 25.0 %"
    nothing = AnalysisSettings(custom_weights=(0.0, 50.0, 0.0))
    assert arithmetic_words("custom", touch, nothing).startswith("One of two, evenly")


def test_a_journey_without_times_says_so_under_time_decay() -> None:
    touch = WeighedTouch(("email", "social"), None, 0, 0.5)
    words = arithmetic_words("time_decay", touch, _SETTINGS)
    assert words == "No times, so all 2 count alike → 50.0 %"


def test_a_journey_that_ended_long_ago_counts_from_its_nearest_touch() -> None:
    touch = WeighedTouch(("email", "social"), (207.0, 200.0), 0, 1 / 3)
    words = arithmetic_words("time_decay", touch, AnalysisSettings(lookback_days=None))
    assert words == "2^(−(207.0 d − 200.0 d) / 7 d) = 0.50, of a total of 1.50 → 33.3 %"
