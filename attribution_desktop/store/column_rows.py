"""Rows of the columnar copy in memory: four integers a touch or an order, and their order."""

from dataclasses import dataclass
from enum import StrEnum
from typing import cast

import numpy as np
import numpy.typing as npt

from attribution_desktop.domain.interactions import BoolColumn, IntColumn

CACHED_CELLS = 65_536
"""Cells of a column that are worked on at once: they stay in the processor's cache."""

_HALF = 0xFFFF
"""The highest number that 16 bits hold."""

_HIGHEST = 2**31 - 1


class Kind(StrEnum):
    TOUCHES = "touches"
    ORDERS = "orders"


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Touches or orders as (n,) columns of integers.

    Parameters
    ----------
    third
        A touch's channel, by row id; an order's value in micros.
    """

    customer: IntColumn
    instant: IntColumn
    third: IntColumn
    row: IntColumn

    def __len__(self) -> int:
        return len(self.row)

    @property
    def columns(self) -> tuple[IntColumn, IntColumn, IntColumn, IntColumn]:
        """Customer, instant, third and row."""
        return self.customer, self.instant, self.third, self.row

    def taken(self, index: IntColumn | BoolColumn | slice) -> "Rows":
        return Rows(*(column[index] for column in self.columns))


def no_rows() -> Rows:
    empty = np.empty(0, np.int64)
    return Rows(empty, empty, empty, empty)


def rows_from_table(table: npt.NDArray[np.int64]) -> Rows:
    """Rows from an (n, 4) table of customer, instant, channel or value, and row id."""
    return Rows(*(np.ascontiguousarray(table[:, place]) for place in range(4)))


def sorted_rows(rows: Rows) -> Rows:
    """Rows by customer, instant and row id; those that are sorted already cost one look."""
    if _is_sorted(rows):
        return rows
    # Rows mostly come in order of time: then a stable sort by customer is all there is to do.
    first = rows.taken(order_of_small_numbers(rows.customer))
    return first if _is_sorted(first) else first.taken(_tie_order(first))


def order_of_small_numbers(numbers: IntColumn) -> IntColumn:
    """The stable order of integers from 0 to 2³² − 1: two passes of NumPy's 16-bit radix sort."""
    low = narrow(np.argsort((numbers & _HALF).astype(np.uint16), kind="stable"))
    if not len(numbers) or int(numbers.max()) <= _HALF:
        return low
    high = (numbers >> 16).astype(np.uint16)[low]
    return low[np.argsort(high, kind="stable")]


def narrow(numbers: IntColumn) -> IntColumn:
    """The same numbers in 32 bits where they fit: half the memory, of ten million a lot."""
    is_fitting = int(numbers.max(initial=0)) <= _HIGHEST
    return cast("IntColumn", numbers.astype(np.int32)) if is_fitting else numbers


def _is_sorted(rows: Rows) -> bool:
    return not _descents(rows).any()


def _descents(rows: Rows) -> BoolColumn:
    """(n − 1,) whether a row and the next are in the wrong order."""
    customer, instant, row = rows.customer, rows.instant, rows.row
    is_same = customer[1:] == customer[:-1]
    is_tied = instant[1:] == instant[:-1]
    wrong: BoolColumn = (customer[1:] < customer[:-1]) | (
        is_same & ((instant[1:] < instant[:-1]) | (is_tied & (row[1:] < row[:-1])))
    )
    return wrong


def _tie_order(rows: Rows) -> IntColumn:
    """The order of rows that are sorted by customer: only customers out of order are sorted."""
    starts = np.flatnonzero(np.diff(rows.customer, prepend=-1))
    owner = np.searchsorted(starts, np.flatnonzero(_descents(rows)) + 1, side="right") - 1
    is_wrong = np.zeros(len(starts), np.bool_)
    is_wrong[owner] = True
    places = np.flatnonzero(np.repeat(is_wrong, np.diff(starts, append=len(rows))))
    part = rows.taken(places)
    order = np.arange(len(rows))
    order[places] = places[np.lexsort((part.row, part.instant, part.customer))]
    return order
