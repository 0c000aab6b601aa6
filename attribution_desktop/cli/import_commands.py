"""import-journeys, import-spend and imports."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from attribution_desktop.cli.import_text import import_text, imports_text
from attribution_desktop.cli.invocation import Answer, Invocation
from attribution_desktop.cli.project_access import readable_project, writable_project
from attribution_desktop.cli.streams import terminal_width
from attribution_desktop.cli.terminal_progress import shown_progress
from attribution_desktop.domain.errors import AttributionError, Cancelled, UsageError
from attribution_desktop.domain.imports import ImportFormat, ImportManifest, ImportOptions
from attribution_desktop.domain.progress import Progress
from attribution_desktop.reports.documents import import_document
from attribution_desktop.services.imports import (
    ImportOutcome,
    past_imports,
)
from attribution_desktop.services.imports import (
    import_journeys as store_journeys,
)
from attribution_desktop.services.imports import (
    import_spend as store_spend,
)
from attribution_desktop.services.projects import Project

_DONE_WITH_REJECTS = 5
_NAMED_DELIMITERS = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}

_Store = Callable[[Project, Path, ImportOptions, Progress], ImportOutcome]


@dataclass(frozen=True, kw_only=True)
class SpendOptions:
    """How the files are to be read; None: found out."""

    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="CSV files.")]
    map: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="A field's column; repeatable."),
    ] = None
    delimiter: Annotated[
        str | None, typer.Option("--delimiter", metavar="SIGN", help="Between cells; tab: \\t.")
    ] = None
    time_zone: Annotated[
        str | None,
        typer.Option("--time-zone", metavar="ZONE", help="Of times without an offset."),
    ] = None
    again: Annotated[
        bool, typer.Option("--again", help="Import a file although it was imported before.")
    ] = False


@dataclass(frozen=True, kw_only=True)
class JourneyOptions(SpendOptions):
    """As `SpendOptions`, for files of touches, orders or paths."""

    format: Annotated[
        Literal["events", "journeys", "conversions"] | None,
        typer.Option("--format", help="What a row is; found out by default."),
    ] = None
    path_separator: Annotated[
        str | None,
        typer.Option("--path-separator", metavar="TEXT", help="Between the channels of a path."),
    ] = None


def import_journeys(invocation: Invocation, options: JourneyOptions) -> Answer:
    chosen = None if options.format is None else ImportFormat(options.format)
    separator = options.path_separator
    return _imported(invocation, options, store_journeys, (chosen, separator))


def import_spend(invocation: Invocation, options: SpendOptions) -> Answer:
    return _imported(invocation, options, store_spend, (ImportFormat.SPEND, None))


def imports(invocation: Invocation) -> Answer:
    with readable_project(invocation) as project:
        manifests = past_imports(project)
    document = {"imports": [import_document(manifest) for manifest in manifests]}
    return Answer(document, imports_text(manifests, terminal_width()))


def _imported(
    invocation: Invocation,
    options: SpendOptions,
    store: _Store,
    shape: tuple[ImportFormat | None, str | None],
) -> Answer:
    with writable_project(invocation) as project:
        chosen = ImportOptions(
            format=shape[0],
            path_separator=shape[1],
            mapping=_mapping(options.map or ()),
            delimiter=_delimiter(options.delimiter),
            time_zone=options.time_zone or project.time_zone,
            currency=project.currency,
            is_again=options.again,
        )
        manifests = _all_imported(project, options.files, chosen, store)
        currency = project.currency
    documents = [import_document(manifest) for manifest in manifests]
    has_rejects = any(manifest.rows_rejected for manifest in manifests)
    texts = [import_text(manifest, currency, terminal_width()) for manifest in manifests]
    return Answer(
        documents[0] if len(documents) == 1 else {"imports": documents},
        "\n\n".join(texts),
        _DONE_WITH_REJECTS if has_rejects else 0,
    )


def _all_imported(
    project: Project, files: Sequence[Path], options: ImportOptions, store: _Store
) -> list[ImportManifest]:
    """Each file is a transaction of its own: those before a refused one stay imported."""
    manifests: list[ImportManifest] = []
    for file in files:
        try:
            with shown_progress() as progress:
                manifests.append(store(project, file, options, progress).manifest)
        except AttributionError as error:
            error.message += _kept(manifests)
            raise
        except KeyboardInterrupt as error:
            raise Cancelled(
                f"Cancelled; {file.name} was not imported.{_kept(manifests)}"
            ) from error
    return manifests


def _kept(manifests: Sequence[ImportManifest]) -> str:
    if not manifests:
        return ""
    return f" Imported before it, and kept: {', '.join(manifest.file for manifest in manifests)}."


def _mapping(pairs: Sequence[str]) -> tuple[tuple[str, str], ...]:
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
