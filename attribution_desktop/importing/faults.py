"""Which rows of a block are good, why the others are not, and what to warn of."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from attribution_desktop.domain.imports import Reject
from attribution_desktop.domain.interactions import BoolColumn, IntColumn
from attribution_desktop.importing.records import VALUE_SHOWN

LONGEST_KEY = 1_000
"""Characters of a customer, order or channel."""


class RowFaults:
    """The first fault found of each row of one block.

    Parameters
    ----------
    line
        (n,) physical lines of the rows.
    columns
        Column name of each field, for the rejects.
    """

    def __init__(self, line: IntColumn, columns: Mapping[str, str]) -> None:
        self.line = line
        self.is_good: BoolColumn = np.ones(line.size, dtype=np.bool_)
        self.found: list[Reject] = []
        self._columns = columns

    def add(
        self, is_faulty: BoolColumn, field: str, code: str, message: str, texts: pl.Series | None
    ) -> None:
        """Reject the rows under the mask that are still good; `texts` (n,) holds their cells."""
        rows = np.flatnonzero(is_faulty & self.is_good)
        values = [""] * rows.size if texts is None else texts.gather(rows).to_list()
        for row, value in zip(rows.tolist(), values, strict=True):
            self.add_row(row, field, code, message, value)

    def add_row(self, row: int, field: str, code: str, message: str, value: str) -> None:
        self.is_good[row] = False
        column = self._columns.get(field, "")
        self.found.append(Reject(int(self.line[row]), column, code, message, value[:VALUE_SHOWN]))

    def refuse_long(self, texts: pl.Series, field: str) -> None:
        """Reject rows whose key (a customer, order or channel) is beyond any plausible length."""
        is_long = (texts.str.len_bytes() > LONGEST_KEY).to_numpy()
        if is_long.any():
            is_long = (texts.str.len_chars() > LONGEST_KEY).to_numpy()
            message = f"The {field} has more than {LONGEST_KEY} characters."
            self.add(is_long, field, "too-long", message, texts)


class Notes:
    """Counts of what was accepted but is worth a sentence."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def count(self, sentence: str, rows: int) -> None:
        """Add to the rows a sentence speaks of; `{n}` in it becomes their number."""
        if rows:
            self._counts[sentence] = self._counts.get(sentence, 0) + rows

    def sentences(self) -> tuple[str, ...]:
        return tuple(text.replace("{n}", f"{n:,}") for text, n in self._counts.items())
