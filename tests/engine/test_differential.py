"""The engine against the slow references, on very many small journey sets.

Per-journey models are additive and every set has channels and customers of its own, so one call
of the engine covers many sets; the reference walks through them one by one.
"""

import random
from collections.abc import Sequence

import pytest

from attribution_desktop.domain.settings import AnalysisSettings, PathRule
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.journey_builder import build_journeys
from tests.engine.material import DAY, EPOCH, Order, Path, Touch, interactions_of
from tests.engine.reference import NO_TOUCHPOINT, SlowRules, slow_credit, slow_journeys

MODELS = (
    "first_touch",
    "last_touch",
    "linear",
    "time_decay",
    "last_non_direct",
    "position_based",
    "j_shaped",
    "inverse_j",
    "custom",
)
SETS_A_CALL = 500
LETTERS = "abcd"

Rows = tuple[list[Touch], list[Order], list[Path]]


def random_set(rng: random.Random, number: int) -> Rows:
    """A few customers and path rows; all names start with the set's number."""

    def channel() -> str:
        return f"{number} {rng.choice(LETTERS)}"

    def moment() -> int:
        return EPOCH + rng.randrange(400) * DAY // 4

    touches = [
        Touch(number * 2 + rng.randrange(2), channel(), moment()) for _ in range(rng.randrange(9))
    ]
    orders = [
        Order(number * 2 + rng.randrange(2), moment(), rng.randrange(10**9))
        for _ in range(rng.randrange(4))
    ]
    paths = [
        Path(
            tuple(channel() for _ in range(rng.randrange(1, 5))),
            rng.choice((0.0, 1.0, 2.5)),
            rng.choice((0.0, 1.0, 4.0)),
            rng.randrange(10**9),
        )
        for _ in range(rng.randrange(2))
    ]
    return touches, orders, paths


def compare(seed: int, numbers: Sequence[int]) -> None:
    rng = random.Random(seed)  # noqa: S311  # not for secrets
    wanted = AnalysisSettings(
        lookback_days=rng.choice((None, 1.0, 7.0, 30.0)),
        path_rule=rng.choice(tuple(PathRule)),
        half_life_days=rng.choice((0.5, 7.0, 60.0)),
        direct_channels=tuple(f"{number} d" for number in numbers),
        custom_weights=(1, 2, 3),
    )
    sets = [random_set(rng, number) for number in numbers]
    built = build_journeys(
        interactions_of(*([row for one in sets for row in one[kind]] for kind in range(3))), wanted
    )
    attributor = ConversionAttributor(built, wanted)
    names = (*built.channels, NO_TOUCHPOINT)
    rules = SlowRules(wanted.lookback_days, wanted.path_rule.value)
    slow = [renamed_journeys(rows, rules) for rows in sets]
    for model in MODELS:
        credit = attributor.credit(model)
        fast = dict(zip(names, zip(credit.revenue, credit.conversions, strict=True), strict=True))
        bare = [0.0, 0.0]
        for number, journeys in zip(numbers, slow, strict=True):
            expected = slow_credit(model, journeys, wanted.half_life_days)
            bare = [a + b for a, b in zip(bare, expected.pop(NO_TOUCHPOINT, (0, 0)), strict=True)]
            for letter in LETTERS:
                name = DIRECT if letter == "d" else letter
                revenue, conversions = expected.get(name, (0.0, 0.0))
                got = fast.get(f"{number} {letter}", (0.0, 0.0))
                assert abs(got[0] - revenue) <= 1e-9 * revenue + 1e-6, (model, number, letter)
                assert abs(got[1] - conversions) <= 1e-12 * conversions + 1e-12
        assert fast[NO_TOUCHPOINT] == pytest.approx(bare)


DIRECT = "direct"


def renamed_journeys(rows: Rows, rules: SlowRules) -> "list":
    """The reference knows channels by letter, and the letter d as direct."""

    def letter(name: str) -> str:
        last = name[-1]
        return DIRECT if last == "d" else last

    touches, orders, paths = rows
    return slow_journeys(
        [Touch(t.customer, letter(t.channel), t.instant) for t in touches],
        orders,
        [
            Path(tuple(letter(c) for c in p.channels), p.conversions, p.nulls, p.value)
            for p in paths
        ],
        rules,
    )


def run(sets: int, part: int) -> None:
    for call in range(sets // SETS_A_CALL):
        compare(part * 10_000 + call, range(SETS_A_CALL))


@pytest.mark.parametrize("part", range(4))
def test_a_hundred_thousand_random_journey_sets_agree_with_the_reference(part: int) -> None:
    run(25_000, part)


@pytest.mark.long
@pytest.mark.parametrize("part", range(4, 44))
def test_a_million_random_journey_sets_agree_with_the_reference(part: int) -> None:
    run(25_000, part)
