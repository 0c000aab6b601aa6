"""What every format's reader is given: blocks of the fields' cells, and a shared context."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.domain.interactions import BoolColumn
from attribution_desktop.importing.amounts import NumberColumn
from attribution_desktop.importing.date_text import DateOrder
from attribution_desktop.importing.faults import Notes, RowFaults
from attribution_desktop.importing.header import Layout
from attribution_desktop.importing.names import ChannelCodes, ExactCodes
from attribution_desktop.importing.number_text import is_currency
from attribution_desktop.importing.timestamps import DateStyle, TimestampReader


@dataclass(frozen=True, slots=True)
class ColumnStyles:
    """How numbers and dates are written, a column at a time; absent: not looked at yet.

    Parameters
    ----------
    marks
        Decimal mark by field.
    orders
        Day or month first, by field.
    pattern
        Of `strptime`, for all dates; empty: none.
    """

    marks: Mapping[str, str] = dataclasses.field(default_factory=dict)
    orders: Mapping[str, DateOrder] = dataclasses.field(default_factory=dict)
    pattern: str = ""


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
    styles
        How the columns write numbers and dates.
    numbers
        The number columns in use, by field.
    """

    options: ImportOptions
    layout: Layout
    now: float
    customers: ExactCodes
    channels: ChannelCodes
    notes: Notes
    styles: ColumnStyles = dataclasses.field(default_factory=ColumnStyles)
    numbers: dict[str, NumberColumn] = dataclasses.field(default_factory=dict)

    def number(self, field: str) -> NumberColumn:
        """How the numbers of a field are read."""
        if field not in self.numbers:
            mark = self.styles.marks.get(field)
            self.numbers[field] = NumberColumn(field, mark, self.options.currency)
        return self.numbers[field]

    def dates(self, field: str) -> TimestampReader:
        """A reader for the dates of a field."""
        source = self.layout.source
        zone = (source.time_zone if source is not None else "") or self.options.time_zone
        style = DateStyle(self.styles.orders.get(field), self.styles.pattern)
        return TimestampReader(zone, self.now, style)

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

    def refuse_other_currency(self, context: Context) -> None:
        """Reject the rows whose currency is not the project's."""
        wanted = context.options.currency.strip().upper()
        if not wanted or "currency" not in self.cells:
            return
        texts = self.cells["currency"]
        other = [
            text for text in texts.unique().to_list() if text and not is_currency(text, wanted)
        ]
        if other:
            is_other: BoolColumn = texts.is_in(other).to_numpy()
            message = f"The project's currency is {wanted}; amounts are never converted."
            self.faults.add(is_other, "currency", "other-currency", message, texts)
