"""Errors that a user can act on.

Each carries one sentence on what happened and what was kept, a hint on what to do next, a
stable code for JSON documents and the exit code of the command line.
"""

from typing import ClassVar


class AttributionError(Exception):
    """Base of every error that is shown as a sentence instead of a traceback.

    Parameters
    ----------
    message
        One sentence: what happened, where (file, line, column) and what was kept.
    hint
        What to do next; empty where there is nothing to do.
    """

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(AttributionError):
    """An option or a value that makes no sense."""

    code = "usage"
    exit_code = 2


class LibraryMissing(AttributionError):
    """A system library or a display is missing."""

    code = "library-missing"
    exit_code = 3


class InputRefused(AttributionError):
    """Input that cannot be taken without guessing or losing something."""

    code = "input-refused"
    exit_code = 4


class ProjectBusy(AttributionError):
    """Another window or command holds the project."""

    code = "project-busy"
    exit_code = 6


class ProjectDamaged(AttributionError):
    """The file is no project, or its content fails a check."""

    code = "project-damaged"
    exit_code = 7


class ProjectNewer(AttributionError):
    """The project was written by a newer version of the program."""

    code = "project-newer"
    exit_code = 8


class DiskFull(AttributionError):
    code = "disk-full"
    exit_code = 9


class Cancelled(AttributionError):
    """The user cancelled; everything is as it was before."""

    code = "cancelled"
    exit_code = 10


class AlreadyImported(AttributionError):
    """The very same file has been imported before."""

    code = "already-imported"
    exit_code = 11
