"""What is said of an opened journey: its heading, its tables, its picture."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import tzinfo

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import UNKNOWN, formatted
from attribution_desktop.domain.open_journey import OpenJourney
from attribution_desktop.ui.models.columns import Cell, TableColumn
from attribution_desktop.ui.models.journey_table import moment_text
from attribution_desktop.visuals.journey_timeline import Timeline, TimelineTouch, spread
from attribution_desktop.visuals.plain_text import isolated

_HOURS = 24
_PER_CENT = 100
_NARROW_NAMES = {
    "first_touch": "First",
    "last_touch": "Last",
    "linear": "Lin-\near",
    "time_decay": "Time\ndec.",
    "last_non_direct": "Not\ndir.",
    "position_based": "Pos.",
    "j_shaped": "J",
    "inverse_j": "Inv.\nJ",
    "custom": "Cus-\ntom",
    "markov": "Mar-\nkov",
    "shapley": "Sha-\npley",
}
_CHANNEL = TableColumn("Channel", Kind.TEXT, "In the order of the touches.")
_CHANNEL_IN_PERCENT = replace(_CHANNEL, unit="weights in %")

TouchRows = tuple[tuple[TableColumn, ...], list[list[Cell]]]
"""Columns, and a row a touch."""


def heading(journey: OpenJourney, currency: str, zone: tzinfo) -> str:
    """Order, customer, moment and value, as far as they are known."""
    row = journey.row
    name = f"Order {isolated(row.order)}" if row.order else "Journey"
    parts = [name if row.is_converting else f"{name}, not converted"]
    if row.customer:
        parts.append(isolated(row.customer))
    if row.at is not None:
        parts.append(moment_text(row.at, zone))
    if row.value is not None:
        parts.append(f"{formatted(row.value, Kind.MONEY)} {currency}")
    return " · ".join(parts)


def note(journey: OpenJourney) -> str:
    """What is to be known before the weights are read; mostly nothing."""
    if journey.row.is_converting and not journey.touches:
        return "No touch leads to this order: every model keeps it on its own row."
    if not journey.row.is_converting:
        return "It led to no order, so no model has anything to give; it counts in the chains."
    if journey.row.count != 1:
        times = formatted(journey.row.count, Kind.NUMBER)
        return f"The imported row stands for {times} journeys of this path."
    return ""


def rows_of_model(journey: OpenJourney, model: str, zone: tzinfo) -> TouchRows:
    """Each touch with its moment, and how one model comes to its weight."""
    columns = [_CHANNEL]
    cells: list[list[Cell]] = [[touch.channel] for touch in journey.touches]
    if journey.row.is_timed:
        columns += [
            TableColumn(
                "When",
                Kind.TEXT,
                "The moment of the touch, in the project's zone.",
                is_wrapped=True,
            ),
            TableColumn("Days\nbefore", Kind.DAYS, "From the touch to the conversion."),
        ]
        for row, touch in zip(cells, journey.touches, strict=True):
            row += [moment_text(touch.instant, zone), touch.days_before]
    if any(touch.session for touch in journey.touches):
        columns.append(TableColumn("Session", Kind.TEXT, "The session's id in the source."))
        for row, touch in zip(cells, journey.touches, strict=True):
            row.append(touch.session or UNKNOWN)
    if journey.row.is_converting and journey.touches:
        columns.append(
            TableColumn(
                "How it is weighed",
                Kind.TEXT,
                "The arithmetic of the chosen model.",
                is_whole=True,
                is_wrapped=True,
            )
        )
        for place, row in enumerate(cells):
            row.append(journey.arithmetic(model, place))
    return tuple(columns), cells


def rows_of_all_models(journey: OpenJourney) -> TouchRows:
    """Each touch with the whole percents that every model gives it."""
    columns = [
        TableColumn(
            _NARROW_NAMES.get(model, label),
            Kind.COUNT,
            f"{label}: part of the conversion that it gives the touch, in percent.",
        )
        for model, label in journey.models
    ]
    cells: list[list[Cell]] = [
        [
            touch.channel,
            *(None if weight is None else weight * _PER_CENT for weight in touch.weights),
        ]
        for touch in journey.touches
    ]
    return (_CHANNEL_IN_PERCENT, *columns), cells


def timeline_of(
    journey: OpenJourney, model: str, zone: tzinfo, swatches: Mapping[str, int]
) -> Timeline | None:
    """The picture of a journey as one model weighs it; None for one without touches."""
    if not journey.touches:
        return None
    at = next((at for at, (known, _) in enumerate(journey.models) if known == model), 0)
    days = [touch.days_before for touch in journey.touches]
    known_days = [day for day in days if day is not None]
    longest = max(known_days, default=0.0)
    is_timed = len(known_days) == len(days) and longest > 0
    places = [1 - day / longest for day in known_days] if is_timed else spread(len(days))
    touches = tuple(
        TimelineTouch(
            touch.channel,
            place,
            touch.weights[at],
            swatches.get(touch.channel, -1),
            _tip(journey, model, number, zone),
        )
        for number, (touch, place) in enumerate(zip(journey.touches, places, strict=True))
    )
    end = "conversion" if journey.row.is_converting else "last touch"
    span = _span_text(longest)
    start = f"{span} before" if is_timed else "in order, without times"
    count = len(touches)
    return Timeline(
        touches,
        start if longest or not known_days else "at one moment",
        end,
        is_converting=journey.row.is_converting,
        finding=f"{count} touches over {span} before the {end}."
        if is_timed
        else f"{count} touches in order before the {end}.",
    )


def _tip(journey: OpenJourney, model: str, place: int, zone: tzinfo) -> str:
    touch = journey.touches[place]
    lines = [touch.channel]
    if touch.instant is not None:
        lines.append(moment_text(touch.instant, zone))
    if journey.row.is_converting:
        lines.append(journey.arithmetic(model, place))
    return "\n".join(lines)


def _span_text(days: float) -> str:
    if days >= 1:
        return f"{formatted(days, Kind.DAYS)} days"
    return f"{formatted(days * _HOURS, Kind.HOURS)} hours"
