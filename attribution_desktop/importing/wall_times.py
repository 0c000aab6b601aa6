"""The shapes of timestamps, parsed character column by character column."""

from enum import IntEnum, StrEnum

import numpy as np

from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY, MICROSECONDS_PER_SECOND
from attribution_desktop.domain.interactions import BoolColumn, IntColumn
from attribution_desktop.importing.fixed_width import ByteMatrix, are_digits, number

LONGEST_TIMESTAMP = 35
"""`2026-09-01T12:00:00.123456789+02:00`."""

_DAY_WIDTH, _COMPACT_WIDTH, _MINUTE_WIDTH, _SECOND_WIDTH = 10, 8, 16, 19
_FRACTION_DIGITS = 9
_MINUTE = 60 * MICROSECONDS_PER_SECOND
_MONTHS, _HOURS, _SIXTY = 12, 24, 60
_FARTHEST_OFFSET = 18 * 60


class Kind(IntEnum):
    """What a parsed text is."""

    UNKNOWN = 0
    DAY = 1
    LOCAL = 2
    UTC = 3


class EpochUnit(StrEnum):
    SECONDS = "seconds"
    MILLISECONDS = "milliseconds"
    MICROSECONDS = "microseconds"
    NANOSECONDS = "nanoseconds"


_EPOCH_DIGITS = {
    9: EpochUnit.SECONDS,
    10: EpochUnit.SECONDS,
    12: EpochUnit.MILLISECONDS,
    13: EpochUnit.MILLISECONDS,
    15: EpochUnit.MICROSECONDS,
    16: EpochUnit.MICROSECONDS,
    18: EpochUnit.NANOSECONDS,
    19: EpochUnit.NANOSECONDS,
}
"""Between 2000 and 2286 the number of digits tells the unit."""


def parse_epoch(matrix: ByteMatrix) -> tuple[EpochUnit, IntColumn, BoolColumn] | None:
    """Unit, instants and which rows are epochs; None where no epoch has this many digits."""
    unit = _EPOCH_DIGITS.get(matrix.shape[1])
    if unit is None:
        return None
    is_epoch = are_digits(matrix)
    if not is_epoch.any():
        return unit, np.zeros(len(matrix), dtype=np.int64), is_epoch
    count = np.where(is_epoch, number(matrix), 0)
    scale = {EpochUnit.SECONDS: 1_000_000, EpochUnit.MILLISECONDS: 1_000}.get(unit, 1)
    micros = count // 1_000 if unit is EpochUnit.NANOSECONDS else count * scale
    return unit, micros, is_epoch


def parse_iso(matrix: ByteMatrix) -> tuple[IntColumn, IntColumn]:
    """Microseconds and `Kind` of (n, w) texts of one length.

    Microseconds count from 1970: in UTC for `Kind.UTC`, by the wall clock for the others.
    """
    wall = np.zeros(len(matrix), dtype=np.int64)
    kind = np.full(len(matrix), Kind.UNKNOWN, dtype=np.int64)
    width = matrix.shape[1]
    if width == _COMPACT_WIDTH:
        days, is_valid = _compact_days(matrix)
        wall[is_valid], kind[is_valid] = days[is_valid] * MICROSECONDS_PER_DAY, Kind.DAY
    elif width == _DAY_WIDTH:
        days, is_valid = _days(matrix)
        wall[is_valid], kind[is_valid] = days[is_valid] * MICROSECONDS_PER_DAY, Kind.DAY
    for suffix, pattern in (("", ""), ("z", "Z"), ("offset", "+00:00"), ("basic", "+0000")):
        body = width - len(pattern)
        if not _is_time_width(body):
            continue
        shift, is_valid = _offset(matrix[:, body:], suffix)
        # A trailing zone is tried on every row of this length: the shapes exclude each other.
        if not is_valid.any():
            continue
        rows = np.flatnonzero(is_valid & (kind == Kind.UNKNOWN))
        moment, is_time = _times(matrix[rows, :body])
        chosen = rows[is_time]
        wall[chosen] = (moment - shift[rows])[is_time]
        kind[chosen] = Kind.UTC if suffix else Kind.LOCAL
    return wall, kind


