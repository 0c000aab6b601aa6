"""Cells of streamed rows: exact, and the same a million at once as one by one."""

from decimal import Decimal

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution_desktop.domain.formula_text import defused, restored
from attribution_desktop.domain.instants import UNDATED, iso_from_instant
from attribution_desktop.domain.row_table import (
    AmountCells,
    CodedTexts,
    InstantCells,
    NumberCells,
    empty_cells,
)
from attribution_desktop.reports.csv_files import CsvStyle
from attribution_desktop.reports.row_cells import number_cells, text_cells

PLAIN = CsvStyle()
EARLIEST, LATEST = -62_135_596_800_000_000, 253_402_300_799_999_999
"""The first and the last instant that a calendar of four digits has."""


@settings(deadline=None)
@given(st.lists(st.integers(-(2**62), 2**62), min_size=1))
def test_amounts_are_exact(micros: list[int]) -> None:
    texts = number_cells(AmountCells(np.array(micros, np.int64)), PLAIN).to_list()
    assert [Decimal(text) for text in texts] == [Decimal(value) / 10**6 for value in micros]
    for text in texts:
        places = text.partition(".")[2]
        assert len(places) == 2 or not places.endswith("0")


@settings(deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_numbers_read_back_as_they_were(numbers: list[float]) -> None:
    texts = number_cells(NumberCells(np.array(numbers)), PLAIN).to_list()
    assert [float(text) for text in texts] == numbers
    assert not any("e" in text.lower() for text in texts)
    assert not any(text.endswith(".0") for text in texts)


def test_unknown_cells_are_empty() -> None:
    assert number_cells(NumberCells(np.array([np.nan, 1.5])), PLAIN).to_list() == ["", "1.5"]
    assert text_cells(InstantCells(np.array([UNDATED])), PLAIN).to_list() == [""]
    assert text_cells(empty_cells(2), PLAIN).to_list() == ["", ""]


@settings(deadline=None)
@given(
    st.lists(st.just(UNDATED) | st.integers(EARLIEST // 10**6, LATEST // 10**6).map(
        lambda second: second * 10**6) | st.integers(EARLIEST, LATEST), min_size=1, max_size=5)
)  # fmt: skip
def test_instants_are_written_as_everywhere(instants: list[int]) -> None:
    texts = text_cells(InstantCells(np.array(instants, np.int64)), PLAIN).to_list()
    expected = ["" if at == UNDATED else iso_from_instant(at) for at in instants]
    assert texts == expected


@settings(deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1))
def test_coded_texts_are_what_plain_texts_are(texts: list[str]) -> None:
    codes = np.arange(len(texts))[::-1].copy()
    plain = text_cells(texts[::-1], PLAIN).to_list()
    assert text_cells(CodedTexts(texts, codes), PLAIN).to_list() == plain
    for text in texts:
        assert restored(defused(text)) == text
