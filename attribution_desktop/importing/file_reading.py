"""One pass over a file: cut into records, sifted, and given to the reader of its format."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from types import TracebackType
from typing import Self

import polars as pl

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.imports import ImportFormat, ImportOptions, Reject, Traffic
from attribution_desktop.domain.instants import date_from_day_number
from attribution_desktop.domain.progress import Progress
from attribution_desktop.importing.cells import COMMENT, LINES_TOLD, TOTAL, TOTAL_CELL, Cells
from attribution_desktop.importing.comparisons import refuse_comparison, refuse_second_table
from attribution_desktop.importing.dialect import read_header
from attribution_desktop.importing.events import EventReader
from attribution_desktop.importing.faults import Notes, RowFaults
from attribution_desktop.importing.header import layout_of
from attribution_desktop.importing.journeys import JourneyReader
from attribution_desktop.importing.materials import Material
from attribution_desktop.importing.names import ChannelCodes, ExactCodes
from attribution_desktop.importing.plain_records import RecordShape
from attribution_desktop.importing.records import TOTAL_ROW, RecordBlock, record_blocks
from attribution_desktop.importing.rows import ColumnStyles, Context, Rows
from attribution_desktop.importing.sifting import Sieve
from attribution_desktop.importing.source import TextSource
from attribution_desktop.importing.spend import SpendReader

MOST_ROWS = 50_000_000
"""Rows above which a file is not taken."""

MOST_TRAFFIC = 1_000
"""Sources, media and campaigns that are kept of a file, for the channel rules to be tried on."""

_RAGGED_SHARE = 0.05
_RAGGED_ROWS = 3
_RAGGED = frozenset({"short-row", "long-row"})
_FOOTER = re.compile(r"^#|^[©@]\s?\d{4}\s|^\W{3,}$")
_TOTAL = re.compile(TOTAL_CELL)
_LETTERS = re.compile(r"\w{3}")
_DAMAGED = "{n} ids look damaged by a spreadsheet (1.2E+15): export the file again as text."
_DAMAGED_ID = r"^\d(?:[.,]\d+)?E\+\d+$"

FormatReader = EventReader | JourneyReader | SpendReader


class FileReading:
    """A file that is open, understood by its header, and read block by block.

    Parameters
    ----------
    material
        The table.
    options
        How it is to be read; what they leave open is detected.
    styles
        How its columns write numbers and dates, as far as it is known.
    now
        Seconds since 1970.

    Raises
    ------
    InputRefused
        When the file as a whole cannot be read without guessing or losing something.
    UsageError
        When an option makes no sense.
    """

    def __init__(
        self,
        material: Material,
        options: ImportOptions,
        styles: ColumnStyles,
        now: float,
        progress: Progress,
    ) -> None:
        self._name = material.name
        self.source = TextSource(material.path, progress, options.encoding)
        try:
            blocks = iter(self.source)
            text = next(blocks, "")
            wanted = frozenset(column for _, column in options.mapping if column)
            self.header = read_header(material.name, text, options.delimiter, wanted)
            self.layout = layout_of(material.name, self.header.columns, options)
            refuse_comparison(material.name, self.header.preamble, self.header.columns)
        except BaseException:
            self.source.close()
            raise
        self._texts = chain([text[self.header.length :]], blocks)
        self._period = self.layout.period_above(self.header.preamble, options)
        self.context = Context(
            options=options if self._period is None else _dated(options, self._period),
            layout=self.layout,
            now=now,
            customers=ExactCodes(),
            channels=ChannelCodes(),
            notes=Notes(),
            styles=styles,
        )
        self.rows_read = 0
        self.skipped: Counter[str] = Counter()
        self.skipped_lines: dict[int, str] = {}
        self._ragged = 0
        self._traffic: Counter[tuple[str, str, str]] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.source.close()

    def reader(self) -> FormatReader:
        """What takes the rows of this format."""
        match self.layout.format:
            case ImportFormat.JOURNEYS:
                return JourneyReader(self.context, self._name)
            case ImportFormat.SPEND:
                return SpendReader(self.context, self._name)
            case _:
                return EventReader(self.context)

    def blocks(self) -> Iterator[tuple[Rows, list[Reject]]]:
        """Sifted rows, block by block, and the records that are no rows.

        The rows' own faults are complete once the rows were given to a reader.
        """
        layout = self.layout
        places = {**layout.extras, **layout.position, "first": 0}
        shape = RecordShape(
            self.header.delimiter, len(self.header.columns), frozenset(places.values())
        )
        sieve = Sieve(
            layout.required_format, layout.source, self.context.options.rules, layout.is_deriving
        )
        columns = dict(layout.mapping)
        if layout.currency:
            columns.setdefault("currency", columns["cost"])
        name, line = self._name, self.header.next_line
        for block in record_blocks(name, self._texts, shape, line):
            rejects = self._without_footers(block)
            self.rows_read += block.line.size + len(block.rejects)
            if self.rows_read > MOST_ROWS:
                raise InputRefused(
                    f"{self._name} has more than {MOST_ROWS:,} rows.",
                    "Split it, for example by year, and import the parts.",
                )
            found = {field: block.columns[at] for field, at in places.items()}
            cells = Cells(found, block.line)
            sieve.sift(cells)
            self.skipped.update(cells.skipped)
            if len(self.skipped_lines) < LINES_TOLD:
                self.skipped_lines.update(cells.skipped_lines)
            for sentence, rows in cells.noted.items():
                self.context.notes.count(sentence, rows)
            self._count_traffic(cells)
            if layout.currency and "currency" not in cells.columns:
                code = pl.Series([layout.currency] * cells.line.size, dtype=pl.String)
                cells.columns["currency"] = code
            self._note_damaged(cells)
            yield Rows(cells.columns, RowFaults(cells.line, columns)), rejects

    def notes(self) -> tuple[str, ...]:
        """Sentences on what was passed over, and on the source."""
        said = []
        source = self.layout.source
        if source is not None:
            said.append(f"Recognised as an export of {source.label}.")
            if source.note:
                said.append(source.note)
        above = len(self.header.preamble)
        if above:
            lines = "1 line" if above == 1 else f"{above} lines"
            first = next(filter(_LETTERS.search, self.header.preamble), "")
            shown = f" ({first.strip(chr(34))[:60]})" if first else ""
            said.append(f"{lines} above the header passed over{shown}.")
        if self._period is not None:
            start, end = map(date_from_day_number, self._period)
            said.append(
                f"Rows have no dates: their costs are spread over {start} to {end}, the period "
                "that is named above the header."
            )
        if self.layout.is_deriving:
            said.append("Channels were made of source, medium and campaign by the channel rules.")
        return tuple(said)

    def traffic(self) -> tuple[Traffic, ...]:
        """What the channel rules were told, the most frequent first."""
        found = self._traffic.most_common(MOST_TRAFFIC)
        return tuple(Traffic(*told, rows) for told, rows in found)

    def refuse_ragged(self) -> None:
        """Refuse a file in which too many rows have another width than the header."""
        ragged, delimiter = self._ragged, self.header.delimiter
        if ragged >= _RAGGED_ROWS and ragged > _RAGGED_SHARE * self.rows_read:
            raise InputRefused(
                f"{ragged:,} of {self.rows_read:,} rows of {self._name} have another number of "
                f"cells than the header; with {delimiter!r} between the cells it makes no sense.",
                "Is the delimiter wrong? Choose one, for example --delimiter ';' or tab.",
            )

    def _without_footers(self, block: RecordBlock) -> list[Reject]:
        """The rejects that are no totals and no comments; those are counted as skipped."""
        kept: list[Reject] = []
        for reject in block.rejects:
            if reject.code == TOTAL_ROW:
                self._skip(reject, TOTAL)
                continue
            if reject.code == "short-row":
                first = reject.value.split(self.header.delimiter)[0].strip()
                refuse_second_table(self._name, first)
                if _TOTAL.match(first):
                    self._skip(reject, TOTAL)
                    continue
                if _FOOTER.match(first):
                    self._skip(reject, COMMENT)
                    continue
            self._ragged += reject.code in _RAGGED
            kept.append(reject)
        return kept

    def _skip(self, record: Reject, reason: str) -> None:
        self.skipped[reason] += 1
        self.skipped_lines[record.line] = reason

    def _count_traffic(self, cells: Cells) -> None:
        """Campaigns beyond a hundred thousand are counted no more: nobody reads such a list."""
        self._traffic.update(cells.traffic)
        if len(self._traffic) > 100 * MOST_TRAFFIC:
            self._traffic = Counter(dict(self._traffic.most_common(10 * MOST_TRAFFIC)))

    def _note_damaged(self, cells: Cells) -> None:
        for field in ("customer", "order"):
            texts = cells.columns.get(field)
            if texts is not None and texts.str.contains("E+", literal=True).any():
                damaged = int(texts.str.contains(_DAMAGED_ID).sum())
                self.context.notes.count(_DAMAGED, damaged)


def _dated(options: ImportOptions, period: tuple[int, int]) -> ImportOptions:
    start, end = period
    return replace(options, start=start, end=end)
