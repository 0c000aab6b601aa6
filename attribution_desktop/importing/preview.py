"""The beginning of a file, for the user to check how it will be read."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from attribution_desktop.domain.imports import ImportFormat, ImportOptions
from attribution_desktop.domain.progress import unreported
from attribution_desktop.importing.dialect import read_header
from attribution_desktop.importing.header import layout_guessed
from attribution_desktop.importing.materials import material
from attribution_desktop.importing.records import cut_records
from attribution_desktop.importing.sample import Sample, sample_of
from attribution_desktop.importing.source import TextSource

NO_SAMPLE = Sample()


@dataclass(frozen=True, slots=True)
class Preview:
    """How a file looks before it is imported.

    Parameters
    ----------
    columns
        Names of the header.
    mapping
        (field, column name) pairs that were recognised or given.
    format
        None when the header is like no known format.
    missing
        Fields that the format needs and no column holds yet.
    rows
        Cells of the first rows as they stand in the file; rows may differ in width.
    source, source_id
        Label and id of the program that wrote the file; empty where it is unknown.
    preamble
        Lines above the header that are passed over.
    sample
        The first rows as they will be read.
    sheet, sheets
        Of a workbook: the one that is read, and all.
    period
        First and last day that the file names above its header for spend without dates.
    """

    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    mapping: tuple[tuple[str, str], ...]
    format: ImportFormat | None
    missing: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str = ""
    source_id: str = ""
    preamble: tuple[str, ...] = ()
    sample: Sample = NO_SAMPLE
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    period: tuple[int, int] | None = None


def preview(path: Path, options: ImportOptions, rows: int = 20) -> Preview:
    """Look at the first `rows` rows of a file; a header that is like no format is no error.

    Raises
    ------
    InputRefused
        When the file is no text that could be read.
    UsageError
        When an option makes no sense.
    """
    wanted = frozenset(column for _, column in options.mapping if column)
    with (
        material(path, options.sheet, unreported) as table,
        TextSource(table.path, unreported, options.encoding) as source,
    ):
        text = next(iter(source), "")
        header = read_header(table.name, text, options.delimiter, wanted)
        layout = layout_guessed(table.name, header.columns, options)
        cut = cut_records(text[header.length :], header.delimiter, header.next_line)
        first = islice((record for record in cut.records if record), rows)
        known = layout.source
        is_readable = layout.format is not None and not layout.missing
        return Preview(
            encoding=source.encoding,
            delimiter=header.delimiter,
            columns=header.columns,
            mapping=layout.mapping,
            format=layout.format,
            missing=layout.missing,
            rows=tuple(tuple(record) for record in first),
            source="" if known is None else known.label,
            source_id="" if known is None else known.id,
            preamble=header.preamble,
            sample=sample_of(text, header, options, rows) if is_readable else NO_SAMPLE,
            sheet=table.sheet,
            sheets=table.sheets,
            period=layout.period_above(header.preamble, options),
        )
