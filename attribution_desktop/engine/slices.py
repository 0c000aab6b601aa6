"""Index arithmetic on contiguous slices of a long column."""

from collections.abc import Iterator
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from attribution_desktop.domain.interactions import BoolColumn, CodeColumn, FloatColumn, IntColumn

Scalar = TypeVar("Scalar", bound=np.generic)

TOUCHES_A_BLOCK = 1 << 19
"""Large enough to be quick, small enough for memory that is used again and again."""

_QUERIES = 1 << 16
"""Their columns stay in the processor's cache while they are bisected."""


def expanded(start: IntColumn, length: IntColumn) -> IntColumn:
    """Indices of all elements of all slices, slice after slice.

    Parameters
    ----------
    start, length
        (j,) first index and number of elements a slice.

    Returns
    -------
    (Σ length,) indices.

    Examples
    --------
    >>> expanded(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    offset = np.cumsum(length) - length
    index = repeated(start - offset, length)
    index += np.arange(len(index))
    return index


def repeated(column: npt.NDArray[Scalar], times: IntColumn) -> npt.NDArray[Scalar]:
    """Each of (j,) elements as often as it says, a block at a time.

    NumPy lets no other thread run while it repeats: all at once would hold up the window.
    """
    if len(times) <= TOUCHES_A_BLOCK and int(times.sum()) <= TOUCHES_A_BLOCK:
        return np.repeat(column, times)
    out = np.empty(int(times.sum()), column.dtype)
    done = 0
    for part in blocks(times):
        some = np.repeat(column[part], times[part])
        out[done : done + len(some)] = some
        done += len(some)
    return out


def counted(is_marked: BoolColumn) -> IntColumn:
    """(n,) how many are marked up to each element; of truths NumPy counts without a pause."""
    return np.cumsum(is_marked.astype(np.int64))


def covered(start: IntColumn, end: IntColumn, size: int) -> BoolColumn:
    """(size,) whether an index lies in any slice."""
    edges = np.bincount(start, minlength=size + 1) - np.bincount(end, minlength=size + 1)
    return np.cumsum(edges[:size]) > 0


def group_bounds(codes: IntColumn, groups: int) -> IntColumn:
    """(groups + 1,) where each group begins in a column sorted by group code."""
    bounds = np.zeros(groups + 1, np.int64)
    np.cumsum(np.bincount(codes, minlength=groups), out=bounds[1:])
    return bounds


def first_index(column: IntColumn, low: IntColumn, high: IntColumn, bound: IntColumn) -> IntColumn:
    """For each query, the first index in `low:high` whose value is at least `bound`.

    `column` rises within every `low:high`; one bisection serves a block of queries at once, so the
    cost is queries × log(longest range), whatever the column's length, and no step of it keeps
    other threads waiting for long.

    Returns
    -------
    (q,) indices; `high` where every value is smaller.
    """
    found = np.empty(len(low), np.int64)
    for start in range(0, len(low), _QUERIES):
        part = slice(start, start + _QUERIES)
        found[part] = _bisected(column, low[part], high[part], bound[part])
    return found


def _bisected(column: IntColumn, low: IntColumn, high: IntColumn, bound: IntColumn) -> IntColumn:
    left, right = low, high
    while True:
        is_open = left < right
        if not is_open.any():
            return left
        middle = (left + right) // 2
        # A closed query may point past the column; any index serves, its result is not used.
        probe = np.minimum(middle, len(column) - 1)
        is_below = is_open & (column[probe] < bound)
        left = np.where(is_below, middle + 1, left)
        right = np.where(is_open & ~is_below, middle, right)


def summed(
    codes: IntColumn | CodeColumn, amounts: FloatColumn | IntColumn, size: int
) -> FloatColumn:
    """(size,) the sum of (n,) `amounts` by code; micros stay exact up to 2⁵³."""
    return np.bincount(codes, weights=amounts, minlength=size).astype(np.float64, copy=False)


def blocks(length: IntColumn) -> Iterator[slice]:
    """Cut (j,) slices into runs of at most about half a million elements, whole slices each.

    Examples
    --------
    >>> list(blocks(np.array([3, 4, 5])))
    [slice(0, 3, None)]
    """
    end = np.cumsum(length)
    begin = 0
    while begin < len(length):
        limit = (int(end[begin - 1]) if begin else 0) + TOUCHES_A_BLOCK
        after = max(int(np.searchsorted(end, limit, side="right")), begin + 1)
        yield slice(begin, after)
        begin = after


def gathered(
    column: npt.NDArray[Scalar], start: IntColumn, length: IntColumn
) -> npt.NDArray[Scalar]:
    """(Σ length,) the elements of all slices of a column, one slice after the other."""
    out = np.empty(int(length.sum()), column.dtype)
    done = 0
    for part in blocks(length):
        index = expanded(start[part], length[part])
        out[done : done + len(index)] = column[index]
        done += len(index)
    return out


_COUNTED_CODES = 1 << 22


def numbered(code: IntColumn | CodeColumn, size: int) -> tuple[IntColumn, IntColumn]:
    """Number the distinct codes: the codes in rising order, and (n,) which one each element is.

    Parameters
    ----------
    code
        (n,) from 0 to `size` − 1. Small ranges are counted, large ones sorted.
    """
    if not len(code) or size > _COUNTED_CODES:
        distinct, number = np.unique(code, return_inverse=True)
        return distinct.astype(np.int64), number
    is_used = np.zeros(size, bool)
    is_used[code] = True
    number = counted(is_used) - 1
    return np.flatnonzero(is_used), number[code]
