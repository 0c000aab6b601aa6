"""The options of the import commands, and what they make of a file's reading."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.imports import ImportFormat, ImportOptions, Strictness
from attribution_desktop.domain.instants import day_number

_NAMED_DELIMITERS = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}


@dataclass(frozen=True, kw_only=True)
class FileOptions:
    """How files are to be read; None: found out."""

    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…", help="CSV files (also in .gz or .zip), workbooks (.xlsx), or -."
        ),
    ]
    map: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="A field's column; repeatable."),
    ] = None
    delimiter: Annotated[
        str | None, typer.Option("--delimiter", metavar="SIGN", help="Between cells; tab: \\t.")
    ] = None
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="NAME", help="Of an older file: windows-1252, …"),
    ] = None
    decimal: Annotated[
        Literal[".", ","] | None,
        typer.Option("--decimal", help="The decimal mark; found out from whole columns."),
    ] = None
    date_format: Annotated[
        str | None,
        typer.Option(
            "--date-format", metavar="ORDER", help="DMY, MDY, or a pattern such as %d.%m.%Y."
        ),
    ] = None
    time_zone: Annotated[
        str | None,
        typer.Option("--time-zone", metavar="ZONE", help="Of times without an offset."),
    ] = None
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help="Of a workbook; the first one.")
    ] = None
    strictness: Annotated[
        Literal["strict", "normal", "lenient"],
        typer.Option(
            "--strictness",
            help="strict: no rejected row; normal: up to 1 % (or 9 rows); lenient: any number.",
        ),
    ] = "normal"
    rejects: Annotated[
        Path | None,
        typer.Option("--rejects", metavar="FILE", help="Where the rejected rows are written."),
    ] = None
    again: Annotated[
        bool, typer.Option("--again", help="Import a file although it was imported before.")
    ] = False
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the file's word where the project differs.")
    ] = False
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check the whole file and store nothing.")
    ] = False


@dataclass(frozen=True, kw_only=True)
class SpendOptions(FileOptions):
    """As `FileOptions`, for advertising spend."""

    source: Annotated[
        str | None,
        typer.Option("--source", metavar="NAME", help="Whose figures these are; replaces its own."),
    ] = None
    start: Annotated[
        str | None,
        typer.Option("--start", metavar="DATE", help="First day of a file without dates."),
    ] = None
    end: Annotated[
        str | None, typer.Option("--end", metavar="DATE", help="Last day of a file without dates.")
    ] = None


@dataclass(frozen=True, kw_only=True)
class JourneyOptions(FileOptions):
    """As `FileOptions`, for files of touches, orders or paths."""

    format: Annotated[
        Literal["events", "journeys", "conversions"] | None,
        typer.Option("--format", help="What a row is; found out by default."),
    ] = None
    path_separator: Annotated[
        str | None,
        typer.Option("--path-separator", metavar="TEXT", help="Between the channels of a path."),
    ] = None


def journey_options(options: JourneyOptions, time_zone: str, currency: str) -> ImportOptions:
    """How files of journeys are to be read into a project.

    Raises
    ------
    UsageError
        When an option makes no sense.
    """
    return replace(
        _shared(options, time_zone, currency),
        format=None if options.format is None else ImportFormat(options.format),
        path_separator=options.path_separator,
    )


def spend_options(options: SpendOptions, time_zone: str, currency: str) -> ImportOptions:
    """How files of spend are to be read into a project; errors as `journey_options`."""
    start, end = _day("--start", options.start), _day("--end", options.end)
    if (start is None) != (end is None):
        raise UsageError("--start and --end go together.", "Give both, or neither.")
    if start is not None and end is not None and end < start:
        raise UsageError("--end is before --start.")
    return replace(
        _shared(options, time_zone, currency),
        format=ImportFormat.SPEND,
        source=options.source or "",
        start=start,
        end=end,
    )


def _shared(options: FileOptions, time_zone: str, currency: str) -> ImportOptions:
    return ImportOptions(
        mapping=_mapping(options.map or []),
        delimiter=_delimiter(options.delimiter),
        encoding=options.encoding,
        decimal=options.decimal,
        date_format=options.date_format,
        time_zone=options.time_zone or time_zone,
        currency=currency,
        sheet=options.sheet,
        strictness=Strictness(options.strictness),
        is_again=options.again,
        is_replacing=options.replace,
    )


def _day(name: str, text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return day_number(date.fromisoformat(text))
    except ValueError as error:
        raise UsageError(f"{name} {text!r} is no date.", "Write it as 2026-09-01.") from error


def _mapping(pairs: list[str]) -> tuple[tuple[str, str], ...]:
    mapping = []
    for pair in pairs:
        field, sign, column = pair.partition("=")
        if not sign or not field.strip() or not column:
            raise UsageError(f"--map {pair!r} is no FIELD=COLUMN.", "Write --map customer=email.")
        mapping.append((field.strip(), column))
    return tuple(mapping)


def _delimiter(text: str | None) -> str | None:
    if text is None:
        return None
    sign = _NAMED_DELIMITERS.get(text.lower(), text)
    if len(sign) != 1:
        raise UsageError(f"--delimiter {text!r} is not one sign.", "For example ; or tab.")
    return sign
