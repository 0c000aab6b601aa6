"""Encodings other than UTF-8: never taken by guess, offered with what they would make of a line."""

import codecs

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.imports import AmbiguousInput

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)
"""Byte order marks, the longer before those that they begin with."""

OFFERED = ("windows-1252", "windows-1250", "windows-1251", "iso-8859-15", "shift_jis", "gb18030")
"""What old programs write, the most common first."""

_SHOWN = 40


def encoding_of(head: bytes, chosen: str | None) -> tuple[str, bytes]:
    """Name of the encoding and the byte order mark that is to be passed over.

    Raises
    ------
    UsageError
        When there is no encoding of the chosen name.
    """
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding, mark
    if chosen is None:
        return "utf-8", b""
    try:
        found = codecs.lookup(chosen)
        "a".encode(found.name)
    except (LookupError, TypeError, ValueError) as error:
        raise UsageError(
            f"There is no encoding named {chosen!r}.", f"Common ones: utf-8, {', '.join(OFFERED)}."
        ) from error
    return found.name, b""


def wrong_encoding(name: str, line: int, error: UnicodeDecodeError, said: str) -> AmbiguousInput:
    """The refusal of a byte that does not belong, with what other encodings make of its line."""
    start = error.object.rfind(b"\n", 0, error.start) + 1
    end = error.object.find(b"\n", error.start)
    row = error.object[start : end if end >= 0 else None].rstrip(b"\r\n")
    at = max(0, error.start - start - _SHOWN // 2)
    piece = row[at : at + _SHOWN]
    offers = [f"{one} reads “{text}”" for one in OFFERED if (text := _decoded(piece, one))]
    hint = f"If it is an older file, name its encoding: {'; '.join(offers[:3])}." if offers else ""
    return AmbiguousInput(
        f"{name} is not valid {said.upper()}: the byte 0x{error.object[error.start]:02X} in line "
        f"{line} does not belong there.",
        f"{hint} For example --encoding {OFFERED[0]}; or save the file as UTF-8 (in a "
        "spreadsheet: “CSV UTF-8”).".strip(),
        "encoding",
    )


def missing_mark(name: str, data: bytes) -> AmbiguousInput:
    """The refusal of what looks like UTF-16 or UTF-32 but does not say so."""
    even = data[0::2].count(0)
    likely = "utf-16-be" if even > len(data) // 4 else "utf-16-le"
    if data.count(0) > len(data) * 0.6:
        likely = "utf-32-le" if data[:1] != b"\x00" else "utf-32-be"
    return AmbiguousInput(
        f"{name} looks like {likely.upper()} without a byte order mark (a zero byte in line 1).",
        f"If it is, say so: --encoding {likely}; or save the file as UTF-8.",
        "encoding",
    )


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return text if text.isprintable() else ""
