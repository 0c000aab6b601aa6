"""A second start with a project that a window has brings that window to the front."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from attribution_desktop.ui.one_window import OneWindow, is_shown_elsewhere
from attribution_desktop.ui.starting import has_other_window

_SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from attribution_desktop.ui.starting import has_other_window
application = QCoreApplication([])
sys.exit(7 if has_other_window(Path(sys.argv[1])) else 8)
"""
_FOUND, _NOT_FOUND = 7, 8


def started(project: Path) -> "subprocess.Popen[bytes]":
    root = str(Path(__file__).resolve().parents[2])
    return subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, "-c", _SECOND, str(project)], env={"PYTHONPATH": root}
    )


def outcome(project: Path, qtbot: QtBot) -> int | None:
    second = started(project)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    return second.returncode


def test_a_second_start_is_heard_by_the_window_that_has_the_project(
    application: QCoreApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    project = tmp_path / "shop.attribution"
    project.with_name("shop.attribution.lock").touch()
    window = OneWindow()
    window.listen_for(project)
    with qtbot.waitSignal(window.wanted, timeout=30_000):
        assert outcome(project, qtbot) == _FOUND
    window.listen_for(tmp_path / "other.attribution")
    assert outcome(project, qtbot) == _NOT_FOUND
    window.stop()


def test_another_way_to_write_the_path_is_the_same_project(
    application: QCoreApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "folder").mkdir()
    project = tmp_path / "shop.attribution"
    project.with_name("shop.attribution.lock").touch()
    window = OneWindow()
    window.listen_for(project)
    assert outcome(tmp_path / "folder" / ".." / "shop.attribution", qtbot) == _FOUND
    window.stop()


def test_where_nobody_listens_nobody_is_asked(
    application: QCoreApplication, tmp_path: Path
) -> None:
    assert not is_shown_elsewhere(tmp_path / "shop.attribution")
    assert not has_other_window(tmp_path / "shop.attribution")
    assert not has_other_window(None)
