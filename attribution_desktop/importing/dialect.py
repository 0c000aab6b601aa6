"""The delimiter of a file, found by its header line, and the header's columns."""

import csv
import io
from dataclasses import dataclass

from attribution_desktop.domain.errors import InputRefused, UsageError
from attribution_desktop.importing.fields import is_known

DELIMITERS = (",", ";", "\t", "|")
_SPELLED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}


@dataclass(frozen=True, slots=True)
class Header:
    """The header line as it was understood.

    Parameters
    ----------
    delimiter
        One character.
    columns
        Names as written, trimmed.
    text
        The header record as it stands in the file, without its line end.
    line
        Physical line where it starts.
    next_line
        Physical line where the first row starts.
    length
        Characters of the file's text up to the first row.
    """

    delimiter: str
    columns: tuple[str, ...]
    text: str
    line: int
    next_line: int
    length: int


def read_header(name: str, text: str, delimiter: str | None) -> Header:
    """The header of a file from its first block of text.

    Parameters
    ----------
    name
        The file's name, for messages.
    text
        The first block.
    delimiter
        As given by the user (a character, or a word such as `tab`); None: the one under which
        most columns have known names, then the one that gives most columns.

    Raises
    ------
    InputRefused
        When there is no header line or its quotes are broken.
    UsageError
        When the delimiter given is not one character.
    """
    body = text.lstrip("\n \t")
    skipped = len(text) - len(body)
    skipped = text.rfind("\n", 0, skipped) + 1
    body = text[skipped:]
    if not body.strip():
        raise InputRefused(f"{name} has no header line: it holds nothing but blank space.")
    line = 1 + text.count("\n", 0, skipped)
    candidates = DELIMITERS if delimiter is None else (_delimiter_named(delimiter),)
    parsed = [(candidate, *_first_record(name, body, line, candidate)) for candidate in candidates]
    chosen, columns, lines = max(parsed, key=lambda one: (sum(map(is_known, one[1])), len(one[1])))
    end = 0
    for _ in range(lines):
        end = body.find("\n", end) + 1 or len(body)
    return Header(
        delimiter=chosen,
        columns=tuple(column.strip() for column in columns),
        text=body[:end].rstrip("\n"),
        line=line,
        next_line=line + lines,
        length=skipped + end,
    )


def _delimiter_named(text: str) -> str:
    delimiter = _SPELLED.get(text.lower(), text)
    if len(delimiter) != 1 or delimiter in '"\n\r':
        raise UsageError(
            f"The delimiter must be one character, not {text!r}.", "Try , or ; or tab or |."
        )
    return delimiter


def _first_record(name: str, body: str, line: int, delimiter: str) -> tuple[list[str], int]:
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = next(reader)
    except csv.Error as error:
        raise InputRefused(
            f"{name}, line {line}: the quotes of the header line are broken ({error}).",
            "Every quoted cell needs a quote at both ends.",
        ) from error
    return columns, reader.line_num
