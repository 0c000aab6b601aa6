"""From what is pointed at on the Paths page to the journeys behind it.

A figure that was counted under conditions of the page leads to the journeys that meet them: as
many as it says.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from attribution_desktop.domain.analysis import PathPattern
from attribution_desktop.domain.journey_query import JourneyQuery, Outcome
from attribution_desktop.domain.path_flow import (
    LAG_EDGES,
    MOST_LENGTH,
    OTHER,
    FlowEnd,
    FlowPart,
    PathShapes,
    Trait,
    steps_of,
)
from attribution_desktop.domain.path_steps import OtherThan, Step, at_step
from attribution_desktop.ui.tabs.path_filter import PathFilter


def places_query(places: Mapping[Trait, int], shapes: PathShapes) -> JourneyQuery:
    """Conversions with these places of these traits."""
    query = JourneyQuery()
    length, lag = places.get(Trait.LENGTH), places.get(Trait.LAG)
    if length is not None:
        most = None if length + 1 == MOST_LENGTH else length + 1
        query = replace(query, least_touches=length + 1, most_touches=most)
    if lag is not None:
        least, most_days = float(LAG_EDGES[lag]), [*map(float, LAG_EDGES[1:]), None][lag]
        query = replace(query, least_days=least, most_days=most_days)
    if Trait.FIRST in places:
        query = replace(query, begins=(_end(places[Trait.FIRST], shapes),))
    if Trait.LAST in places:
        query = replace(query, ends=(_end(places[Trait.LAST], shapes),))
    return query


def pattern_query(
    pattern: PathPattern, wanted: PathFilter, shapes: PathShapes, *, is_collapsed: bool
) -> JourneyQuery:
    """The conversions of a pattern, of which a filter may leave those of a length or lag."""
    query = places_query(wanted.where(Trait.FIRST, Trait.LAST), shapes)
    return replace(query, path=pattern.path, is_collapsing_repeats=is_collapsed)


def flow_query(part: FlowPart, flowing: frozenset[str], *, is_collapsed: bool) -> JourneyQuery:
    """Journeys, converting or not, with the channels of a part of the flow at its very steps.

    Parameters
    ----------
    flowing
        The channels that the flow shows by name: every other one is `OTHER`.
    """
    common = steps_of(part)
    steps = at_step(common[0][0], *(_step(channel, flowing) for _, channel in common))
    query = JourneyQuery(outcome=Outcome.ALL, is_collapsing_repeats=is_collapsed)
    if isinstance(part, FlowEnd):
        outcome = Outcome.CONVERTING if part.has_bought else Outcome.NOT_CONVERTING
        return replace(query, outcome=outcome, path=steps)
    return replace(query, begins=steps)


def _end(place: int, shapes: PathShapes) -> Step:
    return _step(shapes.channels[place], shapes.channels)


def _step(channel: str, shown: Iterable[str]) -> Step:
    """A channel, or all that are shown as one."""
    if channel != OTHER:
        return channel
    return OtherThan(tuple(sorted(name for name in shown if name != OTHER)))
