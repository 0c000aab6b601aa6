"""Files that are either written whole or not at all."""

import errno
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

from attribution_desktop.domain.errors import AttributionError, DiskFull, InputRefused

Content = bytes | Callable[[IO[bytes]], None]
"""What a file is to hold, or what writes it."""

_PROJECT_SUFFIX = ".attribution"


def write_whole(contents: Mapping[Path, Content], *, is_overwriting: bool) -> tuple[Path, ...]:
    """Write each content to its path, by way of a temporary file beside it.

    What a content that is a function raises passes through, and nothing is left behind. All
    temporary files are written before the first one is renamed, so that a full disk leaves
    every old file as it was.

    Raises
    ------
    InputRefused
        When a file exists and may not be written over, or cannot be written. A project is never
        written over.
    DiskFull
        When the disk or the quota is exhausted.
    """
    for path in contents:
        _check_target(path, is_overwriting=is_overwriting)
    temporary: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            beside = path.with_name(f".{secrets.token_hex(8)}.part")
            temporary[path] = beside
            _write_through(beside, content)
        for path, beside in temporary.items():
            # A link stays a link: what it points to is replaced.
            beside.replace(path.resolve() if path.is_symlink() else path)
    except OSError as error:
        raise _explained(error, next(iter(contents))) from error
    finally:
        for beside in temporary.values():
            beside.unlink(missing_ok=True)
    return tuple(contents)


def made_folder(path: Path) -> Path:
    """The folder at `path`, made where it is missing; its parent has to exist.

    Raises
    ------
    InputRefused
        When it cannot be made.
    """
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise _explained(error, path) from error
    return path


def _check_target(path: Path, *, is_overwriting: bool) -> None:
    if path.is_dir():
        raise InputRefused(f"{path} is a folder.", "Name a file in it.")
    if not path.parent.is_dir():
        raise InputRefused(f"The folder {path.parent} does not exist.", "Make it first.")
    if not path.exists():
        return
    if not path.is_file():
        raise InputRefused(f"{path} is no regular file.", "Name a file.")
    if path.suffix.lower() == _PROJECT_SUFFIX:
        raise InputRefused(f"{path} is a project and was left as it is.", "Name another file.")
    if not is_overwriting:
        raise InputRefused(
            f"{path} exists already and was left as it is.",
            "Name another file, or allow writing over it (--force).",
        )


def _write_through(path: Path, content: Content) -> None:
    with path.open("xb") as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            content(file)
        file.flush()
        os.fsync(file.fileno())


def _explained(error: OSError, path: Path) -> AttributionError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull(
            f"The disk is full: {path} was not written, and what was there is unchanged.",
            "Free some space or choose another disk.",
        )
    return InputRefused(
        f"{path} cannot be written: {error.strerror or error}. What was there is unchanged.",
        "Choose another place, or check who may write there.",
    )
