"""What a project's place and name on disk allow, and in what state its last user left it."""

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from attribution_desktop.domain.errors import InputRefused

_NETWORK = frozenset(
    {
        "9p",
        "afs",
        "afpfs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.rclone",
        "fuse.sshfs",
        "glusterfs",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "webdav",
    }
)

_MOUNTS = Path("/proc/self/mountinfo")

_LONGEST_ENDING = ".unfinished-journal"
"""Of the names that files beside a project get while it is made."""

_REMOTE_DRIVE = 4
"""What Windows calls a drive on another machine."""


def is_on_network(path: Path) -> bool:
    """Whether a file lies on another machine, where SQLite's write-ahead log does not work.

    False where the system does not tell.
    """
    if sys.platform == "win32":
        return _is_remote_drive(path)
    if not _MOUNTS.exists():
        return False
    mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    return is_network_type(file_system_type(path.resolve(), mounts))


def is_network_type(name: str) -> bool:
    return name in _NETWORK


def file_system_type(path: Path, mounts: str) -> str:
    """The type of the file system that holds an absolute path; empty where no mount does.

    Parameters
    ----------
    mounts
        Linux's `mountinfo`: mount points in the fifth field, types after a lone hyphen.
    """
    best, found = -1, ""
    for line in mounts.splitlines():
        left, separator, right = line.partition(" - ")
        fields = left.split()
        if not separator or len(fields) < 5:  # noqa: PLR2004  # the fields that we read
            continue
        point = Path(_unescaped(fields[4]))
        # Of two mounts at one place the later one hides the earlier.
        if len(point.parts) >= best and path.is_relative_to(point):
            best, found = len(point.parts), right.split()[0]
    return found


def is_left_unclean(path: Path) -> bool:
    """Whether a log or journal with content lies beside a project: its writer was stopped."""
    return _log_beside(path) is not None


def _log_beside(path: Path) -> Path | None:
    # SQLite puts them beside the file itself, wherever links to it lie.
    target = path.resolve()
    for ending in ("-wal", "-journal"):
        beside = target.with_name(target.name + ending)
        if beside.exists() and beside.stat().st_size:
            return beside
    return None


def check_name(path: Path) -> None:
    """Refuse a name that is no text: SQLite cannot open it.

    Raises
    ------
    InputRefused
    """
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        raise InputRefused(
            f"The name of {path} is no text in UTF-8; it cannot be a project.",
            "Rename it, or the folder that is named so.",
        ) from error


def check_is_free(path: Path) -> None:
    """Refuse a place for a new project where something is, or was left behind.

    SQLite would take the log of a project that was deleted for the new one's.

    Raises
    ------
    InputRefused
    """
    try:
        with suppress(FileNotFoundError):
            path.with_name(path.name + _LONGEST_ENDING).stat()
    except OSError as error:
        raise InputRefused(
            f"{path} cannot be created ({error.strerror}).", "Choose another name or folder."
        ) from error
    if path.exists():
        raise InputRefused(
            f"{path} exists already; it was not changed.", "Open it, or choose another name."
        )
    left = _log_beside(path)
    if left is not None:
        raise InputRefused(
            f"{left} was left behind by an earlier project of this name, and what it holds would"
            " get into the new one; nothing was written.",
            "Move that file away, or choose another name.",
        )


def file_identity(path: Path) -> tuple[int, int] | None:
    """What stays the same while a file is only written to; None when it is not there."""
    try:
        status = os.stat(path)  # noqa: PTH116  # one call that does not open the file
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _unescaped(text: str) -> str:
    for code in ("040", "011", "012", "134"):
        text = text.replace(f"\\{code}", chr(int(code, 8)))
    return text


def _is_remote_drive(path: Path) -> bool:
    drive = path.absolute().drive
    if drive.startswith("\\\\"):
        return True
    windows: Any = getattr(ctypes, "windll", None)
    return bool(windows and windows.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE)
