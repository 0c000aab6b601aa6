"""What is read when a user names a file: the file itself, or a table made of it for a while.

A workbook is converted to CSV in a process of its own, with limits of memory and time: a legal
file of 1.4 KB aborts one popular parser, and one of 1.6 MB expands to 620 MB. Standard input is
kept in a file, because a table is read more than once.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from attribution_desktop.domain.errors import DiskFull, InputRefused, UsageError
from attribution_desktop.domain.progress import Progress
from attribution_desktop.importing.byte_streams import is_workbook

STANDARD_INPUT = Path("-")

WORKBOOK_MEGABYTES = 1_500
WORKBOOK_SECONDS = 300
LARGEST_SHEET = 2 << 30
"""Unpacked bytes of a workbook above which it is not opened."""

_LARGEST_SHEET_RATIO = 300
_RATIO_FREE_BYTES = 64 << 20
_PIECE = 1 << 20
_SPARE = 256 << 20


@dataclass(frozen=True, slots=True)
class Material:
    """A table to be read.

    Parameters
    ----------
    path
        Where its text stands, for as long as it is used.
    name
        As the user knows it.
    sha256, size
        Of what the user named; None: of `path` itself.
    notes
        Sentences on what was chosen.
    sheet, sheets
        Of a workbook: the one that was read, and all.
    """

    path: Path
    name: str
    sha256: str | None = None
    size: int | None = None
    notes: tuple[str, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()


@contextmanager
def material(
    path: Path, sheet: str | None, progress: Progress, stdin: BinaryIO | None = None
) -> Iterator[Material]:
    """The table in a file, a sheet of a workbook, or standard input (`-`).

    Raises
    ------
    InputRefused
        When a workbook cannot be converted within the limits.
    UsageError
        When it has no such sheet, or a sheet is named for anything but a workbook.
    """
    if path != STANDARD_INPUT and not is_workbook(path):
        if sheet is not None:
            raise UsageError(f"{path.name} is no workbook: it has no sheets.")
        yield Material(path, path.name)
        return
    with tempfile.TemporaryDirectory(prefix="attribution-") as folder:
        if path == STANDARD_INPUT:
            kept = Path(folder) / "standard input"
            _keep(stdin or sys.stdin.buffer, kept, progress)
            if not is_workbook(kept):
                yield Material(kept, "standard input")
                return
            path = kept
        yield _sheet(path, sheet, Path(folder) / f"{path.name}", progress)


def _keep(stream: BinaryIO, target: Path, progress: Progress) -> None:
    done = 0
    with target.open("wb") as kept:
        while piece := stream.read(_PIECE):
            done += len(piece)
            if shutil.disk_usage(target.parent).free < _SPARE:
                raise DiskFull(
                    "The disk for temporary files is nearly full; nothing was imported.",
                    "Free some space, or write the input to a file elsewhere and import that.",
                )
            kept.write(piece)
            progress("reading standard input", done, 0)


def _sheet(path: Path, sheet: str | None, target: Path, progress: Progress) -> Material:
    _refuse_bomb(path)
    target = target.with_name("sheet.csv")
    words = (path.resolve(), target, sheet or "", WORKBOOK_MEGABYTES, WORKBOOK_SECONDS)
    answer = _answer_of_child(path.name, list(map(str, words)), progress)
    listed = answer.get("sheets")
    names = [str(one) for one in listed] if isinstance(listed, list) else []
    if answer.get("missing"):
        raise UsageError(
            f"{path.name} has no sheet named {sheet!r}.", f"Its sheets: {', '.join(names)}."
        )
    if not target.exists() or not target.stat().st_size:
        raise InputRefused(f"The sheet {answer.get('sheet')} of {path.name} is empty.")
    chosen = str(answer.get("sheet"))
    others = [name for name in names if name != chosen]
    notes: tuple[str, ...] = ()
    if others and sheet is None:
        notes = (f"The sheet “{chosen}” was read; others: {', '.join(others)} (--sheet NAME).",)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    # Two sheets of one workbook are two imports.
    if sheet is not None and others:
        digest = hashlib.sha256(f"{digest}\0{sheet}".encode()).hexdigest()
    return Material(target, path.name, digest, path.stat().st_size, notes, chosen, tuple(names))


def _answer_of_child(name: str, words: list[str], progress: Progress) -> dict[str, object]:
    command = [sys.executable, "-P", str(Path(__file__).with_name("workbook_child.py")), *words]
    until = time.monotonic() + WORKBOOK_SECONDS
    with subprocess.Popen(  # noqa: S603  # our own module, words as arguments
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        try:
            while True:
                progress("reading the workbook", 0, 0)
                try:
                    printed, _ = child.communicate(timeout=0.1)
                    break
                except subprocess.TimeoutExpired:
                    if time.monotonic() > until:
                        raise InputRefused(
                            f"{name} takes longer than {WORKBOOK_SECONDS} seconds to read.",
                            "Save the sheet as CSV UTF-8 and import that.",
                        ) from None
        except BaseException:
            child.kill()
            child.communicate()
            raise
    try:
        answer: dict[str, object] = json.loads(printed)
    except ValueError:
        answer = {"error": f"its reader stopped with code {child.returncode}"}
    if child.returncode or "error" in answer:
        raise InputRefused(
            f"{name} is no workbook that can be read: {answer.get('error')}.",
            "Save the sheet as CSV UTF-8 and import that.",
        )
    return answer


def _refuse_bomb(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(one.file_size for one in archive.infolist())
    packed = path.stat().st_size
    allowed = min(LARGEST_SHEET, max(_RATIO_FREE_BYTES, _LARGEST_SHEET_RATIO * packed))
    if unpacked > allowed:
        raise InputRefused(
            f"{path.name} unpacks from {packed:,} to {unpacked:,} bytes; that is beyond what is "
            "read from a workbook.",
            "Save the sheet as CSV UTF-8 and import that.",
        )
