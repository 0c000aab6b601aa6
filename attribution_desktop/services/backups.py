"""Copies of a project: made on request, and brought back as a project of their own."""

from dataclasses import dataclass
from pathlib import Path

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.services.projects import Project
from attribution_desktop.store.backups import (
    BUDGET_IN_PROJECTS,
    LEAST_BUDGET,
    MOST_BACKUPS,
    Backup,
    back_up,
    backup_folder,
    write_copy,
)
from attribution_desktop.store.backups import list_backups as stored_backups
from attribution_desktop.store.file_systems import check_is_free, check_name
from attribution_desktop.store.project_file import ProjectFile

__all__ = [
    "Backup",
    "BackupRoom",
    "back_up_now",
    "back_up_to",
    "backup_room",
    "list_backups",
    "restore_backup",
]


def list_backups(project: Project) -> tuple[Backup, ...]:
    """The backups that the program made by itself, the oldest first."""
    return stored_backups(project.path)


@dataclass(frozen=True, slots=True)
class BackupRoom:
    """Where a project's backups lie, and how many bytes and files they may take together."""

    folder: Path
    budget: int
    most: int


def backup_room(project: Project) -> BackupRoom:
    """The room for backups of a project as large as it is now."""
    budget = max(LEAST_BUDGET, BUDGET_IN_PROJECTS * project.file.size)
    return BackupRoom(backup_folder(project.path), budget, MOST_BACKUPS)


def back_up_now(project: Project, progress: Progress = unreported) -> Path:
    """Add a backup to the project's own; the oldest go when all exceed their budget."""
    return back_up(project.file.connection, project.path, "on-request", progress)


def back_up_to(project: Project, target: Path, progress: Progress = unreported) -> Path:
    """Write the project as one plain, checked file; returns its absolute path.

    Raises
    ------
    InputRefused
        When a file exists there already, or its folder does not.
    """
    return _copied(project.file, target, progress)


def restore_backup(backup: Path, target: Path, progress: Progress = unreported) -> Path:
    """Write a backup as a project of its own; neither the backup nor any project is changed.

    Raises
    ------
    InputRefused
        When there is no such backup, or a file exists at `target` already.
    ProjectDamaged, ProjectNewer
        When the backup is no sound project of this version or an older one.
    """
    with ProjectFile.open(backup, is_writable=False) as source:
        return _copied(source, target, progress)


def _copied(source: ProjectFile, target: Path, progress: Progress) -> Path:
    target = target.absolute()
    check_name(target)
    check_is_free(target)
    if not target.parent.is_dir():
        raise InputRefused(f"There is no folder {target.parent}.", "Create the folder first.")
    write_copy(source.connection, target, progress)
    return target
