"""Adding up journeys by the day they end on.

Every cell is added up in the order of the journeys, whatever the blocks: a day that is summed up
alone has the same bits as within all of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.day_sums import CellCredit, DayCounts, DaySums, SharedTouches
from attribution_desktop.domain.instants import UNDATED, UNDATED_DAY
from attribution_desktop.domain.interactions import CodeColumn, FloatColumn, IntColumn
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.converting import ConvertingTouches, converting_touches
from attribution_desktop.engine.days import calendar_days, numbered_days
from attribution_desktop.engine.models.journey_model import JourneyModel, TouchPick
from attribution_desktop.engine.models.registry import MODELS
from attribution_desktop.engine.slices import blocks, expanded, summed

DAY_MODELS = tuple(name for name, model in MODELS.items() if isinstance(model, JourneyModel))
"""Ids of the models whose credit adds up over days."""

_STAGE = "Adding up days"
_JOURNEYS_A_BLOCK = 1 << 20
_MOST_LISTED = 1 << 24
"""So many cells are looked up in a table; more are searched for."""


def day_sums(
    journeys: Journeys, settings: AnalysisSettings, progress: Progress = unreported
) -> DaySums:
    """Add up journeys under every model whose credit adds up.

    Parameters
    ----------
    journeys
        Of all time.

    Raises
    ------
    Cancelled
        When `progress` says so.
    """
    progress(_STAGE, 0, 0)
    known = journey_days(journeys, settings.time_zone)
    progress(_STAGE, 0, 0)
    days, row = numbered_journey_days(known)
    counts = _counts(journeys, row, len(days), progress)
    shared = shared_touches(journeys, known)
    cells = _cells(journeys, row, len(days), progress)
    reach, credit = _credit(journeys, row, cells, settings, progress)
    width = len(journeys.channels) + 1
    return DaySums(
        channels=journeys.channels,
        day=days,
        counts=counts,
        shared=shared,
        cell_start=np.searchsorted(cells.code, np.arange(len(days) + 1) * width),
        cell_channel=(cells.code % width).astype(np.int32),
        reach=reach,
        credit=credit,
    )


def journey_days(journeys: Journeys, time_zone: str) -> IntColumn:
    """(j,) day number on which each journey ends, `UNDATED_DAY` where that is unknown."""
    dated = np.flatnonzero(journeys.at != UNDATED)
    day = np.full(len(journeys.at), UNDATED_DAY, np.int64)
    for first in range(0, len(dated), _JOURNEYS_A_BLOCK):
        part = dated[first : first + _JOURNEYS_A_BLOCK]
        day[part] = calendar_days(journeys.at[part], time_zone)
    return day


def numbered_journey_days(day: IntColumn) -> tuple[IntColumn, IntColumn]:
    """The distinct days, rising, and (j,) which of them each is."""
    is_dated = day != UNDATED_DAY
    if is_dated.all():
        return numbered_days(day)
    days, place = numbered_days(day[is_dated])
    row = np.zeros(len(day), np.int64)
    row[is_dated] = place + 1
    return np.concatenate([[UNDATED_DAY], days]), row


def _counts(journeys: Journeys, row: IntColumn, days: int, progress: Progress) -> DayCounts:
    length, weight = journeys.length, journeys.weight
    has_touch, is_converting = length > 0, journeys.is_converting
    is_untimed = ~journeys.is_timed & has_touch
    converting = np.where(is_converting & has_touch, weight, 0.0)
    untimed = np.where(is_untimed, weight, 0.0)
    revenue = np.zeros(days, np.int64)
    np.add.at(revenue, row, np.where(is_converting, journeys.value, 0))

    def by_day(amount: FloatColumn) -> FloatColumn:
        progress(_STAGE, 0, 0)
        return summed(row, amount, days)

    return DayCounts(
        revenue=revenue,
        conversions=by_day(np.where(is_converting, weight, 0.0)),
        converting=by_day(converting),
        journeys=by_day(np.where(has_touch, weight, 0.0)),
        untimed=by_day(untimed),
        untimed_converting=by_day(np.where(is_converting, untimed, 0.0)),
        uses=by_day(np.where(journeys.is_timed, 1.0, weight) * length),
        steps=by_day(converting * length),
        kept_whole=by_day(np.where(journeys.is_kept_whole, weight, 0.0)),
    )


def shared_touches(journeys: Journeys, day: IntColumn) -> SharedTouches:
    """Touches that two journeys in a row have in common.

    The journeys of a touch follow each other: both ends of a customer's journeys rise with their
    conversions. Journeys that lead to none share nothing.

    Parameters
    ----------
    day
        (j,) on which each journey ends.
    """
    timed = np.flatnonzero(journeys.is_converting & journeys.is_timed)
    start, end = journeys.start[timed], journeys.end[timed]
    common = np.minimum(end[1:], end[:-1]) - np.maximum(start[1:], start[:-1])
    pair = np.flatnonzero(common > 0)
    earlier, later = day[timed[pair]], day[timed[pair + 1]]
    days, place = numbered_days(np.concatenate([earlier, later]))
    code = place[: len(pair)] * len(days) + place[len(pair) :]
    distinct, number = np.unique(code, return_inverse=True)
    size = len(days)
    return SharedTouches(
        earlier=days[distinct // size],
        later=days[distinct % size],
        touches=summed(number, common[pair], len(distinct)),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """The cells in use: `code` is day × (channels + 1) + channel, rising.

    `listed` holds the place of every code where there are few enough to list them, else None.
    """

    code: IntColumn
    listed: CodeColumn | None

    def of(self, code: IntColumn) -> IntColumn:
        """(n,) places of codes."""
        if self.listed is None:
            return np.searchsorted(self.code, code)
        return self.listed[code].astype(np.int64)


def _cells(journeys: Journeys, row: IntColumn, days: int, progress: Progress) -> _Cells:
    """The channels that any journey of a day touches; conversions without a touch have their own.

    Parameters
    ----------
    row
        (j,) a journey's day.
    """
    size = days * (len(journeys.channels) + 1)
    if size > _MOST_LISTED:
        parts = [np.unique(code) for code in _codes(journeys, row, progress)]
        return _Cells(np.unique(np.concatenate([np.zeros(0, np.int64), *parts])), None)
    is_used = np.zeros(size, bool)
    for code in _codes(journeys, row, progress):
        is_used[code] = True
    listed = (np.cumsum(is_used) - 1).astype(np.int32)
    return _Cells(np.flatnonzero(is_used), listed)


def _codes(journeys: Journeys, row: IntColumn, progress: Progress) -> Iterator[IntColumn]:
    """The codes of all touches of all journeys, a block at a time, and of bare conversions."""
    width = len(journeys.channels) + 1
    length = journeys.length
    for part in blocks(length):
        progress(_STAGE, part.start, 2 * len(length))
        touch = expanded(journeys.start[part], length[part])
        yield np.repeat(row[part] * width, length[part]) + journeys.channel[touch]
    bare = journeys.is_converting & (length == 0)
    yield row[bare] * width + width - 1


def _credit(
    journeys: Journeys,
    row: IntColumn,
    cells: _Cells,
    settings: AnalysisSettings,
    progress: Progress,
) -> tuple[FloatColumn, dict[str, CellCredit]]:
    """Reach and every model's credit, by cell."""
    size, width = len(cells.code), len(journeys.channels) + 1
    models = [(name, MODELS[name]) for name in DAY_MODELS]
    credit = {name: CellCredit(np.zeros(size), np.zeros(size)) for name, _ in models}
    reach = np.zeros(size)
    converting = converting_touches(journeys)
    for part in converting.blocks():
        first = int(part.journey[0]) if len(part.journey) else 0
        cell = cells.of(np.repeat(row[part.journey] * width, part.length) + part.channel)
        distinct = _distinct(part)
        np.add.at(reach, cell[distinct], part.weight[part.owner[distinct]])
        for name, model in models:
            progress(_STAGE, len(row) + first, 2 * len(row))
            if isinstance(model, JourneyModel):
                _add_credit(credit[name], model, part, cell, settings)
    bare = np.flatnonzero(journeys.is_converting & (journeys.length == 0))
    cell = cells.of(row[bare] * width + width - 1)
    np.add.at(reach, cell, journeys.weight[bare])
    for sums in credit.values():
        np.add.at(sums.revenue, cell, journeys.value[bare].astype(np.float64))
        np.add.at(sums.conversions, cell, journeys.weight[bare])
    return reach, credit


def _add_credit(
    sums: CellCredit,
    model: JourneyModel,
    part: ConvertingTouches,
    cell: IntColumn,
    settings: AnalysisSettings,
) -> None:
    split = model.split(part, settings)
    if isinstance(split, TouchPick):
        picked = cell[split.touch]
        np.add.at(sums.revenue, picked, part.value)
        np.add.at(sums.conversions, picked, part.weight)
        return
    np.add.at(sums.revenue, cell, split.shares(part.value, part.length))
    np.add.at(sums.conversions, cell, split.shares(part.weight, part.length))


def _distinct(part: ConvertingTouches) -> IntColumn:
    """One touch of each channel of each journey, as indices into the columns of touches."""
    size = len(part.journey) * part.channels
    pair = part.owner * part.channels + part.channel
    if size > _MOST_LISTED:
        rare: IntColumn = np.unique(pair, return_index=True)[1]
        return rare
    position = np.arange(len(pair), dtype=np.int32)
    latest = np.zeros(size, np.int32)
    latest[pair] = position
    return np.flatnonzero(latest[pair] == position)
