"""From what is pointed at on the Paths page to the journeys behind it."""

from attribution_desktop.domain.analysis import PathPattern
from attribution_desktop.domain.journey_query import JourneyQuery, Outcome
from attribution_desktop.domain.path_flow import (
    LAG_EDGES,
    MOST_LENGTH,
    OTHER,
    FlowLink,
    FlowNode,
)
from attribution_desktop.visuals.charts import HeatCell


def pattern_query(pattern: PathPattern, *, is_collapsed: bool) -> JourneyQuery:
    """The conversions of a pattern."""
    return JourneyQuery(path=pattern.path, is_collapsing_repeats=is_collapsed)


def length_query(place: int) -> JourneyQuery:
    """Conversions of a class of path lengths."""
    touches = place + 1
    return JourneyQuery(
        least_touches=touches, most_touches=None if touches == MOST_LENGTH else touches
    )


def lag_query(place: int) -> JourneyQuery | None:
    """Conversions of a class of lags; None for the unknown ones."""
    if place >= len(LAG_EDGES):
        return None
    is_last = place + 1 == len(LAG_EDGES)
    return JourneyQuery(
        least_days=float(LAG_EDGES[place]) if place else None,
        most_days=None if is_last else float(LAG_EDGES[place + 1]),
    )


def ends_query(cell: HeatCell) -> JourneyQuery | None:
    """Conversions by first and last touch; None where one of them is many channels."""
    if OTHER in {cell.row, cell.column}:
        return None
    return JourneyQuery(begins=(cell.row,), ends=(cell.column,))


def flow_query(mark: FlowNode | FlowLink, *, is_collapsed: bool) -> JourneyQuery | None:
    """Journeys, converting or not, that pass a part of the flow.

    Beyond the first steps those that pass it anywhere in their path; None for many channels.
    """
    if isinstance(mark, FlowNode):
        steps: tuple[str, ...] = (mark.channel,)
    else:
        steps = (mark.source, mark.target)
    if OTHER in steps:
        return None
    if mark.step == 1:
        return JourneyQuery(outcome=Outcome.ALL, begins=steps, is_collapsing_repeats=is_collapsed)
    return JourneyQuery(outcome=Outcome.ALL, contains=steps, is_collapsing_repeats=is_collapsed)
