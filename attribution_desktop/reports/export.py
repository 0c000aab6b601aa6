"""A report as files: PDF, XLSX, CSV or JSON, by the suffix of the path or by name."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, get_args

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.report_document import ReportDocument, Table
from attribution_desktop.domain.report_look import PLAIN_LOOK, ReportLook
from attribution_desktop.domain.row_table import RowTable
from attribution_desktop.reports.csv_files import (
    PLAIN_CSV,
    CsvStyle,
    csv_bytes,
    file_name,
)
from attribution_desktop.reports.json_file import json_bytes
from attribution_desktop.reports.row_files import write_archive, write_rows
from attribution_desktop.reports.writing import Content, made_folder, write_whole

Format = Literal["pdf", "xlsx", "csv", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
DEFAULT_TABLE = "channel-roi"

_BY_SUFFIX: dict[str, Format] = {
    ".pdf": "pdf",
    ".xlsx": "xlsx",
    ".csv": "csv",
    ".zip": "csv",
    ".json": "json",
}


@dataclass(frozen=True, slots=True)
class FileOptions:
    """How a report becomes a file.

    Parameters
    ----------
    format
        "pdf", "xlsx", "csv" or "json"; None: by the suffix of the path.
    table
        Id of the table of a `.csv` file (default: channel ROI), or the only one of a folder.
    look
        Of a PDF.
    csv
        How CSV is written.
    """

    format: str | None = None
    table: str | None = None
    look: ReportLook = PLAIN_LOOK
    csv: CsvStyle = PLAIN_CSV


PLAIN_FILE = FileOptions()


def write_report(
    document: ReportDocument,
    path: Path,
    options: FileOptions = PLAIN_FILE,
    rows: tuple[RowTable, ...] = (),
    *,
    is_overwriting: bool = False,
) -> tuple[Path, ...]:
    """Write a report and return the paths of the files made.

    Parameters
    ----------
    path
        A `.pdf`, `.xlsx` or `.json` file; a `.csv` file for one table; a `.zip` file or a folder
        for all tables, a CSV each.
    rows
        Tables of rows that go along as CSV; a `.csv` file takes one of them by its name.

    Raises
    ------
    UsageError
        When format and suffix contradict each other, or there is no such table.
    InputRefused
        When a file exists already, or cannot be written.
    DiskFull
        When the disk is full; what was there before is unchanged.
    LibraryMissing
        When a PDF is asked for and a system library that draws it is missing.
    """
    chosen = format_of(path, options.format)
    if options.table is not None and chosen != "csv":
        raise UsageError("A single table can be written as CSV only.", "Leave out --table.")
    if rows and chosen != "csv":
        raise UsageError("Rows can be written as CSV only.", "End the name in .csv or .zip.")
    contents: dict[Path, Content]
    if chosen == "csv":
        contents = _csv_contents(document, path, options, rows)
    else:
        contents = {path: _content(document, chosen, options.look)}
    return write_whole(contents, is_overwriting=is_overwriting)


def write_row_table(
    table: RowTable, path: Path, style: CsvStyle = PLAIN_CSV, *, is_overwriting: bool = False
) -> tuple[Path, ...]:
    """Write rows alone as one CSV file, which takes no report; raises as `write_report` does."""
    return write_whole(
        {path: partial(write_rows, table=table, style=style)}, is_overwriting=is_overwriting
    )


def format_of(path: Path, name: str | None = None) -> Format:
    """The format that a path or a name asks for.

    Raises
    ------
    UsageError
        When neither says it, or they contradict each other.
    """
    by_suffix = "csv" if path.is_dir() else _BY_SUFFIX.get(path.suffix.lower())
    if name is None:
        if by_suffix is None:
            raise UsageError(
                f"{path} does not say which format it is to have.",
                f"End it in {', '.join(_BY_SUFFIX)}, or choose one of {', '.join(FORMATS)}.",
            )
        return by_suffix
    for known in FORMATS:
        if known == name.lower():
            if by_suffix not in {None, known}:
                raise UsageError(f"The name {path.name} does not fit the format {known}.")
            return known
    raise UsageError(f"There is no format {name!r}.", f"Choose one of {', '.join(FORMATS)}.")


def _content(document: ReportDocument, format_: Format, look: ReportLook) -> bytes:
    match format_:
        case "pdf":
            # Qt, for a PDF only.
            from attribution_desktop.reports.pdf import pdf_bytes  # noqa: PLC0415  # said above

            return pdf_bytes(document, look)
        case "xlsx":
            from attribution_desktop.reports.xlsx import xlsx_bytes  # noqa: PLC0415  # as rare

            return xlsx_bytes(document)
        case _:
            return json_bytes(document)


def _csv_contents(
    document: ReportDocument, path: Path, options: FileOptions, rows: tuple[RowTable, ...]
) -> dict[Path, Content]:
    tables, style = document.tables(), options.csv
    is_one_file = bool(path.suffix) and not path.is_dir()
    is_archive = is_one_file and path.suffix.lower() == ".zip"
    holds_one = is_one_file and not is_archive
    named = options.table or (DEFAULT_TABLE if holds_one else None)
    chosen_rows = tuple(source for source in rows if named in {None, source.id})
    is_of_rows = named is not None and bool(chosen_rows)
    chosen = () if is_of_rows else tables if named is None else (_table(tables, named),)
    if is_archive:
        return {path: partial(write_archive, tables=chosen, rows=chosen_rows, style=style)}
    streams = [partial(write_rows, table=source, style=style) for source in chosen_rows]
    if is_one_file:
        return {path: streams[0] if streams else csv_bytes(chosen[0], style)}
    folder = made_folder(path)
    contents: dict[Path, Content] = {
        folder / file_name(table): csv_bytes(table, style) for table in chosen
    }
    for source, stream in zip(chosen_rows, streams, strict=True):
        contents[folder / f"{source.id}.csv"] = stream
    return contents


def _table(tables: tuple[Table, ...], table_id: str) -> Table:
    for table in tables:
        if table.id == table_id:
            return table
    raise UsageError(
        f"The report has no table {table_id!r}.",
        f"It has {', '.join(table.id for table in tables) or 'no tables'}.",
    )
