"""The bytes of a file as they are to be decoded: plain, or unpacked from .gz or .zip."""

import gzip
import hashlib
import lzma
import os
import stat
import zipfile
import zlib
from pathlib import Path
from typing import IO, BinaryIO

from attribution_desktop.domain.errors import InputRefused

LARGEST_RATIO = 400
"""Times its packed size that a file may unpack to; text packs 5 to 20 times, rarely 100."""

RATIO_FREE_BYTES = 16 << 20
"""Unpacked bytes up to which the ratio does not matter."""

LARGEST_CONTENT = 64 << 30
"""Unpacked bytes above which nothing is read."""

_PIECE = 1 << 20
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_SHEETS = "xl/workbook.xml"
_DAMAGED = (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, zipfile.BadZipFile)


class ByteStream:
    """One regular file, read once from its first byte to its last.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    InputRefused
        When it is no regular file, is empty, cannot be read, or is an archive of anything but
        one file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._raw = opened(path)
        self.before = os.fstat(self._raw.fileno())
        self.size = self.before.st_size
        self._archive: zipfile.ZipFile | None = None
        self._content: IO[bytes] | gzip.GzipFile = self._raw
        self._unpacked = 0
        try:
            head = self._raw.read(4)
            self._raw.seek(0)
            self.is_packed = head[:2] == _GZIP or head == _ZIP
            self.digest = hashlib.sha256()
            if self.is_packed:
                while piece := self._raw.read(_PIECE):
                    self.digest.update(piece)
                self._raw.seek(0)
                self._content = self._unpacker(head)
        except OSError as error:
            self.close()
            raise unreadable(path, error) from error
        except InputRefused:
            self.close()
            raise

    def close(self) -> None:
        self._content.close()
        if self._archive is not None:
            self._archive.close()
        self._raw.close()

    @property
    def done(self) -> int:
        """Bytes of the file that have been read."""
        return self._raw.tell()

    def read(self, size: int) -> bytes:
        """The next bytes; none at the end.

        Raises
        ------
        InputRefused
            When the file cannot be read, its packing is damaged, or it unpacks beyond any reason.
        """
        try:
            data = self._content.read(size)
        except _DAMAGED as error:
            raise InputRefused(
                f"{self._path.name} is damaged and cannot be unpacked ({error}).",
                "Copy or export it again.",
            ) from error
        except (OSError, RuntimeError, NotImplementedError) as error:
            raise unreadable(self._path, error) from error
        if self.is_packed:
            self._unpacked += len(data)
            allowed = max(RATIO_FREE_BYTES, LARGEST_RATIO * self.size)
            if self._unpacked > min(allowed, LARGEST_CONTENT):
                raise InputRefused(
                    f"{self._path.name} unpacks to more than {LARGEST_RATIO} times its size; "
                    "that is no table of data.",
                    "Unpack it yourself and import the CSV file in it.",
                )
        else:
            self.digest.update(data)
        return data

    def refuse_if_changed(self) -> None:
        """Refuse a file that is not as it was when it was opened."""
        now = os.fstat(self._raw.fileno())
        try:
            there = self._path.stat()
        except OSError as error:
            raise changed(self._path) from error
        before = (self.before.st_ino, self.before.st_size, self.before.st_mtime_ns)
        if (
            (not self.is_packed and self.done != self.size)
            or (now.st_ino, now.st_size, now.st_mtime_ns) != before
            or (there.st_ino, there.st_size, there.st_mtime_ns) != before
        ):
            raise changed(self._path)

    def _unpacker(self, head: bytes) -> IO[bytes] | gzip.GzipFile:
        if head[:2] == _GZIP:
            return gzip.GzipFile(fileobj=self._raw, mode="rb")
        try:
            self._archive = zipfile.ZipFile(self._raw)
            return self._archive.open(_only_member(self._path.name, self._archive))
        except (*_DAMAGED, RuntimeError, NotImplementedError) as error:
            raise InputRefused(
                f"{self._path.name} is no ZIP archive that can be unpacked ({error}).",
                "Unpack it yourself and import the CSV file in it.",
            ) from error


def is_workbook(path: Path) -> bool:
    """Whether a file is an Excel workbook (.xlsx), by its content."""
    try:
        with opened(path) as raw:
            if raw.read(4) != _ZIP:
                return False
            raw.seek(0)
            with zipfile.ZipFile(raw) as archive:
                return _SHEETS in archive.namelist()
    except (OSError, *_DAMAGED):
        return False


def opened(path: Path) -> BinaryIO:
    """A regular file that holds anything, open for reading; InputRefused for all else."""
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise InputRefused(f"{path.name or path} is a folder, not a file.")
        if not stat.S_ISREG(kind):
            raise InputRefused(f"{path.name} is not a regular file.", "Copy its content to a file.")
        stream = path.open("rb")
    except FileNotFoundError as error:
        raise InputRefused(f"There is no file {path}.", "Check the name and the folder.") from error
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if os.fstat(stream.fileno()).st_size == 0:
        stream.close()
        raise InputRefused(f"{path.name} is empty (0 bytes).", "Export it again.")
    return stream


def unreadable(path: Path, error: Exception) -> InputRefused:
    reason = getattr(error, "strerror", None) or str(error)
    return InputRefused(f"{path.name} cannot be read: {reason}.", "Check the file's permissions.")


def changed(path: Path) -> InputRefused:
    return InputRefused(
        f"{path.name} changed while it was read; nothing was imported.",
        "Import it again when the program that writes it has finished.",
    )


def _only_member(name: str, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [
        one
        for one in archive.infolist()
        if not one.is_dir() and not one.filename.startswith(("__MACOSX/", "."))
    ]
    if len(members) != 1:
        listed = ", ".join(one.filename for one in members[:5])
        raise InputRefused(
            f"{name} holds {len(members)} files; it must hold one CSV file. ({listed})",
            "Unpack it and import the files one by one.",
        )
    if members[0].flag_bits & 1:
        raise InputRefused(f"{name} is locked with a password.", "Unpack it yourself.")
    return members[0]
