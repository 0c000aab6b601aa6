"""What is done for a project's safety before it is closed."""

import time
from contextlib import suppress

from attribution_desktop.domain.errors import DiskFull
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.store.backups import back_up, has_room_for_backup, list_backups
from attribution_desktop.store.project_file import ProjectFile

SMALL_BYTES = 64 * 2**20
"""Projects up to this size are backed up whenever they have changed."""

LARGE_PROJECT_MICROSECONDS = 3_600_000_000
"""Larger ones at most once an hour: a copy of a gigabyte takes seconds."""


def back_up_if_due(
    project: ProjectFile, since_revision: int, progress: Progress = unreported
) -> None:
    """Back up a project that has changed since a revision, where there is room for it.

    What was changed is kept in any case: a full disk is no reason to say that it was not.

    Raises
    ------
    ProjectDamaged
        When the copy is not sound; the project itself is not touched.
    """
    if project.revision == since_revision or not has_room_for_backup(project.path):
        return
    if project.path.stat().st_size > SMALL_BYTES:
        newest = max((backup.made_at for backup in list_backups(project.path)), default=0)
        # A clock that was set back counts as due.
        if 0 <= time.time_ns() // 1_000 - newest < LARGE_PROJECT_MICROSECONDS:
            return
    with suppress(DiskFull):
        back_up(project.connection, project.path, "on-close", progress)
