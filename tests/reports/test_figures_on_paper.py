"""What stands in PDF, XLSX and CSV equals the analysis: of the demo and of made-up projects."""

import csv
import io
import unicodedata
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdf
import pytest
from PySide6.QtWidgets import QApplication

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.figures import FIGURES, ROI_GRID
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.reports.csv_files import csv_bytes
from attribution_desktop.reports.pdf import pdf_bytes
from attribution_desktop.reports.xlsx import xlsx_bytes
from attribution_desktop.services.analysis import analyse, default_settings
from attribution_desktop.services.exporting import build_export
from attribution_desktop.services.projects import create_demo_project
from attribution_desktop.services.report_tables import channel_table
from tests.reports.random_projects import random_analysis

FURTHER = ("impressions", "clicks", "conversions", "cpm", "aov", "touched_conversions")


def shown(analysis: Analysis, channel: int, figure: str) -> float | Decimal | None:
    row = analysis.channel_figures[channel]
    value: float | Decimal | None = getattr(row, f"shown_{figure}", getattr(row, figure))
    return value


def text_of(content: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def check_paper(analysis: Analysis) -> None:
    text = text_of(pdf_bytes(build_export(analysis)))
    kinds = {column.id: column.kind for column in channel_table(analysis).written().columns}
    for place, row in enumerate(analysis.channel_figures):
        cells = [formatted(shown(analysis, place, name), FIGURES[name].kind) for name in ROI_GRID]
        # The grid may go on in a second block below: its beginning is enough to find the row.
        assert f"{row.channel} {' '.join(cells[:5])}" in text
        for name in FURTHER:
            assert formatted(shown(analysis, place, name), kinds[name]) in text
    for compared in analysis.comparison.rows:
        amounts = " ".join(formatted(v, FIGURES["revenue"].kind) for v in compared.shown_revenue)
        assert f"{compared.channel} {amounts}" in text


def check_workbook_and_csv(analysis: Analysis) -> None:
    document = build_export(analysis)
    (table,) = [table for table in document.tables() if table.id == "channel-roi"]
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(document)))["Channel ROI"]
    header, *lines = csv.reader(io.StringIO(csv_bytes(table).decode(), newline=""))
    assert len(lines) == len(analysis.channel_figures)
    for place, line in enumerate(lines):
        for name, text, cell in zip(header, line, sheet[place + 2], strict=True):
            if name == "channel":
                assert cell.value == analysis.channel_figures[place].channel
                continue
            value = shown(analysis, place, name)
            assert (text == "") is (cell.value is None) is (value is None)
            if value is not None:
                assert Decimal(text) == Decimal(str(value))
                # A workbook holds 16 digits, one fewer than a float can need.
                assert cell.value == pytest.approx(float(value), rel=1e-15)


def test_the_demo_on_paper_in_workbook_and_csv(qapp: QApplication, tmp_path: Path) -> None:
    with create_demo_project(tmp_path / "demo.attribution") as project:
        analysis = analyse(project, default_settings(project))
    check_paper(analysis)
    check_workbook_and_csv(analysis)


@pytest.mark.parametrize(("channels", "seed"), [(0, 2), (1, 4), (12, 6)])
def test_made_up_projects_on_paper(qapp: QApplication, channels: int, seed: int) -> None:
    check_paper(random_analysis(channels, seed))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 42, 2))
def test_many_made_up_projects_on_paper(qapp: QApplication, seed: int) -> None:
    check_paper(random_analysis(1 + seed % 30, seed))
    check_paper(random_analysis(200, seed))


@pytest.mark.parametrize(("channels", "seed"), [(0, 1), (1, 1), (12, 3), (200, 5)])
def test_made_up_projects_in_workbook_and_csv(channels: int, seed: int) -> None:
    check_workbook_and_csv(random_analysis(channels, seed))


def fonts_of(content: bytes) -> set[str]:
    """Names of the fonts that the file holds and draws with, without their weights."""
    found: set[str] = set()
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        fonts = page["/Resources"].get("/Font", {})  # type: ignore[union-attr]
        names = (str(font.get_object()["/BaseFont"]) for font in fonts.values())
        found |= {name.split("+")[-1].lstrip("/").split("-")[0] for name in names}
    return found


@pytest.mark.parametrize("seed", [1, 3])
def test_odd_names_are_drawn_and_harm_nothing(qapp: QApplication, seed: int) -> None:
    content = pdf_bytes(build_export(random_analysis(12, seed, draws=20)))
    reader = pypdf.PdfReader(io.BytesIO(content))
    text = text_of(content)
    assert "<b>bold</b>" in text
    assert "=1+1" in text
    assert "🙂" in text
    # In the order of reading or of drawing, and in whichever shapes: that is up to the reader.
    letters = unicodedata.normalize("NFKC", text).replace(" ", "")
    for name in ("\u0627\u0644\u0628\u062d\u062b", "\u05e2\u05d1\u05e8\u05d9\u05ea"):
        assert name in letters or name[::-1] in letters
    assert {"NotoEmoji", "DejaVuArabic", "NotoSansHebrew"} <= fonts_of(content)
    for page in reader.pages:
        for link in page.get("/Annots", []):
            assert "/URI" not in str(link.get_object())
    assert b"/JavaScript" not in content
    assert b"/EmbeddedFile" not in content


def test_the_verdicts_of_an_analysis_with_intervals_are_on_paper(qapp: QApplication) -> None:
    analysis = random_analysis(6, 8, draws=50)
    text = text_of(pdf_bytes(build_export(analysis)))
    for row in analysis.channel_figures:
        assert row.verdict is not None
        assert row.revenue_interval is not None
        low = formatted(row.revenue_interval.low, FIGURES["revenue"].kind)
        assert (
            f"{row.channel} {formatted(row.shown_revenue, FIGURES['revenue'].kind)} {low}" in text
        )
        assert row.verdict.code in text
