"""Days and months are dates in a workbook, which a spreadsheet can sort, group and add to."""

import csv
import io
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from attribution_desktop.domain.days import Step
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.report_document import Column, ReportDocument, Section, Table
from attribution_desktop.reports.csv_files import csv_bytes
from attribution_desktop.reports.xlsx import xlsx_bytes
from attribution_desktop.services.exporting import build_export
from tests.reports.material import small_report
from tests.reports.random_projects import random_analysis


def trend_of(document: ReportDocument) -> tuple[Table, Any]:
    (table,) = [table for table in document.tables() if table.id == "trend"]
    return table, openpyxl.load_workbook(io.BytesIO(xlsx_bytes(document)))["Trend"]


@pytest.mark.parametrize(
    ("start", "written"),
    [
        (None, "yyyy-mm-dd"),
        (date(2024, 6, 1), "yyyy-mm-dd"),
        (date(2022, 6, 1), "yyyy-mm"),
    ],
)
def test_the_steps_of_the_trend_are_dates(start: date | None, written: str) -> None:
    analysis = random_analysis(6, 4)
    asked = replace(analysis, settings=replace(analysis.settings, start=start))
    table, sheet = trend_of(build_export(asked))
    assert len(table.rows) > 3
    pattern = "%Y-%m" if written == "yyyy-mm" else "%Y-%m-%d"
    for line, row in enumerate(table.rows, start=2):
        cell = sheet.cell(line, 1)
        assert isinstance(cell.value, datetime)
        assert f"{cell.value:{pattern}}" == row[0]
        assert cell.number_format == written
        if written == "yyyy-mm":
            assert cell.value.day == 1
    # In CSV they are as they were.
    lines = list(csv.reader(io.StringIO(csv_bytes(table).decode(), newline="")))
    assert [line[0] for line in lines[1:]] == [row[0] for row in table.rows]


def test_a_day_that_a_spreadsheet_cannot_count_stays_text() -> None:
    column = Column("step", "Month", Kind.TEXT, step=Step.MONTH)
    table = Table("t", "T", (column,), (("1900-02",), ("1900-03",), (None,), ("Total",)))
    section = Section(id="s", title="S", question="?", tables=(table,))
    document = replace(small_report(), sections=(section,))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(document)))["S"]
    values = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert values[:2] == ["1900-02", datetime(1900, 3, 1)]  # noqa: DTZ001  # cells have no zone
    assert values[-1] == "Total"


def test_percentages_are_shown_as_what_they_are() -> None:
    """ROI and CTR hold percent, as everywhere; shares are fractions, which the format writes."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(build_export(random_analysis(6, 4)))))
    formats = {
        str(header.value): cell.number_format
        for sheet in (book["Channel ROI"], book["Summary"], book["Paths"])
        for header, *cells in sheet.iter_cols()
        for cell in cells
        if isinstance(cell.value, float)
    }
    percent = '#,##0.0" %";[Red]-#,##0.0" %"'
    # The sign in quotes is written beside the number; bare, it would multiply it by 100.
    assert formats["ROI"] == formats["CTR"] == percent
    assert formats["Share of revenue"] == formats["Share"] == formats["Conversion rate"] == "0.0%"
