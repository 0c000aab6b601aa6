"""The exact chain: published answers, the chain solved again without a channel, hand cases."""

import random

import numpy as np
import pytest

from attribution_desktop.domain.analysis import MarkovDetails
from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.attributor import ConversionAttributor, Credit
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.engine.models.markov import iteration
from attribution_desktop.engine.models.markov.order_choice import _fold_weights
from attribution_desktop.engine.models.markov.removal import inverse_of_m_matrix
from attribution_desktop.engine.units import resampling_units
from tests.engine.material import Path, interactions_of
from tests.engine.reference import SlowJourney
from tests.engine.reference_chain import SlowChain
from tests.engine.test_analysis import published_journeys

NAMES = ("a", "b", "c", "d")


def chain_credit(rows: list[Path], order: int | None = 1) -> Credit:
    settings = AnalysisSettings(markov_order=order)
    journeys = build_journeys(interactions_of(paths=rows, channels=NAMES), settings)
    return ConversionAttributor(journeys, settings).credit("markov")


def details(credit: Credit) -> MarkovDetails:
    assert isinstance(credit.details, MarkovDetails)
    return credit.details


def test_published_journeys_give_the_published_removal_effects_and_credit() -> None:
    settings = AnalysisSettings()
    journeys = build_journeys(interactions_of(paths=published_journeys()), settings)
    credit = ConversionAttributor(journeys, settings).credit("markov")
    by_name = dict(zip(journeys.channels, credit.conversions, strict=False))
    assert by_name["Channel 20"] == pytest.approx(432.7068534368907, rel=1e-13)
    assert by_name["Channel 4"] == pytest.approx(222.9973272, abs=5e-8)
    assert by_name["Channel 10"] == pytest.approx(209.2897235, abs=5e-8)
    effects = dict(details(credit).removal_effects)
    for name, effect in (("Channel 20", 0.7358131), ("Channel 4", 0.3792044)):
        assert effects[name] == pytest.approx(effect, abs=5e-8)
    assert effects["Channel 10"] == pytest.approx(0.3558948, abs=5e-8)
    assert credit.conversions.sum() == pytest.approx(2392, rel=1e-13)
    assert [caveat.code for caveat in credit.caveats] == ["markov-without-nulls"]


def test_a_chain_of_two_channels_is_right_by_hand() -> None:
    # p = 3/4; without a only b's own win is left, without b none.
    rows = [
        Path(("a", "b"), 2, 0, 20_000_000),
        Path(("a",), 0, 1),
        Path(("b",), 1, 0, 10_000_000),
    ]
    credit = chain_credit(rows)
    assert details(credit).conversion_probability == 0.75
    assert dict(details(credit).removal_effects)["a"] == pytest.approx(2 / 3, rel=1e-15)
    assert dict(details(credit).removal_effects)["b"] == 1.0
    assert credit.conversions[:2] == pytest.approx([3 * 2 / 5, 3 * 3 / 5], rel=1e-15)
    arcs = {(arc.source, arc.target): arc for arc in details(credit).transitions}
    assert (arcs["(start)", "a"].probability, arcs["(start)", "a"].count) == (0.75, 3)
    assert arcs["a", "(null)"].probability == pytest.approx(1 / 3)
    assert arcs["b", "(conversion)"].probability == 1.0


def test_self_loops_do_not_change_the_result() -> None:
    plain = [Path(("a", "b"), 3, 1, 9), Path(("b", "c"), 1, 2, 5), Path(("a",), 0, 4)]
    looped = [
        Path(("a", "a", "a", "b", "b"), 3, 1, 9),
        Path(("b", "c", "c"), 1, 2, 5),
        Path(("a",), 0, 4),
    ]
    assert chain_credit(looped).conversions == pytest.approx(
        chain_credit(plain).conversions, rel=1e-14
    )


def random_rows(rng: random.Random) -> list[Path]:
    return [
        Path(
            tuple(rng.choice(NAMES) for _ in range(rng.randrange(6))),
            rng.choice((0.0, 0.5, 1.0, 3.0)),
            rng.choice((0.0, 0.0, 1.0, 7.0)),
            rng.randrange(10**9),
        )
        for _ in range(rng.randrange(1, 9))
    ]


