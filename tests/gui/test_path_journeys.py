"""Every figure of the Paths page leads to as many journeys as it says, whatever is looked at."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import pytest

from attribution_desktop.domain.analysis import PathAnalysis
from attribution_desktop.domain.interactions import IntColumn
from attribution_desktop.domain.journey_query import JourneyQuery, Outcome
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.domain.path_flow import (
    LAG_EDGES,
    OTHER,
    FlowEnd,
    FlowLink,
    Trait,
    steps_of,
)
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.engine.journey_search import lags, matching_journeys
from attribution_desktop.engine.paths import ConversionPathAnalyzer
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.tabs.journeys import JourneysTab
from attribution_desktop.ui.tabs.path_filter import PathFilter
from attribution_desktop.ui.tabs.path_pictures import (
    ends_matrix,
    few_channels,
    lag_bins,
    length_bins,
)
from attribution_desktop.ui.tabs.path_queries import flow_query, pattern_query, places_query
from attribution_desktop.ui.tabs.paths import PathsTab
from attribution_desktop.visuals.charts import Bin
from tests.engine.material import DAY, EPOCH, Order, Path, Touch, interactions_of


@dataclass(frozen=True)
class Case:
    seed: int
    channels: int
    is_collapsing: bool


def sample(case: Case) -> tuple[Journeys, PathAnalysis]:
    """Journeys with and without times and orders, some standing for many."""
    rng = random.Random(case.seed)  # noqa: S311  # not for secrets
    names = [*(f"c{number:02}" for number in range(case.channels - 1)), OTHER]

    def moment() -> int:
        return EPOCH + rng.randrange(400) * DAY // 4

    touches = [Touch(rng.randrange(40), rng.choice(names), moment()) for _ in range(200)]
    orders = [Order(rng.randrange(40), moment(), rng.randrange(10**9)) for _ in range(80)]
    paths = [
        Path(
            tuple(rng.choice(names[:4]) for _ in range(rng.randrange(1, 17))),
            rng.choice((0.0, 1.0, 2.5)),
            rng.choice((0.0, 4.0)),
            rng.randrange(10**9),
        )
        for _ in range(30)
    ]
    wanted = AnalysisSettings(is_collapsing_repeats=case.is_collapsing)
    journeys = build_journeys(interactions_of(touches, orders, paths), wanted)
    return journeys, ConversionPathAnalyzer(journeys, wanted).analysed()


def weight(journeys: Journeys, query: JourneyQuery) -> float:
    """How many journeys the found rows stand for."""
    return float(journeys.weight[matching_journeys(journeys, query, "UTC")].sum())


def filters(paths: PathAnalysis, seed: int) -> Iterator[PathFilter]:
    """None, and some of several conditions at once."""
    rng = random.Random(seed)  # noqa: S311  # not for secrets
    yield PathFilter()
    flow = few_channels(paths.flow)
    for _ in range(6):
        wanted = PathFilter()
        for trait, most in ((Trait.LENGTH, 4), (Trait.LAG, len(LAG_EDGES))):
            if rng.random() < 0.6:
                wanted = wanted.with_places({trait: rng.randrange(most)})
        if rng.random() < 0.5:
            many = len(paths.shapes.channels)
            ends = {Trait.FIRST: rng.randrange(many), Trait.LAST: rng.randrange(many)}
            wanted = wanted.with_places(ends)
        if rng.random() < 0.5:
            wanted = wanted.with_steps(rng.choice([*flow.nodes, *flow.links, *flow.ends]))
        yield wanted


CASES = pytest.mark.parametrize(
    "case",
    [
        Case(1, 4, is_collapsing=False),
        Case(2, 9, is_collapsing=True),
        Case(3, 16, is_collapsing=False),
    ],
)


@CASES
def test_parts_of_the_flow_are_as_many_journeys_at_these_steps(case: Case) -> None:
    journeys, paths = sample(case)
    flow = few_channels(paths.flow)
    parts = [*flow.nodes, *flow.links, *flow.ends]
    assert {step for part in parts for step, _ in steps_of(part)} == {1, 2, 3, 4}
    assert flow.ends
    for part in parts:
        query = flow_query(part, flow.channels, is_collapsed=case.is_collapsing)
        assert weight(journeys, query) == pytest.approx(part.journeys), part


@CASES
def test_bars_and_cells_are_as_many_journeys_under_every_condition(case: Case) -> None:
    journeys, paths = sample(case)
    shapes = paths.shapes
    counted = 0.0
    for wanted in filters(paths, case.seed):
        for trait, bins in (
            (Trait.LENGTH, length_bins(shapes, wanted)),
            (Trait.LAG, lag_bins(shapes, wanted)),
        ):
            for place, (label, count) in enumerate(bins):
                places = {**wanted.where(trait), trait: place}
                assert weight(journeys, places_query(places, shapes)) == count, (wanted, label)
                counted += count
        for cell in ends_matrix(shapes, wanted)[2]:
            ends = {
                Trait.FIRST: shapes.channels.index(cell.row),
                Trait.LAST: shapes.channels.index(cell.column),
            }
            query = places_query({**wanted.places, **ends}, shapes)
            assert weight(journeys, query) == (cell.value or 0.0)
    assert counted


@CASES
def test_paths_count_each_journey_by_its_own_length_and_lag(case: Case) -> None:
    journeys, paths = sample(case)
    flowing = few_channels(paths.flow).channels
    narrowed = 0
    for wanted in filters(paths, case.seed):
        kept = wanted.kept(paths, flowing)
        ranks = [(-one.conversions, -one.revenue, one.path) for one in kept]
        assert ranks == sorted(ranks)
        for pattern in kept:
            query = pattern_query(pattern, wanted, paths.shapes, is_collapsed=case.is_collapsing)
            found = matching_journeys(journeys, query, "UTC")
            assert journeys.weight[found].sum() == pattern.conversions, (wanted, pattern)
            assert journeys.value[found].sum() / MICROS_PER_UNIT == pytest.approx(pattern.revenue)
            touches = (journeys.weight[found] * journeys.length[found]).sum()
            assert touches / pattern.conversions == pytest.approx(pattern.average_touches)
            if Trait.LAG in wanted.places:
                assert pattern.conversion_rate is None
            else:
                everybody = weight(journeys, replace(query, outcome=Outcome.ALL))
                assert pattern.conversion_rate == pytest.approx(pattern.conversions / everybody)
            assert _median(journeys, found) == pytest.approx(pattern.median_days)
        narrowed += bool(wanted.places) and len(kept)
        if set(wanted.places) <= {Trait.LENGTH, Trait.LAG} and not wanted.steps:
            # So few paths are all kept: together they are what the picture counts.
            total = weight(journeys, places_query(wanted.places, paths.shapes))
            bare = weight(journeys, JourneyQuery(channels=("(no touchpoint)",)))
            expected = total if wanted.places else total - bare
            assert sum(pattern.conversions for pattern in kept) == pytest.approx(expected)
    assert narrowed


def _median(journeys: Journeys, found: IntColumn) -> float | None:
    """One journey after the other, in the order of their lags."""
    timed = found[journeys.is_timed[found]]
    if not len(timed):
        return None
    pairs = sorted(zip(lags(journeys, timed).tolist(), journeys.weight[timed], strict=True))
    half, reached = sum(count for _, count in pairs) / 2, 0.0
    for lag, count in pairs:
        reached += count
        if reached >= half:
            return lag / DAY
    raise AssertionError(pairs)


def test_on_the_window_as_many_journeys_are_found_as_the_figure_says(
    demo: Program, settled: Callable[[], None]
) -> None:
    paths = next(tab for tab in demo.window.tabs if isinstance(tab, PathsTab))
    journeys = next(tab for tab in demo.window.tabs if isinstance(tab, JourneysTab))

    def found(ask: Callable[[], None]) -> float:
        ask()
        settled()
        assert demo.window.tab is journeys
        shown = journeys.list.journeys.found
        assert shown is not None
        return shown.weight

    marks = paths.flow._marks
    ends = [mark for mark in marks if isinstance(mark.payload, FlowEnd)]
    links = [mark for mark in marks if isinstance(mark.payload, FlowLink) and mark.payload.step > 1]
    for mark in (ends[0], ends[-1], links[0], links[-1]):
        assert found(partial(paths.flow.journeys_wanted.emit, mark.payload)) == mark.value
    paths.lengths.bar_clicked.emit(Bin("3", 3.0))
    for chart in (paths.lags, paths.matrix):
        for mark in chart._marks[:3]:
            count = found(partial(chart.journeys_wanted.emit, mark.payload))
            assert count == (mark.value or 0.0)
    paths.lags.bar_clicked.emit(Bin("4–7", 1.0))
    assert len(paths.patterns.shown_texts()) == 2
    for row, texts in enumerate(paths.patterns.shown_texts()):
        count = found(partial(paths.patterns.journeys_wanted.emit, row))
        assert f"{count:.0f}" == texts[1]
