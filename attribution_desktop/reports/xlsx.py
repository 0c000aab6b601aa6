"""XLSX: an overview, then a sheet a table with real numbers, and the words at the end.

Nothing is a formula or a link, and nothing is cut: text that no cell can hold is refused, and
rows that no sheet can hold go on on a second one. Equal reports make equal files.
"""

import io
from datetime import UTC, datetime

import xlsxwriter

from attribution_desktop import __version__
from attribution_desktop.domain.report_document import ReportDocument, Section, Table
from attribution_desktop.reports.xlsx_cells import Formats
from attribution_desktop.reports.xlsx_charts import add_chart
from attribution_desktop.reports.xlsx_sheets import (
    MOST_ROWS,
    SheetNames,
    write_overview,
    write_table,
    write_terms,
)

_NO_TIME = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_AS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


def xlsx_bytes(document: ReportDocument) -> bytes:
    """The report as a workbook.

    Raises
    ------
    InputRefused
        When a text is longer than a cell can be.
    """
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, _AS_TEXT)
    workbook.set_properties(
        {
            "title": document.title,
            "comments": f"Attribution Desktop {__version__}",
            # As in the archive itself, no time is stored.
            "created": _NO_TIME,
        }
    )
    formats = Formats(workbook)
    names = SheetNames()
    write_overview(workbook.add_worksheet(names.free("Overview")), document, formats)
    for section in document.sections:
        _write_section(workbook, section, names, formats)
    workbook.close()
    return buffer.getvalue()


def _write_section(
    workbook: xlsxwriter.Workbook, section: Section, names: SheetNames, formats: Formats
) -> None:
    """The section's own sheet has its first table; each further one gets a sheet."""
    for number, table in enumerate(section.tables):
        title = table_title(section, number)
        for part, rows in enumerate(_parts(table)):
            name = names.free(title if not part else f"{title} {part + 1}")
            sheet = workbook.add_worksheet(name)
            is_last = (part + 1) * MOST_ROWS >= len(table.rows)
            write_table(sheet, table.written(), rows, table.total if is_last else None, formats)
            if not part:
                for chart in section.charts:
                    if chart.table == table.id:
                        add_chart(workbook, sheet, chart, table, len(rows) + 2)
    if section.terms or not section.tables:
        write_terms(workbook.add_worksheet(names.free(section.title)), section, formats)


def table_title(section: Section, number: int) -> str:
    """The name of a table's sheet, before it is made fit for one."""
    return section.title if not number else section.tables[number].id.replace("-", " ").capitalize()


def _parts(table: Table) -> list[range]:
    """The rows of a table in pieces that fit on a sheet; at least one, perhaps empty."""
    starts = range(0, max(len(table.rows), 1), MOST_ROWS)
    return [range(start, min(start + MOST_ROWS, len(table.rows))) for start in starts]
