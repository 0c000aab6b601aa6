"""A file as blocks of text: decoded strictly, digested, and proven unchanged at the end."""

import codecs
import hashlib
import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Self

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.progress import Progress
from attribution_desktop.importing.content import refuse_other_content

BLOCK_BYTES = 1 << 20
"""Bytes read at once: a few tens of milliseconds of work, so that Cancel answers quickly."""

LONGEST_LINE = 16 << 20
"""Characters without a line end above which a file is no table of rows."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)
_SAVE_AS_UTF8 = "Save the file as UTF-8 (in a spreadsheet: “CSV UTF-8”) and import it again."


class TextSource:
    """The text of one regular file, from its first byte to its last, in one pass.

    Iterating gives blocks that end at a line end (the last one at the end of the file), with
    every newline as a line feed. `sha256` and `size` are complete after the last block.

    Parameters
    ----------
    path
        The file.
    progress
        Told the bytes done after every block.

    Raises
    ------
    InputRefused
        When the file is no readable regular file, is no text, is in no Unicode encoding that
        it declares, or changed while it was read.
    """

    def __init__(self, path: Path, progress: Progress) -> None:
        self._path = path
        self._progress = progress
        self._digest = hashlib.sha256()
        self._stream = _opened(path)
        self._before = os.fstat(self._stream.fileno())
        self.size = self._before.st_size
        try:
            head = self._stream.read(BLOCK_BYTES)
            refuse_other_content(path.name, head)
        except OSError as error:
            self._stream.close()
            raise _unreadable(path, error) from error
        except InputRefused:
            self._stream.close()
            raise
        self._head = head
        self.encoding = "utf-8"
        self._mark = b""
        for mark, encoding in _MARKS:
            if head.startswith(mark):
                self.encoding, self._mark = encoding, mark
                break

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def __iter__(self) -> Iterator[str]:
        decoder = io.IncrementalNewlineDecoder(
            codecs.getincrementaldecoder(self.encoding)("strict"), translate=True
        )
        line = 1
        carry = ""
        data = self._head
        done = 0
        while data:
            self._digest.update(data)
            done += len(data)
            following = self._read()
            if done == len(data):
                data = data[len(self._mark) :]
            text = carry + self._decoded(decoder, data, line, is_last=not following)
            cut = text.rfind("\n") + 1 if following else len(text)
            carry = text[cut:]
            if len(carry) > LONGEST_LINE:
                raise InputRefused(
                    f"Line {line} of {self._path.name} is longer than 16 million characters.",
                    "Check that this is a CSV file with one row a line.",
                )
            if cut:
                line += text.count("\n", 0, cut)
                yield text[:cut]
            self._progress("reading", min(done, self.size), self.size)
            data = following
        self._refuse_if_changed(done)

    def _read(self) -> bytes:
        try:
            return self._stream.read(BLOCK_BYTES)
        except OSError as error:
            raise _unreadable(self._path, error) from error

    def _decoded(
        self, decoder: io.IncrementalNewlineDecoder, data: bytes, line: int, *, is_last: bool
    ) -> str:
        if self.encoding == "utf-8" and b"\x00" in data:
            raise self._zero_byte(data, line)
        try:
            text = decoder.decode(data, final=is_last)
        except UnicodeDecodeError as error:
            raise InputRefused(
                f"{self._path.name} is not valid {self.encoding.upper()}: a byte in line "
                f"{line + _line_ends(error.object[: error.start])} "
                f"(0x{error.object[error.start]:02X}) does not belong there.",
                _SAVE_AS_UTF8,
            ) from error
        if "\x00" in text:
            raise self._zero_byte(text.encode(), line)
        return text

    def _zero_byte(self, data: bytes, line: int) -> InputRefused:
        share = data.count(b"\x00") / len(data)
        # Of Latin text in UTF-16 half of the bytes are zero, in UTF-32 three quarters.
        if 0.2 < share < 0.8:  # noqa: PLR2004
            return InputRefused(
                f"{self._path.name} looks like UTF-16 or UTF-32 without a byte order mark.",
                _SAVE_AS_UTF8,
            )
        near = line + _line_ends(data[: data.index(b"\x00")])
        return InputRefused(
            f"{self._path.name} has a zero byte in line {near}: it is not a text file, or damaged.",
            _SAVE_AS_UTF8,
        )

    def _refuse_if_changed(self, done: int) -> None:
        now = os.fstat(self._stream.fileno())
        try:
            there = self._path.stat()
        except OSError as error:
            raise _changed(self._path) from error
        before = (self._before.st_ino, self._before.st_size, self._before.st_mtime_ns)
        if (
            done != self._before.st_size
            or (now.st_ino, now.st_size, now.st_mtime_ns) != before
            or (there.st_ino, there.st_size, there.st_mtime_ns) != before
        ):
            raise _changed(self._path)


def _line_ends(data: bytes) -> int:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n")


def _opened(path: Path) -> BinaryIO:
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
        raise _unreadable(path, error) from error
    if os.fstat(stream.fileno()).st_size == 0:
        stream.close()
        raise InputRefused(f"{path.name} is empty (0 bytes).", "Export it again.")
    return stream


def _unreadable(path: Path, error: Exception) -> InputRefused:
    reason = getattr(error, "strerror", None) or str(error)
    return InputRefused(f"{path.name} cannot be read: {reason}.", "Check the file's permissions.")


def _changed(path: Path) -> InputRefused:
    return InputRefused(
        f"{path.name} changed while it was read; nothing was imported.",
        "Import it again when the program that writes it has finished.",
    )
