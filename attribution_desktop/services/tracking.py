"""Tracking one journey by hand, and seeing how its value is split."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.channels import NO_TOUCHPOINT, channel_key, channel_name
from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.interactions import NO_PATHS, Conversions, Interactions, Touches
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.domain.settings import CORE_MODELS, AnalysisSettings
from attribution_desktop.domain.tracking import TrackedJourney, TrackedResult, TrackedTouch
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.services.dispensable import dispensable
from attribution_desktop.services.projects import Project
from attribution_desktop.store.derived import write_model_data
from attribution_desktop.store.reading import channel_names as stored_channel_names
from attribution_desktop.store.reading import load_customer, order_row
from attribution_desktop.store.writing import write_tracked

ModelSplits = tuple[tuple[str, tuple[tuple[str, float], ...]], ...]
"""(model id, (channel, credit in the currency's unit) …) …"""


def track_journey(
    project: Project, journey: TrackedJourney, settings: AnalysisSettings
) -> tuple[TrackedResult, Changes]:
    """Store one order with its touches, and say how each core model credits it.

    The order's journey is made of all the customer's touches in the lookback window, those
    already stored included.

    Raises
    ------
    InputRefused
        When the journey has no customer, or its order id exists with other content; nothing is
        stored then.
    """
    if not journey.customer.strip():
        raise InputRefused("The journey names no customer; nothing was stored.")
    order, changes = write_tracked(project.file, journey)
    chosen = _stored_journey(project, journey.customer, order, settings)
    splits = _splits(chosen, settings)
    with dispensable("credits of the order"):
        write_model_data(project.file, order, dict(splits), settings.digest())
    return TrackedResult(order=order, path=_path(chosen), attribution=splits), changes


def stored_splits(project: Project, order: str, settings: AnalysisSettings) -> ModelSplits:
    """How the core models credit an order of the project's; nothing where there is none."""
    found = order_row(project.file, order)
    if found is None:
        return ()
    return _splits(_stored_journey(project, found.customer, order, settings), settings)


def splits_among(
    journey: TrackedJourney,
    stored: Sequence[TrackedTouch],
    conversions: Sequence[int],
    settings: AnalysisSettings,
) -> ModelSplits:
    """How the core models would credit a journey among what is stored of its customer.

    Parameters
    ----------
    stored
        Touches of the customer that are not the journey's own, in touch order.
    conversions
        Instants of the customer's other orders.
    """
    interactions = _together(journey, stored, conversions)
    journeys = build_journeys(interactions, replace(settings, start=None, end=None))
    is_this = journeys.is_converting & (journeys.source_row == 0)
    return _splits(journeys.selected(is_this), settings)


def channel_names(project: Project) -> tuple[str, ...]:
    """The project's channels as they are shown, in the order of their first appearance."""
    return stored_channel_names(project.file)


def _stored_journey(
    project: Project, customer: str, order: str, settings: AnalysisSettings
) -> Journeys:
    """The order's journey alone."""
    interactions, row = load_customer(project.file, customer, order)
    journeys = build_journeys(interactions, replace(settings, start=None, end=None))
    is_this = journeys.is_converting & (journeys.source_row == row)
    return journeys.selected(is_this)


def _splits(journeys: Journeys, settings: AnalysisSettings) -> ModelSplits:
    from attribution_desktop.engine.attributor import (  # noqa: PLC0415  # loads SciPy
        ConversionAttributor,
    )

    attributor = ConversionAttributor(journeys, settings)
    names = (*journeys.channels, NO_TOUCHPOINT)
    splits = []
    for model in CORE_MODELS:
        revenue = attributor.credit(model).revenue / MICROS_PER_UNIT
        is_touched = attributor.touched_conversions() > 0
        credit = tuple((names[code], float(revenue[code])) for code in np.flatnonzero(is_touched))
        splits.append((model, credit))
    return tuple(splits)


def _path(journeys: Journeys) -> tuple[str, ...]:
    """The channels of the only journey, in touch order."""
    if not len(journeys.start):
        return ()
    codes = journeys.channel[int(journeys.start[0]) : int(journeys.end[0])]
    return tuple(journeys.channels[code] for code in codes)


def _together(
    journey: TrackedJourney, stored: Sequence[TrackedTouch], conversions: Sequence[int]
) -> Interactions:
    """One customer's touches and orders as columns; the journey's own order has row 0."""
    # What is stored stands before what is entered at the same instant, as it will in the project.
    touches = sorted([*stored, *journey.touches], key=lambda touch: touch.instant)
    orders = sorted(
        [(at, 0, row) for row, at in enumerate(conversions, start=1)]
        + [(journey.converted_at, journey.value, 0)],
        key=lambda order: order[0],
    )
    shown: dict[str, str] = {}
    for touch in touches:
        shown.setdefault(channel_key(touch.channel), channel_name(touch.channel))
    codes = {key: code for code, key in enumerate(shown)}
    size = len(touches)
    return Interactions(
        channels=tuple(shown.values()),
        touches=Touches(
            customer=np.zeros(size, np.int64),
            channel=np.array([codes[channel_key(touch.channel)] for touch in touches], np.int32),
            instant=_column([touch.instant for touch in touches]),
            row=np.full(size, -1, np.int64),
        ),
        conversions=Conversions(
            customer=np.zeros(len(orders), np.int64),
            instant=_column([at for at, _, _ in orders]),
            value=_column([value for _, value, _ in orders]),
            row=_column([row for _, _, row in orders]),
        ),
        paths=NO_PATHS,
    )


def _column(values: Sequence[int]) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.array(values, np.int64)
