"""Local times of a zone as instants, column by column."""

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np

from attribution_desktop.domain.instants import MICROSECONDS_PER_SECOND
from attribution_desktop.domain.interactions import BoolColumn, IntColumn

_FIRST_YEAR = 1999
_DAY = 86_400


class LocalTimes:
    """The offsets of a zone from 1999 on, for conversion without a call a row.

    A local time that a clock change leaves out moves forward by the length of the gap; one that
    comes twice is the first of the two.

    Parameters
    ----------
    zone
        The zone.
    until
        Seconds since 1970 up to which changes are looked for.
    """

    def __init__(self, zone: ZoneInfo, until: float) -> None:
        changes, offsets = _changes(zone, int(until))
        micro = MICROSECONDS_PER_SECOND
        self._offset = np.asarray(offsets, dtype=np.int64) * micro
        self._at = np.asarray(changes, dtype=np.int64) * micro
        before, after = self._offset[:-1], self._offset[1:]
        self._earliest = self._at + np.minimum(before, after)
        self._latest = self._at + np.maximum(before, after)
        self._is_gap = after > before

    def instants(self, wall: IntColumn) -> tuple[IntColumn, BoolColumn, BoolColumn]:
        """Instants of (n,) local times, given in microseconds as if they were UTC.

        Also says which of them are in a gap, and which come twice.
        """
        change = np.searchsorted(self._latest, wall, side="right")
        instant = wall - self._offset[change]
        is_inside = np.zeros(wall.size, dtype=np.bool_)
        is_gap = np.zeros(wall.size, dtype=np.bool_)
        if self._at.size:
            upcoming = np.minimum(change, self._at.size - 1)
            is_inside = (wall >= self._earliest[upcoming]) & (wall < self._latest[upcoming])
            is_gap = self._is_gap[upcoming]
        return instant, is_inside & is_gap, is_inside & ~is_gap

    def walls(self, instant: IntColumn) -> IntColumn:
        """Local times of (n,) instants."""
        local: IntColumn = instant + self._offset[np.searchsorted(self._at, instant, side="right")]
        return local


def _changes(zone: ZoneInfo, until: int) -> tuple[list[int], list[int]]:
    """Seconds since 1970 at which the offset changes, and the offsets before, between and after."""

    def offset(second: int) -> int:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
        shift = moment.astimezone(zone).utcoffset()
        return round(shift.total_seconds()) if shift else 0

    first = int(datetime(_FIRST_YEAR, 1, 1, tzinfo=UTC).timestamp())
    # Two changes within a week do not happen; Morocco's, around Ramadan, are a month apart.
    samples = [(second, offset(second)) for second in range(first, until + 14 * _DAY, 7 * _DAY)]
    changes: list[int] = []
    offsets = [samples[0][1]]
    for (low, old), (high, new) in pairwise(samples):
        if old == new:
            continue
        # The first second of these weeks at which the offset is no longer the one before.
        seconds = range(low, high + 1)
        changes.append(low + bisect_left(seconds, 1, key=lambda at: int(offset(at) != old)))
        offsets.append(new)
    return changes, offsets
