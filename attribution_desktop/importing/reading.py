"""A file, whole: into clean columns for an import, or only counted for a check."""

import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import BinaryIO, TypeVar

from attribution_desktop.domain.imports import (
    CheckedFile,
    ImportOptions,
    ReadFile,
    Reject,
)
from attribution_desktop.domain.instants import zone_named
from attribution_desktop.domain.progress import Progress, awaited, unreported
from attribution_desktop.importing.checking import Checked
from attribution_desktop.importing.events import EventReader
from attribution_desktop.importing.file_reading import FileReading
from attribution_desktop.importing.journeys import JourneyReader
from attribution_desktop.importing.materials import Material, material
from attribution_desktop.importing.names import renumbered
from attribution_desktop.importing.rows import ColumnStyles
from attribution_desktop.importing.survey import styles_of, surveyed
from attribution_desktop.importing.undecided import Undecided

_NO_ROWS = "The file has a header and no rows."
_Result = TypeVar("_Result")


def read_file(
    path: Path,
    options: ImportOptions,
    progress: Progress = unreported,
    *,
    now: float | None = None,
    stdin: BinaryIO | None = None,
) -> ReadFile:
    """Read a file into clean columns and rejects.

    Parameters
    ----------
    path
        A regular file: CSV, CSV in .gz or .zip, or a workbook; `-` for standard input.
    options
        How it is to be read; what they leave open is detected.
    progress
        Told the bytes read; whatever it raises ends the reading.
    now
        Seconds since 1970; None: the clock's.
    stdin
        What `-` reads; None: the process's.

    Raises
    ------
    InputRefused
        When the file as a whole cannot be read without guessing or losing something.
    UsageError
        When an option makes no sense.
    """
    moment = time.time() if now is None else now
    with material(path, options.sheet, progress, stdin) as table:

        def whole(styles: ColumnStyles, said: tuple[str, ...]) -> ReadFile:
            with FileReading(table, options, styles, moment, progress) as reading:
                return _read(reading, table, said, progress)

        return _with_styles(table, options, moment, progress, whole)


def check_file(
    path: Path,
    options: ImportOptions,
    progress: Progress = unreported,
    *,
    now: float | None = None,
    stdin: BinaryIO | None = None,
) -> CheckedFile:
    """Read a whole file and keep nothing but counts and examples, in constant memory.

    Parameters and errors as `read_file`.
    """
    moment = time.time() if now is None else now
    with material(path, options.sheet, progress, stdin) as table:

        def whole(styles: ColumnStyles, said: tuple[str, ...]) -> CheckedFile:
            with FileReading(table, options, styles, moment, progress) as reading:
                return _check(reading, table, said)

        return _with_styles(table, options, moment, progress, whole)


def _with_styles(
    table: Material,
    options: ImportOptions,
    now: float,
    progress: Progress,
    work: Callable[[ColumnStyles, tuple[str, ...]], _Result],
) -> _Result:
    """Do the work; where a cell depends on its whole column, look at that first."""
    given = styles_of(options)
    try:
        return work(given, ())
    except Undecided:
        pass
    with FileReading(table, options, given, now, progress) as reading:
        columns = dict(reading.layout.mapping)
        settled, said = surveyed(
            table.name,
            (rows for rows, _ in reading.blocks()),
            given,
            columns,
            is_one_hand=reading.layout.source is not None,
        )
    return work(settled, said)


def _read(
    reading: FileReading, table: Material, said: tuple[str, ...], progress: Progress
) -> ReadFile:
    reader = reading.reader()
    rejects: list[Reject] = []
    for rows, others in reading.blocks():
        reader.take(rows)
        rejects += others
        rejects += rows.faults.found
    _finish(reading)
    touches = conversions = paths = spend = None
    if isinstance(reader, EventReader):
        events = reader
        touches, conversions = awaited(
            lambda: (events.touches(), events.conversions()), progress, "reading"
        )
    elif isinstance(reader, JourneyReader):
        paths, late = reader.batch(progress)
        rejects += late
    else:
        spend = reader.batch()
    # Sorted, so that the project writes its index of them one entry behind the other.
    customers, place = awaited(reading.context.customers.in_order, progress, "Sorting customers")
    if touches is not None:
        touches = replace(touches, customer=renumbered(touches.customer, place))
    if conversions is not None:
        conversions = replace(conversions, customer=renumbered(conversions.customer, place))
    if paths is not None:
        paths = replace(paths, customer=renumbered(paths.customer, place))
    layout, source = reading.layout, reading.source
    known = layout.source.id if layout.source is not None else ""
    return ReadFile(
        file=table.name,
        sha256=table.sha256 or source.sha256,
        size=source.size if table.size is None else table.size,
        format=layout.required_format,
        encoding=source.encoding,
        delimiter=reading.header.delimiter,
        mapping=layout.mapping,
        rows_read=reading.rows_read,
        customers=customers,
        channels=reading.context.channels.names(),
        rejects=tuple(sorted(rejects, key=lambda reject: reject.line)),
        skipped=tuple(sorted(reading.skipped.items())),
        warnings=(*reading.notes(), *table.notes, *said, *reading.context.notes.sentences()),
        touches=touches,
        conversions=conversions,
        paths=paths,
        spend=spend,
        source=reading.context.options.source or known,
        traffic=reading.traffic(),
        columns=layout.columns,
        skipped_lines=tuple(sorted(reading.skipped_lines.items())),
    )


def _check(reading: FileReading, table: Material, said: tuple[str, ...]) -> CheckedFile:
    reader = reading.reader()
    checked = Checked(zone_named(reading.context.options.time_zone or "UTC"))
    for rows, others in reading.blocks():
        reader.take(rows)
        late: list[Reject] = []
        if isinstance(reader, JourneyReader):
            batch, late = reader.batch(unreported)
            checked.add_paths(batch)
        elif isinstance(reader, EventReader):
            checked.add_events(reader.touches(), reader.conversions())
        else:
            checked.add_spend(reader.batch())
        checked.add_rejects((*others, *rows.faults.found, *late))
        reader.forget()
        reading.context.customers.clear()
    _finish(reading)
    layout, source = reading.layout, reading.source
    return CheckedFile(
        file=table.name,
        sha256=table.sha256 or source.sha256,
        format=layout.required_format,
        source="" if layout.source is None else layout.source.label,
        encoding=source.encoding,
        delimiter=reading.header.delimiter,
        mapping=layout.mapping,
        rows_read=reading.rows_read,
        rows_rejected=checked.rejected,
        rows_skipped=tuple(sorted(reading.skipped.items())),
        problems=checked.problems(),
        rejects=tuple(checked.rejects),
        warnings=(*reading.notes(), *table.notes, *said, *reading.context.notes.sentences()),
        channels=tuple(reading.context.channels.names()),
        **asdict(checked.sums),
    )


def _finish(reading: FileReading) -> None:
    reading.refuse_ragged()
    for column in reading.context.numbers.values():
        column.refuse_open()
    if not reading.rows_read:
        reading.context.notes.count(_NO_ROWS, 1)
