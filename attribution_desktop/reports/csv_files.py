"""Tables as CSV: UTF-8, RFC 4180 quoting, CR LF, column ids as the header.

A cell holds the number as it is in the table: credit, its least and its greatest as shown (rounded
once), everything else unrounded. It has no grouping, unit or exponent. An unknown figure is an
empty cell. There is no total row, so that a column can be summed.

Text that a spreadsheet would run as a formula is led by an apostrophe; see `formula_text`.
"""

import codecs
import csv
import io
import zipfile
from dataclasses import dataclass
from decimal import Decimal

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.formula_text import defused
from attribution_desktop.domain.report_document import Cell, Table

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
DECIMAL_MARKS = (".", ",")

_EARLIEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class CsvStyle:
    """How a CSV file is written.

    Parameters
    ----------
    separator
        Between cells: a comma, semicolon, tab or pipe.
    decimal_mark
        A point or a comma.
    has_mark
        Whether the file begins with the mark by which some versions of Excel know UTF-8.

    Raises
    ------
    UsageError
        When a sign is none of these, or one stands for both.
    """

    separator: str = ","
    decimal_mark: str = "."
    has_mark: bool = False

    def __post_init__(self) -> None:
        if self.separator not in SEPARATORS.values():
            raise UsageError(
                f"{self.separator!r} cannot separate cells.",
                f"Choose {', '.join(SEPARATORS)}.",
            )
        if self.decimal_mark not in DECIMAL_MARKS:
            raise UsageError(f"{self.decimal_mark!r} is no decimal mark.", "Choose . or ,")
        if self.separator == self.decimal_mark:
            raise UsageError(
                "A comma cannot separate both cells and decimals.",
                "Take the semicolon as the separator.",
            )

    @property
    def opening(self) -> bytes:
        """What stands before the first line."""
        return codecs.BOM_UTF8 if self.has_mark else b""


PLAIN_CSV = CsvStyle()


def csv_bytes(table: Table, style: CsvStyle = PLAIN_CSV) -> bytes:
    """One table with its header row."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=style.separator)
    writer.writerow([defused(column.id) for column in table.columns])
    mark = style.decimal_mark
    writer.writerows([[cell_text(cell, mark) for cell in row] for row in table.rows])
    return style.opening + text.getvalue().encode("utf-8", errors="backslashreplace")


def archive_entry(name: str) -> zipfile.ZipInfo:
    """A compressed entry of an archive, without a time."""
    entry = zipfile.ZipInfo(name, _EARLIEST_ZIP_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def file_name(table: Table) -> str:
    return f"{table.id}.csv"


def cell_text(cell: Cell, decimal_mark: str = ".") -> str:
    """A cell as CSV holds it.

    Examples
    --------
    >>> cell_text(Decimal("-199.90")), cell_text(1e-7), cell_text(None), cell_text("=1+1")
    ('-199.90', '0.0000001', '', "'=1+1")
    >>> cell_text(0.5, ",")
    '0,5'
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return defused(cell)
    return f"{_decimal(cell):f}".replace(".", decimal_mark)


def _decimal(number: float | Decimal) -> Decimal:
    if isinstance(number, Decimal):
        return number
    if number == int(number):
        return Decimal(int(number))
    # The shortest decimal that reads back as the same float, not its 50 binary digits.
    return Decimal(repr(number))
