"""Walking through journeys a few touches at a time changes nothing."""

import numpy as np
import pytest

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine import slices, tally
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.engine.models.markov import chain
from attribution_desktop.engine.models.registry import MODELS
from attribution_desktop.engine.slices import (
    blocks,
    counted,
    covered,
    expanded,
    first_index,
    gathered,
    group_bounds,
    numbered,
    repeated,
    summed,
)
from tests.engine.material import Order, Path, dataset_of, interactions_of
from tests.engine.test_intervals import NAMES, shop

WANTED = AnalysisSettings(models=tuple(MODELS), markov_order=None, draws=15)


def analysed(order: int | None = None) -> Analysis:
    touches, orders = shop(21, 120)
    rows = [Path(("email", "video", "email"), 2.5, 3, 9_000_000), Path(("social",), 0, 7)]
    orders.append(Order(9999, orders[0].instant, 5_000_000))
    data = dataset_of(interactions_of(touches, orders, rows, channels=NAMES))
    settings = AnalysisSettings(models=tuple(MODELS), markov_order=order, draws=15)
    return AttributionAnalytics(data).analysed(settings)


def numbers(analysis: Analysis) -> list[float]:
    found = [
        value
        for model in analysis.models
        for credit in model.credits
        for value in (
            credit.revenue,
            credit.conversions,
            *(_bounds(credit.revenue_interval)),
            *(_bounds(credit.conversions_interval)),
        )
    ]
    found += [row.touched_conversions for row in analysis.channel_figures]
    for pattern in analysis.paths.patterns:
        found += [pattern.conversions, pattern.revenue, pattern.average_touches]
    return found


def _bounds(interval: object) -> tuple[float, float]:
    return interval.low, interval.high  # type: ignore[attr-defined]  # always there with draws


@pytest.mark.parametrize("order", [1, 2, 3, None])
@pytest.mark.parametrize("size", [1, 7, 50])
def test_small_blocks_give_the_same_analysis(
    monkeypatch: pytest.MonkeyPatch, order: int | None, size: int
) -> None:
    whole = analysed(order)
    monkeypatch.setattr(slices, "TOUCHES_A_BLOCK", size)
    monkeypatch.setattr(chain, "TOUCHES_A_BLOCK", size)
    parts = analysed(order)
    assert numbers(parts) == pytest.approx(numbers(whole), rel=1e-10, abs=1e-9)
    assert [p.path for p in parts.paths.patterns] == [p.path for p in whole.paths.patterns]
    scores = [getattr(m.details, "order_scores", ()) for m in whole.models]
    again = [getattr(m.details, "order_scores", ()) for m in parts.models]
    for left, right in zip(scores, again, strict=True):
        assert dict(left) == pytest.approx(dict(right), rel=1e-12)


def test_blocks_hold_whole_slices_and_no_more_than_their_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(slices, "TOUCHES_A_BLOCK", 5)
    length = np.array([2, 3, 1, 9, 0, 5, 1])
    parts = [(part.start, part.stop) for part in blocks(length)]
    assert parts == [(0, 2), (2, 3), (3, 4), (4, 6), (6, 7)]


def test_slices_are_gathered_in_order() -> None:
    column = np.arange(10) * 10
    start, length = np.array([5, 0, 9, 3]), np.array([2, 3, 1, 0])
    assert expanded(start, length).tolist() == [5, 6, 0, 1, 2, 9]
    assert gathered(column, start, length).tolist() == [50, 60, 0, 10, 20, 90]


@pytest.mark.parametrize("size", [1, 4, 30, 1 << 19])
@pytest.mark.parametrize("seed", range(5))
def test_elements_are_repeated_and_gathered_whatever_the_size_of_a_block(
    monkeypatch: pytest.MonkeyPatch, seed: int, size: int
) -> None:
    monkeypatch.setattr(slices, "TOUCHES_A_BLOCK", size)
    dice = np.random.default_rng(seed)
    length = dice.integers(0, 6, int(dice.integers(0, 12)))
    start, column = dice.integers(0, 5, len(length)), dice.integers(0, 99, 10)
    pairs = zip(start.tolist(), length.tolist(), strict=True)
    places = [place for low, count in pairs for place in range(low, low + count)]
    assert expanded(start, length).tolist() == places
    assert gathered(column, start, length).tolist() == column[places].tolist()
    assert repeated(start, length).tolist() == np.repeat(start, length).tolist()
    covering = [place for part in blocks(length) for place in range(part.start, part.stop)]
    assert covering == list(range(len(length)))


@pytest.mark.parametrize("counted_codes", [0, 9, 10, 1 << 22])
def test_codes_are_numbered_in_rising_order_whether_counted_or_sorted(
    monkeypatch: pytest.MonkeyPatch, counted_codes: int
) -> None:
    monkeypatch.setattr(slices, "_COUNTED_CODES", counted_codes)
    distinct, number = numbered(np.array([9, 0, 4, 9, 4], np.int32), 10)
    assert (distinct.tolist(), number.tolist()) == ([0, 4, 9], [2, 0, 1, 2, 1])
    distinct, number = numbered(np.zeros(0, np.int32), 10)
    assert (distinct.tolist(), number.tolist()) == ([], [])


def test_groups_without_elements_have_bounds_too() -> None:
    assert group_bounds(np.array([0, 0, 2]), 4).tolist() == [0, 2, 2, 3, 3]
    assert counted(np.array([True, False, True])).tolist() == [1, 1, 2]
    assert summed(np.array([2, 0, 2]), np.array([5, 1, 2]), 4).tolist() == [1, 0, 7, 0]


def test_cover_and_bisection_are_right_at_their_edges() -> None:
    assert covered(np.array([1, 1]), np.array([3, 2]), 5).tolist() == [0, 1, 1, 0, 0]
    column = np.array([1, 3, 3, 5, 2, 4])
    low, high = np.array([0, 0, 0, 4, 4, 6]), np.array([4, 4, 4, 6, 6, 6])
    bound = np.array([3, 6, 0, 3, 9, 1])
    assert first_index(column, low, high, bound).tolist() == [1, 4, 0, 5, 6, 6]


@pytest.mark.parametrize("dense_cells", [0, 1 << 22])
def test_a_tally_adds_up_whether_it_is_dense_or_sparse(
    monkeypatch: pytest.MonkeyPatch, dense_cells: int
) -> None:
    monkeypatch.setattr(tally, "_DENSE_CELLS", dense_cells)
    left, right = tally.Tally(2, 3), tally.Tally(2, 1)
    left.add(np.array([0, 1, 0]), np.array([2, 0, 2]), np.array([1.0, 2.0, 4.0]))
    left.add(np.array([1]), np.array([0]), np.array([8.0]))
    right.add(np.array([1]), np.array([0]), np.array([16.0]))
    table = tally.side_by_side([left, right]).toarray()
    assert table.tolist() == [[0, 0, 5, 0], [10, 0, 0, 16]]
