"""A file, whole: opened, understood by its header, and read block by block."""

import time
from itertools import chain
from pathlib import Path

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.imports import ImportFormat, ImportOptions, ReadFile, Reject
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.importing.dialect import read_header
from attribution_desktop.importing.events import EventReader
from attribution_desktop.importing.faults import Notes, RowFaults
from attribution_desktop.importing.header import layout_of
from attribution_desktop.importing.journeys import JourneyReader
from attribution_desktop.importing.names import ChannelCodes, ExactCodes
from attribution_desktop.importing.plain_records import RecordShape
from attribution_desktop.importing.records import RecordBlock, record_blocks
from attribution_desktop.importing.rows import Context, Rows
from attribution_desktop.importing.source import TextSource
from attribution_desktop.importing.spend import SpendReader

_RAGGED_SHARE = 0.05
_RAGGED_ROWS = 3
_NO_ROWS = "The file has a header and no rows."
_RAGGED = frozenset({"short-row", "long-row"})


class _Tally:
    """Rows and rejects of one file."""

    def __init__(self) -> None:
        self.rows = 0
        self.rejects: list[Reject] = []

    def count(self, block: RecordBlock, faults: RowFaults) -> None:
        self.rows += block.line.size + len(block.rejects)
        self.rejects += block.rejects
        self.rejects += faults.found

    def refuse_ragged(self, name: str, delimiter: str) -> None:
        ragged = sum(reject.code in _RAGGED for reject in self.rejects)
        if ragged >= _RAGGED_ROWS and ragged > _RAGGED_SHARE * self.rows:
            raise InputRefused(
                f"{ragged:,} of {self.rows:,} rows of {name} have another number of cells than "
                f"the header; with {delimiter!r} between the cells it makes no sense.",
                "Is the delimiter wrong? Choose one, for example --delimiter ';' or tab.",
            )


def read_file(
    path: Path,
    options: ImportOptions,
    progress: Progress = unreported,
    *,
    now: float | None = None,
) -> ReadFile:
    """Read a CSV file into clean columns and rejects.

    Parameters
    ----------
    path
        A regular file.
    options
        How it is to be read; what they leave open is detected.
    progress
        Told the bytes read; whatever it raises ends the reading.
    now
        Seconds since 1970; None: the clock's.

    Raises
    ------
    InputRefused
        When the file as a whole cannot be read without guessing or losing something.
    UsageError
        When an option makes no sense.
    """
    with TextSource(path, progress) as source:
        blocks = iter(source)
        text = next(blocks, "")
        header = read_header(path.name, text, options.delimiter)
        layout = layout_of(path.name, header.columns, options)
        context = Context(
            options=options,
            layout=layout,
            now=time.time() if now is None else now,
            customers=ExactCodes(),
            channels=ChannelCodes(),
            notes=Notes(),
        )
        reader = _reader_for(context, path.name)
        tally = _Tally()
        shape = RecordShape(
            header.delimiter, len(header.columns), frozenset(layout.position.values())
        )
        texts = chain([text[header.length :]], blocks)
        columns = dict(layout.mapping)
        for block in record_blocks(path.name, texts, shape, header.next_line):
            faults = RowFaults(block.line, columns)
            cells = {field: block.columns[at] for field, at in layout.position.items()}
            reader.take(Rows(cells, faults))
            tally.count(block, faults)
        tally.refuse_ragged(path.name, header.delimiter)
        if not tally.rows:
            context.notes.count(_NO_ROWS, 1)
        touches = conversions = paths = spend = None
        if isinstance(reader, EventReader):
            touches, conversions = reader.touches(), reader.conversions()
        elif isinstance(reader, JourneyReader):
            paths, late = reader.batch(progress)
            tally.rejects += late
        else:
            spend = reader.batch()
        return ReadFile(
            file=path.name,
            sha256=source.sha256,
            size=source.size,
            format=layout.required_format,
            encoding=source.encoding,
            delimiter=header.delimiter,
            mapping=layout.mapping,
            rows_read=tally.rows,
            customers=context.customers.names(),
            channels=context.channels.names(),
            rejects=tuple(sorted(tally.rejects, key=lambda reject: reject.line)),
            warnings=context.notes.sentences(),
            touches=touches,
            conversions=conversions,
            paths=paths,
            spend=spend,
        )


def _reader_for(context: Context, name: str) -> EventReader | JourneyReader | SpendReader:
    match context.layout.format:
        case ImportFormat.JOURNEYS:
            return JourneyReader(context, name)
        case ImportFormat.SPEND:
            return SpendReader(context, name)
        case _:
            return EventReader(context)
