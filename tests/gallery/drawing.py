"""Drawing scenes into files, and what was found wrong with them without looking."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QSize,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from attribution_desktop.ui.application import Program, create_application
from attribution_desktop.ui.places import Places
from tests.gallery.dialog_scenes import SCENES as DIALOGS
from tests.gallery.import_scenes import SCENES as IMPORTS
from tests.gallery.looks import faults
from tests.gallery.page_scenes import SCENES as PAGES
from tests.gallery.scenes import Scene
from tests.gallery.stage import Stage
from tests.gallery.window_scenes import SCENES as WINDOW

ALL_SCENES: Sequence[Scene] = (*PAGES, *WINDOW, *DIALOGS, *IMPORTS)
"""In an order in which they can follow each other: what changes the data comes last."""

_UNSUPPORTED = "This plugin does not support"
"""What the platform without a display says of everything that it cannot do."""

SMALLEST_SCREEN = QSize(1024, 768)


@dataclass(frozen=True, slots=True)
class Picture:
    """What was drawn into which file, and what is wrong with it."""

    path: Path
    faults: tuple[str, ...]


def tell_faults_of_qt() -> None:
    """Let Qt's warnings be seen, but for those that are no fault of ours."""
    qInstallMessageHandler(_tell)


def _tell(_: QtMsgType, __: QMessageLogContext, text: str) -> None:
    if not text.startswith(_UNSUPPORTED):
        sys.stderr.write(f"{text}\n")


@contextmanager
def staged(project: Path | None, theme: str) -> Iterator[Stage]:
    """A program with a copy of the project open, in a folder that goes with it.

    What fails while it is opened and analysed is raised.
    """
    application = create_application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        places = Places(folder / "demo.attribution", folder / "default.attribution", folder / "ini")
        program = Program(application, places, has_native_dialogs=False)
        stage = Stage(program, folder / "files")
        program.house.theming.choose(theme)
        program.window.show()
        try:
            if project is not None:
                copy = folder / project.name
                shutil.copyfile(project, copy)
                failures: list[BaseException] = []
                program.session.opening_failed.connect(failures.append)
                program.session.analysis_failed.connect(failures.append)
                program.session.open(copy)
                stage.settle()
                if failures:
                    raise failures[0]
            stage.settle()
            yield stage
            stage.clear()
        finally:
            program.shut_down()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def draw(
    stage: Stage,
    scenes: Iterable[Scene],
    sizes: Sequence[tuple[int, int]],
    name_of: Callable[[Scene, tuple[int, int]], Path],
) -> Iterator[Picture]:
    """Draw the scenes that exist with what is open, in windows of these sizes.

    Parameters
    ----------
    name_of
        The file of a scene at a size.
    """
    for scene in scenes:
        for size in sizes if scene.is_sized else sizes[:1]:
            if not scene.suits(stage):
                break
            stage.window.resize(*size)
            stage.settle()
            playing = scene.play(stage)
            widget = next(playing)
            QApplication.processEvents()
            path = name_of(scene, size)
            path.parent.mkdir(parents=True, exist_ok=True)
            widget.grab().save(str(path), "PNG")
            screen = QSize(*size) if widget is stage.window else SMALLEST_SCREEN
            yield Picture(path, tuple(faults(widget, screen)))
            next(playing, None)
            stage.clear()
