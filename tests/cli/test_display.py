"""Where no window can open, the program says so in one line instead of being ended by Qt."""

import subprocess
import sys
from pathlib import Path

import pytest

from attribution_desktop.reports.qt_libraries import missing_library
from tests.cli.conftest import ROOT, Call

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="displays are found otherwise")

NO_DISPLAY: dict[str, str | None] = {
    "DISPLAY": None,
    "WAYLAND_DISPLAY": None,
    "QT_QPA_PLATFORM": None,
}


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"DISPLAY": ":7777"},
        {"DISPLAY": "nonsense"},
        {"WAYLAND_DISPLAY": "wayland-nonsense"},
        {"QT_QPA_PLATFORM": "xcb"},
        {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":7777"},
        {"QT_QPA_PLATFORM": "wayland"},
    ],
)
def test_a_window_without_a_display_is_one_line_and_exit_code_3(
    run_program: Call, environment: dict[str, str | None]
) -> None:
    result = run_program(env={**NO_DISPLAY, **environment})
    assert result.code == 3
    assert result.out == ""
    assert len(result.err.splitlines()) == 1, result.err


BLOCKED = """
import sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name in ("PySide6.QtGui", "PySide6.QtWidgets"):
            raise ImportError("libEGL.so.1: cannot open shared object file")

sys.meta_path.insert(0, Blocker())
from attribution_desktop.app import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    "words", [["export", "--output", "r.pdf"], ["screenshot", "--output", "s"], []]
)
def test_a_missing_library_is_named_with_its_package(
    demo: Path, tmp_path: Path, words: list[str]
) -> None:
    command = [sys.executable, "-c", BLOCKED, "--project", str(demo), *words]
    result = subprocess.run(  # noqa: S603
        command,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout) == (3, "")
    assert len(result.stderr.splitlines()) == 1
    assert "libEGL.so.1" in result.stderr
    assert "apt install libegl1" in result.stderr


def test_a_library_that_nobody_knows_is_still_named() -> None:
    error = missing_library(OSError("libodd.so.9: cannot open shared object file"))
    assert "libodd.so.9" in error.message
    assert error.hint


def test_a_broken_installation_is_told_apart_from_a_missing_library() -> None:
    assert "Install the program again" in missing_library(ImportError("No module named x")).hint


def test_pictures_need_no_display(run_program: Call, demo: Path) -> None:
    result = run_program(
        "--project", demo, "screenshot", "--output", "shots", "--tab", "summary", env=NO_DISPLAY
    )
    assert (result.code, result.err) == (0, "")
    assert (demo.parent / "shots" / "summary.png").read_bytes().startswith(b"\x89PNG")
