"""How journeys run: step by step, and by first touch, last touch, length and lag together."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

FLOW_STEPS = 4
"""So many first touches are followed one by one."""

MOST_LENGTH = 13
"""Paths of this length and longer count together."""

LAG_EDGES = (0, 1, 2, 4, 8, 15, 31, 61, 91)
"""Days from first touch to conversion at which a class begins; the last one is open."""

OTHER = "(other)"
"""All channels that have no place of their own."""

MOST_CHANNELS = 12


@dataclass(frozen=True, slots=True)
class FlowNode:
    """A channel as the touch of one step, counted from 1.

    `journeys` have it there, converting or not; `converted` and `lost` of them end with it.
    """

    step: int
    channel: str
    journeys: float
    converted: float
    lost: float


@dataclass(frozen=True, slots=True)
class FlowLink:
    """`journeys` go from `source` at a step to `target` at the next; `conversions` buy later."""

    step: int
    source: str
    target: str
    journeys: float
    conversions: float


@dataclass(frozen=True, slots=True)
class FlowEnd:
    """`journeys` end with a channel at a step, having bought or not."""

    step: int
    channel: str
    journeys: float
    has_bought: bool


FlowPart = FlowNode | FlowLink | FlowEnd


def steps_of(part: FlowPart) -> tuple[tuple[int, str], ...]:
    """The steps that journeys of a part have in common, with their channels."""
    if isinstance(part, FlowLink):
        return (part.step, part.source), (part.step + 1, part.target)
    return ((part.step, part.channel),)


@dataclass(frozen=True, slots=True)
class PathFlow:
    """The first steps of all journeys with touches, converting or not, weighted.

    Nodes come by step, links by the step they leave; both by journeys, descending, then by name.
    """

    nodes: tuple[FlowNode, ...] = ()
    links: tuple[FlowLink, ...] = ()

    @property
    def ends(self) -> tuple[FlowEnd, ...]:
        """Where journeys end, in the order of the nodes; a purchase before a loss."""
        found = (
            FlowEnd(node.step, node.channel, journeys, has_bought)
            for node in self.nodes
            for journeys, has_bought in ((node.converted, True), (node.lost, False))
        )
        return tuple(end for end in found if end.journeys)

    @property
    def channels(self) -> frozenset[str]:
        """All that have a place of their own."""
        return frozenset(node.channel for node in self.nodes) - {OTHER}


class Trait(IntEnum):
    """What a converting journey is counted by."""

    FIRST = 0
    LAST = 1
    LENGTH = 2
    LAG = 3


@dataclass(frozen=True, slots=True)
class PathShapes:
    """Conversions by first touch, last touch, path length and lag at once.

    Parameters
    ----------
    channels
        Those that open or close the most journeys, at most `MOST_CHANNELS`; `OTHER` last where
        there are more.
    conversions
        (channels × channels × lengths × lags,) by first, last, length (1 to `MOST_LENGTH`) and
        lag (the classes of `LAG_EDGES`, then unknown), in this order of axes.
    """

    channels: tuple[str, ...] = ()
    conversions: tuple[float, ...] = ()

    @property
    def sizes(self) -> tuple[int, int, int, int]:
        """How many places each trait has, in the order of `Trait`."""
        return len(self.channels), len(self.channels), MOST_LENGTH, len(LAG_EDGES) + 1

    def by(self, *traits: Trait, where: Mapping[Trait, int] | None = None) -> list[list[float]]:
        """Conversions by one trait (one row) or by two (a row a place of the first).

        Parameters
        ----------
        where
            Only the journeys with these places of these traits.
        """
        counts = np.array(self.conversions).reshape(self.sizes)
        for trait, place in (where or {}).items():
            kept = np.zeros_like(counts)
            at = tuple(place if axis == trait else slice(None) for axis in range(counts.ndim))
            kept[at] = counts[at]
            counts = kept
        others = tuple(axis for axis in range(counts.ndim) if axis not in traits)
        summed = counts.sum(axis=others)
        if len(traits) == 1:
            return [[float(count) for count in summed]]
        rows = summed if traits[0] < traits[1] else summed.T
        return [[float(count) for count in row] for row in rows]


NO_FLOW = PathFlow()
NO_SHAPES = PathShapes()


def length_text(place: int) -> str:
    """A class of path lengths.

    Examples
    --------
    >>> length_text(0), length_text(12)
    ('1', '13+')
    """
    return f"{place + 1}+" if place + 1 == MOST_LENGTH else str(place + 1)


def lag_text(place: int) -> str:
    """A class of days from first touch to conversion.

    Examples
    --------
    >>> lag_text(0), lag_text(1), lag_text(2), lag_text(8), lag_text(9)
    ('<1', '1', '2–3', '91+', 'unknown')
    """
    if place >= len(LAG_EDGES):
        return "unknown"
    low = LAG_EDGES[place]
    if place + 1 == len(LAG_EDGES):
        return f"{low}+"
    if place == 0:
        return "<1"
    high = LAG_EDGES[place + 1] - 1
    return str(low) if high == low else f"{low}–{high}"
