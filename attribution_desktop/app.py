"""The entry point: the window without a command, else the command line."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from attribution_desktop.cli.display import check_display
from attribution_desktop.cli.entry import run
from attribution_desktop.reports.qt_libraries import check_platform, missing_library


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these arguments (default: the process's) and return its exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    return run(arguments, open_window=_open_window, draw_tabs=_draw_tabs)


def _open_window(project: Path | None) -> int:
    _check_qt()
    check_display(os.environ)
    from attribution_desktop.ui.starting import run_window  # noqa: PLC0415  # Qt

    return run_window(project)


def _draw_tabs(
    project: Path, output: Path, tab: str | None, theme: str, size: tuple[int, int]
) -> tuple[Path, ...]:
    _check_qt()
    check_platform("offscreen")
    # Pictures look alike everywhere, whatever display there is; the process ends after them.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from attribution_desktop.ui.screenshot import draw_tabs  # noqa: PLC0415  # Qt

    return tuple(draw_tabs(project, output, tab, theme, size))


def _check_qt() -> None:
    """Tell a library that Qt lacks from an error of our own."""
    try:
        import PySide6.QtWidgets  # noqa: F401, PLC0415  # loaded only to see whether it loads
    except ImportError as error:
        raise missing_library(error) from error
