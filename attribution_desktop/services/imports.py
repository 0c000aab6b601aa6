"""Bringing files into a project."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from attribution_desktop.domain.errors import AlreadyImported, DiskFull, InputRefused
from attribution_desktop.domain.imports import (
    ImportFormat,
    ImportManifest,
    ImportOptions,
    ReadFile,
    Reject,
    Strictness,
    TooManyRejects,
)
from attribution_desktop.domain.instants import minute_from_instant
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.importing import Preview, preview, read_file, write_rejects
from attribution_desktop.services.channel_rules import channel_rules
from attribution_desktop.services.mappings import is_told, keep_mapping
from attribution_desktop.services.projects import Project, is_project, is_same_file
from attribution_desktop.services.traffic import keep_traffic
from attribution_desktop.store.reading import list_imports
from attribution_desktop.store.writing import ImportOutcome, write_import

__all__ = [
    "ImportOutcome",
    "Preview",
    "StoredFile",
    "check_rejects_target",
    "import_journeys",
    "import_spend",
    "past_imports",
    "preview_file",
    "replaces_earlier",
    "save_rejects",
    "settled_options",
    "store_file",
]

_SPACE_NEEDED = 2
"""Times the size of a file that must be free beside the project."""

_FEWEST_REJECTS = 10
_LARGEST_SHARE = 0.01


def preview_file(path: Path, options: ImportOptions) -> Preview:
    """How a file would be read: its first rows, its format and the mapping of its columns."""
    return preview(path, options)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that was imported: its outcome, its channels as it spells them, and its spend."""

    outcome: ImportOutcome
    channels: tuple[str, ...]
    spend: int


def import_journeys(
    project: Project, path: Path, options: ImportOptions, progress: Progress = unreported
) -> ImportOutcome:
    """Read events, journeys or conversions and store them in one transaction.

    Raises
    ------
    InputRefused
        When the file cannot be read without guessing, or holds spend; nothing is stored.
    TooManyRejects
        When more rows are rejected than `options.strictness` bears; nothing is stored.
    AlreadyImported
        When the same bytes were imported before and `options.is_again` is off.
    DiskFull
        When there is too little room beside the project.
    Cancelled
        When `progress` says so; the project is as it was.
    """
    return store_file(project, path, options, progress).outcome


def import_spend(
    project: Project, path: Path, options: ImportOptions, progress: Progress = unreported
) -> ImportOutcome:
    """Read advertising spend and store it in one transaction; errors as `import_journeys`.

    Where the source is known, the file takes the place of all that this source has for the days
    from the file's first to its last.
    """
    options = replace(options, format=ImportFormat.SPEND)
    return store_file(project, path, options, progress).outcome


def store_file(
    project: Project, path: Path, options: ImportOptions, progress: Progress = unreported
) -> StoredFile:
    """As `import_journeys`, or as `import_spend` where the options say that it is spend."""
    project.file.check_is_there()
    _refuse_full_disk(project, path)
    read = read_file(path, settled_options(project, options), progress)
    if read.format is ImportFormat.SPEND and options.format is not ImportFormat.SPEND:
        raise InputRefused(
            f"{path.name} holds advertising spend, not journeys; nothing was imported.",
            "Use import-spend for it.",
        )
    _refuse_many(read, read.rejects, options.strictness)
    is_replacing = replaces_earlier(read, options)
    if is_replacing and not options.is_replacing:
        _refuse_known(project, read, is_again=options.is_again)
    with project.file.bulk_transaction():
        outcome = write_import(
            project.file,
            read,
            progress,
            is_again=options.is_again,
            is_replacing=is_replacing,
            source=read.source,
        )
        # The project itself rejects rows that contradict it: they count as well.
        _refuse_many(read, outcome.rejects, options.strictness)
        keep_traffic(project, outcome.manifest.import_id, read.traffic)
        if is_told(options):
            keep_mapping(project, read.columns, options)
    return StoredFile(
        outcome,
        tuple(read.channels),
        0 if read.spend is None else int(read.spend.cost.sum()),
    )


