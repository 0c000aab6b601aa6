"""export: what a schedule needs of it."""

import csv
import io
import json
import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdf
import pytest
from PySide6.QtGui import QImage

from attribution_desktop.domain.relative_periods import relative_period
from attribution_desktop.domain.report_look import PLAIN_LOOK, Paper, ReportLook
from attribution_desktop.services.projects import open_project
from attribution_desktop.services.report_looks import keep_look, kept_look
from attribution_desktop.store.documents import write_document
from tests.cli.conftest import Call


def test_a_relative_period_is_counted_from_today(call: Call, demo: Path) -> None:
    before = relative_period("last-month", datetime.now(UTC).date())
    answer = json.loads(call("report", "--project", demo, "--period", "last-month", "--json").out)
    after = relative_period("last-month", datetime.now(UTC).date())
    found = (answer["settings"]["start"], answer["settings"]["end"])
    assert found in [tuple(map(str, days)) for days in (before, after)]


@pytest.mark.parametrize(
    "words", [["--period", "last-decade"], ["--period", "today", "--start", "2026-01-01"]]
)
def test_a_period_that_makes_no_sense_is_a_usage_error(
    call: Call, demo: Path, words: list[str]
) -> None:
    result = call("channel-roi", "--project", demo, *words)
    assert result.code == 2
    assert result.err.count("\n") == 1


def test_project_and_period_stand_in_the_name(call: Call, demo: Path, tmp_path: Path) -> None:
    output = tmp_path / "{project}-{start}-{end}.json"
    words = ("--period", "all-time", "--quiet")
    result = call("export", "--project", demo, "--output", output, *words)
    assert (result.code, result.out, result.err) == (0, "", "")
    assert (tmp_path / "Demo-beginning-latest.json").exists()


