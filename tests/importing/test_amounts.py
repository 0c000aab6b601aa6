"""Amounts are exact, and nothing is guessed."""

from decimal import Decimal

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution_desktop.domain.money import micros_from_decimal
from attribution_desktop.importing.amounts import (
    NumberColumn,
    read_counts,
    read_micros,
    read_whole,
)
from attribution_desktop.importing.faults import RowFaults


def micros(*texts: str, mark: str = ".", currency: str = "") -> list[int | None]:
    """Micros of each text, None where it was rejected."""
    faults = RowFaults(np.arange(len(texts)), {})
    everywhere = np.ones(len(texts), dtype=np.bool_)
    column = read_micros(
        pl.Series(texts, dtype=pl.String), everywhere, NumberColumn("value", mark, currency), faults
    )
    assert {reject.code for reject in faults.found} <= {"bad-number", "other-currency"}
    return [
        amount if good else None
        for amount, good in zip(column.tolist(), faults.is_good, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("199.99", 199_990_000),
        ("0", 0),
        ("-0", 0),
        ("+5", 5_000_000),
        ("-45.10", -45_100_000),
        (".5", 500_000),
        ("007.5", 7_500_000),
        ("1,234.56", 1_234_560_000),
        ("-1,234,567", -1_234_567_000_000),
        ("0.1234565", 123_456),
        ("0.1234575", 123_458),
        ("1000000000000", 10**18),
        ("00000000000000000000001.10", 1_100_000),
        ("9007199254740.993", None),
        ("123456789012.123457", 123_456_789_012_123_457),
    ],
)
def test_amounts_become_exact_micros(text: str, expected: int | None) -> None:
    assert micros(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "1.234,56", "12,5", "1,23,456.0", ",5", "5.", ".", "-", "+", "--5", "1e5", "0x10",
        "1_000", "1 23", "5 x", "(5", "(-5)", "-5-", "NaN", "inf", "n/a", "--", "٣", "1.2.3",
        "1000000000001", "1" * 50, "0,123", "$", "5%", "5 6 €", "",
    ],
)  # fmt: skip
def test_everything_else_is_rejected(text: str) -> None:
    assert micros(text, "1") == [None, 1_000_000]


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=6, allow_nan=False))
def test_every_amount_of_six_decimals_is_exact(amount: Decimal) -> None:
    plain = f"{amount:f}"
    grouped = f"{amount:,f}"
    assert micros(plain, grouped) == [micros_from_decimal(amount)] * 2


@given(st.lists(st.text(alphabet="0123456789.,+-e ", max_size=22), max_size=8))
def test_short_cuts_agree_with_decimal(texts: list[str]) -> None:
    """Whatever passes is what `Decimal` makes of it, thousands marks aside."""
    texts = [text.strip() for text in texts]
    for text, amount in zip(texts, micros(*texts), strict=True):
        if amount is not None:
            digits = text.replace(",", "").replace(" ", "")
            digits = f"-{digits[:-1]}" if digits.endswith("-") else digits
            assert amount == micros_from_decimal(Decimal(digits))


@given(st.floats(min_value=0, max_value=1e15, allow_nan=False))
def test_counts_are_read_back_as_they_were_written(count: float) -> None:
    faults = RowFaults(np.arange(1), {})
    column = read_counts(
        pl.Series([repr(count)]), np.ones(1, np.bool_), NumberColumn("conversions", "."), faults
    )
    assert not faults.found
    assert column.tolist() == [count]


@given(st.integers(min_value=0, max_value=10**15))
def test_whole_numbers_may_have_thousands_marks(count: int) -> None:
    faults = RowFaults(np.arange(2), {})
    texts = pl.Series([str(count), f"{count:,}"])
    assert read_whole(texts, np.ones(2, np.bool_), "clicks", faults).tolist() == [count, count]
