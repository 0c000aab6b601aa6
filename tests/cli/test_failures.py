"""Every failure is one line, one exit code and, when asked, one JSON document."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from attribution_desktop.cli.failures import show_failure
from attribution_desktop.domain.errors import AttributionError, DiskFull, ProjectBusy
from tests.cli.conftest import ROOT, Call


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("nonsense", 2),
        ("report --nonsense", 2),
        ("report --top many", 2),
        ("report --top 0", 2),
        ("report --start yesterday", 2),
        ("report --lookback-days soon", 2),
        ("report --lookback-days nan", 2),
        ("report --half-life-days 0", 2),
        ("report --margin 1.5", 2),
        ("report --models linear,nonsense", 2),
        ("report --models ,", 2),
        ("report --model nonsense", 2),
        ("report --start 2026-02-01 --end 2026-01-01", 2),
        ("report extra", 2),
        ("budget-optimization", 2),
        ("budget-optimization --budget nan", 2),
        ("budget-optimization --budget 10 --method guess", 2),
        ("export", 2),
        ("export --output report", 2),
        ("screenshot --output x --size huge", 2),
        ("report --project missing.attribution", 4),
        ("verify --project missing.attribution", 4),
        ("screenshot --output x --project missing.attribution", 4),
        ("--json", 2),
        ("report --project", 2),
    ],
)
def test_a_failure_is_one_line_and_one_document(
    call: Call, demo: Path, words: str, code: int
) -> None:
    project = [] if "--project" in words else ["--project", str(demo)]
    result = call(*project, *words.split(), *([] if words == "--json" else ["--json"]))
    assert result.code == code, result
    assert len(result.err.splitlines()) == 1
    assert result.err.startswith("attribution-desktop: ")
    fault = json.loads(result.out)["error"]
    assert set(fault) == {"code", "message", "hint"}
    assert fault["message"] in result.err


def test_without_json_a_failure_leaves_standard_output_empty(call: Call) -> None:
    result = call("report", "--project", "missing.attribution")
    assert (result.code, result.out) == (4, "")
    assert "missing.attribution" in result.err
    assert "import-journeys" in result.err


def test_a_file_that_is_no_project_is_called_damaged(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "p.attribution"
    path.write_bytes(b"something else entirely, and long enough to be read as a header" * 20)
    assert call("report", "--project", path).code == 7


@pytest.mark.parametrize(
    ("error", "code", "name"),
    [
        (ProjectBusy("Held by another window."), 6, "project-busy"),
        (DiskFull("The disk is full."), 9, "disk-full"),
        (OSError(errno.ENOSPC, "No space left on device"), 9, "disk-full"),
        (KeyboardInterrupt(), 10, "cancelled"),
        (ZeroDivisionError("oops"), 1, "unexpected"),
        (AttributionError("Odd."), 1, "error"),
    ],
)
def test_each_kind_of_failure_has_its_code(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: int, name: str
) -> None:
    assert show_failure(error, is_json=True, is_debug=False) == code
    captured = capsys.readouterr()
    assert json.loads(captured.out)["error"]["code"] == name
    assert len(captured.err.splitlines()) == 1
    assert "Traceback" not in captured.err


def test_debug_shows_where_it_came_from(capsys: pytest.CaptureFixture[str]) -> None:
    show_failure(ZeroDivisionError("oops"), is_json=False, is_debug=True)
    assert "ZeroDivisionError: oops" in capsys.readouterr().err


def test_the_version_is_told_in_both_forms(call: Call) -> None:
    assert call("--version").out.startswith("attribution-desktop 0.")
    assert set(json.loads(call("--version", "--json").out)) == {"version"}


def test_help_names_every_command_without_loading_what_they_need() -> None:
    code = (
        "import sys\n"
        "from attribution_desktop.app import main\n"
        "assert main(['--help']) == 0\n"
        "heavy = {'numpy', 'polars', 'PySide6', 'peewee', 'scipy', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    for command in ("report", "budget-optimization", "import-spend", "export", "screenshot"):
        assert command in result.stdout


@pytest.mark.skipif(os.name == "nt", reason="pipes differ there")
def test_a_reader_that_goes_away_is_no_error(demo: Path) -> None:
    program = f"{sys.executable} -m attribution_desktop --project {demo} report --json"
    result = subprocess.run(  # noqa: S603
        ["/bin/bash", "-c", f"set -o pipefail; {program} | true"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stderr == ""


def test_text_is_utf8_whatever_the_locale(run_program: Call, tmp_path: Path) -> None:
    project = tmp_path / "Süd.attribution"
    environment = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    result = run_program("demo", "--project", project, "--json", env=environment)
    assert result.code == 0, result.err
    assert json.loads(result.out)["file"] == str(project)