def _is_time_width(width: int) -> bool:
    fraction = width - _SECOND_WIDTH - 1
    return width in (_MINUTE_WIDTH, _SECOND_WIDTH) or 1 <= fraction <= _FRACTION_DIGITS


def _offset(tail: ByteMatrix, suffix: str) -> tuple[IntColumn, BoolColumn]:
    """Microseconds east of Greenwich that a trailing zone says."""
    none = np.zeros(len(tail), dtype=np.int64)
    if not suffix:
        return none, np.ones(len(tail), dtype=np.bool_)
    if suffix == "z":
        return none, (tail[:, 0] == ord("Z")) | (tail[:, 0] == ord("z"))
    minute_at = 4 if suffix == "offset" else 3
    is_west = tail[:, 0] == ord("-")
    is_valid = is_west | (tail[:, 0] == ord("+"))
    is_valid &= are_digits(tail[:, 1:3]) & are_digits(tail[:, minute_at:])
    if suffix == "offset":
        is_valid &= tail[:, 3] == ord(":")
    hours, minutes = number(tail[:, 1:3]), number(tail[:, minute_at:])
    minutes_east = hours * _SIXTY + minutes
    is_valid &= (minutes < _SIXTY) & (minutes_east <= _FARTHEST_OFFSET)
    return np.where(is_west, -minutes_east, minutes_east) * _MINUTE, is_valid


def _times(matrix: ByteMatrix) -> tuple[IntColumn, BoolColumn]:
    """`YYYY-MM-DD HH:MM[:SS[.fraction]]` as microseconds, and which rows are that."""
    width = matrix.shape[1]
    days, is_valid = _days(matrix[:, :_DAY_WIDTH])
    separator = matrix[:, _DAY_WIDTH]
    is_valid &= (separator == ord(" ")) | (separator == ord("T")) | (separator == ord("t"))
    is_valid &= (matrix[:, 13] == ord(":")) & are_digits(matrix[:, 11:13])
    is_valid &= are_digits(matrix[:, 14:16])
    hour, minute = number(matrix[:, 11:13]), number(matrix[:, 14:16])
    second = np.zeros(len(matrix), dtype=np.int64)
    micro = np.zeros(len(matrix), dtype=np.int64)
    if width >= _SECOND_WIDTH:
        is_valid &= (matrix[:, 16] == ord(":")) & are_digits(matrix[:, 17:19])
        second = number(matrix[:, 17:19])
    if width > _SECOND_WIDTH:
        mark = matrix[:, _SECOND_WIDTH]
        digits = matrix[:, _SECOND_WIDTH + 1 :]
        is_valid &= ((mark == ord(".")) | (mark == ord(","))) & are_digits(digits)
        kept = digits[:, :6]
        micro = number(kept) * 10 ** (6 - kept.shape[1])
    is_valid &= (hour < _HOURS) & (minute < _SIXTY) & (second < _SIXTY)
    seconds = (hour * _SIXTY + minute) * _SIXTY + second
    return days * MICROSECONDS_PER_DAY + seconds * MICROSECONDS_PER_SECOND + micro, is_valid


def _days(matrix: ByteMatrix) -> tuple[IntColumn, BoolColumn]:
    """`YYYY-MM-DD` as days since 1970."""
    is_valid = (matrix[:, 4] == ord("-")) & (matrix[:, 7] == ord("-"))
    days, is_day = _compact_days(matrix[:, [0, 1, 2, 3, 5, 6, 8, 9]])
    return days, is_valid & is_day


def _compact_days(matrix: ByteMatrix) -> tuple[IntColumn, BoolColumn]:
    """`YYYYMMDD` as days since 1970."""
    is_valid = are_digits(matrix)
    year, month, day = number(matrix[:, :4]), number(matrix[:, 4:6]), number(matrix[:, 6:8])
    is_valid &= (month >= 1) & (month <= _MONTHS) & (day >= 1) & (year >= 1)
    months = np.where(is_valid, (year - 1970) * _MONTHS + month - 1, 0)
    first = _first_day(months)
    is_valid &= day <= _first_day(months + 1) - first
    return first + day - 1, is_valid


def _first_day(months: IntColumn) -> IntColumn:
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
