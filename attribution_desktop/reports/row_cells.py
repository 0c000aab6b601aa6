"""Columns of rows as cells of a CSV file: a block at once, and each different text once."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import polars as pl

from attribution_desktop.domain.formula_text import RISKY_TEXT, defused
from attribution_desktop.domain.instants import (
    MICROSECONDS_PER_DAY,
    MICROSECONDS_PER_SECOND,
    UNDATED,
)
from attribution_desktop.domain.interactions import FloatColumn, IntColumn
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.domain.row_table import (
    AmountCells,
    CodedTexts,
    InstantCells,
    NumberCells,
    RowColumn,
)
from attribution_desktop.reports.csv_files import CsvStyle

_QUOTED = '"\r\n'
_DIGITS = 6
_LEAST_PLACES = 2
_NANOSECONDS_PER_SECOND = 10**9
_DAYS_OF_A_CENTURY = 36_525


def text_cells(column: RowColumn, style: CsvStyle) -> pl.Series:
    """(n,) texts that no spreadsheet runs, quoted where they must be."""
    match column:
        case CodedTexts(texts, codes):
            return _texts(texts, style).gather(codes)
        case InstantCells(micros):
            return _instants(micros)
        case NumberCells(numbers):
            return _decimals(numbers)
        case AmountCells(micros):
            return _amounts(micros)
        case _:
            return _texts(column, style)


def number_cells(column: RowColumn, style: CsvStyle) -> pl.Series:
    """(n,) plain decimals with the decimal mark of the style, quoted where they must be."""
    match column:
        case CodedTexts(texts, codes):
            return _numbers(texts, style).gather(codes)
        case NumberCells(numbers):
            return _numbers(_decimals(numbers), style)
        case AmountCells(micros):
            return _numbers(_amounts(micros), style)
        case InstantCells():
            raise TypeError("An instant is no decimal.")
        case _:
            return _numbers(column, style)


def _amounts(micros: IntColumn) -> pl.Series:
    """Exact decimals with at least two places and no superfluous zeros beyond."""
    whole, rest = np.divmod(np.abs(micros), MICROS_PER_UNIT)
    places = pl.Series(rest).cast(pl.String).str.zfill(_DIGITS)
    places = places.str.strip_chars_end("0").str.pad_end(_LEAST_PLACES, "0")
    texts = pl.Series(whole).cast(pl.String) + "." + places
    is_negative = micros < 0
    return ("-" + texts).zip_with(pl.Series(is_negative), texts) if is_negative.any() else texts


def _decimals(numbers: FloatColumn) -> pl.Series:
    """The shortest plain decimals; what would have an exponent is written out."""
    series = pl.Series(numbers)
    texts = series.cast(pl.String).str.strip_suffix(".0").set(series.is_nan(), "")
    is_long = np.flatnonzero(texts.str.contains("e", literal=True))
    if len(is_long):
        plain = [np.format_float_positional(numbers[place], trim="-") for place in is_long]
        texts = texts.scatter(is_long, plain)
    return texts


def _numbers(texts: Sequence[str] | pl.Series, style: CsvStyle) -> pl.Series:
    numbers = pl.Series(values=texts, dtype=pl.String)
    if style.decimal_mark == ".":
        return numbers
    return _quoted(numbers.str.replace(".", style.decimal_mark, literal=True), style.separator)


def _texts(texts: Sequence[str], style: CsvStyle) -> pl.Series:
    """Most blocks need neither the apostrophe nor quotes, which one look at all of it tells."""
    series = pl.Series(texts, dtype=pl.String)
    if not series.str.contains(f"{RISKY_TEXT}|{_signs(style.separator)}").any():
        return series
    if series.str.contains(RISKY_TEXT).any():
        series = pl.Series([defused(text) for text in texts], dtype=pl.String)
    return _quoted(series, style.separator)


def _quoted(series: pl.Series, separator: str) -> pl.Series:
    quoted = '"' + series.str.replace_all('"', '""', literal=True) + '"'
    return quoted.zip_with(series.str.contains(_signs(separator)), series)


def _signs(separator: str) -> str:
    return f"[{separator}{_QUOTED}]"


def _instants(micros: IntColumn) -> pl.Series:
    """ISO 8601 in UTC, with a fraction only where there is one; empty where unknown."""
    is_known = micros != UNDATED
    if not is_known.any():
        return pl.Series([""] * len(micros), dtype=pl.String)
    if not is_known.all():
        known = _instants(micros[is_known])
        place = np.cumsum(is_known)
        place[~is_known] = 0
        return pl.concat([pl.Series([""]), known]).gather(place)
    days, rest = np.divmod(micros, MICROSECONDS_PER_DAY)
    seconds, fractions = np.divmod(rest, MICROSECONDS_PER_SECOND)
    distinct, place = _distinct_days(days)
    names = np.datetime_as_string(distinct.astype("datetime64[D]")).tolist()
    day = pl.Series(names).gather(place)
    whole = day + _clock("Z").gather(seconds)
    has_fraction = fractions != 0
    if not has_fraction.any():
        return whole
    digits = pl.Series(fractions).cast(pl.String).str.zfill(_DIGITS)
    exact = day + _clock(".").gather(seconds) + digits + "Z"
    return exact.zip_with(pl.Series(has_fraction), whole)


def _distinct_days(days: IntColumn) -> tuple[IntColumn, IntColumn]:
    """Days, all of `days` among them, and where in them each of (n,) `days` stands."""
    first, last = int(days.min()), int(days.max())
    if last - first < _DAYS_OF_A_CENTURY:
        return np.arange(first, last + 1), days - first
    return np.unique(days, return_inverse=True)


@cache
def _clock(ending: str) -> pl.Series:
    """The time of day for every second of it, with what follows it."""
    seconds = pl.Series(np.arange(MICROSECONDS_PER_DAY // MICROSECONDS_PER_SECOND))
    times = (seconds * _NANOSECONDS_PER_SECOND).cast(pl.Time)
    return times.dt.to_string("T%H:%M:%S") + ending
