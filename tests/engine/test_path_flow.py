"""The first steps and the shapes of journeys against counting one journey at a time."""

import random
from collections import Counter, defaultdict

import pytest

from attribution_desktop.domain.path_flow import (
    FLOW_STEPS,
    LAG_EDGES,
    MOST_CHANNELS,
    MOST_LENGTH,
    OTHER,
    PathFlow,
    PathShapes,
    Trait,
)
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.engine.paths import ConversionPathAnalyzer
from tests.engine.material import DAY, EPOCH, Order, Path, Touch, interactions_of
from tests.engine.reference import SlowJourney, SlowRules, slow_journeys

Rows = tuple[list[Touch], list[Order], list[Path]]


def rows(seed: int, channels: int) -> Rows:
    rng = random.Random(seed)  # noqa: S311  # not for secrets
    names = [f"c{number:02}" for number in range(channels)]

    def moment() -> int:
        return EPOCH + rng.randrange(400) * DAY // 4

    touches = [Touch(rng.randrange(30), rng.choice(names), moment()) for _ in range(160)]
    orders = [Order(rng.randrange(30), moment(), rng.randrange(10**9)) for _ in range(60)]
    paths = [
        Path(
            tuple(rng.choice(names) for _ in range(rng.randrange(1, 17))),
            rng.choice((0.0, 1.0, 2.5)),
            rng.choice((0.0, 4.0)),
            rng.randrange(10**9),
        )
        for _ in range(20)
    ]
    return touches, orders, paths


def analysed(data: Rows, *, is_collapsing: bool = False) -> tuple[PathFlow, PathShapes]:
    wanted = AnalysisSettings(is_collapsing_repeats=is_collapsing)
    built = build_journeys(interactions_of(*data), wanted)
    paths = ConversionPathAnalyzer(built, wanted).analysed()
    return paths.flow, paths.shapes


def slow(data: Rows) -> list[SlowJourney]:
    return [one for one in slow_journeys(*data, SlowRules(90.0, "window")) if one.channels]


def without_runs(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for at, name in enumerate(path) if at == 0 or path[at - 1] != name)


@pytest.mark.parametrize("is_collapsing", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_the_flow_equals_one_counted_journey_by_journey(seed: int, is_collapsing: bool) -> None:  # noqa: FBT001  # pytest's way
    data = rows(seed, 5)
    flow, _ = analysed(data, is_collapsing=is_collapsing)
    nodes: dict[tuple[int, str], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    links: dict[tuple[int, str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for journey in slow(data):
        path = without_runs(journey.channels) if is_collapsing else journey.channels
        for step, channel in enumerate(path[:FLOW_STEPS], start=1):
            nodes[step, channel][0] += journey.weight
            if step == len(path):
                nodes[step, channel][1 if journey.is_converting else 2] += journey.weight
            elif step < FLOW_STEPS:
                link = links[step, channel, path[step]]
                link[0] += journey.weight
                link[1] += journey.weight * journey.is_converting
    assert {(n.step, n.channel): [n.journeys, n.converted, n.lost] for n in flow.nodes} == {
        key: pytest.approx(value) for key, value in nodes.items()
    }
    assert {(n.step, n.source, n.target): [n.journeys, n.conversions] for n in flow.links} == {
        key: pytest.approx(value) for key, value in links.items()
    }


def test_what_leaves_a_step_arrives_at_the_next() -> None:
    flow, _ = analysed(rows(9, 6))
    for node in flow.nodes:
        leaving = sum(
            link.journeys
            for link in flow.links
            if (link.step, link.source) == (node.step, node.channel)
        )
        if node.step < FLOW_STEPS:
            assert node.journeys == pytest.approx(node.converted + node.lost + leaving)
        if node.step > 1:
            arriving = sum(
                link.journeys
                for link in flow.links
                if (link.step + 1, link.target) == (node.step, node.channel)
            )
            assert node.journeys == pytest.approx(arriving)


def lag_place(journey: SlowJourney) -> int:
    if journey.ages is None:
        return len(LAG_EDGES)
    days = journey.ages[0] / DAY
    return max(place for place, edge in enumerate(LAG_EDGES) if days >= edge)


@pytest.mark.parametrize("channels", [1, 4, MOST_CHANNELS, MOST_CHANNELS + 5])
@pytest.mark.parametrize("seed", range(3))
def test_shapes_equal_those_counted_journey_by_journey(seed: int, channels: int) -> None:
    data = rows(seed, channels)
    _, shapes = analysed(data)
    counted: Counter[tuple[int, int, int, int]] = Counter()
    for journey in slow(data):
        if not journey.is_converting:
            continue
        ends = [
            shapes.channels.index(name if name in shapes.channels else OTHER)
            for name in (journey.channels[0], journey.channels[-1])
        ]
        length = min(len(journey.channels), MOST_LENGTH) - 1
        counted[ends[0], ends[1], length, lag_place(journey)] += journey.weight  # type: ignore[assignment]  # weights may be fractional
    sizes = shapes.sizes
    found = {
        (first, last, length, lag): shapes.conversions[
            ((first * sizes[1] + last) * sizes[2] + length) * sizes[3] + lag
        ]
        for first in range(sizes[0])
        for last in range(sizes[1])
        for length in range(sizes[2])
        for lag in range(sizes[3])
    }
    assert {key: value for key, value in found.items() if value} == {
        key: pytest.approx(value) for key, value in counted.items()
    }
    assert (OTHER in shapes.channels) == (channels > MOST_CHANNELS)


def test_shapes_add_up_by_any_trait_and_under_any_condition() -> None:
    _, shapes = analysed(rows(5, 4))
    total = sum(shapes.conversions)
    for trait in Trait:
        (row,) = shapes.by(trait)
        assert sum(row) == pytest.approx(total)
        for place, count in enumerate(row):
            (same,) = shapes.by(trait, where={trait: place})
            assert same[place] == pytest.approx(count)
            assert sum(same) == pytest.approx(count)
    table = shapes.by(Trait.FIRST, Trait.LAST)
    turned = shapes.by(Trait.LAST, Trait.FIRST)
    assert [list(column) for column in zip(*table, strict=True)] == turned


def test_nothing_that_converts_has_no_shapes() -> None:
    flow, shapes = analysed(([Touch(0, "a", EPOCH)], [], []))
    assert shapes == PathShapes()
    assert [(node.channel, node.lost) for node in flow.nodes] == [("a", 1.0)]
