"""Workbooks are read in a process of their own, with limits."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from attribution_desktop.domain.errors import Cancelled, InputRefused
from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.importing import read_file
from tests.importing.material import NOW

ROOT = Path(__file__).parents[2]


def workbook(path: Path, rows: int = 3) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["customer", "channel", "timestamp"])
    for number in range(rows):
        book.active.append([f"c{number}", "Email", "2026-09-01"])
    book.save(path)
    return path


def test_the_program_itself_never_loads_the_parser(tmp_path: Path) -> None:
    path = workbook(tmp_path / "w.xlsx")
    script = (
        "import sys; from pathlib import Path;"
        "from attribution_desktop.importing import read_file;"
        "from attribution_desktop.domain.imports import ImportOptions;"
        f"file = read_file(Path({str(path)!r}), ImportOptions());"
        "assert file.rows_read == 3; assert 'openpyxl' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT, timeout=60)  # noqa: S603  # our own words


def test_a_workbook_that_unpacks_beyond_reason_is_refused_unopened(tmp_path: Path) -> None:
    path = workbook(tmp_path / "w.xlsx")
    target = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as to:
        for name in source.namelist():
            to.writestr(name, source.read(name))
        to.writestr("xl/worksheets/sheet2.xml", bytes(80 << 20))
    path.write_bytes(target.getvalue())
    with pytest.raises(InputRefused, match="beyond what is read"):
        read_file(path, ImportOptions(), now=NOW)


def test_reading_a_workbook_can_be_cancelled(tmp_path: Path) -> None:
    path = workbook(tmp_path / "w.xlsx", 5_000)

    def stop(stage: str, done: int, total: int) -> None:
        raise Cancelled("The import was cancelled.")

    with pytest.raises(Cancelled):
        read_file(path, ImportOptions(), stop, now=NOW)


def test_a_line_is_a_row_of_the_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Title"], [], ["customer", "channel", "timestamp"], ["a", "E\nmail", "20260901"]):
        book.active.append(row)
    book.active.append(["b", "Email", "never"])
    book.save(tmp_path / "w.xlsx")
    file = read_file(tmp_path / "w.xlsx", ImportOptions(), now=NOW)
    assert [(one.line, one.value) for one in file.rejects] == [(5, "never")]
    assert file.channels == ["E mail"]
