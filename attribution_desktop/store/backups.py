"""Backups: whole copies of a project in a folder beside it, made through SQLite itself.

A backup is written under another name and gets its own when it is whole. The oldest go when all
together exceed their budget, and none goes unless the newest passes SQLite's check.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import apsw

from attribution_desktop.domain.errors import DiskFull, InputRefused, ProjectDamaged
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.store.failures import translated_errors

FOLDER_ENDING = "-backups"
SUFFIX = ".attribution"

LEAST_BUDGET = 256 * 2**20
"""Bytes that backups may take in any case."""

BUDGET_IN_PROJECTS = 3
"""And as many times the project's own size."""

MOST_BACKUPS = 40

_PAGES_A_STEP = 4_096


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file; `made_at` microseconds UTC, `reason` why it was made."""

    path: Path
    made_at: int
    reason: str
    size: int


def backup_folder(project: Path) -> Path:
    """The same folder whatever link to the project is given."""
    target = project.resolve()
    return target.with_name(target.name + FOLDER_ENDING)


def has_room_for_backup(project: Path, size: int) -> bool:
    """Whether a backup would leave as much room again as it takes: the project needs some, too.

    Parameters
    ----------
    size
        Bytes of the project.
    """
    return shutil.disk_usage(project.parent).free >= 2 * size


def list_backups(project: Path) -> tuple[Backup, ...]:
    """The project's backups, the oldest first."""
    folder = backup_folder(project)
    files = (path for path in sorted(folder.glob(f"*{SUFFIX}")) if path.is_file())
    found = (_described(path) for path in files)
    return tuple(backup for backup in found if backup is not None)


def back_up(
    connection: apsw.Connection, project: Path, reason: str, progress: Progress = unreported
) -> Path:
    """Make a backup in the project's folder of backups, then drop the oldest over the budget.

    Parameters
    ----------
    connection
        To the project, outside a transaction.
    reason
        A word or words joined by hyphens: part of the file's name.

    Raises
    ------
    ProjectDamaged
        When old backups should go and the new one fails SQLite's check; then none goes.
    InputRefused
        When the folder cannot be made.
    DiskFull, Cancelled
    """
    folder = backup_folder(project)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise InputRefused(
            f"No backup can be kept in {folder} ({error.strerror}); nothing was changed.",
            "Make room for a folder of that name, and check who may write there.",
        ) from error
    path = _free_name(folder, reason)
    _write_copy(connection, path, progress)
    _rotate(project, keeping=path)
    return path


def write_copy(connection: apsw.Connection, target: Path, progress: Progress = unreported) -> None:
    """Write the database as one plain, checked file; nothing is left of it when that fails.

    Raises
    ------
    ProjectDamaged
        When the copy fails SQLite's check.
    """
    _write_copy(connection, target, progress)
    try:
        _check_is_sound(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _write_copy(connection: apsw.Connection, target: Path, progress: Progress) -> None:
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with translated_errors(target), closing(apsw.Connection(str(unfinished))) as copy:
            with copy.backup("main", connection, "main") as backup:
                while not backup.done:
                    backup.step(_PAGES_A_STEP)
                    done = backup.page_count - backup.remaining
                    progress("Making a backup", done, backup.page_count)
            # The copy of an open project is in WAL mode as the project is.
            copy.pragma("journal_mode", "delete")
        unfinished.replace(target)
    except BaseException as error:
        for left_over in (unfinished, unfinished.with_name(unfinished.name + "-journal")):
            left_over.unlink(missing_ok=True)
        if isinstance(error, DiskFull):
            raise DiskFull(
                f"The disk is full: the copy {target} was not made, and the project is as it was.",
                "Free some space and try again.",
            ) from error
        raise


def _check_is_sound(target: Path) -> None:
    with opened_copy(target) as copy:
        faults = [str(line) for (line,) in copy.execute("PRAGMA quick_check(1)")]
    if faults != ["ok"]:
        raise ProjectDamaged(
            f"The backup {target.name} is not sound ({faults[0]}); no older one was dropped.",
            "Run verify on the project.",
        )


@contextmanager
def opened_copy(path: Path) -> Iterator[apsw.Connection]:
    """A backup, for reading only."""
    with (
        translated_errors(path),
        closing(apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)) as connection,
    ):
        yield connection


def _free_name(folder: Path, reason: str) -> Path:
    while True:
        moment = datetime.fromtimestamp(time.time(), UTC).strftime("%Y%m%dT%H%M%S%f")
        path = folder / f"{moment} {reason}{SUFFIX}"
        if not path.exists():
            return path


def _described(path: Path) -> Backup | None:
    moment, _, reason = path.stem.partition(" ")
    try:
        made = datetime.strptime(moment, "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
        return Backup(path, int(made.timestamp() * 1_000_000), reason, path.stat().st_size)
    except (ValueError, OSError):
        return None


def _is_within(backups: tuple[Backup, ...], budget: int) -> bool:
    return sum(backup.size for backup in backups) <= budget and len(backups) <= MOST_BACKUPS


def _rotate(project: Path, keeping: Path) -> None:
    backups = list_backups(project)
    newest = next(backup for backup in backups if backup.path == keeping)
    budget = max(LEAST_BUDGET, BUDGET_IN_PROJECTS * newest.size)
    if _is_within(backups, budget):
        return
    # What is older may be all that is sound.
    _check_is_sound(keeping)
    for number, backup in enumerate(backups, start=1):
        if backup.path != keeping:
            # One that somebody is reading stays until the next time.
            with suppress(OSError):
                backup.path.unlink()
        if _is_within(backups[number:], budget):
            return
