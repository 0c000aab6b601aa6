"""Counts are written without decimals where every one in the column is whole, and only there."""

import io
from decimal import Decimal

import openpyxl
import pypdf
import pytest
from PySide6.QtWidgets import QApplication

from attribution_desktop.cli.report_text import report_text
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.report_document import Cell, Column, ReportDocument, Table
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.reports.pdf import pdf_bytes
from attribution_desktop.reports.xlsx import xlsx_bytes
from attribution_desktop.services.exporting import build_export
from tests.engine.material import Path, dataset_of, interactions_of

ALL_SECTIONS = ("summary", "channel-roi", "model-comparison", "conversion-paths")


def report(model: str, weight: float = 2923) -> ReportDocument:
    paths = [Path(("a", "b"), conversions=weight), Path(("b",), conversions=94)]
    data = dataset_of(interactions_of(paths=paths))
    analysis = AttributionAnalytics(data).analysed(AnalysisSettings(model=model))
    return build_export(analysis)


def counted(*counts: Cell, total: Cell = None) -> Kind:
    columns = (Column("channel", "Channel", Kind.TEXT), Column("conversions", "K", Kind.NUMBER))
    rows = tuple(("a", count) for count in counts)
    table = Table("t", "T", columns, rows, None if total is None else ("Total", total))
    return table.written().columns[1].kind


@pytest.mark.parametrize(
    ("counts", "total", "kind"),
    [
        ((), None, Kind.COUNT),
        ((3.0, Decimal("94.00"), None, 7), Decimal("104.00"), Kind.COUNT),
        ((3.0, 2.5), None, Kind.NUMBER),
        ((0.5, 0.5), 1, Kind.NUMBER),
        ((3.0000000001,), None, Kind.COUNT),
        ((3.004,), None, Kind.COUNT),
        ((3.006,), None, Kind.NUMBER),
        ((float("inf"),), None, Kind.NUMBER),
        ((1e300,), None, Kind.COUNT),
    ],
)
def test_a_column_is_whole_where_every_count_is_written_whole(
    counts: tuple[Cell, ...], total: Cell, kind: Kind
) -> None:
    assert counted(*counts, total=total) is kind


def test_averages_keep_their_decimals_even_where_they_are_whole() -> None:
    columns = (Column("average_touches", "Average touches", Kind.NUMBER),)
    assert Table("t", "T", columns, ((2.0,),)).written().columns == columns


def test_whole_counts_have_no_decimals_on_paper_and_in_the_terminal(qapp: QApplication) -> None:
    document = report("last_touch")
    text = report_text(document, ALL_SECTIONS)
    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(document)))
    paper = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in (text, paper):
        assert "2,923.00" not in words
        assert "94.00" not in words
        assert "2,923" in words
        assert "3,017" in words
    # Average touches of the paths.
    assert "2.00" in text


def test_counts_with_parts_keep_decimals_all_over_their_column() -> None:
    text = report_text(report("linear"), ("summary",))
    assert "1,461.50" in text
    # Touched conversions are whole beside them.
    assert "1,461.50                2,923" in text


def test_the_workbook_writes_whole_counts_without_decimals_and_keeps_the_numbers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(report("last_touch"))))
    rows = list(book["Summary"].iter_rows())
    place = [cell.value for cell in rows[0]].index("Conversions")
    cells = [row[place] for row in rows[1:] if row[place].value is not None]
    assert {cell.number_format for cell in cells} == {"#,##0"}
    assert sum(float(str(cell.value)) for cell in cells[:-1]) == cells[-1].value == 3017
