"""The rejects file: the original text of every rejected row, and what is wrong with it."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from attribution_desktop.domain.imports import ImportOptions, Reject
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.importing.dialect import read_header
from attribution_desktop.importing.header import REJECT_COLUMNS
from attribution_desktop.importing.materials import material
from attribution_desktop.importing.records import LONGEST_CELL
from attribution_desktop.importing.source import TextSource


def write_rejects(
    path_in: Path,
    rejects: Sequence[Reject],
    path_out: Path,
    *,
    options: ImportOptions | None = None,
    progress: Progress = unreported,
) -> int:
    """Write the rejected rows of a file, each with its line, column, code, message and value.

    The file has the header, delimiter and rows of the original, and the five columns behind
    them, which an import passes over. A short row is not filled up: until it is repaired it is
    rejected again. UTF-8 with line feeds.

    Parameters
    ----------
    path_in
        The file that was read, unchanged since.
    rejects
        In any order.
    path_out
        Is written over.
    options
        As the file was read with; None: everything detected.

    Returns
    -------
    int
        Rows written.

    Raises
    ------
    InputRefused
        When the original cannot be read any more.
    OSError
        When the rejects file cannot be written.
    """
    options = options or ImportOptions()
    by_line = {reject.line: reject for reject in rejects}
    wanted = frozenset(column for _, column in options.mapping if column)
    with (
        material(path_in, options.sheet, progress) as table,
        TextSource(table.path, progress, options.encoding) as source,
        path_out.open("w", encoding="utf-8", newline="") as target,
    ):
        blocks = iter(source)
        text = next(blocks, "")
        header = read_header(table.name, text, options.delimiter, wanted)
        target.write(_row(header.text, REJECT_COLUMNS, header.delimiter))
        written = 0
        lines = _numbered(text, blocks)
        for line, row in lines:
            reject = by_line.get(line)
            if reject is None:
                continue
            if reject.code != "broken-quotes":
                row = _completed(row, lines, header.delimiter)  # noqa: PLW2901  # its further lines
            cells = (str(line), reject.column, reject.code, reject.message, reject.value)
            target.write(_row(row, cells, header.delimiter))
            written += 1
    return written


def _numbered(first: str, blocks: Iterator[str]) -> Iterator[tuple[int, str]]:
    """Physical lines and their numbers, from 1."""
    line = 0
    text: str | None = first
    while text is not None:
        for row in io.StringIO(text, newline=""):
            line += 1
            yield line, row.rstrip("\n")
        text = next(blocks, None)


def _completed(row: str, lines: Iterator[tuple[int, str]], delimiter: str) -> str:
    """The whole record that starts with a line, with the lines that its quoted cells span."""
    while len(row) <= LONGEST_CELL and _is_open(row, delimiter):
        following = next(lines, None)
        if following is None:
            break
        row = f"{row}\n{following[1]}"
    return row


def _is_open(row: str, delimiter: str) -> bool:
    try:
        list(csv.reader(io.StringIO(row, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def _row(text: str, cells: Sequence[str], delimiter: str) -> str:
    added = io.StringIO()
    csv.writer(added, delimiter=delimiter, lineterminator="\n").writerow(cells)
    return f"{text}{delimiter}{added.getvalue()}"
