"""Rows that are packed into one integer each come out of SQLite as they went in."""

from collections.abc import Sequence
from typing import Any

import apsw
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution_desktop.domain.interactions import IntColumn
from attribution_desktop.store.packed_rows import CELL, FEWEST_ROWS, packings

WIDEST = 2**63 - 1


def unpacked(columns: Sequence[IntColumn], block_rows: int) -> list[tuple[Any, ...]]:
    """What SQLite reads of the packed rows; rows that do not fit are taken as they are."""
    connection = apsw.Connection(":memory:")
    query = f"SELECT rowid, {', '.join([CELL] * len(columns))} FROM carray(?)"  # noqa: S608  # ours
    rows: list[tuple[Any, ...]] = []
    for part, packing in packings(columns, block_rows):
        if packing is None:
            rows += zip(*(column[part].tolist() for column in columns), strict=True)
            continue
        found = connection.execute(query, (*packing.bindings, apsw.carray(packing.rows))).fetchall()
        assert [row[0] for row in found] == list(range(1, part.stop - part.start + 1))
        rows += [row[1:] for row in found]
    connection.close()
    return rows


@given(
    st.lists(
        st.tuples(
            st.integers(1, 2**32),
            st.integers(-(10**6), 10**6).map(lambda number: number * 1_000_000),
            st.integers(-WIDEST - 1, WIDEST),
        ),
        min_size=1,
        max_size=40,
    ),
    st.integers(1, 50),
)
def test_any_integers_come_back(rows: list[tuple[int, int, int]], block_rows: int) -> None:
    columns = [np.array(column, np.int64) for column in zip(*rows, strict=True)]
    assert unpacked(columns, block_rows) == rows
    assert unpacked(columns[:2], block_rows) == [row[:2] for row in rows]


@pytest.mark.parametrize("bits", [1, 31, 62])
def test_the_full_width_is_used(bits: int) -> None:
    wide = np.array([0, 1, 2**bits - 1], np.int64)
    for more, fits in ((63 - bits, True), (64 - bits, False)):
        rest = np.array([0, 1, 2**more - 1], np.uint64).astype(np.int64)
        ((_, packing),) = packings([wide, rest], 10)
        assert (packing is not None) == fits
        assert unpacked([wide, rest], 10) == list(zip(wide.tolist(), rest.tolist(), strict=True))


def test_numbers_that_lie_far_apart_are_packed_in_smaller_blocks() -> None:
    size = 16 * FEWEST_ROWS
    customer = np.cumsum(np.random.default_rng(2).integers(1, 2**24, size))
    instant = np.random.default_rng(1).integers(0, 2**31, size) * 2 + 1
    parts = list(packings([customer, instant], size))
    assert 1 < len(parts) <= 16
    assert all(packing is not None for _, packing in parts)
    assert unpacked([customer, instant], size) == list(
        zip(customer.tolist(), instant.tolist(), strict=True)
    )
