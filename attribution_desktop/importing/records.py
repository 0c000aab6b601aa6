"""Blocks of text cut into records: cells as text, each record with the line where it starts."""

import csv
import io
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import polars as pl

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.imports import Reject
from attribution_desktop.domain.interactions import IntColumn
from attribution_desktop.importing.plain_records import PlainRecords, RecordShape, cut_plain

LONGEST_CELL = 1 << 20
"""Characters a quoted cell may have."""

TOTAL_ROW = "total-row"
"""Code of a record that says behind its last column that it is the total, as Google Analytics."""

_TOTAL_LABELS = frozenset({"grand total", "totals", "total"})

VALUE_SHOWN = 200
"""Characters of an offending cell that a reject keeps."""


@dataclass(frozen=True, slots=True)
class RecordBlock:
    """Records of the header's width, in file order.

    Parameters
    ----------
    columns
        A text Series (n,), trimmed, for the index of each wanted column.
    line
        (n,) physical lines where the records start.
    rejects
        Records of another width or with broken quotes.
    """

    columns: dict[int, pl.Series]
    line: IntColumn
    rejects: list[Reject]


def record_blocks(
    name: str, texts: Iterable[str], shape: RecordShape, first_line: int
) -> Iterator[RecordBlock]:
    """Cut blocks of text (each ending at a line end) into records of one shape.

    Raises
    ------
    InputRefused
        At a quote that is never closed, with the line where it opened.
    """
    line = first_line
    pending = ""
    with ThreadPoolExecutor(1) as aside:
        for text, cutting in _cut_ahead(texts, shape, aside):
            plain = None if pending else cutting.result()
            if plain is not None:
                columns, lines = plain
                yield RecordBlock(columns, lines + line, [])
                line += text.count("\n")
                continue
            cut = cut_records(pending + text, shape.delimiter, line)
            pending = cut.rest
            if len(pending) > LONGEST_CELL:
                raise _unclosed(name, cut.next_line)
            line = cut.next_line
            yield _sorted_by_width(cut, shape)
    if pending:
        raise _unclosed(name, line)


def _cut_ahead(
    texts: Iterable[str], shape: RecordShape, aside: Executor
) -> Iterator[tuple[str, Future[PlainRecords | None]]]:
    """Each text and its plain cutting, begun while the one before it is still worked on."""
    before: tuple[str, Future[PlainRecords | None]] | None = None
    for text in texts:
        following = text, aside.submit(cut_plain, text, shape, 0)
        if before is not None:
            yield before
        before = following
    if before is not None:
        yield before


@dataclass(frozen=True, slots=True)
class CutText:
    """Records of a text; `rest` starts in `next_line` and lacks the end of a quoted cell."""

    records: list[list[str]]
    lines: list[int] | range
    broken: list[Reject]
    rest: str
    next_line: int


def cut_records(text: str, delimiter: str, line: int) -> CutText:
    """Strict CSV: a quote inside an unquoted cell is text, text behind a closing quote a fault.

    Blank lines give empty records.
    """
    # The limit is the module's own; it is put back so that nobody else sees another one.
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        return _cut(text, delimiter, line)
    finally:
        csv.field_size_limit(before)


def _cut(text: str, delimiter: str, line: int) -> CutText:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        records = list(reader)
    except csv.Error:
        return _cut_carefully(text, delimiter, line)
    after = line + reader.line_num
    if len(records) == reader.line_num:
        return CutText(records, range(line, after), [], "", after)
    return _cut_carefully(text, delimiter, line)


def _cut_carefully(text: str, delimiter: str, first: int) -> CutText:
    """Record by record, for text with broken quotes or with line ends inside cells."""
    lines = io.StringIO(text, newline="").readlines()
    records: list[list[str]] = []
    starts: list[int] = []
    broken: list[Reject] = []
    at = 0
    while at < len(lines):
        reader = csv.reader(iter(lines[at:]), delimiter=delimiter, strict=True)
        base = at
        try:
            for record in reader:
                records.append(record)
                starts.append(first + at)
                at = base + reader.line_num
        except csv.Error as error:
            is_long = "field larger" in str(error)
            if "unexpected end of data" in str(error) or (is_long and reader.line_num > 1):
                return CutText(records, starts, broken, "".join(lines[at:]), first + at)
            broken.append(_broken(first + at, lines[at], is_long=is_long))
            at += 1
    return CutText(records, starts, broken, "", first + at)


def _broken(line: int, text: str, *, is_long: bool) -> Reject:
    code, message = (
        ("too-long", "A cell has more than a million characters.")
        if is_long
        else (
            "broken-quotes",
            "Text follows a closing quote; a quote inside a quoted cell must be doubled.",
        )
    )
    return Reject(line, "", code, message, text[:VALUE_SHOWN].rstrip("\n"))


def _sorted_by_width(cut: CutText, shape: RecordShape) -> RecordBlock:
    width = shape.width
    records, lines = cut.records, cut.lines
    rejects = list(cut.broken)
    has_zero = any("\x00" in cell for record in records for cell in record)
    if has_zero or any(len(record) != width for record in records):
        kept: list[list[str]] = []
        kept_lines: list[int] = []
        for record, line in zip(records, lines, strict=True):
            reject = None
            if has_zero and any("\x00" in cell for cell in record):
                reject = _with_zero(record, line, shape.delimiter)
            elif len(record) != width:
                if not record:
                    continue
                reject = _other_width(record, line, shape.delimiter, width)
            if reject is None:
                kept.append(record[:width])
                kept_lines.append(line)
            else:
                rejects.append(reject)
        records, lines = kept, kept_lines
    cells = list(zip(*records, strict=True)) if records else [()] * width
    return RecordBlock(
        {at: pl.Series(cells[at], dtype=pl.String).str.strip_chars() for at in shape.wanted},
        np.asarray(lines, dtype=np.int64),
        rejects,
    )


def _other_width(record: list[str], line: int, delimiter: str, width: int) -> Reject | None:
    """None for a record whose surplus cells are all blank."""
    cells = len(record)
    if cells > width and not any(map(str.strip, record[width:])):
        return None
    code = "short-row" if cells < width else "long-row"
    if cells == width + 1 and record[-1].strip().casefold() in _TOTAL_LABELS:
        code = TOTAL_ROW
    message = f"The row has {cells} cells where the header has {width}."
    return Reject(line, "", code, message, delimiter.join(record)[:VALUE_SHOWN])


def _with_zero(record: list[str], line: int, delimiter: str) -> Reject:
    text = delimiter.join(record)[:VALUE_SHOWN].replace("\x00", "\ufffd")
    message = "A cell holds a zero character, which no text has: the file may be damaged."
    return Reject(line, "", "zero-character", message, text)


def _unclosed(name: str, line: int) -> InputRefused:
    return InputRefused(
        f"{name}, line {line}: a quote opens here and is never closed; nothing was imported.",
        "Close the quote, or double it where it is part of the text.",
    )
