"""Adding up a table of sums by unit and column, block by block."""

from collections.abc import Iterable

import numpy as np
import scipy.sparse as sp

from attribution_desktop.domain.interactions import FloatColumn, IntColumn
from attribution_desktop.engine.slices import summed

_DENSE_CELLS = 1 << 22


class Tally:
    """A (units, columns) table that entries are added to.

    Small tables are counted densely, for a sort of all entries costs more than a few empty cells;
    large ones are kept sparse.
    """

    def __init__(self, units: int, columns: int) -> None:
        self._shape = (units, columns)
        self._is_dense = units * columns <= _DENSE_CELLS
        self._cells = np.zeros(units * columns if self._is_dense else 0)
        self._sparse = sp.csr_array(self._shape)

    def add(self, unit: IntColumn, column: IntColumn, amount: FloatColumn) -> None:
        """Add (n,) amounts at their units and columns."""
        if self._is_dense:
            width = self._shape[1]
            self._cells += summed(unit * width + column, amount, len(self._cells))
        else:
            entries = sp.coo_array((amount, (unit, column)), shape=self._shape)
            self._sparse = self._sparse + sp.csr_array(entries)

    def table(self) -> sp.csr_array:
        return sp.csr_array(self._cells.reshape(self._shape)) if self._is_dense else self._sparse


def side_by_side(tallies: "list[Tally]") -> sp.csr_array:
    """One table with the columns of all."""
    return sp.csr_array(sp.hstack([tally.table() for tally in tallies], format="csr"))


Part = tuple[IntColumn, IntColumn, FloatColumn, int]
"""(n,) units, (n,) columns and (n,) amounts of one table, and how many columns it has."""


def tallied(parts: Iterable[Part], units: int) -> "list[Tally]":
    """One table a part, each added up at once."""
    tallies = []
    for unit, column, amount, width in parts:
        tally = Tally(units, width)
        tally.add(unit, column, amount)
        tallies.append(tally)
    return tallies
