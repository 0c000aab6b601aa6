"""What is done for a project's safety before it is closed."""

import logging
import time

from attribution_desktop.domain.errors import DiskFull, InputRefused
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.store.backups import back_up, has_room_for_backup, list_backups
from attribution_desktop.store.project_file import ProjectFile

_LOG = logging.getLogger(__name__)

SMALL_BYTES = 64 * 2**20
"""Projects up to this size are backed up whenever they have changed."""

LARGE_PROJECT_MICROSECONDS = 3_600_000_000
"""Larger ones at most once an hour: a copy of a gigabyte takes seconds."""


def back_up_if_due(
    project: ProjectFile, since_revision: int, progress: Progress = unreported
) -> None:
    """Back up a project that has changed since a revision, where that is possible.

    What was changed is kept in any case: that there is no backup of it is noted, and no failure.

    Raises
    ------
    ProjectDamaged
        When the copy is not sound; the project itself is not touched.
    """
    if project.revision == since_revision:
        return
    if not project.path.parent.is_dir():
        _LOG.warning("No backup was made on closing: the project's folder is not there.")
        return
    if project.size > SMALL_BYTES:
        newest = max((backup.made_at for backup in list_backups(project.path)), default=0)
        # A clock that was set back counts as due.
        if 0 <= time.time_ns() // 1_000 - newest < LARGE_PROJECT_MICROSECONDS:
            return
    if not has_room_for_backup(project.path, project.size):
        _LOG.warning("No backup was made on closing: the disk is nearly full.")
        return
    try:
        back_up(project.connection, project.path, "on-close", progress)
    except (DiskFull, InputRefused) as error:
        _LOG.warning("No backup was made on closing: %s", error.message)
