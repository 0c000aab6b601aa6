"""Spend rows: a channel's cost on a day, over a range of days, or without a date."""

import numpy as np

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.imports import SpendBatch
from attribution_desktop.domain.instants import UNDATED_DAY
from attribution_desktop.domain.interactions import (
    UNKNOWN_COUNT,
    BoolColumn,
    CodeColumn,
    IntColumn,
)
from attribution_desktop.importing.amounts import read_micros, read_whole
from attribution_desktop.importing.rows import Context, Rows

LONGEST_RANGE = 3_660
"""Days that one row may spread over: ten years."""

_UNDATED = "{n} rows have no date; their spend counts only where no period is chosen."
_NO_CHANNEL = "{n} rows have no channel; they are on the channel “(not set)”."


class SpendReader:
    """Reads rows of the format `spend`.

    Raises
    ------
    InputRefused
        When the columns have the start of a period and not its end, or the other way round.
    """

    def __init__(self, context: Context, name: str) -> None:
        if context.has("start") != context.has("end") and not context.has("date"):
            raise InputRefused(
                f"{name} has only one end of the periods that its costs are for.",
                "Map both, for example --map start=COLUMN --map end=COLUMN, or --map date=COLUMN.",
            )
        self._context = context
        self._dates = {
            field: context.dates(field) for field in ("date", "start", "end") if context.has(field)
        }
        self._channel: list[CodeColumn] = []
        self._day: list[IntColumn] = []
        self._cost: list[IntColumn] = []
        self._impressions: list[IntColumn] = []
        self._clicks: list[IntColumn] = []
        self._campaign: list[str] = []
        self._line: list[IntColumn] = []

    def take(self, rows: Rows) -> None:
        """Read a block; its faults say which rows were rejected."""
        faults = rows.faults
        rows.refuse_other_currency(self._context)
        faults.refuse_long(rows.cells["channel"], "channel")
        rows.require("cost", rows.all(), "bad-number", "The cost is empty.")
        cost = read_micros(
            rows.cells["cost"], faults.is_good.copy(), self._context.number("cost"), faults
        )
        message = "A cost cannot be negative."
        faults.add(cost < 0, "cost", "negative-cost", message, rows.cells["cost"])
        impressions = _whole(rows, "impressions")
        clicks = _whole(rows, "clicks")
        first, days = self._days(rows)

        good = faults.is_good
        self._context.notes.count(_NO_CHANNEL, int((good & ~rows.filled("channel")).sum()))
        self._context.notes.count(_UNDATED, int((good & (first == UNDATED_DAY)).sum()))
        spread = days[good]
        nth = _counted_up(spread)
        channel = self._context.channels.codes(rows.chosen("channel", good))
        campaign = rows.texts("campaign", good)
        self._channel.append(np.repeat(channel, spread))
        self._day.append(np.repeat(first[good], spread) + nth)
        self._cost.append(_shares(cost[good], spread, nth))
        self._impressions.append(_shares(impressions[good], spread, nth))
        self._clicks.append(_shares(clicks[good], spread, nth))
        for text, times in zip(campaign, spread.tolist(), strict=True):
            self._campaign.extend([text] * times)
        self._line.append(np.repeat(faults.line[good], spread))

    def batch(self) -> SpendBatch:
        return SpendBatch(
            channel=np.concatenate([np.empty(0, np.int32), *self._channel]),
            day=np.concatenate([np.empty(0, np.int64), *self._day]).astype(np.int32),
            cost=np.concatenate([np.empty(0, np.int64), *self._cost]),
            impressions=np.concatenate([np.empty(0, np.int64), *self._impressions]),
            clicks=np.concatenate([np.empty(0, np.int64), *self._clicks]),
            campaign=self._campaign,
            line=np.concatenate([np.empty(0, np.int64), *self._line]),
        )

    def forget(self) -> None:
        """Let go of the rows read so far, for a check that keeps nothing."""
        for column in (self._channel, self._day, self._cost, self._impressions, self._clicks):
            column.clear()
        self._campaign.clear()
        self._line.clear()

    def _days(self, rows: Rows) -> tuple[IntColumn, IntColumn]:
        """(n,) first day and number of days of each row."""
        one = np.ones(rows.size, dtype=np.int64)
        if "date" in rows.cells:
            return self._read_days(rows, "date"), one
        if "start" not in rows.cells:
            return self._days_given(rows)
        first, last = self._read_days(rows, "start"), self._read_days(rows, "end")
        good = rows.faults.is_good
        texts = rows.cells["end"]
        is_backwards = good & (last < first)
        message = "The period ends before it starts."
        rows.faults.add(is_backwards, "end", "end-before-start", message, texts)
        is_endless = good & (last - first >= LONGEST_RANGE)
        message = "The period is longer than ten years."
        rows.faults.add(is_endless, "end", "out-of-range-date", message, texts)
        return first, np.where(rows.faults.is_good, last - first + 1, 1)

    def _days_given(self, rows: Rows) -> tuple[IntColumn, IntColumn]:
        """The period that the user gave for a file without dates; else no day at all."""
        start, end = self._context.options.start, self._context.options.end
        if start is None or end is None:
            start, end = UNDATED_DAY, UNDATED_DAY
        return (
            np.full(rows.size, start, dtype=np.int64),
            np.full(rows.size, end - start + 1, dtype=np.int64),
        )

    def _read_days(self, rows: Rows, field: str) -> IntColumn:
        faults = rows.faults
        rows.require(field, rows.all(), "missing-date", f"The {field} is empty.")
        wanted: BoolColumn = faults.is_good.copy()
        return (
            self._dates[field]
            .read(rows.cells[field], wanted, field, faults, self._context.notes)
            .day
        )


def _whole(rows: Rows, field: str) -> IntColumn:
    """(n,) counts, `UNKNOWN_COUNT` where there is none."""
    if field not in rows.cells:
        return np.full(rows.size, UNKNOWN_COUNT, dtype=np.int64)
    is_filled = rows.filled(field)
    counts = read_whole(rows.cells[field], is_filled & rows.faults.is_good, field, rows.faults)
    return np.where(is_filled, counts, UNKNOWN_COUNT)


def _counted_up(times: IntColumn) -> IntColumn:
    """0 … times − 1 for each entry, end to end."""
    before = np.cumsum(times) - times
    return np.arange(int(times.sum()), dtype=np.int64) - np.repeat(before, times)


def _shares(totals: IntColumn, times: IntColumn, nth: IntColumn) -> IntColumn:
    """Each total in `times` whole parts that add up and differ by one at most, larger first."""
    is_unknown = totals == UNKNOWN_COUNT
    share = np.repeat(totals // times, times) + (nth < np.repeat(totals % times, times))
    return np.where(np.repeat(is_unknown, times), UNKNOWN_COUNT, share)
