"""`--dry-run`: what an import would do, without doing it, or making a project for it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from attribution_desktop.cli.import_answers import (
    Done,
    answer_of,
    check_rejects,
    save_all,
)
from attribution_desktop.cli.import_options import FileOptions
from attribution_desktop.cli.import_text import check_text
from attribution_desktop.cli.invocation import Answer, Invocation
from attribution_desktop.cli.streams import terminal_width
from attribution_desktop.cli.terminal_progress import shown_progress
from attribution_desktop.domain.errors import Cancelled, DiskFull, InputRefused, ProjectBusy
from attribution_desktop.domain.imports import CheckedFile, ImportOptions
from attribution_desktop.domain.progress import Progress
from attribution_desktop.reports.import_check import check_document
from attribution_desktop.services.import_checks import check_import, check_without_project
from attribution_desktop.services.projects import (
    DEFAULT_CURRENCY,
    DEFAULT_TIME_ZONE,
    Project,
    default_project_path,
    open_project,
)

_Check = Callable[[Path, ImportOptions, Progress], CheckedFile]


def checked(
    invocation: Invocation,
    options: FileOptions,
    chosen: Callable[[str, str], ImportOptions],
) -> Answer:
    """Check files against the project, as it is, or as a new one would be.

    Parameters
    ----------
    chosen
        How to read the files, given the project's time zone and currency.
    """
    path = invocation.project or default_project_path()
    check_rejects(options, path)
    if not path.exists():
        how = chosen(DEFAULT_TIME_ZONE, DEFAULT_CURRENCY)
        return _answer(options, how, DEFAULT_CURRENCY, check_without_project)
    with _opened(path) as project:
        how = chosen(project.time_zone, project.currency)
        return _answer(options, how, project.currency, partial(check_import, project))


def _opened(path: Path) -> Project:
    """For writing, so that an import can be tried and undone; where that cannot be, for reading."""
    try:
        return open_project(path)
    except (ProjectBusy, InputRefused, DiskFull):
        return open_project(path, is_writable=False)


def _answer(options: FileOptions, how: ImportOptions, currency: str, check: _Check) -> Answer:
    done: list[Done] = []
    for file in options.files:
        try:
            with shown_progress() as progress:
                found = check(file, how, progress)
        except KeyboardInterrupt as error:
            raise Cancelled(f"Cancelled; {file.name} was not checked.") from error
        save_all(options, file, found.rejects, how)
        text = check_text(found, currency, terminal_width())
        done.append(Done(found.file, check_document(found), text, found.rows_rejected))
    return answer_of(done)
