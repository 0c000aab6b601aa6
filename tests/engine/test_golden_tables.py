"""Weights of every per-journey model for paths of 1, 2, 3, 4 and 7 touches, written by hand."""

import pytest

from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.journey_builder import build_journeys
from tests.engine.material import journey

NAMES = ("a", "b", "c", "d", "e", "f", "g")
HALVES = {  # half-life 7 days, touched every 7 days until the day of the conversion
    1: [1],
    2: [1 / 3, 2 / 3],
    3: [1 / 7, 2 / 7, 4 / 7],
    4: [1 / 15, 2 / 15, 4 / 15, 8 / 15],
    7: [x / 127 for x in (1, 2, 4, 8, 16, 32, 64)],
}

GOLDEN: dict[str, dict[int, list[float]]] = {
    "first_touch": {
        1: [1],
        2: [1, 0],
        3: [1, 0, 0],
        4: [1, 0, 0, 0],
        7: [1, 0, 0, 0, 0, 0, 0],
    },
    "last_touch": {
        1: [1],
        2: [0, 1],
        3: [0, 0, 1],
        4: [0, 0, 0, 1],
        7: [0, 0, 0, 0, 0, 0, 1],
    },
    # The last touch of every path is a direct one, but for the path of one touch.
    "last_non_direct": {
        1: [1],
        2: [1, 0],
        3: [0, 1, 0],
        4: [0, 0, 1, 0],
        7: [0, 0, 0, 0, 0, 1, 0],
    },
    "linear": {1: [1], 2: [1 / 2] * 2, 3: [1 / 3] * 3, 4: [1 / 4] * 4, 7: [1 / 7] * 7},
    "time_decay": HALVES,
    "position_based": {
        1: [1],
        2: [0.5, 0.5],
        3: [0.4, 0.2, 0.4],
        4: [0.4, 0.1, 0.1, 0.4],
        7: [0.4, 0.04, 0.04, 0.04, 0.04, 0.04, 0.4],
    },
    "j_shaped": {
        1: [1],
        2: [0.25, 0.75],
        3: [0.2, 0.2, 0.6],
        4: [0.2, 0.1, 0.1, 0.6],
        7: [0.2, 0.04, 0.04, 0.04, 0.04, 0.04, 0.6],
    },
    "inverse_j": {
        1: [1],
        2: [0.75, 0.25],
        3: [0.6, 0.2, 0.2],
        4: [0.6, 0.1, 0.1, 0.2],
        7: [0.6, 0.04, 0.04, 0.04, 0.04, 0.04, 0.2],
    },
    "custom": {  # 1 : 3 : 4
        1: [1],
        2: [0.2, 0.8],
        3: [1 / 8, 3 / 8, 4 / 8],
        4: [1 / 8, 3 / 16, 3 / 16, 4 / 8],
        7: [1 / 8, 3 / 40, 3 / 40, 3 / 40, 3 / 40, 3 / 40, 4 / 8],
    },
    # Without lost journeys the Shapley value is the even split over distinct channels.
    "shapley": {1: [1], 2: [1 / 2] * 2, 3: [1 / 3] * 3, 4: [1 / 4] * 4, 7: [1 / 7] * 7},
}


@pytest.mark.parametrize(
    ("model", "touches"), [(model, touches) for model, table in GOLDEN.items() for touches in table]
)
def test_every_model_gives_the_weights_of_the_table(model: str, touches: int) -> None:
    names = NAMES[:touches]
    settings = AnalysisSettings(
        direct_channels=(names[-1],) if touches > 1 else (), custom_weights=(1, 3, 4)
    )
    ages = [7 * (touches - 1 - i) for i in range(touches)]
    built = build_journeys(journey(names, ages, 1_000_000), settings)
    weights = ConversionAttributor(built, settings).weights(model)
    assert weights is not None
    assert weights.tolist() == pytest.approx(GOLDEN[model][touches], rel=1e-15, abs=0)


def test_j_shaped_splits_fifty_over_four_touches_to_the_cent() -> None:
    built = build_journeys(journey("abcd", (3, 2, 1, 0), 50_000_000), AnalysisSettings())
    credit = ConversionAttributor(built, AnalysisSettings()).credit("j_shaped")
    assert credit.revenue.tolist() == [10_000_000, 5_000_000, 5_000_000, 30_000_000, 0]


def test_all_direct_touches_leave_the_credit_with_the_last() -> None:
    settings = AnalysisSettings(direct_channels=("A", " b "))
    built = build_journeys(journey("ab", (3, 1), 9), settings)
    weights = ConversionAttributor(built, settings).weights("last_non_direct")
    assert weights is not None
    assert weights.tolist() == [0, 1]


def test_custom_weights_without_ends_share_two_touches_evenly() -> None:
    settings = AnalysisSettings(custom_weights=(0, 1, 0))
    for names, expected in (("ab", [0.5, 0.5]), ("abcd", [0, 0.5, 0.5, 0])):
        built = build_journeys(journey(names, range(len(names), 0, -1), 9), settings)
        weights = ConversionAttributor(built, settings).weights("custom")
        assert weights is not None
        assert weights.tolist() == expected


def test_the_chain_credits_channels_and_no_touches() -> None:
    built = build_journeys(journey("ab", (3, 1), 9), AnalysisSettings())
    assert ConversionAttributor(built, AnalysisSettings()).weights("markov") is None
