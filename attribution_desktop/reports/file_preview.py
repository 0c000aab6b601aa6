"""How a file that has no pages begins, or what is in it: text for a preview."""

from itertools import islice

from attribution_desktop.domain.report_document import ReportDocument, Table
from attribution_desktop.reports.csv_files import csv_bytes, file_name
from attribution_desktop.reports.export import DEFAULT_TABLE, FileOptions
from attribution_desktop.reports.json_file import json_bytes
from attribution_desktop.reports.xlsx import table_title
from attribution_desktop.reports.xlsx_sheets import SheetNames

_LINES = 60
_LETTERS_A_LINE = 400
_MORE = "…"


def file_preview(document: ReportDocument, options: FileOptions, suffix: str) -> str:
    """The first lines of a CSV or JSON file; what an archive or a workbook holds."""
    match suffix:
        case "csv":
            wanted = options.table or DEFAULT_TABLE
            tables = [table for table in document.tables() if table.id == wanted]
            return "".join(_beginning(csv_bytes(table, options.csv)) for table in tables)
        case "json":
            return _beginning(json_bytes(document))
        case "xlsx":
            return "\n".join(_sheets(document))
        case _:
            return "\n".join(f"{file_name(table)}  ({_rows(table)})" for table in document.tables())


def _beginning(content: bytes) -> str:
    lines = content.decode("utf-8-sig").splitlines()
    shown = [
        line if len(line) <= _LETTERS_A_LINE else line[:_LETTERS_A_LINE] + _MORE
        for line in islice(lines, _LINES)
    ]
    return "\n".join([*shown, *([_MORE] if len(lines) > _LINES else [])])


def _sheets(document: ReportDocument) -> list[str]:
    names = SheetNames()
    lines = [names.free("Overview")]
    for section in document.sections:
        for number, table in enumerate(section.tables):
            charts = sum(chart.table == table.id for chart in section.charts)
            chart = ", with a chart" if charts and table.rows else ""
            lines.append(f"{names.free(table_title(section, number))}  ({_rows(table)}{chart})")
        if section.terms or not section.tables:
            lines.append(names.free(section.title))
    return lines


def _rows(table: Table) -> str:
    count = len(table.rows)
    return "1 row" if count == 1 else f"{count:,} rows"
