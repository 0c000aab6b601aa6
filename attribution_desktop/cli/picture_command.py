"""screenshot: the window's tabs as pictures, without a display."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from attribution_desktop.cli.invocation import Answer, Invocation
from attribution_desktop.domain.errors import InputRefused, UsageError
from attribution_desktop.services.projects import default_project_path

_SIZE = re.compile(r"(\d{3,5})[x×](\d{3,5})")
_LARGEST_SIDE = 10_000


@dataclass(frozen=True, kw_only=True)
class PictureOptions:
    """`tab` is None for all tabs."""

    output: Annotated[Path, typer.Option("--output", metavar="DIR", help="Folder of the files.")]
    tab: Annotated[
        str | None, typer.Option("--tab", metavar="NAME", help="One tab; all by default.")
    ] = None
    theme: Annotated[Literal["dark", "light"], typer.Option("--theme", help="The colours.")] = (
        "dark"
    )
    size: Annotated[
        str, typer.Option("--size", metavar="WxH", help="Of the window, in pixels.")
    ] = "1280x800"


def screenshot(invocation: Invocation, options: PictureOptions) -> Answer:
    size = _size(options.size)
    project = invocation.project or default_project_path()
    if not project.exists():
        raise InputRefused(f"There is no project at {project}.", "Make one with demo.")
    files = invocation.draw_tabs(project, options.output, options.tab, options.theme, size)
    names = [str(file) for file in files]
    return Answer({"files": names}, "\n".join(f"Wrote {name}" for name in names))


def _size(text: str) -> tuple[int, int]:
    found = _SIZE.fullmatch(text.strip().lower())
    if found is None:
        raise UsageError(f"--size {text!r} is no size.", "Write it like 1280x800.")
    width, height = int(found.group(1)), int(found.group(2))
    if max(width, height) > _LARGEST_SIDE:
        raise UsageError(f"--size {text!r} is too large.", f"At most {_LARGEST_SIDE} a side.")
    return width, height
