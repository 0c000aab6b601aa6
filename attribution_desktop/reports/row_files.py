"""Rows too many for memory as CSV, written while they are read."""

import io
import zipfile
from collections.abc import Sequence
from typing import IO

import polars as pl

from attribution_desktop.domain.report_document import Table
from attribution_desktop.domain.row_table import RowTable
from attribution_desktop.reports.csv_files import (
    PLAIN_CSV,
    CsvStyle,
    archive_entry,
    csv_bytes,
    file_name,
)
from attribution_desktop.reports.row_cells import number_cells, text_cells

_END_OF_LINE = "\r\n"


def write_rows(file: IO[bytes], table: RowTable, style: CsvStyle = PLAIN_CSV) -> None:
    """All rows with a header; memory holds one block of them.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    header = style.separator.join(table.columns) + _END_OF_LINE
    file.write(style.opening + header.encode())
    is_number = [name in table.numbers for name in table.columns]
    for block in table.blocks:
        cells = {
            name: number_cells(column, style) if numeric else text_cells(column, style)
            for name, column, numeric in zip(table.columns, block, is_number, strict=True)
        }
        # In memory first: Polars' own errors do not say that a disk is full. Whatever needs quotes
        # has them by now.
        lines = io.BytesIO()
        pl.DataFrame(cells).write_csv(
            lines,
            include_header=False,
            separator=style.separator,
            line_terminator=_END_OF_LINE,
            quote_style="never",
        )
        file.write(lines.getbuffer())


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
