"""The guide's page on scheduled exports: every line of it runs as it stands."""

import shlex
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.cli.conftest import Call

PAGE = Path(__file__).parents[2] / "resources" / "guide" / "scheduled-exports.md"
PROGRAM = "attribution-desktop --project"


def lines_of_the_guide() -> list[str]:
    """The indented lines that call the program, those for Windows left out."""
    text = PAGE.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.startswith("    ") and PROGRAM in line]
    return [line.partition("attribution-desktop ")[2] for line in lines if "schtasks" not in line]


def test_every_line_runs(
    call: Call, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("data", "reports"):
        (tmp_path / name).mkdir()
    demo.rename(tmp_path / "data" / "shop.attribution")
    logo = QImage(8, 8, QImage.Format.Format_RGB32)
    logo.fill(0xFF00AA00)
    logo.save(str(tmp_path / "data" / "logo.png"))
    lines = lines_of_the_guide()
    assert len(lines) >= 8
    for number, line in enumerate(lines):
        placed = line.replace("/data/", f"{tmp_path}/data/")
        placed = placed.replace("/reports/", f"{tmp_path}/reports/{number}-")
        result = call(*shlex.split(placed))
        assert result.code == 0, (line, result.err)
        if "--quiet" in line:
            assert (result.out, result.err) == ("", "")
    made = {path.suffix for path in (tmp_path / "reports").iterdir()}
    assert made == {".pdf", ".xlsx"}
    assert (tmp_path / "rows.zip").is_file()
    assert (tmp_path / "touchpoints.csv").is_file()
