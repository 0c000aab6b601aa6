"""Pictures of the window's pages."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from attribution_desktop.domain.errors import InputRefused, UsageError
from attribution_desktop.reports.writing import write_whole
from attribution_desktop.ui.application import SCREEN_THEMES, Program, create_application
from attribution_desktop.ui.pages import TAB_TYPES
from attribution_desktop.ui.places import Places

WELCOME = "welcome"
_SETTLING_MILLISECONDS = 50


def draw_tabs(
    project_path: Path | None,
    output_dir: Path,
    tab: str | None = None,
    theme: str = "dark",
    size: tuple[int, int] = (1280, 800),
) -> tuple[Path, ...]:
    """Draw pages of the window as PNG files named after them, and return their paths.

    Parameters
    ----------
    project_path
        Opened read-only; None: the welcome page is drawn.
    tab
        Slug of the only page to draw; None: all of them.
    theme
        "dark" or "light".
    size
        Of the window in pixels, width and height.

    Raises
    ------
    UsageError
        When there is no such page or theme.
    InputRefused
        When a picture cannot be written.
    DiskFull
        When there is no room for it.
    AttributionError
        When the project cannot be opened or analysed.
    """
    slugs = [kind.slug for kind in TAB_TYPES]
    if tab is not None and tab not in slugs:
        raise UsageError(f"There is no tab {tab!r}.", f"Choose one of {', '.join(slugs)}.")
    if theme not in SCREEN_THEMES:
        raise UsageError(f"There is no theme {theme!r}.", "Choose dark or light.")
    application = create_application()
    with tempfile.TemporaryDirectory() as folder:
        places = Places(Path(folder) / "demo.attribution", Path(folder) / "default.attribution")
        program = Program(application, places, theme=theme)
        try:
            program.window.resize(*size)
            if project_path is None:
                return (_drawn(program, output_dir / f"{WELCOME}.png", size),)
            _open(program, project_path)
            paths = []
            for slug in [tab] if tab else slugs:
                program.window.show_tab(slug)
                paths.append(_drawn(program, output_dir / f"{slug}.png", size))
            return tuple(paths)
        finally:
            program.shut_down()
            # Nothing else runs an event loop here that would carry the deletion out.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _open(program: Program, path: Path) -> None:
    """Open the project and return once its analysis is shown."""
    failures: list[BaseException] = []
    session = program.session
    loop = QEventLoop()
    session.opening_failed.connect(failures.append)
    session.analysis_failed.connect(failures.append)
    for signal in (session.opening_failed, session.analysis_failed, session.analysis_changed):
        signal.connect(loop.quit)
    session.open(path, is_writable=False)
    loop.exec()
    if failures:
        raise failures[0]


def _drawn(program: Program, path: Path, size: tuple[int, int]) -> Path:
    window = program.window
    if not window.isVisible():
        window.show()
    window.resize(*size)
    # Splitters and charts take their places over several rounds of the event loop.
    loop = QEventLoop()
    QTimer.singleShot(_SETTLING_MILLISECONDS, loop.quit)
    loop.exec()
    while program.wiring.is_filling or program.session.is_busy:
        QApplication.processEvents()
    QApplication.processEvents()
    picture = window.grab()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputRefused(f"{path.parent} cannot be made: {error.strerror}.") from error
    content = QBuffer()
    picture.save(content, "PNG")
    write_whole({path: bytes(content.data().data())}, is_overwriting=True)
    return path
