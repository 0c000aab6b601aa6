"""The cells of a block of rows, while it is settled which of them are rows at all."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from attribution_desktop.domain.interactions import BoolColumn, IntColumn

TOTAL = "total"
COMMENT = "comment"
CONTINUATION = "continuation"
PAYMENT_PAGE = "payment page"

LINES_TOLD = 50
"""Skipped lines that are remembered one by one, a block and reason."""

TOTAL_CELL = (
    r"(?i)^((grand\s+)?totals?|gesamt(summe)?|insgesamt|totale|totaal|totaux)"
    r"(\s*[:\-–—].*|\s+(of|for)\s.*)?$"
)
"""The first cell of a total row: `Total`, `Grand total`, `Total: Account`."""


@dataclass(slots=True)
class Cells:
    """The cells of a block that is being sifted: rows disappear together.

    Parameters
    ----------
    columns
        (n,) trimmed texts by field.
    line
        (n,) physical lines.
    skipped
        Rows taken out, by reason.
    noted
        Rows that are taken and worth a sentence, by sentence; `{n}` in it is their number.
    skipped_lines
        Why each row that was taken out was.
    traffic
        Rows by what the channel rules were told of them: source, medium, campaign.
    """

    columns: dict[str, pl.Series]
    line: IntColumn
    skipped: dict[str, int] = field(default_factory=dict)
    noted: dict[str, int] = field(default_factory=dict)
    skipped_lines: dict[int, str] = field(default_factory=dict)
    traffic: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def note(self, sentence: str, where: BoolColumn) -> None:
        """Count the rows under the mask for a sentence."""
        if where.any():
            self.noted[sentence] = self.noted.get(sentence, 0) + int(where.sum())

    def skip(self, where: BoolColumn, reason: str) -> None:
        """Take the rows under the mask out, and count them."""
        count = int(where.sum())
        if not count:
            return
        self.skipped[reason] = self.skipped.get(reason, 0) + count
        first = self.line[where][:LINES_TOLD].tolist()
        self.skipped_lines.update(dict.fromkeys(first, reason))
        kept = pl.Series(~where)
        self.columns = {name: cells.filter(kept) for name, cells in self.columns.items()}
        self.line = self.line[~where]

    def are_empty(self, name: str) -> BoolColumn:
        """(n,) whether the cell holds nothing; all True without such a column."""
        if name not in self.columns:
            return np.ones(self.line.size, dtype=np.bool_)
        empty: BoolColumn = (self.columns[name].str.len_bytes() == 0).to_numpy()
        return empty

    def match(self, name: str, pattern: str) -> BoolColumn:
        """(n,) whether the cell contains the pattern; all False without such a column."""
        if name not in self.columns:
            return np.zeros(self.line.size, dtype=np.bool_)
        found: BoolColumn = self.columns[name].str.contains(pattern).to_numpy()
        return found
