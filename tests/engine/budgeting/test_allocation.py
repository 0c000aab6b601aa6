"""The split is optimal, exact to the cent, and behaves as a reader expects."""

import numpy as np
import pytest

from attribution_desktop.engine.budgeting.allocation import CENTS, Bounds, allocated, capped
from attribution_desktop.engine.budgeting.levels import CurveLevels, ShareLevels
from tests.engine.budgeting.material import (
    NOBODY,
    Problem,
    curves,
    free,
    problems,
    solved_by_slsqp,
    solved_by_trying_all,
)

WORSE_BY = 1e-6


def split(problem: Problem) -> np.ndarray:
    return allocated(problem.levels, capped(problem.levels, problem.bounds), problem.total)


def check_kept(problem: Problem, cents: np.ndarray) -> None:
    bounds = problem.bounds
    assert int(cents.sum()) == problem.total
    assert (cents >= bounds.low).all()
    assert (cents <= bounds.high).all()
    for number, cap in enumerate(bounds.caps.tolist()):
        assert int(cents[bounds.group == number].sum()) <= cap


def check_against_slsqp(seed: int, count: int) -> None:
    compared = 0
    for problem in problems(seed, count):
        cents = split(problem)
        check_kept(problem, cents)
        other = solved_by_slsqp(problem)
        if other is not None:
            compared += 1
            mine = float(problem.levels.revenue(cents / CENTS).sum())
            # A whole cent cannot be shared: that much of the marginal return is not a fault.
            cent = float(np.exp(problem.levels.log_marginal((cents + 0.5) / CENTS)).max()) / CENTS
            assert mine >= other * (1 - WORSE_BY) - cent
    assert compared > 0.8 * count


def test_no_split_is_worse_than_an_independent_solver_finds() -> None:
    check_against_slsqp(seed=1, count=60)


@pytest.mark.long
def test_no_split_is_worse_on_thousands_of_problems() -> None:
    check_against_slsqp(seed=2, count=4_000)


def check_against_all_splits(seed: int, count: int) -> None:
    generator = np.random.default_rng(seed)
    for _ in range(count):
        channels, total = int(generator.integers(2, 5)), int(generator.integers(20, 160))
        levels = CurveLevels(
            generator.lognormal(1, 1, channels),
            generator.lognormal(0, 1, channels) / 4,
            np.where(generator.random(channels) < 0.5, 1.0, generator.uniform(0.3, 1, channels)),
        )
        low = generator.integers(0, total // (2 * channels), channels)
        high = np.maximum(low, generator.integers(total // channels, total, channels)) + 1
        problem = Problem(levels, Bounds(low, high, np.full(channels, -1, np.int64), NOBODY), total)
        if int(high.sum()) < total:
            continue
        cents = split(problem)
        check_kept(problem, cents)
        mine = float(levels.revenue(cents / CENTS).sum())
        # A cent counts by the slope in its middle, which differs from its gain by its bend.
        assert mine >= solved_by_trying_all(problem) * (1 - 2e-3)


def test_no_other_split_into_whole_cents_is_better() -> None:
    check_against_all_splits(seed=3, count=15)


@pytest.mark.long
def test_no_other_split_into_whole_cents_is_better_on_hundreds() -> None:
    check_against_all_splits(seed=4, count=600)


def test_more_money_never_takes_any_from_a_channel() -> None:
    generator = np.random.default_rng(5)
    for _ in range(25):
        levels = curves(generator, 6)
        first = int(generator.integers(1_000, 10_000_000))
        previous = np.zeros(6, np.int64)
        for total in (first, first + 1, first + 2, first + 100, 2 * first):
            cents = allocated(levels, free(6, 2 * first), total)
            assert (cents >= previous).all()
            previous = cents


def test_equal_curves_get_equal_money() -> None:
    generator = np.random.default_rng(6)
    for _ in range(25):
        levels = curves(generator, 3)
        twins = CurveLevels(
            np.tile(levels.top, 2), np.tile(levels.half, 2), np.tile(levels.exponent, 2)
        )
        total = int(generator.integers(7, 10_000_000))
        cents = allocated(twins, free(6, total), total)
        assert np.abs(cents[:3] - cents[3:]).max() <= 1


def test_a_channel_that_returns_more_everywhere_never_gets_less() -> None:
    generator = np.random.default_rng(7)
    for _ in range(40):
        base = curves(generator, 1)
        better = float(generator.uniform(1.01, 3))
        levels = CurveLevels(
            np.array([base.top[0], base.top[0] * better, 5e3]),
            np.array([base.half[0], base.half[0], 1e3]),
            np.array([base.exponent[0], base.exponent[0], 0.8]),
        )
        total = int(generator.integers(10, 20_000_000))
        cents = allocated(levels, free(3, total), total)
        assert cents[1] >= cents[0]


def test_marginal_returns_of_free_channels_are_equal() -> None:
    levels = curves(np.random.default_rng(8), 12)
    cents = allocated(levels, free(12, 10**9), 10**9)
    marginal = np.exp(levels.log_marginal(cents / CENTS))
    assert marginal.max() / marginal.min() == pytest.approx(1, abs=1e-4)


def test_flat_curves_share_without_losing_a_cent() -> None:
    flat = CurveLevels(np.array([1e12, 1e12, 0.0]), np.array([1e13, 1e13, 1.0]), np.ones(3))
    cents = allocated(flat, free(3, 1_000_001), 1_000_001)
    assert sorted(cents.tolist()) == [0, 500_000, 500_001]


def test_money_that_nothing_wants_is_still_spent() -> None:
    nothing = CurveLevels(np.zeros(3), np.ones(3), np.ones(3))
    bounds = Bounds(np.array([5, 0, 0]), np.array([5, 100, 100]), np.full(3, -1, np.int64), NOBODY)
    cents = allocated(nothing, bounds, 106)
    assert int(cents.sum()) == 106
    assert cents[0] == 5


def test_a_proportional_split_shares_what_a_bound_leaves_over() -> None:
    levels = ShareLevels(np.array([1.0, 2.0, 3.0]))
    bounds = Bounds(
        np.zeros(3, np.int64), np.array([9_000, 9_000, 2_500]), np.full(3, -1, np.int64), NOBODY
    )
    assert allocated(levels, bounds, 10_000).tolist() == [2_500, 5_000, 2_500]


def test_a_group_that_is_full_leaves_the_rest_to_others() -> None:
    levels = CurveLevels(np.full(3, 1e4), np.full(3, 1e2), np.ones(3))
    bounds = Bounds(
        np.zeros(3, np.int64),
        np.full(3, 10**6),
        np.array([0, 0, -1]),
        np.array([1_000], np.int64),
    )
    cents = split(Problem(levels, bounds, 9_000))
    assert cents.tolist() == [500, 500, 8_000]
