"""Records of well-formed text, cut by Polars: the fast way for blocks without any fault.

Whether a block is well-formed is decided here, on its bytes; whatever is not goes to `records`,
which cuts record by record and can say what is wrong.
"""

import io
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from attribution_desktop.domain.interactions import BoolColumn, IntColumn

_NEWLINE, _QUOTE = ord("\n"), ord('"')
_FEWEST_COLUMNS = 2
"""A line of a one-column file may be blank, which Polars and the csv module read differently."""


@dataclass(frozen=True, slots=True)
class RecordShape:
    """What the header says of the records.

    Parameters
    ----------
    delimiter
        One character.
    width
        Cells of a record.
    wanted
        Indices of the cells that are needed.
    """

    delimiter: str
    width: int
    wanted: frozenset[int]


PlainRecords = tuple[dict[int, pl.Series], IntColumn]
"""The columns of a text by index, and the lines in which the records start."""


def cut_plain(text: str, shape: RecordShape, line: int) -> PlainRecords | None:
    """The wanted columns and the physical lines of a block whose every record is of the shape.

    None for a block with records of another width, blank lines, a quote that is not closed or
    not at the edge of its cell, zero characters, or a shape that Polars does not read as the csv
    module does.
    """
    delimiter, width = shape.delimiter, shape.width
    if (
        width < _FEWEST_COLUMNS
        or not delimiter.isascii()
        or text.startswith("\ufeff")
        or "\x00" in text
    ):
        return None
    if not text.endswith("\n"):
        text += "\n"
    data = text.encode()
    content = np.frombuffer(data, np.uint8)
    newlines = np.flatnonzero(content == _NEWLINE)
    delimiters = np.flatnonzero(content == ord(delimiter))
    ends = newlines
    has_quotes = '"' in text
    if has_quotes:
        quotes = np.flatnonzero(content == _QUOTE)
        if not _are_well_formed(content, quotes, ord(delimiter)):
            return None
        ends = newlines[_is_outside(newlines, quotes)]
        delimiters = delimiters[_is_outside(delimiters, quotes)]
    cells = np.diff(np.searchsorted(delimiters, ends), prepend=0) + 1
    if (cells != width).any():
        return None
    frame = pl.read_csv(
        io.BytesIO(data),
        has_header=False,
        separator=delimiter,
        quote_char='"' if has_quotes else None,
        infer_schema=False,
        columns=sorted(shape.wanted),
    )
    if frame.height != ends.size:
        return None
    starts = np.concatenate([np.full(1, -1), ends[:-1]])
    trimmed = frame.select(pl.all().fill_null("").str.strip_chars()).get_columns()
    columns = dict(zip(sorted(shape.wanted), trimmed, strict=True))
    return columns, line + np.searchsorted(newlines, starts, side="right")


def _are_well_formed(content: npt.NDArray[np.uint8], quotes: IntColumn, delimiter: int) -> bool:
    """Whether every quote opens at the start of a cell, closes at its end, or is doubled."""
    if quotes.size % 2:
        return False
    opening, closing = quotes[0::2], quotes[1::2]
    edges = (_NEWLINE, delimiter, _QUOTE)
    before = content[opening[opening > 0] - 1]
    after = content[closing + 1]
    return bool(np.isin(before, edges).all() and np.isin(after, edges).all())


def _is_outside(positions: IntColumn, quotes: IntColumn) -> BoolColumn:
    """Which positions lie outside quoted cells."""
    outside: BoolColumn = np.searchsorted(quotes, positions) % 2 == 0
    return outside
