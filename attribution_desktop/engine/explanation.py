"""Which touch of one conversion got what, and why."""

from collections.abc import Callable, Sequence

import numpy as np

from attribution_desktop.domain.explanation import ExplainedTouch
from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY
from attribution_desktop.domain.interactions import FloatColumn
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.models.journey_model import JourneyModel
from attribution_desktop.engine.models.registry import model_with_id
from attribution_desktop.engine.models.shapley import PreparedShapley

Whole = Callable[[], ConversionAttributor]
"""The models over all journeys, made only where one is fitted to them."""


def journey_weights(
    journeys: Journeys,
    journey: int,
    models: Sequence[str],
    settings: AnalysisSettings,
    whole: Whole,
) -> list[FloatColumn | None]:
    """Each model's weights for the touches of one journey, in touch order.

    Models that weigh journeys on their own look at nothing else, whatever the size of the data.

    Parameters
    ----------
    journey
        Index in `journeys`, which may be some of the project's only.

    Returns
    -------
    By model (touches,) weights; None where it gives single touches none.

    Raises
    ------
    UsageError
        When there is no such model.
    """
    if not journeys.is_converting[journey] or journeys.start[journey] == journeys.end[journey]:
        return [None for model in models if model_with_id(model)]
    is_this = np.zeros(len(journeys.start), np.bool_)
    is_this[journey] = True
    alone = ConversionAttributor(journeys.selected(is_this), settings)
    row = int(journeys.source_row[journey])
    return [
        alone.weights(model)
        if isinstance(model_with_id(model), JourneyModel)
        else _fitted_weights(model, row, whole)
        for model in models
    ]


def _fitted_weights(model: str, row: int, whole: Whole) -> FloatColumn | None:
    prepared = whole().prepared(model)
    if not isinstance(prepared, PreparedShapley):
        return None
    journeys = whole().evidence.journeys
    (found,) = np.flatnonzero((journeys.source_row == row) & journeys.is_converting)
    return prepared.journey_weights(int(found))


def explained_touches(
    journeys: Journeys, row: int, settings: AnalysisSettings, whole: Whole
) -> tuple[ExplainedTouch, ...]:
    """The touches of the order (or path row) with this row id, with each shown model's weights.

    Returns
    -------
    In touch order; empty for a conversion without a touchpoint.
    """
    found = np.flatnonzero((journeys.source_row == row) & journeys.is_converting)
    if not len(found) or not journeys.length[found[0]]:
        return ()
    journey = int(found[0])
    weights = journey_weights(journeys, journey, settings.models, settings, whole)
    start = int(journeys.start[journey])
    return tuple(
        _explained(
            journeys,
            journey,
            touch,
            tuple(
                (model, None if weight is None else float(weight[touch - start]))
                for model, weight in zip(settings.models, weights, strict=True)
            ),
        )
        for touch in range(start, int(journeys.end[journey]))
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
