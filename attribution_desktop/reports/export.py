"""A report as files: PDF, CSV or JSON, by the suffix of the path or by name."""

from pathlib import Path
from typing import Literal, get_args

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.report_document import ReportDocument, Table
from attribution_desktop.reports.csv_files import csv_bytes, file_name, zip_bytes
from attribution_desktop.reports.json_file import json_bytes
from attribution_desktop.reports.writing import made_folder, write_whole

Format = Literal["pdf", "csv", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
DEFAULT_TABLE = "channel-roi"

_BY_SUFFIX: dict[str, Format] = {
    ".pdf": "pdf",
    ".csv": "csv",
    ".zip": "csv",
    ".json": "json",
}


def write_report(
    document: ReportDocument,
    path: Path,
    *,
    is_overwriting: bool = False,
    table: str | None = None,
    format: str | None = None,  # noqa: A002  # the word of the command line and of the dialog
) -> tuple[Path, ...]:
    """Write a report and return the paths of the files made.

    Parameters
    ----------
    path
        A `.pdf` or `.json` file; a `.csv` file for one table; a `.zip` file or a folder for all
        tables, a CSV each.
    table
        Id of the table of a `.csv` file (default: channel ROI), or the only one of a folder.
    format
        "pdf", "csv" or "json"; None: by the suffix.

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
    chosen = _format(path, format)
    if table is not None and chosen != "csv":
        raise UsageError("A single table can be written as CSV only.", "Leave out --table.")
    contents = _csv_contents(document, path, table) if chosen == "csv" else None
    if contents is None:
        content = json_bytes(document) if chosen == "json" else _pdf_bytes(document)
        contents = {path: content}
    return write_whole(contents, is_overwriting=is_overwriting)


def _format(path: Path, name: str | None) -> Format:
    by_suffix = _BY_SUFFIX.get(path.suffix.lower())
    if path.is_dir():
        by_suffix = "csv"
    if name is None:
        if by_suffix is None:
            raise UsageError(
                f"{path} does not say which format it is to have.",
                f"End it in .pdf, .csv, .zip or .json, or choose one of {', '.join(FORMATS)}.",
            )
        return by_suffix
    for known in FORMATS:
        if known == name.lower():
            if by_suffix not in {None, known}:
                raise UsageError(f"The name {path.name} does not fit the format {known}.")
            return known
    raise UsageError(f"There is no format {name!r}.", f"Choose one of {', '.join(FORMATS)}.")


def _csv_contents(document: ReportDocument, path: Path, table_id: str | None) -> dict[Path, bytes]:
    tables = document.tables()
    if path.suffix.lower() == ".zip" and not path.is_dir():
        return {path: zip_bytes(tables if table_id is None else (_table(tables, table_id),))}
    if path.suffix and not path.is_dir():
        return {path: csv_bytes(_table(tables, table_id or DEFAULT_TABLE))}
    chosen = tables if table_id is None else (_table(tables, table_id),)
    folder = made_folder(path)
    return {folder / file_name(table): csv_bytes(table) for table in chosen}


def _table(tables: tuple[Table, ...], table_id: str) -> Table:
    for table in tables:
        if table.id == table_id:
            return table
    raise UsageError(
        f"The report has no table {table_id!r}.",
        f"It has {', '.join(table.id for table in tables) or 'no tables'}.",
    )


def _pdf_bytes(document: ReportDocument) -> bytes:
    from attribution_desktop.reports.pdf import pdf_bytes  # noqa: PLC0415  # Qt, for a PDF only

    return pdf_bytes(document)
