"""Amounts and counts from text: exact, and never guessed.

Accepted are `1234.56`, a sign in front, and thousands commas where they can mean nothing else
(`1,234.56`, `1,234,567`). `1,234` is refused: in half of the world it is 1.234.
"""

import math
import re
from collections.abc import Callable
from decimal import Decimal

import numpy as np
import polars as pl

from attribution_desktop.domain.interactions import BoolColumn, FloatColumn, IntColumn
from attribution_desktop.domain.money import MICROS_PER_UNIT, micros_from_decimal
from attribution_desktop.importing.faults import RowFaults
from attribution_desktop.importing.fixed_width import ByteMatrix, by_length

_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_SCIENTIFIC = re.compile(r"[+]?\d+(?:\.\d+)?[eE][+-]?\d{1,3}", re.ASCII)
_DECIMALS = 6
_WHOLE_DIGITS = 12
_LONGEST = _WHOLE_DIGITS + 1 + _DECIMALS + 1
_EXACT_IN_FLOAT = 2**53
_LARGEST_COUNT = 10**15


def decimal_of(text: str) -> Decimal:
    """The amount that a text spells.

    Raises
    ------
    ValueError
        With a sentence on what is wrong with it.

    Examples
    --------
    >>> decimal_of("1,234.56")
    Decimal('1234.56')
    """
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _GROUPED.fullmatch(text):
        if text.count(",") == 1 and "." not in text:
            raise ValueError("The comma may mark thousands or decimals; write it without.")
        return Decimal(text.replace(",", ""))
    raise ValueError("This is not a number such as 1234.56.")


def micros_of(text: str) -> int:
    """Exact micros of the amount that a text spells; ValueError says what is wrong."""
    try:
        return micros_from_decimal(decimal_of(text))
    except ValueError as error:
        if "plausible" in str(error):
            raise ValueError("The number is beyond any plausible amount.") from error
        raise


def count_of(text: str) -> float:
    """The count ≥ 0, fractions allowed, that a text spells; ValueError says what is wrong."""
    count = float(text) if _SCIENTIFIC.fullmatch(text) else float(decimal_of(text))
    if count < 0:
        raise ValueError("A count cannot be negative.")
    if not math.isfinite(count) or count > _LARGEST_COUNT:
        raise ValueError("The number is beyond any plausible count.")
    return count


def whole_of(text: str) -> int:
    """The whole number ≥ 0 that a text spells; `1,234` can only be 1234 here."""
    amount = Decimal(text.replace(",", "")) if _GROUPED.fullmatch(text) else decimal_of(text)
    if amount < 0:
        raise ValueError("A count cannot be negative.")
    if amount != amount.to_integral_value():
        raise ValueError("This is not a whole number.")
    if amount > _LARGEST_COUNT:
        raise ValueError("The number is beyond any plausible count.")
    return int(amount)


def read_micros(texts: pl.Series, wanted: BoolColumn, field: str, faults: RowFaults) -> IntColumn:
    """(n,) micros of the trimmed (n,) texts under `wanted`, 0 elsewhere.

    A text that is no amount becomes a reject `bad-number`.
    """
    micros, is_plain = _plain_micros(texts)
    micros[~wanted] = 0
    _fill(micros, texts, wanted & ~is_plain, micros_of, field, faults)
    return micros


def read_counts(texts: pl.Series, wanted: BoolColumn, field: str, faults: RowFaults) -> FloatColumn:
    """(n,) counts of the trimmed (n,) texts under `wanted`, 0 elsewhere; else `bad-number`."""
    micros, is_plain = _plain_micros(texts)
    is_plain &= (micros >= 0) & (micros < _EXACT_IN_FLOAT)
    counts = np.where(wanted & is_plain, micros / MICROS_PER_UNIT, 0.0)
    _fill(counts, texts, wanted & ~is_plain, count_of, field, faults)
    return counts


def read_whole(texts: pl.Series, wanted: BoolColumn, field: str, faults: RowFaults) -> IntColumn:
    """(n,) whole numbers of the trimmed (n,) texts under `wanted`, 0 elsewhere; else rejected."""
    micros, is_plain = _plain_micros(texts)
    is_plain &= (micros >= 0) & (micros % MICROS_PER_UNIT == 0)
    whole = np.where(wanted & is_plain, micros // MICROS_PER_UNIT, 0)
    _fill(whole, texts, wanted & ~is_plain, whole_of, field, faults)
    return whole


def _fill(  # noqa: PLR0913, PLR0917  # a column, its source and its faults
    column: IntColumn | FloatColumn,
    texts: pl.Series,
    where: BoolColumn,
    parse: Callable[[str], int | float],
    field: str,
    faults: RowFaults,
) -> None:
    rows = np.flatnonzero(where & faults.is_good)
    for row, text in zip(rows.tolist(), texts.gather(rows).to_list(), strict=True):
        try:
            column[row] = parse(text)
        except ValueError as error:
            faults.add_row(row, field, "bad-number", str(error), text)


def _plain_micros(texts: pl.Series) -> tuple[IntColumn, BoolColumn]:
    """Micros of the texts that are plain and short, and which they are."""
    micros = np.zeros(len(texts), dtype=np.int64)
    is_plain = np.zeros(len(texts), dtype=np.bool_)
    for rows, matrix in by_length(texts, _LONGEST):
        micros[rows], is_plain[rows] = _parsed(matrix)
    return micros, is_plain


def _parsed(matrix: ByteMatrix) -> tuple[IntColumn, BoolColumn]:
    rows, width = matrix.shape
    total = np.zeros(rows, dtype=np.int64)
    whole = np.zeros(rows, dtype=np.int8)
    decimals = np.zeros(rows, dtype=np.int8)
    has_point = np.zeros(rows, dtype=np.bool_)
    is_plain = np.ones(rows, dtype=np.bool_)
    is_signed = (matrix[:, 0] == ord("-")) | (matrix[:, 0] == ord("+"))
    for place in range(width):
        character = matrix[:, place]
        is_digit = (character >= ord("0")) & (character <= ord("9"))
        is_point = character == ord(".")
        is_plain &= is_digit | (is_point & ~has_point) | (is_signed if place == 0 else False)
        has_point |= is_point
        decimals += is_digit & has_point
        whole += is_digit & ~has_point
        total = np.where(is_digit & is_plain, total * 10 + (character - np.uint8(48)), total)
        is_plain &= (decimals <= _DECIMALS) & (whole <= _WHOLE_DIGITS)
    is_plain &= (whole > 0) | (decimals > 0)
    is_plain &= ~has_point | (decimals > 0)
    micros = total * 10 ** (_DECIMALS - np.clip(decimals, 0, _DECIMALS)).astype(np.int64)
    return np.where(matrix[:, 0] == ord("-"), -micros, micros), is_plain