def past_imports(project: Project) -> tuple[ImportManifest, ...]:
    """What each import did, the oldest first."""
    return list_imports(project.file)


def check_rejects_target(path: Path, target: Path, project: Path | None = None) -> None:
    """Refuse to write a file's rejected rows over that file, or over a project.

    Parameters
    ----------
    project
        One that may be called otherwise than projects are.

    Raises
    ------
    InputRefused
    """
    if is_project(target, project) or is_same_file(target, path):
        raise InputRefused(
            f"{target} was left as it is: rejected rows would take its place.",
            "Name another file for them.",
        )


def save_rejects(
    path: Path, rejects: Sequence[Reject], target: Path, options: ImportOptions
) -> int:
    """Write the rejected rows of a file, as they were, with what is wrong; return their number.

    Raises
    ------
    InputRefused
        When the file cannot be read any more, or the target cannot be written or is the file
        itself or a project.
    """
    check_rejects_target(path, target)
    if str(path) == "-":
        raise InputRefused(
            "Rejected rows of the standard input cannot be read again.",
            "Write the input to a file and import that.",
        )
    try:
        return write_rejects(path, rejects, target, options=options)
    except OSError as error:
        raise InputRefused(
            f"The rejects file {target} cannot be written: {error.strerror}.",
            "Name another file.",
        ) from error


def settled_options(project: Project, options: ImportOptions) -> ImportOptions:
    """The options with what the project says of the rest."""
    return replace(
        options,
        time_zone=options.time_zone or project.time_zone,
        currency=options.currency or project.currency,
        rules=channel_rules(project),
    )


def replaces_earlier(read: ReadFile, options: ImportOptions) -> bool:
    """Whether a file takes the place of what its source said of the same days before.

    Spend of a known source always does: both would count twice.
    """
    return options.is_replacing or (read.format is ImportFormat.SPEND and bool(read.source))


def _refuse_many(read: ReadFile, rejects: tuple[Reject, ...], strictness: Strictness) -> None:
    """Refuse a file with more rejected rows than the strictness bears."""
    count = len(rejects)
    share = f"{count:,} of {read.rows_read:,} rows of {read.file} are rejected"
    first = f" The first: line {rejects[0].line}, {rejects[0].message}" if count else ""
    if strictness is Strictness.STRICT and count:
        raise TooManyRejects(
            f"{share}; nothing was imported.{first}",
            "Repair them, or import the rest with --strictness normal.",
            rejects,
        )
    is_many = count >= _FEWEST_REJECTS and count > _LARGEST_SHARE * read.rows_read
    if strictness is Strictness.NORMAL and is_many:
        raise TooManyRejects(
            f"{share}, more than 1 %; nothing was imported.{first}",
            "Look at them (--rejects FILE); import the rest with --strictness lenient.",
            rejects,
        )


def _refuse_known(project: Project, read: ReadFile, *, is_again: bool) -> None:
    known = next((one for one in past_imports(project) if one.sha256 == read.sha256), None)
    if known is not None and not is_again:
        raise AlreadyImported(
            f"{read.file} was imported already, as {known.file} at "
            f"{minute_from_instant(known.imported_at)}; nothing was changed.",
            "Import it again only on purpose (--again).",
        )


def _refuse_full_disk(project: Project, path: Path) -> None:
    if not path.is_file():
        return
    needed = _SPACE_NEEDED * path.stat().st_size
    free = shutil.disk_usage(project.path.parent).free
    if free < needed:
        raise DiskFull(
            f"Importing {path.name} needs about {needed / 1e6:,.0f} MB beside the project, and "
            f"{free / 1e6:,.0f} MB are free; nothing was imported.",
            "Free some space, or move the project to a larger disk.",
        )
