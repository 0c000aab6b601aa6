"""The window's first picture comes before charts and engine are loaded."""

import gc
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attribution_desktop.services.projects import create_demo_project
from attribution_desktop.ui.main_window import MainWindow
from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.starting import Start

_FIRST_PICTURE = """
import os, sys
from attribution_desktop.app import main
from attribution_desktop.ui import starting
from attribution_desktop.ui.main_window import MainWindow
def tell():
    heavy = {"pyqtgraph", "numpy", "scipy", "polars", "apsw", "peewee", "openpyxl", "typer"}
    print(sorted(heavy & set(sys.modules)), flush=True)
    os._exit(0)
starting.Start._load = lambda start: tell()
sys.exit(main([]))
"""


_PAGES = """
import os, sys
from attribution_desktop.app import main
from attribution_desktop.ui import starting
def tell():
    from numpy._core import multiarray
    print(multiarray._get_madvise_hugepage(), flush=True)
    os._exit(0)
starting.Start._load = lambda start: tell()
sys.exit(main([]))
"""


def test_the_first_picture_needs_no_chart_and_no_engine(tmp_path: Path) -> None:
    assert _said(_FIRST_PICTURE, tmp_path) == "[]"


@pytest.mark.skipif(sys.platform != "linux", reason="huge pages are asked for on Linux only")
def test_columns_of_the_window_ask_for_no_huge_pages(tmp_path: Path) -> None:
    assert _said(_PAGES, tmp_path) in ("0", "False")


def _said(script: str, home: Path) -> str:
    """What a program of its own prints, without the user's settings."""
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", script],
        env={"QT_QPA_PLATFORM": "offscreen", "HOME": str(home), "PYTHONPATH": _root()},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.strip()


def _root() -> str:
    return str(Path(__file__).resolve().parents[2])


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folders, all of them empty."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


def test_a_window_comes_to_life_after_its_first_picture(
    application: QApplication, home: Path, qtbot: QtBot
) -> None:
    create_demo_project(home / "shop.attribution").close()
    window = MainWindow(WindowMemory(home / "window.ini"))
    start = Start(application, window, home / "shop.attribution")
    window.show()
    try:
        qtbot.waitUntil(_shows_figures(start), timeout=60_000)
        assert window.windowTitle() == "Demo – Attribution Desktop"
        assert len(window.actions_.pages) == len(window.tabs) == window.pages.count()
        # What is there for good is not searched for cycles while the window is at work.
        assert gc.get_freeze_count() > len(gc.get_objects())
    finally:
        start.shut_down()
        assert gc.get_freeze_count() == 0
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _shows_figures(start: Start) -> Callable[[], None]:
    def check() -> None:
        assert start.program is not None, "the program has not come to life"
        window = start.program.window
        without = [tab.slug for tab in window.tabs if not tab.has_content]
        assert not without, window.notice.text

    return check


def test_a_window_closed_while_it_loads_ends_in_good_order(
    application: QApplication, home: Path, qtbot: QtBot
) -> None:
    window = MainWindow(WindowMemory(home / "window.ini"))
    start = Start(application, window, None)
    window.show()
    qtbot.waitUntil(lambda: hasattr(window, "pages"), timeout=5_000)
    window.close()
    start.shut_down()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert start.program is None
