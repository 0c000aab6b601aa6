"""Cells of a workbook: how each kind of value looks and is written."""

from datetime import date
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from attribution_desktop.domain.days import Step
from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.report_document import Cell, Column

_LONGEST_TEXT = 32_767
_NUMBER_FORMATS = {
    Kind.TEXT: "@",
    Kind.MONEY: "#,##0.00;[Red]-#,##0.00",
    Kind.PERCENT: '#,##0.0" %";[Red]-#,##0.0" %"',
    Kind.SHARE: "0.0%",
    Kind.RATIO: '#,##0.00"×"',
    Kind.COUNT: "#,##0",
    Kind.NUMBER: "#,##0.00",
    Kind.DAYS: "#,##0.0",
    Kind.HOURS: "#,##0.0",
}
STEP_FORMATS = {Step.DAY: "yyyy-mm-dd", Step.WEEK: "yyyy-mm-dd", Step.MONTH: "yyyy-mm"}
"""How a spreadsheet writes the first day of each."""

_FIRST_COUNTED = date(1900, 3, 1)
"""Excel counts a day before it that never was, and none before 1900."""


class Formats:
    """The looks of cells, made once a workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self.header = workbook.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", **_placed(Kind.TEXT)}
        )
        self.number_header = workbook.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", "align": "right"}
        )
        self.title = workbook.add_format({"bold": True, "font_size": 16, "num_format": "@"})
        self.heading = workbook.add_format({"bold": True, "font_size": 12, "num_format": "@"})
        self.strong = workbook.add_format({"bold": True, "num_format": "@", "valign": "top"})
        self.words = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.cells = {
            kind: workbook.add_format({"num_format": text, **_placed(kind)})
            for kind, text in _NUMBER_FORMATS.items()
        }
        self.steps = {
            step: workbook.add_format({"num_format": text, **_placed(Kind.TEXT)})
            for step, text in STEP_FORMATS.items()
        }
        self.totals = {
            kind: workbook.add_format({"num_format": text, "bold": True, "top": 1, **_placed(kind)})
            for kind, text in _NUMBER_FORMATS.items()
        }

    def of(self, column: Column) -> Format:
        """How the cells of a column look."""
        return self.cells[column.kind] if column.step is None else self.steps[column.step]


def _placed(kind: Kind) -> dict[str, str | int]:
    """Text begins at the left in every script, so that it does not run into figures."""
    return {"align": "left", "indent": 1} if kind is Kind.TEXT else {}


def first_day(cell: Cell, column: Column) -> date | None:
    """The day that a cell names, or with which its month begins; None where it is no such day."""
    if column.step is None or not isinstance(cell, str):
        return None
    try:
        day = date.fromisoformat(f"{cell}-01" if column.step is Step.MONTH else cell)
    except ValueError:
        return None
    return None if day < _FIRST_COUNTED else day


def write_cell(sheet: Worksheet, line: int, place: int, cell: Cell | date, looks: Format) -> None:
    """A number as a number, a day as a day, text as text, and nothing where it is unknown.

    Raises
    ------
    InputRefused
        When a text is longer than a cell can be.
    """
    if cell is None:
        return
    if isinstance(cell, int | float | Decimal):
        sheet.write_number(line, place, float(cell), looks)
        return
    if isinstance(cell, date):
        sheet.write_datetime(line, place, cell, looks)
        return
    text = cell.encode("utf-8", errors="backslashreplace").decode("utf-8")
    if len(text.encode("utf-16-le")) // 2 > _LONGEST_TEXT:
        raise InputRefused(
            f"A text of {len(text):,} letters is longer than a cell of Excel can be: "
            f"{text[:40]!r}…; nothing was written.",
            "Export as CSV or JSON, which hold it.",
        )
    sheet.write_string(line, place, text, looks)
