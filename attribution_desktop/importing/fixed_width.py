"""Texts of equal length side by side, so that NumPy can parse a column character by character."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import polars as pl

from attribution_desktop.domain.interactions import BoolColumn, IntColumn

ByteMatrix = npt.NDArray[np.uint8]
"""(n, w): the UTF-8 bytes of n texts of w bytes."""

_ZERO, _NINE = ord("0"), ord("9")


def by_length(texts: pl.Series, longest: int) -> Iterator[tuple[IntColumn, ByteMatrix]]:
    """Rows and bytes of the texts of each length from 1 to `longest` bytes."""
    lengths = texts.str.len_bytes().to_numpy()
    for length in np.flatnonzero(np.bincount(np.minimum(lengths, longest + 1))).tolist():
        if not 1 <= length <= longest:
            continue
        rows = np.flatnonzero(lengths == length)
        same = texts if rows.size == len(texts) else texts.gather(rows)
        joined: str = same.str.join("").item()
        yield rows, np.frombuffer(joined.encode(), np.uint8).reshape(-1, length)


def are_digits(matrix: ByteMatrix) -> BoolColumn:
    """(n,) whether a row holds ASCII digits only."""
    is_digit: BoolColumn = np.all((matrix >= _ZERO) & (matrix <= _NINE), axis=1)
    return is_digit


def number(matrix: ByteMatrix) -> IntColumn:
    """(n,) the whole numbers that (n, w ≤ 19) digits spell; anything where there are others."""
    total = np.zeros(len(matrix), dtype=np.int64)
    for place in range(matrix.shape[1]):
        total = total * 10 + (matrix[:, place].astype(np.int64) - _ZERO)
    return total
