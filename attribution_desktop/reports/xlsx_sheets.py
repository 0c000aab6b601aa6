"""The sheets of a workbook, cell by cell."""

import re

from xlsxwriter.worksheet import Worksheet

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.report_document import (
    Cell,
    ReportDocument,
    Section,
    Table,
)
from attribution_desktop.reports.page_columns import cell_text
from attribution_desktop.reports.xlsx_cells import Formats, first_day, write_cell

MOST_ROWS = 1_048_000
"""Of data on one sheet: what Excel holds, less header, total and the line between."""

MOST_ROWS_ABOVE = 40
"""A chart stands below as many rows; beside more it is found sooner."""

_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LEAST_WIDTH, _MOST_WIDTH = 9, 60
_ROWS_MEASURED = 500
_WORDS_WIDTH = 110
_TERM_WIDTH = 30
_LETTERS_A_LINE = 100
_LINE_HEIGHT = 15
_A4 = 9


class SheetNames:
    """Names that Excel takes for sheets, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, wanted: str) -> str:
        """The wanted name, or as much of it as a sheet can have, with a number where it is taken.

        Examples
        --------
        >>> names = SheetNames()
        >>> names.free("a/b"), names.free("A B"), names.free("")
        ('a b', 'A B 2', 'Sheet')
        """
        plain = " ".join(_NOT_IN_NAMES.sub(" ", wanted).split()).strip("'") or "Sheet"
        name, number = plain[:_LONGEST_NAME].rstrip(), 1
        while name.casefold() in self._taken or name.casefold() == "history":
            number += 1
            ending = f" {number}"
            name = plain[: _LONGEST_NAME - len(ending)].rstrip() + ending
        self._taken.add(name.casefold())
        return name


def write_table(
    sheet: Worksheet, table: Table, rows: range, total: tuple[Cell, ...] | None, formats: Formats
) -> None:
    """Header, rows and, a line below them, the total."""
    lines = 1
    for place, column in enumerate(table.columns):
        is_text = column.kind is Kind.TEXT
        looks = formats.header if is_text else formats.number_header
        write_cell(sheet, 0, place, column.label, looks)
        if column.definition:
            sheet.write_comment(0, place, column.definition, {"author": "", "x_scale": 2})
        width = _width(table, rows, place)
        sheet.set_column(place, place, width)
        lines = max(lines, -(-len(column.label) // max(int(width) - 3, 1)))
    sheet.set_row(0, lines * _LINE_HEIGHT + 3)
    kinds = [column.kind for column in table.columns]
    looks = [formats.of(column) for column in table.columns]
    for line, number in enumerate(rows, start=1):
        for place, cell in enumerate(table.rows[number]):
            first = first_day(cell, table.columns[place])
            write_cell(sheet, line, place, cell if first is None else first, looks[place])
    sheet.freeze_panes(1, 1 if kinds[0] is Kind.TEXT else 0)
    sheet.repeat_rows(0)
    _fit_paper(sheet, pages_high=1 if len(rows) <= MOST_ROWS_ABOVE else 0)
    if len(rows):
        sheet.autofilter(0, 0, len(rows), len(table.columns) - 1)
    if total is not None:
        # Apart from the rows, so that filtering and sorting leave it alone.
        for place, cell in enumerate(total):
            write_cell(sheet, len(rows) + 2, place, cell, formats.totals[kinds[place]])


def write_overview(sheet: Worksheet, document: ReportDocument, formats: Formats) -> None:
    """What the report is about, its key figures and what it says in words."""
    sheet.set_column(0, 0, _TERM_WIDTH)
    sheet.set_column(1, 1, 18)
    sheet.set_column(2, 2, _WORDS_WIDTH)
    _fit_paper(sheet)
    write_cell(sheet, 0, 0, document.title, formats.title)
    line = 1
    identity = document.analysis.identity
    facts = (
        f"Amounts in {identity.currency}",
        *document.settings_in_words,
        f"Data and settings: fingerprint {document.analysis.fingerprint}",
    )
    for fact in facts:
        write_cell(sheet, line, 0, fact, formats.cells[Kind.TEXT])
        line += 1
    for section in document.sections:
        if section.terms or not (section.kpis or section.paragraphs):
            continue
        line += 1
        write_cell(sheet, line, 0, section.title, formats.heading)
        line += 1
        for kpi in section.kpis:
            write_cell(sheet, line, 0, kpi.label, formats.strong)
            write_cell(sheet, line, 1, kpi.value, formats.cells[kpi.kind])
            write_cell(sheet, line, 2, kpi.note or None, formats.cells[Kind.TEXT])
            line += 1
        for paragraph in section.paragraphs:
            write_cell(sheet, line, 0, paragraph, formats.cells[Kind.TEXT])
            line += 1


def write_terms(sheet: Worksheet, section: Section, formats: Formats) -> None:
    """A section of words: its paragraphs and its definitions."""
    sheet.set_column(0, 0, _TERM_WIDTH)
    sheet.set_column(1, 1, _WORDS_WIDTH)
    _fit_paper(sheet)
    line = 0
    for term, definition in section.terms:
        _make_high(sheet, line, definition)
        write_cell(sheet, line, 0, term, formats.strong)
        write_cell(sheet, line, 1, definition, formats.words)
        line += 1
    line += 1 if section.terms else 0
    for paragraph in section.paragraphs:
        _make_high(sheet, line, paragraph)
        write_cell(sheet, line, 1, paragraph, formats.words)
        line += 1


def _fit_paper(sheet: Worksheet, pages_high: int = 0) -> None:
    """Printed, a sheet is one page wide, and as many high as it takes (0)."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, pages_high)


def _make_high(sheet: Worksheet, line: int, text: str) -> None:
    """Not every program makes a row as high as the lines of its text."""
    lines = -(-len(text) // _LETTERS_A_LINE) or 1
    if lines > 1:
        sheet.set_row(line, lines * _LINE_HEIGHT)


def _width(table: Table, rows: range, place: int) -> float:
    """Letters that the column needs; figures are never shortened, long texts are."""
    column = table.columns[place]
    texts = [cell_text(table.rows[number][place], column) for number in rows[:_ROWS_MEASURED]]
    if table.total is not None:
        texts.append(formatted(table.total[place], column.kind))
    words = max((len(word) for word in column.label.split()), default=0) + 3
    widest = max([len(text) for text in texts], default=0) + 2
    most = _MOST_WIDTH if column.kind is Kind.TEXT else 255
    return min(max(widest, words, _LEAST_WIDTH), most)
