"""Bringing files into a project."""

from dataclasses import replace
from pathlib import Path

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.imports import ImportFormat, ImportManifest, ImportOptions
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.importing import Preview, preview, read_file
from attribution_desktop.services.projects import Project
from attribution_desktop.store.reading import list_imports
from attribution_desktop.store.writing import ImportOutcome, write_import

__all__ = [
    "ImportOutcome",
    "Preview",
    "import_journeys",
    "import_spend",
    "past_imports",
    "preview_file",
]


def preview_file(path: Path, options: ImportOptions) -> Preview:
    """How a file would be read: its first rows, its format and the mapping of its columns."""
    return preview(path, options)


def import_journeys(
    project: Project, path: Path, options: ImportOptions, progress: Progress = unreported
) -> ImportOutcome:
    """Read events, journeys or conversions and store them in one transaction.

    Raises
    ------
    InputRefused
        When the file cannot be read without guessing, or holds spend; nothing is stored.
    AlreadyImported
        When the same bytes were imported before and `options.is_again` is off.
    Cancelled
        When `progress` says so; the project is as it was.
    """
    return _imported(project, path, options, progress)


def import_spend(
    project: Project, path: Path, options: ImportOptions, progress: Progress = unreported
) -> ImportOutcome:
    """Read advertising spend and store it in one transaction; errors as `import_journeys`."""
    return _imported(project, path, replace(options, format=ImportFormat.SPEND), progress)


def past_imports(project: Project) -> tuple[ImportManifest, ...]:
    """What each import did, the oldest first."""
    return list_imports(project.file)


def _imported(
    project: Project, path: Path, options: ImportOptions, progress: Progress
) -> ImportOutcome:
    settled = replace(
        options,
        time_zone=options.time_zone or project.time_zone,
        currency=options.currency or project.currency,
    )
    read = read_file(path, settled, progress)
    if read.format is ImportFormat.SPEND and options.format is not ImportFormat.SPEND:
        raise InputRefused(
            f"{path.name} holds advertising spend, not journeys; nothing was imported.",
            "Use import-spend for it.",
        )
    return write_import(project.file, read, progress, is_again=options.is_again)
