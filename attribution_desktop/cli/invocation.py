"""What every command gets and gives: how it was called, and its answer."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DrawTabs = Callable[[Path, Path, str | None, str, tuple[int, int]], tuple[Path, ...]]
"""Draws the window's tabs as pictures: project, folder, tab (None: all), theme, size in pixels."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """The options that stand before or after any command.

    Parameters
    ----------
    project
        The file named by `--project`; None: the default project.
    draw_tabs
        Lent by the window, which this room knows nothing of.
    """

    project: Path | None
    is_json: bool
    is_debug: bool
    draw_tabs: DrawTabs


@dataclass(frozen=True, slots=True)
class Answer:
    """A command's result: one JSON document, the same for people, and the exit code."""

    document: dict[str, Any]
    text: str
    exit_code: int = 0
