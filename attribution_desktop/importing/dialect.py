"""Where a file's header is and what is between its cells, found by the names of known columns."""

import csv
import io
from dataclasses import dataclass

from attribution_desktop.domain.errors import InputRefused, UsageError
from attribution_desktop.importing.fields import is_known, normalised

DELIMITERS = (",", ";", "\t", "|")
_SPELLED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}

HEADER_LINES = 60
"""Lines in which a header is looked for: titles and comments above it are passed over."""

_SURE = 2
"""Known names that make a line the header, wherever it stands."""


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
    preamble
        The lines above it that hold anything.
    """

    delimiter: str
    columns: tuple[str, ...]
    text: str
    line: int
    next_line: int
    length: int
    preamble: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A record that may be the header: `at` is its line, from 0."""

    delimiter: str
    at: int
    lines: int
    columns: tuple[str, ...]
    known: int


def read_header(
    name: str, text: str, delimiter: str | None, wanted: frozenset[str] = frozenset()
) -> Header:
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
    wanted
        Columns that the user named; they count as known.

    Raises
    ------
    InputRefused
        When there is no header line or its quotes are broken.
    UsageError
        When the delimiter given is not one character.
    """
    lines = io.StringIO(text, newline="").readlines()
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None:
        raise InputRefused(f"{name} has no header line: it holds nothing but blank space.")
    delimiters = DELIMITERS if delimiter is None else (_delimiter_named(delimiter),)
    keys = frozenset(map(normalised, wanted))
    chosen = _header_by_names(lines, delimiters, keys)
    if chosen is None:
        plain = (
            at
            for at in range(first, min(len(lines), first + HEADER_LINES))
            if lines[at].strip() and not lines[at].startswith("#")
        )
        at = next(plain, first)
        parsed = [_candidate(lines, at, one, keys) for one in delimiters]
        found = [one for one in parsed if one is not None]
        if not found:
            raise InputRefused(
                f"{name}, line {at + 1}: the quotes of the header line are broken.",
                "Every quoted cell needs a quote at both ends.",
            )
        chosen = max(found, key=lambda one: (one.known, len(one.columns)))
    end = chosen.at + chosen.lines
    return Header(
        delimiter=chosen.delimiter,
        columns=tuple(column.strip() for column in chosen.columns),
        text="".join(lines[chosen.at : end]).rstrip("\n"),
        line=chosen.at + 1,
        next_line=end + 1,
        length=sum(map(len, lines[:end])),
        preamble=tuple(line.strip() for line in lines[: chosen.at] if line.strip()),
    )


def _header_by_names(
    lines: list[str], delimiters: tuple[str, ...], wanted: frozenset[str]
) -> _Candidate | None:
    """The first record with at least half as many known names as the best has."""
    found = [
        candidate
        for at in range(min(len(lines), HEADER_LINES))
        if lines[at].strip()
        for one in delimiters
        if (candidate := _candidate(lines, at, one, wanted)) is not None
        and candidate.known >= _SURE
    ]
    if not found:
        return None
    most = max(one.known for one in found)
    likely = [one for one in found if 2 * one.known >= most]
    return max(likely, key=lambda one: (-one.at, one.known, len(one.columns)))


def _candidate(
    lines: list[str], at: int, delimiter: str, wanted: frozenset[str]
) -> _Candidate | None:
    reader = csv.reader(iter(lines[at : at + HEADER_LINES]), delimiter=delimiter, strict=True)
    try:
        columns = next(reader)
    except (csv.Error, StopIteration):
        return None
    names = {normalised(column) for column in columns}
    known = sum(is_known(name) or name in wanted for name in names)
    return _Candidate(delimiter, at, reader.line_num, tuple(columns), known)


def _delimiter_named(text: str) -> str:
    delimiter = _SPELLED.get(text.lower(), text)
    if len(delimiter) != 1 or delimiter in '"\n\r':
        raise UsageError(
            f"The delimiter must be one character, not {text!r}.", "Try , or ; or tab or |."
        )
    return delimiter
