"""The Shapley value against every coalition in fractions, and its own laws."""

import random

import numpy as np
import pytest

from attribution_desktop.domain.analysis import ShapleyDetails
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.attributor import ConversionAttributor, Credit
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.engine.models import shapley_values
from tests.engine.material import Path, interactions_of
from tests.engine.reference_game import slow_shapley
from tests.engine.test_markov import slow

NAMES = tuple("abcdefgh")


def attributor(rows: list[Path], channels: tuple[str, ...] = NAMES) -> ConversionAttributor:
    settings = AnalysisSettings()
    journeys = build_journeys(interactions_of(paths=rows, channels=channels), settings)
    return ConversionAttributor(journeys, settings)


def clipped(credit: Credit) -> int:
    assert isinstance(credit.details, ShapleyDetails)
    return credit.details.clipped


def random_rows(rng: random.Random, most: int) -> list[Path]:
    return [
        Path(
            tuple(rng.choice(NAMES[:most]) for _ in range(rng.randrange(12))),
            rng.choice((0.0, 1.0, 30.0)),
            rng.choice((0.0, 2.0, 50.0)),
            rng.randrange(10**9),
        )
        for _ in range(rng.randrange(1, 12))
    ]


def compare(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311  # not for secrets
    rows = random_rows(rng, rng.choice((3, 5, 8)))
    credit = attributor(rows).credit("shapley")
    expected, negative = slow_shapley(slow(rows))
    assert clipped(credit) == negative
    for code, name in enumerate(NAMES):
        revenue, conversions = expected.get(name, (0, 0))
        assert credit.revenue[code] == pytest.approx(float(revenue), rel=1e-9, abs=1e-3)
        assert credit.conversions[code] == pytest.approx(float(conversions), rel=1e-9, abs=1e-9)


def test_shapley_values_agree_with_every_coalition_up_to_eight_channels() -> None:
    for seed in range(150):
        compare(seed)


@pytest.mark.long
@pytest.mark.parametrize("part", range(20))
def test_very_many_shapley_values_agree_with_every_coalition(part: int) -> None:
    for seed in range(1000 + part * 500, 1500 + part * 500):
        compare(seed)


def test_a_channel_that_raises_the_rate_gets_more() -> None:
    rows = [
        Path(("a",), 10, 90),
        Path(("b",), 50, 50),
        Path(("a", "b"), 60, 40, 60_000_000),
    ]
    credit = attributor(rows).credit("shapley")
    # Shrunk by 20 journeys at the overall rate of 0.4.
    v = {"a": 18 / 120, "b": 58 / 120, "ab": 68 / 120}
    of_a = (v["a"] + v["ab"] - v["b"]) / 2
    of_b = (v["b"] + v["ab"] - v["a"]) / 2
    assert credit.revenue[:2] == pytest.approx(
        [60e6 * of_a / (of_a + of_b), 60e6 * of_b / (of_a + of_b)], rel=1e-12
    )
    assert credit.conversions[0] == pytest.approx(10 + 60 * of_a / (of_a + of_b))
    assert not credit.caveats


def test_values_below_zero_are_clipped_counted_and_said() -> None:
    rows = [Path(("a",), 95, 5), Path(("b",), 1, 99), Path(("a", "b"), 1, 99, 7_000_000)]
    credit = attributor(rows).credit("shapley")
    assert clipped(credit) == 1
    assert (credit.revenue[0], credit.revenue[1]) == (7_000_000, 0)
    assert [caveat.code for caveat in credit.caveats] == ["shapley-clipped"]


def test_without_lost_journeys_it_is_the_even_split_and_says_so() -> None:
    rows = [Path(("a", "b", "a", "c"), 6, 0, 9_000_000), Path(("a",), 1)]
    credit = attributor(rows).credit("shapley")
    assert credit.revenue[:3] == pytest.approx([3e6, 3e6, 3e6])
    assert [caveat.code for caveat in credit.caveats] == ["shapley-without-nulls"]


def test_a_share_is_divided_evenly_over_the_touches_of_its_channel() -> None:
    rows = [Path(("a", "b", "a"), 6, 0, 9_000_000)]
    weights = attributor(rows).weights("shapley")
    assert weights is not None
    assert weights == pytest.approx([0.25, 0.5, 0.25])


def test_weights_over_touches_add_up_to_the_credit() -> None:
    rng = random.Random(3)  # noqa: S311
    rows = random_rows(rng, 6)
    found = attributor(rows)
    weights, touches = found.weights("shapley"), found.evidence.touches
    assert weights is not None
    revenue = np.bincount(
        touches.channel, weights=weights * touches.value[touches.owner], minlength=len(NAMES)
    )
    assert revenue == pytest.approx(found.credit("shapley").revenue[:-1], rel=1e-12)


def test_sampled_values_are_near_the_exact_ones_and_repeat_themselves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    some = random_rows(random.Random(11), 8)  # noqa: S311
    rows = [*some, Path(NAMES, 40, 60, 80_000_000)]
    exact = attributor(rows).credit("shapley")
    monkeypatch.setattr(shapley_values, "MOST_EXACT_PLAYERS", 1)
    sampled, again = (attributor(rows).credit("shapley") for _ in range(2))
    assert sampled.revenue == pytest.approx(exact.revenue, rel=0.1, abs=3e6)
    assert sampled.revenue.tolist() == again.revenue.tolist()
    assert sampled.revenue.sum() == pytest.approx(exact.revenue.sum(), rel=1e-12)
    backwards = attributor(rows, NAMES[::-1]).credit("shapley")
    assert backwards.revenue[:-1][::-1] == pytest.approx(sampled.revenue[:-1], rel=1e-12)


def test_more_than_sixty_three_channels_are_told_apart() -> None:
    names = tuple(f"channel {i:03}" for i in range(100))
    rows = [Path((names[i], names[(i * 7 + 1) % 100]), 5 + i % 3, 20, 10**6) for i in range(100)]
    credit = attributor(rows, names).credit("shapley")
    expected, negative = slow_shapley(slow(rows))
    assert clipped(credit) == negative
    for code, name in enumerate(names):
        assert credit.conversions[code] == pytest.approx(float(expected[name][1]), rel=1e-9)


def test_fourteen_channels_in_one_journey_are_sampled_and_conserved() -> None:
    names = tuple(f"c{i}" for i in range(14))
    credit = attributor([Path(names, 3, 9, 28_000_000)], names).credit("shapley")
    assert credit.revenue.sum() == pytest.approx(28e6)
    assert credit.revenue[:14] == pytest.approx([2e6] * 14, rel=0.35)
