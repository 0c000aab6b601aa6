"""Patterns and statistics against hand counts and a plain dictionary."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution_desktop.domain.analysis import PathAnalysis
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.engine.paths import ConversionPathAnalyzer
from attribution_desktop.engine.patterns import collapsed, grouped, sequences
from attribution_desktop.engine.quantiles import rising_quantile, weighted_quantiles
from tests.engine.material import DAY, EPOCH, Order, Path, Touch, interactions_of


def paths_of(
    interactions: object, *, is_collapsing_repeats: bool = False, top_patterns: int = 20
) -> PathAnalysis:
    wanted = AnalysisSettings(
        is_collapsing_repeats=is_collapsing_repeats, top_patterns=top_patterns
    )
    return ConversionPathAnalyzer(build_journeys(interactions, wanted), wanted).analysed()  # type: ignore[arg-type]


ROWS = [
    Path(("a", "a", "b"), conversions=3, nulls=1, value=30_000_000),
    Path(("a", "b"), conversions=2, nulls=6, value=50_000_000),
    Path(("c",), conversions=0, nulls=9),
    Path((), conversions=4, value=4_000_000),
]


def test_patterns_count_converting_and_lost_journeys() -> None:
    analysis = paths_of(interactions_of(paths=ROWS))
    first, second = analysis.patterns
    assert analysis.pattern_count == 2
    assert (first.path, first.conversions, first.share) == (("a", "a", "b"), 3, 0.6)
    assert (first.revenue, first.average_value, first.conversion_rate) == (30, 10, 0.75)
    assert (first.average_touches, first.median_days) == (3, None)
    assert (second.path, second.conversion_rate) == (("a", "b"), 0.25)


def test_collapsed_repeats_share_a_pattern_and_keep_their_touches() -> None:
    (only,) = paths_of(interactions_of(paths=ROWS), is_collapsing_repeats=True).patterns
    assert (only.path, only.conversions, only.revenue) == (("a", "b"), 5, 80)
    assert only.average_touches == pytest.approx((3 * 3 + 2 * 2) / 5)
    assert only.conversion_rate == pytest.approx(5 / 12)


def test_statistics_are_weighted_over_converting_journeys_with_touches() -> None:
    statistics = paths_of(interactions_of(paths=ROWS)).statistics
    assert statistics.average_path_length == pytest.approx(13 / 5)
    assert (statistics.median_path_length, statistics.maximum_path_length) == (3, 3)
    assert statistics.touches_by_length == ((2, 2.0), (3, 3.0))
    assert statistics.days_to_convert is None


def test_lags_come_from_times() -> None:
    touches = [Touch(1, "a", EPOCH), Touch(1, "b", EPOCH + DAY), Touch(1, "a", EPOCH + 3 * DAY)]
    analysis = paths_of(interactions_of(touches, [Order(1, EPOCH + 4 * DAY, 10)]))
    statistics = analysis.statistics
    assert statistics.days_to_convert is not None
    assert statistics.hours_between_touches is not None
    assert statistics.days_to_convert.median == 4.0
    assert (statistics.hours_between_touches.median, statistics.hours_between_touches.mean) == (
        24.0,
        36.0,
    )
    (pair,) = analysis.first_last
    assert (pair.first, pair.last, pair.conversions) == ("a", "a", 1.0)


def test_only_the_top_patterns_are_kept_and_ties_go_by_name() -> None:
    rows = [Path((name,), 1, 0, 1) for name in "gfedcba"]
    analysis = paths_of(interactions_of(paths=rows), top_patterns=3)
    assert [pattern.path for pattern in analysis.patterns] == [("a",), ("b",), ("c",)]
    assert analysis.pattern_count == 7


def test_the_top_patterns_are_the_most_frequent_then_the_most_valuable() -> None:
    rows = [
        Path((name,), weight, 0, value)
        for name, weight, value in (
            ("a", 1, 9),
            ("b", 5, 1),
            ("c", 3, 2),
            ("d", 3, 7),
            ("e", 2, 99),
            ("f", 1, 50),
        )
    ]
    for top in (1, 2, 3, 4, 6):
        analysis = paths_of(interactions_of(paths=rows), top_patterns=top)
        names = [pattern.path[0] for pattern in analysis.patterns]
        assert names == ["b", "d", "c", "e", "f", "a"][:top]


def test_a_quantile_is_the_smallest_value_that_reaches_it() -> None:
    values, weights = np.array([1.0, 3.0, 5.0]), np.array([1.0, 2.0, 1.0])
    assert [rising_quantile(values, weights, q) for q in (0.25, 0.26, 0.75, 0.76, 1.0)] == [
        1,
        3,
        3,
        5,
        5,
    ]
    thirds = np.array([0.1, 0.2, 0.3])
    assert rising_quantile(np.array([1.0, 2.0, 3.0]), thirds, 0.5) == 2.0
    assert weighted_quantiles(np.zeros(0), np.zeros(0)) is None
    middle = weighted_quantiles(np.array([5.0, 1.0, 3.0]), np.array([1.0, 1.0, 2.0]))
    assert middle is not None
    assert (middle.p25, middle.median, middle.p75) == (1.0, 3.0, 3.0)


steps = st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=5), max_size=40)


@settings(max_examples=200, deadline=None)
@given(steps)
def test_grouping_is_that_of_a_dictionary(rows: list[list[int]]) -> None:
    length = np.array([len(row) for row in rows], np.int64)
    channel = np.array([code for row in rows for code in row], np.int32)
    laid = sequences(channel, np.cumsum(length) - length, length)
    groups = grouped(laid)
    counted = Counter(tuple(int(c) for c in laid.of(int(e))) for e in groups.example[groups.group])
    assert counted == Counter(map(tuple, rows))
    assert len(groups.example) == len(counted)
    runs = collapsed(laid)
    for i, row in enumerate(rows):
        expected = [c for j, c in enumerate(row) if j == 0 or row[j - 1] != c]
        assert runs.of(i).tolist() == expected


def test_patterns_beyond_the_shown_ones_are_kept_in_their_order() -> None:
    rows = [Path((f"c{at:03}",), conversions=400 - at, value=at * 1_000_000) for at in range(320)]
    few = paths_of(interactions_of(paths=rows), top_patterns=5)
    every = paths_of(interactions_of(paths=rows), top_patterns=400)
    assert (len(few.patterns), len(few.further_patterns), few.pattern_count) == (5, 295, 320)
    assert (*few.patterns, *few.further_patterns) == every.patterns[:300]
    assert every.further_patterns == ()
    assert [pattern.revenue for pattern in every.patterns] == list(range(320))
