"""What an import would do, without doing it."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from attribution_desktop.domain.imports import (
    CheckedFile,
    ImportOptions,
    Problem,
    ReadFile,
    Reject,
)
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.importing import check_file, read_file
from attribution_desktop.services.imports import (
    past_imports,
    replaces_earlier,
    settled_options,
)
from attribution_desktop.services.projects import Project
from attribution_desktop.store.writing import ImportOutcome, write_import

MOST_COMPARED = 2_000_000
"""Rows up to which a check also finds out which of them the project has already."""


class _Enough(Exception):
    """Ends a trial with its outcome: what it stored goes with it."""

    def __init__(self, outcome: ImportOutcome) -> None:
        super().__init__()
        self.outcome = outcome


def check_import(
    project: Project, path: Path, options: ImportOptions, progress: Progress = unreported
) -> CheckedFile:
    """Read a whole file and store nothing: what an import would find.

    Of large files, and where nobody may write, it does not say which rows the project has already.

    Raises
    ------
    InputRefused
        When the file cannot be read without guessing.
    Cancelled
        When `progress` says so.
    """
    settled = settled_options(project, options)
    checked = check_file(path, settled, progress)
    known = next((one for one in past_imports(project) if one.sha256 == checked.sha256), None)
    if known is not None:
        said = f"This very file was imported before, as {known.file} (import {known.import_id})."
        checked = replace(checked, warnings=(*checked.warnings, said))
    is_small = checked.rows_read <= MOST_COMPARED
    if not project.is_writable or not is_small or str(path) == "-":
        return checked
    if not past_imports(project):
        return replace(checked, rows_duplicate=0)
    read = read_file(path, settled, progress)
    return _with_outcome(checked, read, _tried(project, read, settled, progress))


def check_without_project(
    path: Path, options: ImportOptions, progress: Progress = unreported
) -> CheckedFile:
    """As `check_import` for a project that does not exist yet: nothing of the file is there."""
    return replace(check_file(path, options, progress), rows_duplicate=0)


def _tried(
    project: Project, read: ReadFile, options: ImportOptions, progress: Progress
) -> ImportOutcome:
    """What an import gives; the project is as it was afterwards."""
    try:
        _import_for_a_moment(project, read, options, progress)
    except _Enough as enough:
        return enough.outcome
    raise AssertionError("a trial always ends with its outcome")


def _import_for_a_moment(
    project: Project, read: ReadFile, options: ImportOptions, progress: Progress
) -> None:
    with project.file.bulk_transaction():
        outcome = write_import(
            project.file,
            read,
            progress,
            is_again=True,
            is_replacing=replaces_earlier(read, options),
            source=read.source,
        )
        raise _Enough(outcome)


def _with_outcome(checked: CheckedFile, read: ReadFile, outcome: ImportOutcome) -> CheckedFile:
    """With the duplicates, and the rows that contradict the project among the rejects."""
    # What the project adds to what the file says of itself: that earlier spend would go.
    said = tuple(one for one in outcome.manifest.warnings if one not in read.warnings)
    return replace(
        checked,
        rows_duplicate=outcome.manifest.rows_duplicate,
        rows_rejected=len(outcome.rejects),
        rejects=outcome.rejects,
        problems=_problems(outcome.rejects),
        warnings=(*checked.warnings, *said),
    )


def _problems(rejects: tuple[Reject, ...]) -> tuple[Problem, ...]:
    examples: dict[str, Reject] = {}
    for reject in rejects:
        examples.setdefault(reject.code, reject)
    return tuple(
        Problem(code, examples[code].message, count, examples[code])
        for code, count in Counter(reject.code for reject in rejects).most_common()
    )
