"""Rows too many for memory as CSV, written while they are read."""

import csv
import io
import zipfile
from collections.abc import Sequence
from typing import IO

from attribution_desktop.domain.formula_text import defused
from attribution_desktop.domain.report_document import Table
from attribution_desktop.domain.row_table import RowTable
from attribution_desktop.reports.csv_files import (
    PLAIN_CSV,
    CsvStyle,
    archive_entry,
    csv_bytes,
    file_name,
)

_RISKY_STARTS = frozenset("='+-@\t\r")


def write_rows(file: IO[bytes], table: RowTable, style: CsvStyle = PLAIN_CSV) -> None:
    """All rows with a header; memory holds one block of them.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    file.write(style.opening)
    text = io.TextIOWrapper(
        file, encoding="utf-8", errors="backslashreplace", newline="", write_through=False
    )
    writer = csv.writer(text, delimiter=style.separator)
    writer.writerow(table.columns)
    is_number = [name in table.numbers for name in table.columns]
    for block in table.blocks:
        columns = [
            _decimals(cells, style) if numeric else _texts(cells)
            for cells, numeric in zip(block, is_number, strict=True)
        ]
        writer.writerows(zip(*columns, strict=True))
    # The file belongs to the caller, who syncs and closes it.
    text.flush()
    text.detach()


def write_archive(
    file: IO[bytes],
    tables: Sequence[Table],
    rows: Sequence[RowTable],
    style: CsvStyle = PLAIN_CSV,
) -> None:
    """All tables in one archive; equal tables make equal bytes, as no time is stored."""
    with zipfile.ZipFile(file, "w") as archive:
        for table in tables:
            archive.writestr(archive_entry(file_name(table)), csv_bytes(table, style))
        for source in rows:
            with archive.open(archive_entry(f"{source.id}.csv"), "w", force_zip64=True) as entry:
                write_rows(entry, source, style)


def _texts(cells: Sequence[str]) -> Sequence[str]:
    """Text that no spreadsheet runs; most blocks hold none that needs a change."""
    return [defused(cell) if cell[:1] in _RISKY_STARTS else cell for cell in cells]


def _decimals(cells: Sequence[str], style: CsvStyle) -> Sequence[str]:
    if style.decimal_mark == ".":
        return cells
    return [cell.replace(".", style.decimal_mark) for cell in cells]