def slow(rows: list[Path]) -> list[SlowJourney]:
    won = [SlowJourney(r.channels, None, r.value, r.conversions, is_converting=True) for r in rows]
    lost = [SlowJourney(r.channels, None, 0, r.nulls, is_converting=False) for r in rows]
    return [j for j in (*won, *lost) if j.weight]


def compare(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311  # not for secrets
    rows = random_rows(rng)
    journeys = slow(rows)
    for order in (1, 2, 3, 4):
        credit = chain_credit(rows, order)
        chain = SlowChain(journeys, order)
        expected = chain.credit(NAMES)
        effects = dict(details(credit).removal_effects)
        for code, name in enumerate(NAMES):
            effect, value, conversions = expected[name]
            if chain.total:
                assert effects[name] == pytest.approx(float(effect), rel=1e-12, abs=1e-12)
            else:
                assert effects[name] is None
            assert credit.revenue[code] == pytest.approx(float(value), rel=1e-11, abs=1e-3)
            count = pytest.approx(float(conversions), rel=1e-11, abs=1e-11)
            assert credit.conversions[code] == count
        bare = [j for j in journeys if j.is_converting and not j.channels]
        assert credit.conversions[-1] == pytest.approx(sum(j.weight for j in bare))
        assert credit.revenue[-1] == pytest.approx(sum(j.value for j in bare))


@pytest.mark.parametrize("part", range(4))
def test_chains_agree_with_solving_them_again_without_each_channel(part: int) -> None:
    for seed in range(part * 150, part * 150 + 150):
        compare(seed)


@pytest.mark.long
@pytest.mark.parametrize("part", range(10, 110))
def test_very_many_chains_agree_with_solving_them_again(part: int) -> None:
    for seed in range(part * 1000, part * 1000 + 1000):
        compare(seed)


def test_a_loop_that_hardly_ever_ends_is_still_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    # a and b hand over to each other 46,059 times before a conversion.
    rows = [Path(("a", "b") * 300, 1, 0, 1_000_000), Path(("a", "b"), 0, 1)]
    first = chain_credit(rows, 1)
    second = chain_credit(rows, 2)
    assert second.conversions == pytest.approx(first.conversions, rel=1e-11)
    monkeypatch.setattr(iteration, "_MOST_STEPS", 8)
    factorised = chain_credit(rows, 2)
    assert factorised.conversions == pytest.approx(first.conversions, rel=1e-11)


def test_a_slow_loop_is_iterated_until_the_bound_and_not_the_change_is_small() -> None:
    # Nine of ten steps go on: two hundred steps later a change of 1e-10 still hides 1e-9.
    rows = [Path(("a",) * 20 + ("b",), 1, 0, 1_000_000), Path(("a", "b", "a"), 1, 1, 5_000_000)]
    first, second = chain_credit(rows, 1), chain_credit(rows, 2)
    chain = SlowChain(slow(rows), 2).credit(NAMES)
    for code, name in enumerate(NAMES[:2]):
        assert second.conversions[code] == pytest.approx(float(chain[name][2]), rel=1e-13)
    assert details(second).conversion_probability == pytest.approx(
        details(first).conversion_probability, rel=1e-13
    )


def test_the_inverse_keeps_its_digits_where_subtraction_would_lose_them() -> None:
    # Leaving has probability 1e-14 of staying: I − Q computed by subtraction has no digit left.
    arcs = np.array([[[0.0, 1.0], [1.0, 0.0]]])
    exits = np.array([[1e-14, 0.0]])
    inverse = inverse_of_m_matrix(arcs, exits)
    assert inverse[0, 0, 0] == pytest.approx(1e14, rel=1e-15)
    assert inverse[0, 1, 1] == pytest.approx(1e14 + 1, rel=1e-15)


def test_no_conversions_give_no_credit_and_no_effect() -> None:
    credit = chain_credit([Path(("a", "b"), 0, 5)])
    assert credit.conversions.tolist() == [0] * 5
    assert details(credit).conversion_probability is None
    assert set(dict(details(credit).removal_effects).values()) == {None}


def test_conversions_without_value_are_credited_without_revenue() -> None:
    credit = chain_credit([Path(("a", "b"), 4, 1, 0)])
    assert credit.conversions.sum() == pytest.approx(4)
    assert credit.revenue.sum() == 0


def test_rows_of_weight_zero_are_dropped() -> None:
    rows = [Path(("a", "b"), 4, 1, 10)]
    assert chain_credit([*rows, Path(("d", "a"), 0, 0)]).conversions.tolist() == (
        chain_credit(rows).conversions.tolist()
    )


def noise(rng: random.Random, journeys: int) -> list[Path]:
    """Journeys whose next step depends on nothing."""
    rows = []
    for _ in range(journeys):
        path = [rng.choice(NAMES)]
        while rng.random() < 0.7:
            path.append(rng.choice(NAMES))
        is_won = rng.random() < 0.3
        rows.append(Path(tuple(path), float(is_won), float(not is_won), 1_000_000))
    return rows


def remembering(rng: random.Random, journeys: int) -> list[Path]:
    """Journeys that win when the last two touches are a, then b."""
    rows = []
    for _ in range(journeys):
        path = [rng.choice(NAMES) for _ in range(rng.randrange(2, 6))]
        is_won = path[-2:] == ["a", "b"] or rng.random() < 0.05
        rows.append(Path(tuple(path), float(is_won), float(not is_won), 1_000_000))
    return rows


def test_noise_is_given_the_lowest_order() -> None:
    found = details(chain_credit(noise(random.Random(4), 2000), None))  # noqa: S311
    assert found.order == 1
    assert [order for order, _ in found.order_scores] == [1, 2, 3, 4]


def test_journeys_that_remember_two_touches_are_given_order_two() -> None:
    assert details(chain_credit(remembering(random.Random(5), 3000), None)).order == 2  # noqa: S311


def test_the_chosen_order_does_not_depend_on_the_order_of_rows() -> None:
    rows = remembering(random.Random(6), 800)  # noqa: S311
    scores = details(chain_credit(rows, None)).order_scores
    turned = details(chain_credit(rows[::-1], None)).order_scores
    assert [s for _, s in turned] == pytest.approx([s for _, s in scores], rel=1e-12)


def test_a_row_that_stands_for_many_is_dealt_over_the_folds_one_journey_at_a_time() -> None:
    rows = [Path(("a",), 12.5), Path(("b",), 3), Path(("c",), 1), Path(("d",), 0.25)]
    journeys = build_journeys(interactions_of(paths=rows, channels=NAMES), AnalysisSettings())
    units = resampling_units(journeys)
    dealt = _fold_weights(journeys, units, np.arange(4))
    assert dealt.sum(axis=1).tolist() == [12.5, 3, 1, 0.25]
    assert sorted(dealt[0].tolist()) == [2, 2, 2, 3, 3.5]
    assert sorted(dealt[1].tolist()) == [0, 0, 1, 1, 1]
    assert sorted(dealt[2].tolist()) == [0, 0, 0, 0, 1]
    assert sorted(dealt[3].tolist()) == [0, 0, 0, 0, 0.25]


def test_equal_rows_are_spread_over_the_folds() -> None:
    rows = [Path(("a", "b"), 1) for _ in range(50)]
    journeys = build_journeys(interactions_of(paths=rows, channels=NAMES), AnalysisSettings())
    dealt = _fold_weights(journeys, resampling_units(journeys), np.arange(50))
    assert dealt.sum(axis=0).tolist() == [10] * 5


def test_too_large_a_chain_is_refused() -> None:
    rows = [Path((f"channel {i}",), 1) for i in range(70_000)]
    settings = AnalysisSettings(markov_order=4)
    journeys = build_journeys(interactions_of(paths=rows[:3]), settings)
    huge = type(journeys)(
        **{
            name: getattr(journeys, name)
            for name in journeys.__dataclass_fields__
            if name != "channels"
        },
        channels=tuple(f"channel {i}" for i in range(70_000)),
    )
    with pytest.raises(UsageError, match="too large"):
        ConversionAttributor(huge, settings).credit("markov")
