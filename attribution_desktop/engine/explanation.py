"""Which touch of one conversion got what, and why."""

import numpy as np

from attribution_desktop.domain.explanation import ExplainedTouch
from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY
from attribution_desktop.domain.interactions import Interactions
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.engine.models.registry import model_with_id


def explained_touches(
    interactions: Interactions, row: int, settings: AnalysisSettings
) -> tuple[ExplainedTouch, ...]:
    """The touches of the order (or path row) with this row id, with each shown model's weights.

    Returns
    -------
    In touch order; empty for a conversion without a touchpoint.
    """
    journeys = build_journeys(interactions, settings)
    attributor = ConversionAttributor(journeys, settings)
    touches = attributor.evidence.touches
    found = np.flatnonzero(journeys.source_row[touches.journey] == row)
    if not len(found):
        return ()
    first = int(touches.first[found[0]])
    places = range(first, first + int(touches.length[found[0]]))
    weights = {model: attributor.weights(model) for model in settings.models}
    return tuple(
        _explained(
            journeys,
            int(touches.journey[found[0]]),
            int(touches.touch[place]),
            tuple(
                (model, None if weight is None else float(weight[place]))
                for model, weight in weights.items()
            ),
        )
        for place in places
    )


def _explained(
    journeys: Journeys, journey: int, touch: int, weights: tuple[tuple[str, float | None], ...]
) -> ExplainedTouch:
    channel = journeys.channels[int(journeys.channel[touch])]
    if not journeys.is_timed[journey]:
        return ExplainedTouch(channel, None, None, weights)
    instant = int(journeys.instant[touch])
    days = (int(journeys.at[journey]) - instant) / MICROSECONDS_PER_DAY
    return ExplainedTouch(channel, instant, days, weights)


def model_labels(settings: AnalysisSettings) -> tuple[tuple[str, str], ...]:
    """(id, label) of the shown models."""
    return tuple((model, model_with_id(model).label(settings)) for model in settings.models)
