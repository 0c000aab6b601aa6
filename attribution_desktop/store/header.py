"""What marks a SQLite file as a project, checked before anything is written to it."""

from contextlib import closing
from pathlib import Path

import apsw

from attribution_desktop.domain.errors import InputRefused, ProjectDamaged, ProjectNewer
from attribution_desktop.store.failures import translated_errors

APPLICATION_ID = 0x41545452
"""SQLite's `application_id` of a project: "ATTR"."""

VERSION = 4
"""SQLite's `user_version`: the layout of tables that this program reads and writes."""

HEADER_BUSY_MILLISECONDS = 2_000


def check_header(path: Path) -> None:
    """Refuse what is no project of this version or an older one.

    The look goes through SQLite, opened for reading: a plain `open` would, on closing, drop the
    POSIX locks of a connection that this process may already have on the file.

    Raises
    ------
    InputRefused
        When there is no such file.
    ProjectDamaged
        When the file is no SQLite database or not one of this program.
    ProjectNewer
        When a newer version of the program wrote it; its bytes are not touched.
    """
    if not path.is_file():
        raise InputRefused(f"There is no project file {path}.", "Check the name and the folder.")
    if path.stat().st_size == 0:
        raise _no_project(path, "it is empty")
    application, version = _read_marks(path)
    if application != APPLICATION_ID or version < 1:
        raise _no_project(path, "another program made it")
    if version > VERSION:
        raise ProjectNewer(
            f"{path} was written by a newer version of this program (layout {version}, "
            f"known up to {VERSION}); it was not changed.",
            "Update the program.",
        )


def layout_version(connection: apsw.Connection) -> int:
    """The version of an open project: after a crash it may differ from what the header said."""
    return int(connection.pragma("user_version"))


def _read_marks(path: Path) -> tuple[int, int]:
    """`application_id` and `user_version`."""
    with translated_errors(path):
        try:
            return _marks_of(str(path), apsw.SQLITE_OPEN_READONLY)
        except (apsw.ReadOnlyError, apsw.CantOpenError):
            # A journal that only a writer may roll back, or a log where nothing may be written
            # beside the file: the marks themselves never change.
            flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
            return _marks_of(f"{path.as_uri()}?immutable=1", flags)
        except apsw.NotADBError as error:
            raise _no_project(path, "it is no SQLite database") from error


def _marks_of(name: str, flags: int) -> tuple[int, int]:
    with closing(apsw.Connection(name, flags=flags)) as connection:
        connection.set_busy_timeout(HEADER_BUSY_MILLISECONDS)
        return int(connection.pragma("application_id")), int(connection.pragma("user_version"))


def _no_project(path: Path, reason: str) -> ProjectDamaged:
    return ProjectDamaged(
        f"{path} is no attribution project: {reason}. It was not changed.",
        "Open a file ending in .attribution, or import the file into a project.",
    )
