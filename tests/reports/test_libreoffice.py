"""The workbook as LibreOffice reads it: every figure, every text, and nothing that runs."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from attribution_desktop.domain.budget import BudgetRequest
from attribution_desktop.domain.report_document import Cell, ReportDocument
from attribution_desktop.reports.xlsx import table_title, xlsx_bytes
from attribution_desktop.services.budgets import plan_budget, present_budget
from attribution_desktop.services.exporting import build_export
from tests.reports.random_projects import random_analysis

OFFICE = shutil.which("soffice")
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
"""Comma, quotes, UTF-8, cells as they are and not as they look, a file a sheet."""


def odd_report() -> ReportDocument:
    analysis = random_analysis(12, 3, draws=20)
    plan = plan_budget(analysis, BudgetRequest(present_budget(analysis)))
    return build_export(analysis, plan)


def sheets(workbook: Path) -> dict[str, list[list[str]]]:
    """The cells of every sheet, as LibreOffice writes them."""
    folder = workbook.parent
    profile = (folder / "profile").as_uri()
    words = [f"-env:UserInstallation={profile}", "--headless", "--convert-to", EVERY_SHEET]
    subprocess.run(  # noqa: S603  # the office on the path
        [str(OFFICE), *words, "--outdir", str(folder), str(workbook)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    found = {}
    for path in folder.glob(f"{workbook.stem}-*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem.removeprefix(f"{workbook.stem}-")] = list(csv.reader(file))
    return found


def is_cell(text: str, cell: Cell) -> bool:
    if cell is None or isinstance(cell, str):
        return text == (cell or "")
    # It writes shares as it edits them: with a sign, and then 15 digits.
    number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    return number == pytest.approx(float(cell), rel=1e-12)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_every_cell(tmp_path: Path) -> None:
    document = odd_report()
    workbook = tmp_path / "report.xlsx"
    workbook.write_bytes(xlsx_bytes(document))
    found = sheets(workbook)
    compared = 0
    for section in document.sections:
        for number, table in enumerate(section.tables):
            header, *lines = found[table_title(section, number)]
            assert header == [column.label for column in table.columns]
            for line, row in zip(lines, table.rows, strict=False):
                for text, cell in zip(line, row, strict=True):
                    assert is_cell(text, cell), (table.id, text, cell)
                    compared += 1
    assert compared > 1_000
    texts = {text for lines in found.values() for line in lines for text in line}
    assert {"=1+1", "<b>bold</b>", "../../etc/passwd"} <= texts
