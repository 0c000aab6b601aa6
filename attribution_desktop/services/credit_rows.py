"""What each touch of each order got: rows for a file, worked out a part of the project at a time.

A model that weighs each journey on its own needs no more than that journey. One that is fitted on
all journeys, such as the Shapley value, needs them all at once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.instants import UNDATED
from attribution_desktop.domain.interactions import (
    BoolColumn,
    FloatColumn,
    IntColumn,
    Interactions,
)
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.row_table import (
    CodedTexts,
    InstantCells,
    NumberCells,
    RowBlock,
    RowTable,
)
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.converting import ConvertingTouches
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.engine.models.journey_model import JourneyModel
from attribution_desktop.engine.models.registry import model_with_id
from attribution_desktop.services.projects import Project
from attribution_desktop.store.export_rows import order_labels
from attribution_desktop.store.interaction_parts import NO_INTERACTIONS, interaction_parts

CREDITS = "order-credits"

_COLUMNS = ("order", "customer", "converted_at", "value", "position", "channel", "timestamp")
_JOURNEYS_A_BLOCK = 20_000
_STAGE = "Writing credits"


def credit_table(
    project: Project, settings: AnalysisSettings, progress: Progress = unreported
) -> RowTable:
    """A row a touch of every conversion, and one for each conversion without any.

    Models that credit channels only, such as the Markov chain, have no column.
    """
    nothing = ConversionAttributor(build_journeys(NO_INTERACTIONS, settings), settings)
    models = tuple(model for model in settings.models if nothing.weights(model) is not None)
    return RowTable(
        CREDITS,
        (*_COLUMNS, *models),
        frozenset({"value", "position", *models}),
        _blocks(project, settings, models, progress),
    )


def _blocks(
    project: Project, settings: AnalysisSettings, models: tuple[str, ...], progress: Progress
) -> Iterator[RowBlock]:
    done = 0
    for part in _parts(project, models, progress):
        attributor = ConversionAttributor(build_journeys(part, settings), settings)
        weights = tuple(attributor.weights(model) for model in models)
        journeys = np.flatnonzero(attributor.evidence.journeys.is_converting)
        for start in range(0, len(journeys), _JOURNEYS_A_BLOCK):
            block = journeys[start : start + _JOURNEYS_A_BLOCK]
            yield _block(project, attributor.evidence.touches, block, weights)
            done += len(block)
            progress(_STAGE, done, 0)


def _parts(project: Project, models: tuple[str, ...], progress: Progress) -> Iterable[Interactions]:
    """The project in parts where each model allows it."""
    if all(isinstance(model_with_id(model), JourneyModel) for model in models):
        return interaction_parts(project.file, progress)
    return (project.dataset(progress).interactions,)


def _block(
    project: Project,
    touches: ConvertingTouches,
    wanted: IntColumn,
    weights: tuple[FloatColumn | None, ...],
) -> RowBlock:
    """The rows of some converting journeys, in their order.

    Parameters
    ----------
    wanted
        (w,) indices of journeys, ascending.
    weights
        By model: (m,) weight of each of the touches.
    """
    journeys = touches.journeys
    low, high = np.searchsorted(touches.journey, wanted[[0, -1]], side="left")
    high += int(high < len(touches.journey) and touches.journey[high] == wanted[-1])
    part = replace(touches, journey=touches.journey[low:high])
    length = np.maximum(journeys.end[wanted] - journeys.start[wanted], 1)
    owner = np.repeat(np.arange(len(wanted)), length)
    position = np.arange(len(owner)) - np.repeat(np.cumsum(length) - length, length) + 1
    is_bare = (journeys.end[wanted] == journeys.start[wanted])[owner]
    channel = np.full(len(owner), len(journeys.channels))
    channel[~is_bare] = part.channel
    instant = np.full(len(owner), UNDATED)
    instant[~is_bare] = part.instant
    value = journeys.value[wanted][owner] / MICROS_PER_UNIT
    first = int(touches.first[low]) if low < len(touches.first) else 0
    return (
        *_labels(project, journeys.source_row[wanted], owner),
        InstantCells(journeys.at[wanted][owner]),
        NumberCells(value),
        NumberCells(np.where(is_bare, np.nan, position)),
        CodedTexts((*journeys.channels, NO_TOUCHPOINT), channel),
        InstantCells(instant),
        *(
            _credit(each, slice(first, first + len(part.channel)), value, is_bare)
            for each in weights
        ),
    )


def _credit(
    weights: FloatColumn | None, place: slice, value: FloatColumn, is_bare: BoolColumn
) -> NumberCells:
    """What a model gives each touch; all of it to conversions without any."""
    credit = value.copy()
    if weights is not None:
        credit[~is_bare] *= weights[place]
    return NumberCells(credit)


def _labels(project: Project, rows: IntColumn, owner: IntColumn) -> tuple[CodedTexts, CodedTexts]:
    """Order and customer of each row."""
    orders, customers = order_labels(project.file, rows)
    return CodedTexts(orders, owner), CodedTexts(customers, owner)
