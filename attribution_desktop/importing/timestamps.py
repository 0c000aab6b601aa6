"""Instants from text: ISO 8601, `20260901` and epochs. A day/month order is never guessed."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import polars as pl

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.instants import (
    MICROSECONDS_PER_DAY,
    MICROSECONDS_PER_SECOND,
    zone_named,
)
from attribution_desktop.domain.interactions import BoolColumn, IntColumn
from attribution_desktop.importing.faults import Notes, RowFaults
from attribution_desktop.importing.fixed_width import by_length
from attribution_desktop.importing.wall_times import (
    LONGEST_TIMESTAMP,
    EpochUnit,
    Kind,
    parse_epoch,
    parse_iso,
)
from attribution_desktop.importing.zones import LocalTimes

_FIRST_INSTANT = 946_684_800 * MICROSECONDS_PER_SECOND
"""2000-01-01, by the clock that the text uses."""

_GRACE_DAYS = 2


@dataclass(frozen=True, slots=True)
class Moments:
    """Instants of (n,) texts and which of them are days without a time; rubbish where rejected."""

    instant: IntColumn
    is_date_only: BoolColumn
    day: IntColumn


class TimestampReader:
    """Reads one column of timestamps, block by block.

    Parameters
    ----------
    zone
        IANA name of the zone of times without one.
    now
        Seconds since 1970; instants more than two days later are rejected.
    """

    _SHAPES: ClassVar[str] = "Write it as 2026-09-01 or 2026-09-01 13:45:00."

    def __init__(self, zone: str, now: float) -> None:
        self._local = LocalTimes(zone_named(zone), now + _GRACE_DAYS * 86_400)
        self._zone = zone
        self._last = int(now * MICROSECONDS_PER_SECOND) + _GRACE_DAYS * MICROSECONDS_PER_DAY
        self._unit: EpochUnit | None = None

    def read(
        self, texts: pl.Series, wanted: BoolColumn, field: str, faults: RowFaults, notes: Notes
    ) -> Moments:
        """Instants of the trimmed (n,) texts under `wanted`.

        Rejects `bad-date` and `out-of-range-date`.

        Raises
        ------
        InputRefused
            When epochs of two units are in the column.
        """
        wall, kind = self._walls(texts, faults)
        is_bad = wanted & (kind == Kind.UNKNOWN)
        if is_bad.any():
            message = f"This is not a date that can be read without guessing. {self._SHAPES}"
            faults.add(is_bad, field, "bad-date", message, texts)
        instant = wall.copy()
        is_local = (kind == Kind.LOCAL) | (kind == Kind.DAY)
        instant[is_local], gap, twice = self._local.instants(wall[is_local])
        is_timed = (kind[is_local] == Kind.LOCAL) & (wanted & faults.is_good)[is_local]
        notes.count(
            f"{{n}} local times do not exist in {self._zone} (clocks went forward); "
            "they were moved forward.",
            int((gap & is_timed).sum()),
        )
        notes.count(
            f"{{n}} local times come twice in {self._zone} (clocks went back); "
            "the first was taken.",
            int((twice & is_timed).sum()),
        )
        is_outside = wanted & ((wall < _FIRST_INSTANT) | (instant > self._last))
        if is_outside.any():
            message = "The date is before 2000 or more than two days in the future."
            faults.add(is_outside, field, "out-of-range-date", message, texts)
        day = np.where(is_local, wall, self._local.walls(instant)) // MICROSECONDS_PER_DAY
        return Moments(instant, kind == Kind.DAY, day)

    def _walls(self, texts: pl.Series, faults: RowFaults) -> tuple[IntColumn, IntColumn]:
        wall = np.zeros(len(texts), dtype=np.int64)
        kind = np.full(len(texts), Kind.UNKNOWN, dtype=np.int64)
        for rows, matrix in by_length(texts, LONGEST_TIMESTAMP):
            wall[rows], kind[rows] = parse_iso(matrix)
            epoch = parse_epoch(matrix)
            if epoch is None:
                continue
            unit, instant, is_epoch = epoch
            if not is_epoch.any():
                continue
            if self._unit not in (None, unit):
                line = int(faults.line[rows[np.argmax(is_epoch)]])
                raise InputRefused(
                    f"Line {line}: this epoch counts {unit.value}, earlier ones "
                    f"{self._unit.value if self._unit else ''}.",
                    "Bring the whole column to one unit.",
                )
            self._unit = unit
            wall[rows[is_epoch]] = instant[is_epoch]
            kind[rows[is_epoch]] = Kind.UTC
        return wall, kind
