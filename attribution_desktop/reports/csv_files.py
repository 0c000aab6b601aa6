"""Tables as CSV: UTF-8 without a mark, RFC 4180 (commas, CR LF), column ids as the header.

A cell holds the number as it is in the table: revenue and conversions as shown (rounded once),
everything else unrounded, with a decimal point, without grouping, unit or exponent. An unknown
figure is an empty cell. There is no total row, so that a column can be summed.

Text that a spreadsheet would run as a formula is led by an apostrophe.
"""

import csv
import io
import zipfile
from decimal import Decimal

from attribution_desktop.domain.report_document import Cell, Table

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_EARLIEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def csv_bytes(table: Table) -> bytes:
    """One table with its header row."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([defused(column.id) for column in table.columns])
    writer.writerows([[cell_text(cell) for cell in row] for row in table.rows])
    return text.getvalue().encode("utf-8", errors="backslashreplace")


def zip_bytes(tables: tuple[Table, ...]) -> bytes:
    """All tables in one archive; equal tables make equal bytes, as no time is stored."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for table in tables:
            entry = zipfile.ZipInfo(file_name(table), _EARLIEST_ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, csv_bytes(table))
    return buffer.getvalue()


def file_name(table: Table) -> str:
    return f"{table.id}.csv"


def cell_text(cell: Cell) -> str:
    """A cell as CSV holds it.

    Examples
    --------
    >>> cell_text(Decimal("-199.90")), cell_text(1e-7), cell_text(None), cell_text("=1+1")
    ('-199.90', '0.0000001', '', "'=1+1")
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return defused(cell)
    return f"{_decimal(cell):f}"


def defused(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    Examples
    --------
    >>> defused("@SUM(A1)"), defused("email")
    ("'@SUM(A1)", 'email')
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _decimal(number: float | Decimal) -> Decimal:
    if isinstance(number, Decimal):
        return number
    if number == int(number):
        return Decimal(int(number))
    # The shortest decimal that reads back as the same float, not its 50 binary digits.
    return Decimal(repr(number))
