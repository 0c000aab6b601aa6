"""Tracking one journey by hand, and seeing how its value is split."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.channels import NO_TOUCHPOINT, channel_key, channel_name
from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.interactions import Conversions, Interactions, PathRows, Touches
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.domain.settings import CORE_MODELS, AnalysisSettings
from attribution_desktop.domain.tracking import TrackedJourney, TrackedResult
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.services.projects import Project
from attribution_desktop.store.derived import write_model_data
from attribution_desktop.store.reading import channel_names as stored_channel_names
from attribution_desktop.store.reading import load_customer
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
    interactions, row = load_customer(project.file, journey.customer, order)
    journeys = build_journeys(interactions, replace(settings, start=None, end=None))
    chosen = journeys.selected(
        journeys.is_converting & (journeys.source_row == row), undated_left_out=0.0
    )
    splits = _splits(chosen, settings)
    write_model_data(project.file, order, dict(splits), settings.digest())
    return TrackedResult(order=order, path=_path(chosen), attribution=splits), changes


def preview_attribution(journey: TrackedJourney, settings: AnalysisSettings) -> ModelSplits:
    """How the core models would credit a journey made of its own touches alone."""
    return _splits(build_journeys(_alone(journey), settings), settings)


def channel_names(project: Project) -> tuple[str, ...]:
    """The project's channels as they are shown, in the order of their first appearance."""
    return stored_channel_names(project.file)


def _splits(journeys: Journeys, settings: AnalysisSettings) -> ModelSplits:
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


def _alone(journey: TrackedJourney) -> Interactions:
    """The journey as columns: one customer, one order."""
    touches = sorted(journey.touches, key=lambda touch: touch.instant)
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
            customer=_column([0]),
            instant=_column([journey.converted_at]),
            value=_column([journey.value]),
            row=_column([0]),
        ),
        paths=_no_paths(),
    )


def _no_paths() -> PathRows:
    nothing, none = _column([]), np.zeros(0)
    return PathRows(
        start=_column([0]),
        channel=np.zeros(0, np.int32),
        customer=nothing,
        instant=nothing,
        conversions=none,
        nulls=none,
        value=nothing,
        row=nothing,
    )


def _column(values: Sequence[int]) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.array(values, np.int64)
