"""What every format's reader is given: blocks of the fields' cells, and a shared context."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.domain.interactions import BoolColumn
from attribution_desktop.importing.faults import Notes, RowFaults
from attribution_desktop.importing.header import Layout
from attribution_desktop.importing.names import ChannelCodes, ExactCodes


@dataclass(frozen=True, slots=True)
class Context:
    """What outlives a block while one file is read.

    Parameters
    ----------
    options, layout
        How the file is read, and which column holds what.
    now
        Seconds since 1970.
    customers, channels
        Codes given so far.
    notes
        What is to be warned of.
    """

    options: ImportOptions
    layout: Layout
    now: float
    customers: ExactCodes
    channels: ChannelCodes
    notes: Notes

    def has(self, field: str) -> bool:
        """Whether a column holds this field."""
        return field in self.layout.position


@dataclass(frozen=True, slots=True)
class Rows:
    """One block's cells by field, trimmed; fields without a column are absent."""

    cells: dict[str, pl.Series]
    faults: RowFaults

    @property
    def size(self) -> int:
        return self.faults.line.size

    def all(self) -> BoolColumn:
        """(n,) True."""
        return np.ones(self.size, dtype=np.bool_)

    def filled(self, field: str) -> BoolColumn:
        """(n,) whether the cell holds anything; all False without such a column."""
        if field not in self.cells:
            return np.zeros(self.size, dtype=np.bool_)
        filled: BoolColumn = (self.cells[field].str.len_bytes() > 0).to_numpy()
        return filled

    def texts(self, field: str, where: BoolColumn) -> list[str]:
        """The cells under the mask; empty texts without such a column."""
        if field not in self.cells:
            return [""] * int(where.sum())
        return self.chosen(field, where).to_list()

    def chosen(self, field: str, where: BoolColumn) -> pl.Series:
        """The cells under the mask."""
        cells = self.cells[field]
        return cells if where.all() else cells.filter(pl.Series(where))

    def require(self, field: str, wanted: BoolColumn, code: str, message: str) -> None:
        """Reject the wanted rows whose cell is empty."""
        is_empty = wanted & ~self.filled(field)
        if is_empty.any():
            self.faults.add(is_empty, field, code, message, None)