def test_a_failure_is_said_even_when_quiet(call: Call, demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text("mine")
    result = call("export", "--project", demo, "--output", path, "--quiet")
    assert result.code == 4
    assert "exists already" in result.err
    assert path.read_text() == "mine"


def test_a_workbook_is_an_export_like_any_other(call: Call, demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    assert call("export", "--project", demo, "--output", path).code == 0
    sheet = openpyxl.load_workbook(path)["Summary"]
    assert sheet["A2"].value == "paid_search"
    assert sheet["B2"].value == pytest.approx(299.99, abs=0.01)


def test_sections_are_chosen_and_ordered(call: Call, demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.zip"
    words = ("--sections", "conversion-paths,summary")
    assert call("export", "--project", demo, "--output", path, *words).code == 0
    assert zipfile.ZipFile(io.BytesIO(path.read_bytes())).namelist() == [
        "conversion-paths.csv",
        "path-lengths.csv",
        "first-last.csv",
        "revenue.csv",
        "trend.csv",
    ]


@pytest.mark.parametrize("sections", ["nonsense", "summary,summary"])
def test_sections_that_make_no_sense_are_refused(
    call: Call, demo: Path, tmp_path: Path, sections: str
) -> None:
    result = call(
        "export", "--project", demo, "--output", tmp_path / "r.pdf", "--sections", sections
    )
    assert result.code == 2
    assert not (tmp_path / "r.pdf").exists()


def test_revenue_and_spend_by_day_add_up(call: Call, demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "trend.csv"
    assert call("export", "--project", demo, "--output", path, "--table", "trend").code == 0
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert (rows[0]["step"], rows[-1]["step"]) == ("2026-09-01", "2026-09-14")
    assert sum(Decimal(row["revenue"]) for row in rows) == Decimal("879.95")
    assert sum(Decimal(row["spend"]) for row in rows) == Decimal(406)
    assert sum(Decimal(row["conversions"]) for row in rows) == 5
    words = ("--start", "2026-09-09", "--end", "2026-09-10", "--force")
    assert call("export", "--project", demo, "--output", path, "--table", "trend", *words).code == 0
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert [row["revenue"] for row in rows] == ["199.99", "149.99"]


def test_weeks_that_the_period_cuts_off_say_how_many_days_they_count(
    call: Call, tmp_path: Path
) -> None:
    events, project, path = (tmp_path / name for name in ("e.csv", "p.attribution", "trend.csv"))
    events.write_text(
        "customer,channel,timestamp,order,value\n"
        "ann,radio,2026-05-01,X1,9\nbob,radio,2026-07-01,X2,9\n",
        encoding="utf-8",
    )
    assert call("import-journeys", "--project", project, events).code == 0
    assert call("export", "--project", project, "--output", path, "--table", "trend").code == 0
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert [row["days"] for row in rows] == ["3", *["7"] * 8, "3"]
    report = call("report", "--project", project).out
    assert "The week from 2026-05-01 counts only 3 of 7 days." in report
    assert "The week from 2026-06-29 counts only 3 of 7 days." in report
    assert report.count("counts only") == 2


def test_csv_is_written_as_asked(call: Call, demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    words = ("--separator", "semicolon", "--decimal", ",", "--bom", "--table", "revenue")
    assert call("export", "--project", demo, "--output", path, *words).code == 0
    lines = path.read_bytes().split(b"\r\n")
    assert lines[0] == b"\xef\xbb\xbfchannel;revenue;revenue_share;conversions;touched_conversions"
    assert lines[1].startswith(b"paid_search;299,99;0,34")


def test_a_pdf_is_dressed_as_asked(call: Call, demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    words = ("--paper", "letter", "--company", "Söhne Ltd", "--accent", "#AA0011")
    assert call("export", "--project", demo, "--output", path, *words).code == 0
    page = pypdf.PdfReader(path).pages[0]
    assert float(page.mediabox.width) == 612
    assert "Söhne Ltd" in page.extract_text()


@pytest.mark.parametrize("words", [("--accent", "red"), ("--logo", "missing.png")])
def test_a_look_that_cannot_be_is_refused(
    call: Call, demo: Path, tmp_path: Path, words: tuple[str, str]
) -> None:
    result = call("export", "--project", demo, "--output", tmp_path / "r.pdf", *words)
    assert result.code in {2, 4}
    assert not (tmp_path / "r.pdf").exists()


def test_a_kept_house_style_dresses_every_export(call: Call, demo: Path, tmp_path: Path) -> None:
    logo = QImage(8, 8, QImage.Format.Format_RGB32)
    logo.fill(0xFF00AA00)
    logo.save(str(tmp_path / "logo.png"))
    with open_project(demo) as project:
        look = ReportLook(Paper.LETTER, "Söhne Ltd", logo=(tmp_path / "logo.png").read_bytes())
        keep_look(project, look)
        assert kept_look(project) == look
    path = tmp_path / "r.pdf"
    assert call("export", "--project", demo, "--output", path, "--company", "Other").code == 0
    page = pypdf.PdfReader(path).pages[0]
    assert (float(page.mediabox.width), len(page.images)) == (612, 1)
    assert "Other" in page.extract_text()


@pytest.mark.parametrize(
    "content",
    ["look", None, {}, {"paper": "a9", "company": "", "accent": "#AA0011", "logo": None}],
)
def test_a_house_style_that_cannot_be_read_is_the_plain_one(demo: Path, content: object) -> None:
    with open_project(demo) as project:
        write_document(project.file, "report", "look", content)
        assert kept_look(project) == PLAIN_LOOK


def test_the_house_style_can_be_set_by_name(call: Call, demo: Path, tmp_path: Path) -> None:
    logo = QImage(8, 8, QImage.Format.Format_RGB32)
    logo.fill(0xFF00AA00)
    logo.save(str(tmp_path / "logo.png"))
    content = (tmp_path / "logo.png").read_bytes()
    for name, value in (
        ("company", " Söhne Ltd "),
        ("paper", "Letter"),
        ("accent", "#AA0011"),
        ("logo", tmp_path / "logo.png"),
    ):
        assert call("--project", demo, "settings", name, value).code == 0
    with open_project(demo, is_writable=False) as project:
        assert kept_look(project) == ReportLook(Paper.LETTER, "Söhne Ltd", "#AA0011", content)
    values = json.loads(call("--project", demo, "settings", "logo", "none", "--json").out)
    assert values["settings"]["company"] == "Söhne Ltd"
    assert values["settings"]["logo"] is None


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [("paper", "a9", 2), ("accent", "red", 2), ("logo", "missing.png", 4), ("logo", "e.txt", 4)],
)
def test_a_house_style_that_cannot_be_is_refused(
    call: Call, demo: Path, name: str, value: str, code: int
) -> None:
    (demo.parent / "e.txt").write_text("no picture")
    target = demo.parent / value if name == "logo" else value
    assert call("--project", demo, "settings", name, target).code == code
    with open_project(demo, is_writable=False) as project:
        assert kept_look(project) == PLAIN_LOOK
