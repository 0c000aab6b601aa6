"""Instants from text: a whole column in one way, and a day/month order that is never guessed."""

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
from attribution_desktop.importing.date_text import (
    DateOrder,
    OrderOpen,
    Wall,
    wall_by_format,
    wall_of,
)
from attribution_desktop.importing.faults import Notes, RowFaults
from attribution_desktop.importing.fixed_width import by_length
from attribution_desktop.importing.undecided import Undecided
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
_LONGEST_TEXT = 60


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How the dates of one column are written.

    Parameters
    ----------
    order
        Day or month first; None while nobody has looked at the whole column. The first text that
        depends on it then ends the reading.
    pattern
        Of `strptime`, where the user gave one; then nothing else is read.
    """

    order: DateOrder | None = None
    pattern: str = ""

    def wall(self, text: str) -> Wall | None:
        """What a text spells; None when that is no date; OrderOpen when the order is missing."""
        if self.pattern:
            return wall_by_format(text, self.pattern)
        return wall_of(text, self.order) if len(text) <= _LONGEST_TEXT else None


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
    style
        How the column writes its dates.
    """

    _SHAPES: ClassVar[str] = "Write it as 2026-09-01 or 2026-09-01 13:45:00."

    def __init__(self, zone: str, now: float, style: DateStyle | None = None) -> None:
        self._style = style or DateStyle()
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
        Undecided
            When a text depends on a day/month order that is not decided.
        """
        wall, kind = self._walls(texts, wanted, faults)
        self._read_others(texts, wanted & (kind == Kind.UNKNOWN), field, (wall, kind))
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

    def _read_others(
        self,
        texts: pl.Series,
        where: BoolColumn,
        field: str,
        target: tuple[IntColumn, IntColumn],
    ) -> None:
        """Wall times and kinds of the texts that no machine wrote."""
        known: dict[str, Wall | None] = {}
        rows = np.flatnonzero(where)
        for row, text in zip(rows.tolist(), texts.gather(rows).to_list(), strict=True):
            if text not in known:
                try:
                    known[text] = self._style.wall(text)
                except OrderOpen as error:
                    raise Undecided(field) from error
            found = known[text]
            if found is not None:
                target[0][row], target[1][row] = found.micros, found.kind

    def _walls(
        self, texts: pl.Series, wanted: BoolColumn, faults: RowFaults
    ) -> tuple[IntColumn, IntColumn]:
        wall = np.zeros(len(texts), dtype=np.int64)
        kind = np.full(len(texts), Kind.UNKNOWN, dtype=np.int64)
        if self._style.pattern:
            return wall, kind
        for rows, matrix in by_length(texts, LONGEST_TIMESTAMP):
            wall[rows], kind[rows] = parse_iso(matrix)
            epoch = parse_epoch(matrix)
            if epoch is None:
                continue
            unit, instant, is_epoch = epoch
            is_epoch &= wanted[rows]
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
