"""A project's rows, and each order's credits, for files: read while they are written."""

import dataclasses
from collections.abc import Iterator

import numpy as np

from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.interactions import FloatColumn, IntColumn
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.row_table import InstantCells, RowBlock, RowTable
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.services.projects import Project
from attribution_desktop.store.export_rows import (
    ORDER_COLUMNS,
    PATH_COLUMNS,
    number_text,
    order_blocks,
    order_labels,
    path_blocks,
)
from attribution_desktop.store.export_touches import TOUCH_COLUMNS, touch_blocks

TOUCHPOINTS, ORDERS, PATHS, CREDITS = "touchpoints", "orders", "paths", "order-credits"

ROW_TABLES: tuple[tuple[str, str], ...] = (
    (TOUCHPOINTS, "Every touchpoint"),
    (ORDERS, "Every order"),
    (PATHS, "Every journey imported whole"),
    (CREDITS, "Credits of every order"),
)
"""(id, title) of the tables of rows, which can be imported again, and of credits."""

_JOURNEYS_A_BLOCK = 10_000
_CREDIT_COLUMNS = ("order", "customer", "converted_at", "value", "position", "channel", "timestamp")
_STAGE = "Writing credits"


def row_table(
    project: Project, name: str, settings: AnalysisSettings, progress: Progress = unreported
) -> RowTable:
    """The table of rows with this name; nothing is read before its first block is asked for.

    Credits follow the settings; the rows themselves are all there are, whatever the period.

    Raises
    ------
    UsageError
        When there is no such table.
    """
    file = project.file
    match name:
        case "touchpoints":
            blocks = touch_blocks(file, progress)
            return RowTable(name, TOUCH_COLUMNS, frozenset(), blocks)
        case "orders":
            blocks = order_blocks(file, progress)
            return RowTable(name, ORDER_COLUMNS, frozenset({"value"}), blocks)
        case "paths":
            numbers = frozenset({"conversions", "value", "nulls"})
            return RowTable(name, PATH_COLUMNS, numbers, path_blocks(file, progress))
        case "order-credits":
            attributor = ConversionAttributor(
                build_journeys(project.dataset(progress).interactions, settings), settings
            )
            weights = {model: attributor.weights(model) for model in settings.models}
            known = {model: each for model, each in weights.items() if each is not None}
            return RowTable(
                name,
                (*_CREDIT_COLUMNS, *known),
                frozenset({"value", "position", *known}),
                _credit_blocks(project, attributor, known, progress),
            )
        case _:
            raise UsageError(
                f"There is no table of rows {name!r}.",
                f"There are {', '.join(known for known, _ in ROW_TABLES)}.",
            )


def _credit_blocks(
    project: Project,
    attributor: ConversionAttributor,
    weights: dict[str, FloatColumn],
    progress: Progress,
) -> Iterator[RowBlock]:
    """A row a touch of every conversion, and one for each conversion without any."""
    evidence = attributor.evidence
    touches = evidence.touches
    first = np.append(touches.first, touches.first[-1:] + touches.length[-1:]).astype(np.int64)
    count = len(touches.journey)
    for start in range(0, count, _JOURNEYS_A_BLOCK):
        progress(_STAGE, start, count)
        part = dataclasses.replace(
            touches, journey=touches.journey[start : start + _JOURNEYS_A_BLOCK]
        )
        end = min(start + _JOURNEYS_A_BLOCK, count)
        place = slice(int(first[start]), int(first[end]))
        owner = part.owner
        value = part.value / MICROS_PER_UNIT
        journeys = part.journey[owner]
        position = np.arange(len(owner)) - np.repeat(part.first, part.length) + 1
        names = part.names
        yield (
            *_opening(project, attributor, journeys),
            [str(number) for number in position.tolist()],
            [names[code] for code in part.channel.tolist()],
            InstantCells(part.instant),
            *(
                [number_text(credit) for credit in (each[place] * value[owner]).tolist()]
                for each in weights.values()
            ),
        )
    whole = evidence.journeys
    bare = np.flatnonzero(whole.is_converting & (whole.length == 0))
    for start in range(0, len(bare), _JOURNEYS_A_BLOCK):
        journeys = bare[start : start + _JOURNEYS_A_BLOCK]
        left = [number_text(v / MICROS_PER_UNIT) for v in whole.value[journeys].tolist()]
        empty = [""] * len(left)
        channels = [NO_TOUCHPOINT] * len(left)
        opening = _opening(project, attributor, journeys)
        yield (*opening, empty, channels, empty, *(left for _ in weights))


def _opening(project: Project, attributor: ConversionAttributor, journey: IntColumn) -> RowBlock:
    """Order, customer, instant and value of journeys given by their place."""
    journeys = attributor.evidence.journeys
    rows = journeys.source_row[journey]
    labels = order_labels(project.file, np.unique(rows).tolist())
    found = [labels.get(row, ("", "")) for row in rows.tolist()]
    return (
        [order for order, _ in found],
        [customer for _, customer in found],
        InstantCells(journeys.at[journey]),
        [number_text(value / MICROS_PER_UNIT) for value in journeys.value[journey].tolist()],
    )
