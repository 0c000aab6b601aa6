"""A file as blocks of text: decoded strictly, digested, and proven unchanged at the end."""

import codecs
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.progress import Progress
from attribution_desktop.importing.byte_streams import ByteStream
from attribution_desktop.importing.content import refuse_other_content
from attribution_desktop.importing.text_encodings import encoding_of, missing_mark, wrong_encoding

BLOCK_BYTES = 4 << 20
"""Bytes read at once: a tenth of a second of work, so that Cancel answers quickly; smaller blocks
cost more by the call."""

LONGEST_LINE = 16 << 20
"""Characters without a line end above which a file is no table of rows."""


class TextSource:
    """The text of one regular file, from its first byte to its last, in one pass.

    Iterating gives blocks that end at a line end (the last one at the end of the file), with
    every newline as a line feed. `sha256` and `size` (of the file, packed as it is) are complete
    after the last block.

    Parameters
    ----------
    path
        The file; .gz, and .zip with one file in it, are unpacked.
    progress
        Told the bytes done after every block.
    encoding
        Of a file without a byte order mark; None: UTF-8.

    Raises
    ------
    InputRefused
        When the file is no readable regular file, is no text, is in another encoding, or changed
        while it was read.
    UsageError
        When there is no such encoding.
    """

    def __init__(self, path: Path, progress: Progress, encoding: str | None = None) -> None:
        self._path = path
        self._progress = progress
        self._stream = ByteStream(path)
        self.size = self._stream.size
        try:
            self._head = self._stream.read(BLOCK_BYTES)
            self.encoding, self._mark = encoding_of(self._head, encoding)
            refuse_other_content(path.name, self._head)
        except BaseException:
            self._stream.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def close(self) -> None:
        self._stream.close()

    @property
    def sha256(self) -> str:
        return self._stream.digest.hexdigest()

    def __iter__(self) -> Iterator[str]:
        decoder = io.IncrementalNewlineDecoder(
            codecs.getincrementaldecoder(self.encoding)("strict"), translate=True
        )
        line = 1
        carry = ""
        data = self._head[len(self._mark) :]
        is_last = False
        while not is_last:
            following = self._stream.read(BLOCK_BYTES)
            is_last = not following
            text = carry + self._decoded(decoder, data, line, is_last=is_last)
            cut = len(text) if is_last else text.rfind("\n") + 1
            carry = text[cut:]
            if len(carry) > LONGEST_LINE:
                raise InputRefused(
                    f"Line {line} of {self._path.name} is longer than 16 million characters.",
                    "Check that this is a CSV file with one row a line.",
                )
            if cut:
                line += text.count("\n", 0, cut)
                yield text[:cut]
            self._progress("reading", min(self._stream.done, self.size), self.size)
            data = following
        self._stream.refuse_if_changed()

    def _decoded(
        self, decoder: io.IncrementalNewlineDecoder, data: bytes, line: int, *, is_last: bool
    ) -> str:
        share = data.count(0) / len(data) if data else 0.0
        # Of Latin text in UTF-16 half of the bytes are zero, in UTF-32 three quarters.
        if self.encoding == "utf-8" and share > 0.2:  # noqa: PLR2004
            raise missing_mark(self._path.name, data)
        try:
            return decoder.decode(data, final=is_last)
        except UnicodeDecodeError as error:
            at = line + _line_ends(error.object[: error.start])
            raise wrong_encoding(self._path.name, at, error, self.encoding) from error


def _line_ends(data: bytes) -> int:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n")
