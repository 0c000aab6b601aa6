"""Fixtures of the window's tests: an application in our looks, and nothing left behind."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attribution_desktop.services.analysis import analyse, default_settings
from attribution_desktop.services.projects import create_demo_project
from attribution_desktop.ui.application import Program, create_application
from attribution_desktop.ui.desk import Analysed
from attribution_desktop.ui.places import Places
from attribution_desktop.ui.tabs.summary import SummaryTab
from attribution_desktop.visuals.theme import apply_theme
from attribution_desktop.visuals.tokens import DARK

LONGEST_WAIT = 20_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            # The offscreen platform has no window manager to tell sizes to, to raise tool tips with
            # or to grab keys for panels from, and says so.
            item.add_marker(
                pytest.mark.qt_log_ignore(
                    "propagateSizeHints", "does not support raise", "does not support grabbing"
                )
            )


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the dark theme; fails a test that leaves a window behind."""
    create_application()
    apply_theme(qapp, DARK)
    yield qapp
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    left = QApplication.topLevelWidgets()
    assert not left, f"left open: {left}"


class OpenedFolders(QObject):
    """Stands in for the desktop's file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []

    @Slot(QUrl)
    def note(self, url: QUrl) -> None:
        self.paths.append(Path(url.toLocalFile()))


@pytest.fixture(autouse=True)
def opened_folders(application: QApplication) -> Iterator[OpenedFolders]:
    """What would have been opened outside the program."""
    del application
    folders = OpenedFolders()
    QDesktopServices.setUrlHandler("file", folders, "note")
    yield folders
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(
        tmp_path / "demo.attribution", tmp_path / "default.attribution", tmp_path / "window.ini"
    )


@pytest.fixture
def program(application: QApplication, places: Places, qtbot: QtBot) -> Iterator[Program]:
    """The whole program, shown, with no project open."""
    made = Program(application, places, has_native_dialogs=False)
    made.window.show()
    qtbot.waitExposed(made.window)
    yield made
    made.shut_down()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def settled(program: Program, qtbot: QtBot) -> Callable[[], None]:
    """Waits until all work has been done and delivered."""

    def wait() -> None:
        qtbot.waitUntil(
            lambda: not (program.session.is_busy or program.wiring.is_filling),
            timeout=LONGEST_WAIT,
        )

    return wait


@pytest.fixture
def demo(program: Program, settled: Callable[[], None]) -> Program:
    """The program with the demo project open and analysed."""
    program.window.actions_.open_demo.trigger()
    settled()
    return program


@pytest.fixture
def summary(demo: Program) -> SummaryTab:
    """The Summary page of the demo; a touchpoint led to each of its orders."""
    tab = demo.window.tab
    assert isinstance(tab, SummaryTab)
    return tab


@pytest.fixture
def demo_analysed(tmp_path: Path) -> Analysed:
    """The demo's analysis, without a window."""
    with create_demo_project(tmp_path / "analysed.attribution") as project:
        analysis = analyse(project, default_settings(project))
        return Analysed(analysis, project.dataset().interactions.channels)
