"""Axes leave room for labels, and ticks do not touch."""

from itertools import pairwise

import pytest

from attribution_desktop.visuals.scale import fitting_range, tick_text, ticks


def pixels(value: float, low: float, high: float, width: float) -> float:
    return (value - low) / (high - low) * width


def test_every_label_fits_beside_its_bar() -> None:
    bars = [(0.0, 100.0, 60.0), (0.0, 5.0, 200.0), (-40.0, 0.0, 80.0), (-1.0, 0.0, 50.0)]
    low, high = fitting_range(bars, 500)
    for least, most, room in bars:
        if most > 0:
            assert pixels(most, low, high, 500) + room <= 500 + 1e-6
        else:
            assert pixels(least, low, high, 500) - room >= -1e-6


def test_the_room_left_over_is_as_little_as_possible() -> None:
    low, high = fitting_range([(0.0, 100.0, 60.0)], 500)
    assert low == 0
    assert pixels(100, low, high, 500) == pytest.approx(440)


@pytest.mark.parametrize(
    "bars", [[], [(0.0, 0.0, 30.0)], [(0.0, 1.0, 10.0)], [(-1e300, 1e300, 10.0)]]
)
@pytest.mark.parametrize("width", [0.0, 1.0, 300.0])
def test_zero_is_always_within(bars: list[tuple[float, float, float]], width: float) -> None:
    low, high = fitting_range(bars, width)
    assert low <= 0 <= high
    assert low < high


@pytest.mark.parametrize(
    ("low", "high"), [(0, 1), (-3, 17), (0, 1e-9), (-5e8, 2e9), (0, 3e18), (-0.02, 0.001)]
)
@pytest.mark.parametrize("width", [120, 400, 1600])
def test_ticks_are_round_within_and_apart(low: float, high: float, width: float) -> None:
    found = ticks((low, high), width, lambda text: 7.0 * len(text))
    places = [pixels(value, low, high, width) for value, _ in found]
    assert all(-1e-6 <= place <= width + 1e-6 for place in places)
    texts = [text for _, text in found]
    for (at, text), (after, following) in pairwise(zip(places, texts, strict=True)):
        assert after - at >= 7.0 * (len(text) + len(following)) / 2
    assert len({text for _, text in found}) == len(found)


def test_counts_have_whole_ticks() -> None:
    found = ticks((0, 3), 900, lambda text: 7.0 * len(text), whole=True)
    assert [text for _, text in found] == ["0", "1", "2", "3"]


def test_ticks_have_no_prefix_and_a_true_minus() -> None:
    assert tick_text(-2_500_000, 500_000) == "−2,500,000"
    assert tick_text(0.3, 0.1) == "0.3"
