"""Paths as charts are given them: a flow of few channels, classes, a matrix."""

from collections import defaultdict
from collections.abc import Sequence

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.path_flow import (
    LAG_EDGES,
    MOST_LENGTH,
    OTHER,
    FlowLink,
    FlowNode,
    PathFlow,
    PathShapes,
    Trait,
    lag_text,
    length_text,
)
from attribution_desktop.ui.tabs.path_filter import PathFilter
from attribution_desktop.visuals.charts import HeatCell

_MOST_FLOWING = 6


def few_channels(flow: PathFlow, most: int = _MOST_FLOWING) -> PathFlow:
    """The flow with all but the most travelled channels as one."""
    travelled: dict[str, float] = defaultdict(float)
    for node in flow.nodes:
        travelled[node.channel] += node.journeys
    # A channel may be called as the rest is: it then belongs to the rest.
    ranked = sorted(travelled, key=lambda name: (name == OTHER, -travelled[name], name))
    kept = set(ranked if len(ranked) <= most else ranked[: most - 1])

    def name(channel: str) -> str:
        return channel if channel in kept else OTHER

    nodes: dict[tuple[int, str], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    links: dict[tuple[int, str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for node in flow.nodes:
        for at, value in enumerate((node.journeys, node.converted, node.lost)):
            nodes[node.step, name(node.channel)][at] += value
    for link in flow.links:
        for at, value in enumerate((link.journeys, link.conversions)):
            links[link.step, name(link.source), name(link.target)][at] += value
    return PathFlow(
        tuple(
            FlowNode(*key, *values)
            for key, values in sorted(
                nodes.items(), key=lambda item: (item[0][0], item[0][1] == OTHER, -item[1][0])
            )
        ),
        tuple(FlowLink(*key, *values) for key, values in links.items()),
    )


def length_bins(shapes: PathShapes, wanted: PathFilter) -> list[tuple[str, float]]:
    """Conversions by path length, from 1 up to the longest there is."""
    (counts,) = shapes.by(Trait.LENGTH, where=wanted.where(Trait.LENGTH))
    (whole,) = shapes.by(Trait.LENGTH)
    longest = max((place for place, count in enumerate(whole) if count), default=0)
    return [(length_text(place), counts[place]) for place in range(min(longest + 1, MOST_LENGTH))]


def lag_bins(shapes: PathShapes, wanted: PathFilter) -> list[tuple[str, float]]:
    """Conversions by days from first touch to conversion; empty where no lag is known."""
    (counts,) = shapes.by(Trait.LAG, where=wanted.where(Trait.LAG))
    (whole,) = shapes.by(Trait.LAG)
    if not any(whole[: len(LAG_EDGES)]):
        return []
    longest = max(place for place, count in enumerate(whole[: len(LAG_EDGES)]) if count)
    return [(lag_text(place), counts[place]) for place in range(longest + 1)]


def ends_matrix(
    shapes: PathShapes, wanted: PathFilter
) -> tuple[Sequence[str], list[str], list[HeatCell]]:
    """Conversions by first (rows) and last touch (columns); what never opens or closes is out."""
    table = shapes.by(Trait.FIRST, Trait.LAST, where=wanted.where(Trait.FIRST, Trait.LAST))
    whole = shapes.by(Trait.FIRST, Trait.LAST)
    firsts = [at for at, row in enumerate(whole) if any(row)]
    lasts = [at for at in range(len(whole)) if any(row[at] for row in whole)]
    names = shapes.channels
    cells = [
        _cell(names[first], names[last], table[first][last]) for first in firsts for last in lasts
    ]
    return [names[at] for at in firsts], [names[at] for at in lasts], cells


def _cell(first: str, last: str, count: float) -> HeatCell:
    text = formatted(count, Kind.COUNT if count == int(count) else Kind.NUMBER)
    return HeatCell(
        first, last, count or None, text if count else "", f"{first} → {last}\n{text} conversions"
    )
