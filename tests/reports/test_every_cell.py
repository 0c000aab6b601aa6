"""Every cell of every table, in CSV and in the workbook, is the cell of the report."""

import csv
import io
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution_desktop.domain.budget import BudgetRequest
from attribution_desktop.domain.formula_text import restored
from attribution_desktop.domain.report_document import Cell, ReportDocument
from attribution_desktop.reports.csv_files import CsvStyle, csv_bytes
from attribution_desktop.reports.xlsx import table_title, xlsx_bytes
from attribution_desktop.reports.xlsx_sheets import SheetNames
from attribution_desktop.services.budgets import plan_budget, present_budget
from attribution_desktop.services.exporting import build_export
from tests.reports.random_projects import random_analysis

STYLES = (CsvStyle(), CsvStyle(";", ","), CsvStyle("\t", ",", has_mark=True), CsvStyle("|"))


def random_report(channels: int, seed: int) -> ReportDocument:
    analysis = random_analysis(channels, seed, draws=10 * (seed % 3))
    budget = present_budget(analysis)
    plan = plan_budget(analysis, BudgetRequest(budget)) if budget else None
    return build_export(analysis, plan)


def is_text_of(text: str, cell: Cell, mark: str) -> bool:
    if cell is None or isinstance(cell, str):
        return restored(text) == (cell or "")
    return "e" not in text.lower() and Decimal(text.replace(mark, ".")) == Decimal(str(cell))


@settings(max_examples=15, deadline=None)
@given(channels=st.integers(0, 14), seed=st.integers(0, 10_000), style=st.sampled_from(STYLES))
def test_csv_and_workbook_hold_every_cell(channels: int, seed: int, style: CsvStyle) -> None:
    document = random_report(channels, seed)
    book, names = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(document))), SheetNames()
    names.free("Overview")
    for section in document.sections:
        for number, table in enumerate(section.tables):
            text = csv_bytes(table, style).decode("utf-8-sig")
            header, *lines = csv.reader(io.StringIO(text, newline=""), delimiter=style.separator)
            assert header == [column.id for column in table.columns]
            assert len(lines) == len(table.rows)
            sheet = book[names.free(table_title(section, number))]
            for place, (line, row) in enumerate(zip(lines, table.rows, strict=True), start=2):
                for text, found, cell in zip(line, sheet[place], row, strict=True):
                    assert is_text_of(text, cell, style.decimal_mark), (table.id, text, cell)
                    if isinstance(cell, int | float | Decimal):
                        # A workbook holds 16 digits, one fewer than a float can need.
                        assert found.value == pytest.approx(float(cell), rel=1e-15)
                    elif isinstance(found.value, datetime):
                        assert found.value.date().isoformat().startswith(str(cell))
                    else:
                        assert (found.value or "") == (cell or "")
        if section.terms or not section.tables:
            names.free(section.title)
