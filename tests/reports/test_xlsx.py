"""Workbooks as another library reads them."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.report_document import Column, ReportDocument, Section, Table
from attribution_desktop.reports import xlsx
from attribution_desktop.reports.export import write_report
from attribution_desktop.reports.xlsx import xlsx_bytes
from attribution_desktop.reports.xlsx_sheets import SheetNames
from attribution_desktop.services.exporting import build_export
from tests.reports.material import small_analysis, small_plan, small_report


def opened(document: ReportDocument) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx_bytes(document)))


def whole() -> ReportDocument:
    return build_export(small_analysis(), small_plan())


def test_a_workbook_has_a_sheet_a_section_and_a_sheet_a_further_table() -> None:
    assert opened(whole()).sheetnames == [
        "Overview",
        "Summary",
        "Channel ROI",
        "Model comparison",
        "Paths",
        "Path lengths",
        "First last",
        "Budget",
        "Definitions",
        "Methods and caveats",
    ]


def test_figures_are_numbers_with_formats_and_equal_the_analysis() -> None:
    analysis = small_analysis()
    sheet = opened(whole())["Channel ROI"]
    header = [cell.value for cell in sheet[1]]
    for line, figures in enumerate(analysis.channel_figures, start=2):
        row = dict(zip(header, sheet[line], strict=True))
        assert row["Channel"].value == figures.channel
        assert row["Revenue"].value == float(figures.shown_revenue)
        assert row["ROAS"].value == figures.roas
        assert row["Touched conversions"].value == figures.touched_conversions
        assert row["Revenue"].number_format.startswith("#,##0.00")
    total = dict(zip(header, sheet[6], strict=True))
    assert (total["Channel"].value, total["Revenue"].value) == ("Total", 130)


def test_sheets_have_filters_frozen_headers_notes_and_charts() -> None:
    workbook = opened(whole())
    sheet = workbook["Channel ROI"]
    assert sheet.auto_filter.ref == "A1:O4"
    assert sheet.freeze_panes == "B2"
    roas = next(cell for cell in sheet[1] if cell.value == "ROAS")
    assert roas.comment.text == "R / S: attributed revenue per unit of spend."
    assert [len(workbook[name]._charts) for name in ("Summary", "Model comparison")] == [1, 1]


EVIL = [
    '=HYPERLINK("http://x")',
    "+1+1",
    "@SUM(A1)",
    "-2",
    "http://example.org",
    "mailto:a@b",
    "file:///etc/passwd",
    "{=1}",
    "<b>&amp;",
    "\u202eabc",
    "🙂 日本 \u05e2\u05d1\u05e8\u05d9\u05ea",
]


def test_no_name_becomes_a_formula_or_a_link() -> None:
    content = xlsx_bytes(small_report(*((name, 1.0) for name in EVIL)))
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    values = {cell.value for cell in cells}
    assert set(EVIL) <= values
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            text = archive.read(name)
            assert b"<f>" not in text or name.startswith("xl/charts/")
            assert b"hyperlink" not in text


def test_nothing_personal_and_no_time_is_in_the_file() -> None:
    first, second = xlsx_bytes(whole()), xlsx_bytes(whole())
    assert first == second
    properties = openpyxl.load_workbook(io.BytesIO(first)).properties
    assert not properties.creator
    assert not properties.lastModifiedBy


def section_of(table: Table) -> ReportDocument:
    section = Section(id="s", title="S", question="?", tables=(table,))
    return replace(small_report(), sections=(section,))


def test_a_text_that_no_cell_holds_is_an_error(tmp_path: Path) -> None:
    table = Table("t", "T", (Column("c", "C", Kind.TEXT),), (("x" * 32_768,),))
    with pytest.raises(InputRefused, match="longer than a cell"):
        write_report(section_of(table), tmp_path / "r.xlsx")
    assert list(tmp_path.iterdir()) == []
    fits = replace(table, rows=(("x" * 32_767,),))
    assert opened(section_of(fits))["S"]["A2"].value == "x" * 32_767


def test_rows_beyond_a_sheet_go_on_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    # A million rows would take a minute; the limit is what is tried here.
    monkeypatch.setattr(xlsx, "MOST_ROWS", 10)
    columns = (Column("c", "C", Kind.TEXT), Column("n", "N", Kind.COUNT))
    rows = tuple((f"row {number}", number) for number in range(25))
    table = Table("t", "T", columns, rows, total=("Total", Decimal(300)))
    workbook = opened(section_of(table))
    assert workbook.sheetnames == ["Overview", "S", "S 2", "S 3"]
    found = [
        row[0]
        for name in workbook.sheetnames[1:]
        for row in workbook[name].iter_rows(min_row=2, values_only=True)
        if row[0]
    ]
    assert found == [f"row {number}" for number in range(25)] + ["Total"]


def test_an_empty_table_is_a_header_alone() -> None:
    table = Table("t", "T", (Column("c", "C", Kind.TEXT),), ())
    assert [[cell.value for cell in row] for row in opened(section_of(table))["S"]] == [["C"]]


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("a/b[c]:*?", "a b c"),
        ("x" * 40, "x" * 31),
        ("''", "Sheet"),
        ("History", "History 2"),
        ("taken", "taken 2"),
    ],
)
def test_sheet_names_are_what_excel_takes(wanted: str, given: str) -> None:
    names = SheetNames()
    names.free("Taken")
    assert names.free(wanted) == given
