"""The first steps of journeys, and their shapes; counted without a loop over journeys."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.interactions import BoolColumn, FloatColumn, IntColumn
from attribution_desktop.domain.path_flow import (
    FLOW_STEPS,
    LAG_EDGES,
    MOST_CHANNELS,
    MOST_LENGTH,
    OTHER,
    FlowLink,
    FlowNode,
    PathFlow,
    PathShapes,
)
from attribution_desktop.engine.patterns import Sequences
from attribution_desktop.engine.slices import numbered, summed


@dataclass(frozen=True, slots=True, eq=False)
class Walkers:
    """Journeys that follow sequences of channels.

    Parameters
    ----------
    steps
        (j,) sequences, each with at least one step.
    weight, is_converting
        (j,) how many journeys a sequence stands for, and whether they bought.
    """

    steps: Sequences
    weight: FloatColumn
    is_converting: BoolColumn

    def channel_at(self, step: int) -> IntColumn:
        """(j,) channel codes of the touches of a step that every sequence has."""
        return self.steps.channel[self.steps.first + step - 1].astype(np.int64)

    def among(self, mask: BoolColumn) -> "Walkers":
        """The journeys under (j,) `mask`."""
        steps = Sequences(self.steps.channel, self.steps.first[mask], self.steps.length[mask])
        return Walkers(steps, self.weight[mask], self.is_converting[mask])


def path_flow(walkers: Walkers, names: Sequence[str]) -> PathFlow:
    """Where journeys go in their first steps, and where they end."""
    nodes: list[FlowNode] = []
    links: list[FlowLink] = []
    for step in range(1, FLOW_STEPS + 1):
        nodes += _nodes(step, walkers, names)
        walkers = walkers.among(walkers.steps.length > step)
        if step == FLOW_STEPS or not len(walkers.weight):
            break
        links += _links(step, walkers, names)
    return PathFlow(tuple(nodes), tuple(links))


def _nodes(step: int, walkers: Walkers, names: Sequence[str]) -> list[FlowNode]:
    channel, weight = walkers.channel_at(step), walkers.weight
    is_end, size = walkers.steps.length == step, len(names)
    arrived = summed(channel, weight, size)
    converted = summed(channel, np.where(is_end & walkers.is_converting, weight, 0.0), size)
    lost = summed(channel, np.where(is_end & ~walkers.is_converting, weight, 0.0), size)
    found = [
        FlowNode(step, names[code], float(arrived[code]), float(converted[code]), float(lost[code]))
        for code in np.flatnonzero(arrived).tolist()
    ]
    return sorted(found, key=lambda node: (-node.journeys, node.channel))


def _links(step: int, walkers: Walkers, names: Sequence[str]) -> list[FlowLink]:
    """From a step to the next, of journeys that all have it."""
    size = len(names)
    pair = walkers.channel_at(step) * size + walkers.channel_at(step + 1)
    codes, place = numbered(pair, size * size)
    journeys = summed(place, walkers.weight, len(codes))
    bought = np.where(walkers.is_converting, walkers.weight, 0.0)
    conversions = summed(place, bought, len(codes))
    found = [
        FlowLink(step, names[code // size], names[code % size], float(many), float(won))
        for code, many, won in zip(codes.tolist(), journeys, conversions, strict=True)
        if many
    ]
    return sorted(found, key=lambda link: (-link.journeys, link.source, link.target))


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """What converting journeys are counted by.

    Parameters
    ----------
    first, last
        (j,) channel codes.
    length
        (j,) touches, at least 1.
    days
        (j,) from first touch to conversion; NaN where unknown.
    weight
        (j,) conversions.
    """

    first: IntColumn
    last: IntColumn
    length: IntColumn
    days: FloatColumn
    weight: FloatColumn


def path_shapes(traits: Traits, names: Sequence[str]) -> PathShapes:
    """Conversions by first touch, last touch, length and lag at once."""
    if not len(traits.weight):
        return PathShapes()
    size = len(names)
    share = summed(traits.first, traits.weight, size) + summed(traits.last, traits.weight, size)
    # A channel may be called as the rest is: it then belongs to the rest.
    ranked = sorted(
        np.flatnonzero(share).tolist(),
        key=lambda code: (names[code] == OTHER, -share[code], names[code]),
    )
    kept = ranked if len(ranked) <= MOST_CHANNELS else ranked[: MOST_CHANNELS - 1]
    channels = tuple(names[code] for code in kept)
    if len(ranked) > len(kept):
        channels = (*channels, OTHER)
    place = np.full(size, len(kept), np.int64)
    place[kept] = np.arange(len(kept))
    lags = len(LAG_EDGES) + 1
    lag = np.searchsorted(np.array(LAG_EDGES[1:], float), traits.days, side="right")
    lag = np.where(np.isnan(traits.days), lags - 1, lag)
    cell = (place[traits.first] * len(channels) + place[traits.last]) * MOST_LENGTH
    cell = (cell + np.minimum(traits.length, MOST_LENGTH) - 1) * lags + lag
    counts = summed(cell, traits.weight, len(channels) ** 2 * MOST_LENGTH * lags)
    return PathShapes(channels, tuple(counts.tolist()))
