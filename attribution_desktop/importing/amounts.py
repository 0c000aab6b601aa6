"""Amounts and counts from text, column by column: exact, and never guessed."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import polars as pl

from attribution_desktop.domain.interactions import BoolColumn, FloatColumn, IntColumn
from attribution_desktop.domain.money import MICROS_PER_UNIT, micros_from_decimal
from attribution_desktop.importing.faults import RowFaults
from attribution_desktop.importing.fixed_width import ByteMatrix, by_length
from attribution_desktop.importing.number_text import (
    COMMA,
    POINT,
    Evidence,
    OtherCurrency,
    decimal_of,
    evidence_of,
)
from attribution_desktop.importing.undecided import Undecided

_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([,.'’ \u00a0\u202f])\d{3})(?:\1\d{3})*", re.ASCII)
_SCIENTIFIC = re.compile(r"[+]?\d+(?:[.,]\d+)?[eE][+-]?\d{1,3}", re.ASCII)
_DECIMALS = 6
_WHOLE_DIGITS = 12
_LONGEST = _WHOLE_DIGITS + 1 + _DECIMALS + 1
_GROUP = 3
_EXACT_IN_FLOAT = 2**53
_LARGEST_COUNT = 10**15


class NumberColumn:
    """How the numbers of one column are written, and what its plain cells have said of it.

    Parameters
    ----------
    field
        The field that the column holds.
    mark
        The decimal mark; None while nobody has looked at the whole column. Then plain numbers
        such as 1234.5 are read, and the first text that depends on the mark ends the reading.
    currency
        The project's; empty: any.
    """

    def __init__(self, field: str, mark: str | None, currency: str = "") -> None:
        self.field = field
        self.mark = mark
        self.currency = currency
        self._has_point = False
        self._has_either = False

    def refuse_open(self) -> None:
        """Raise `Undecided` where the cells read leave the decimal mark open."""
        if self.mark is None and self._has_either and not self._has_point:
            raise Undecided(self.field)

    def decimal(self, text: str) -> Decimal:
        """The amount that a text spells; ValueError says what is wrong, Undecided what is open."""
        mark = self.mark
        if mark is None:
            if evidence_of(text) in (Evidence.COMMA, Evidence.EITHER, Evidence.POINT):
                raise Undecided(self.field)
            mark = POINT
        return decimal_of(text, mark, self.currency)

    def plain(self, texts: pl.Series) -> tuple[IntColumn, BoolColumn]:
        """(n,) micros of the texts that are plain and short, and which they are."""
        parsed = _plain_micros(texts)
        is_plain = parsed.is_plain
        if self.mark == COMMA:
            return parsed.micros, is_plain & ~parsed.has_point
        if self.mark is None:
            pointed = is_plain & parsed.has_point
            self._has_either |= bool((pointed & parsed.is_either).any())
            self._has_point |= bool((pointed & ~parsed.is_either).any())
        return parsed.micros, is_plain


def micros_of(text: str, column: NumberColumn) -> int:
    """Exact micros of the amount that a text spells; ValueError says what is wrong."""
    try:
        return micros_from_decimal(column.decimal(text))
    except ValueError as error:
        if "plausible" in str(error):
            raise ValueError("The number is beyond any plausible amount.") from error
        raise


def count_of(text: str, column: NumberColumn) -> float:
    """The count ≥ 0, fractions allowed, that a text spells; ValueError says what is wrong."""
    if _SCIENTIFIC.fullmatch(text):
        count = float(text.replace(",", "."))
    else:
        count = float(column.decimal(text))
    if count < 0:
        raise ValueError("A count cannot be negative.")
    if not math.isfinite(count) or count > _LARGEST_COUNT:
        raise ValueError("The number is beyond any plausible count.")
    return count


def whole_of(text: str, _: NumberColumn) -> int:
    """The whole number ≥ 0 that a text spells; `1,234` and `1.234` can only be 1234 here."""
    if _GROUPED.fullmatch(text):
        amount = Decimal(re.sub(r"[^0-9+-]", "", text))
    else:
        amount = decimal_of(text, COMMA if evidence_of(text) is Evidence.COMMA else POINT)
    if amount < 0:
        raise ValueError("A count cannot be negative.")
    if amount != amount.to_integral_value():
        raise ValueError("This is not a whole number.")
    if amount > _LARGEST_COUNT:
        raise ValueError("The number is beyond any plausible count.")
    return int(amount)


def read_micros(
    texts: pl.Series, wanted: BoolColumn, column: NumberColumn, faults: RowFaults
) -> IntColumn:
    """(n,) micros of the trimmed (n,) texts under `wanted`, 0 elsewhere.

    A text that is no amount becomes a reject `bad-number` or `other-currency`.

    Raises
    ------
    Undecided
        When a text depends on a decimal mark that is not decided.
    """
    micros, is_plain = column.plain(texts)
    micros[~wanted] = 0
    _fill(micros, _Cells(texts, wanted & ~is_plain, column), micros_of, faults)
    return micros


def read_counts(
    texts: pl.Series, wanted: BoolColumn, column: NumberColumn, faults: RowFaults
) -> FloatColumn:
    """(n,) counts of the trimmed (n,) texts under `wanted`, 0 elsewhere; else `bad-number`."""
    micros, is_plain = column.plain(texts)
    is_plain &= (micros >= 0) & (micros < _EXACT_IN_FLOAT)
    counts = np.where(wanted & is_plain, micros / MICROS_PER_UNIT, 0.0)
    _fill(counts, _Cells(texts, wanted & ~is_plain, column), count_of, faults)
    return counts


def read_whole(texts: pl.Series, wanted: BoolColumn, field: str, faults: RowFaults) -> IntColumn:
    """(n,) whole numbers of the trimmed (n,) texts under `wanted`, 0 elsewhere; else rejected."""
    parsed = _plain_micros(texts)
    is_plain = parsed.is_plain & (parsed.micros >= 0) & ~(parsed.has_point & parsed.is_either)
    is_plain &= parsed.micros % MICROS_PER_UNIT == 0
    whole = np.where(wanted & is_plain, parsed.micros // MICROS_PER_UNIT, 0)
    cells = _Cells(texts, wanted & ~is_plain, NumberColumn(field, POINT))
    _fill(whole, cells, whole_of, faults)
    return whole


@dataclass(frozen=True, slots=True)
class _Cells:
    """Texts of a column that need a closer look: those under `where`."""

    texts: pl.Series
    where: BoolColumn
    column: NumberColumn


def _fill(
    target: IntColumn | FloatColumn,
    cells: _Cells,
    parse: Callable[[str, NumberColumn], int | float],
    faults: RowFaults,
) -> None:
    field = cells.column.field
    known: dict[str, int | float | ValueError] = {}
    rows = np.flatnonzero(cells.where & faults.is_good)
    for row, text in zip(rows.tolist(), cells.texts.gather(rows).to_list(), strict=True):
        found = known.get(text)
        if found is None:
            found = known[text] = _parsed_or_fault(parse, text, cells.column)
        if isinstance(found, ValueError):
            code = "other-currency" if isinstance(found, OtherCurrency) else "bad-number"
            faults.add_row(row, field, code, str(found), text)
        else:
            target[row] = found


def _parsed_or_fault(
    parse: Callable[[str, NumberColumn], int | float], text: str, column: NumberColumn
) -> int | float | ValueError:
    try:
        return parse(text, column)
    except ValueError as error:
        return error


@dataclass(frozen=True, slots=True)
class _Plain:
    """(n,) micros of plain texts; `is_either` marks those such as 1.234 that may mean 1234."""

    micros: IntColumn
    is_plain: BoolColumn
    has_point: BoolColumn
    is_either: BoolColumn


def _plain_micros(texts: pl.Series) -> _Plain:
    count = len(texts)
    micros = np.zeros(count, dtype=np.int64)
    masks = np.zeros((3, count), dtype=np.bool_)
    for rows, matrix in by_length(texts, _LONGEST):
        part = _parsed(matrix)
        micros[rows] = part.micros
        masks[0, rows], masks[1, rows], masks[2, rows] = (
            part.is_plain,
            part.has_point,
            part.is_either,
        )
    return _Plain(micros, masks[0], masks[1], masks[2])


def _parsed(matrix: ByteMatrix) -> _Plain:
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
    first = matrix[:, 0] if width == 1 else np.where(is_signed, matrix[:, 1], matrix[:, 0])
    is_either = (decimals == _GROUP) & (whole >= 1) & (whole <= _GROUP) & (first != ord("0"))
    signed = np.where(matrix[:, 0] == ord("-"), -micros, micros)
    return _Plain(signed, is_plain, has_point, is_either)
