"""Journeys that are entered by hand, in the columns that files come in."""

from collections.abc import Sequence

import numpy as np

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.imports import ConversionBatch, TouchBatch
from attribution_desktop.domain.tracking import TrackedJourney
from attribution_desktop.store.interactions import InteractionSource


def tracked_source(journeys: Sequence[TrackedJourney]) -> InteractionSource:
    """One touch and one order row an entry; `line` is the journey's number from 1.

    Raises
    ------
    InputRefused
        For a journey without a customer or with a negative value.
    """
    for journey in journeys:
        _check(journey)
    customers = list(dict.fromkeys(journey.customer for journey in journeys))
    channels = list(
        dict.fromkeys(touch.channel for journey in journeys for touch in journey.touches)
    )
    return InteractionSource(
        customers=customers,
        channels=channels,
        touches=_touches(journeys, customers, channels),
        conversions=_conversions(journeys, customers),
    )


def _touches(
    journeys: Sequence[TrackedJourney], customers: Sequence[str], channels: Sequence[str]
) -> TouchBatch:
    customer_code = {text: code for code, text in enumerate(customers)}
    channel_code = {text: code for code, text in enumerate(channels)}
    rows = [
        (customer_code[journey.customer], line, touch)
        for line, journey in enumerate(journeys, start=1)
        for touch in journey.touches
    ]
    return TouchBatch(
        customer=np.array([code for code, _, _ in rows], np.int32),
        channel=np.array([channel_code[touch.channel] for _, _, touch in rows], np.int32),
        instant=np.array([touch.instant for _, _, touch in rows], np.int64),
        is_date_only=np.zeros(len(rows), np.bool_),
        session=[touch.session for _, _, touch in rows],
        metadata=[touch.metadata for _, _, touch in rows],
        line=np.array([line for _, line, _ in rows], np.int64),
    )


def _conversions(journeys: Sequence[TrackedJourney], customers: Sequence[str]) -> ConversionBatch:
    customer_code = {text: code for code, text in enumerate(customers)}
    return ConversionBatch(
        customer=np.array([customer_code[journey.customer] for journey in journeys], np.int32),
        instant=np.array([journey.converted_at for journey in journeys], np.int64),
        order=[journey.order for journey in journeys],
        value=np.array([journey.value for journey in journeys], np.int64),
        is_with_touch=np.zeros(len(journeys), np.bool_),
        line=np.arange(1, len(journeys) + 1, dtype=np.int64),
    )


def _check(journey: TrackedJourney) -> None:
    if not journey.customer:
        raise InputRefused("A journey needs a customer; nothing was stored.")
    if journey.value < 0:
        raise InputRefused(
            "A tracked order cannot have a negative value; nothing was stored.",
            "Import refunds as a conversions file.",
        )
