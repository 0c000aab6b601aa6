"""SQLite's errors become sentences that a user can act on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw
import peewee

from attribution_desktop.domain.errors import (
    AttributionError,
    DiskFull,
    InputRefused,
    ProjectBusy,
    ProjectDamaged,
)

_SENTENCES: tuple[tuple[type[apsw.Error], type[AttributionError], str, str], ...] = (
    (
        apsw.FullError,
        DiskFull,
        "The disk is full; {path} is as it was before.",
        "Free some space and try again.",
    ),
    (
        apsw.CorruptError,
        ProjectDamaged,
        "{path} is damaged ({error}).",
        "Restore a backup of the project.",
    ),
    (
        apsw.NotADBError,
        ProjectDamaged,
        "{path} is damaged or no project ({error}).",
        "Restore a backup of the project.",
    ),
    (
        apsw.BusyError,
        ProjectBusy,
        "Another program is using {path}; nothing was changed.",
        "Try again in a moment.",
    ),
    (
        apsw.CantOpenError,
        InputRefused,
        "{path} cannot be opened ({error}).",
        "Check the folder and its permissions.",
    ),
    (
        apsw.ReadOnlyError,
        InputRefused,
        "{path} cannot be written; nothing was changed.",
        "Check the permissions of the file and its folder.",
    ),
    (
        apsw.IOError,
        AttributionError,
        "The disk failed while {path} was in use ({error}); the last change was not kept.",
        "Check the disk or the network drive.",
    ),
)
"""Driver's error, ours, the sentence and the hint."""


_NONSENSE = (
    # Our own SQL is tested: where it fails, the schema in the file is not ours any more.
    apsw.SQLError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    OverflowError,
    MemoryError,
)


@contextmanager
def translated_errors(path: Path) -> Iterator[None]:
    """Let SQLite's errors about the project at `path` leave as errors of the domain.

    Errors that only a fault of the program can cause (bad SQL, broken constraints) pass unchanged.

    Raises
    ------
    DiskFull, ProjectDamaged, ProjectBusy, InputRefused, AttributionError
    """
    try:
        yield
    except (apsw.Error, peewee.PeeweeException) as error:
        cause = driver_error(error)
        translated = _translated(cause, path) if cause else None
        if translated is None:
            raise
        raise translated from error


@contextmanager
def nonsense_is_damage(path: Path) -> Iterator[None]:
    """Cells that this program cannot have written (of another type, out of order) are damage.

    Raises
    ------
    ProjectDamaged
    """
    try:
        yield
    except _NONSENSE as error:
        raise ProjectDamaged(
            f"{path} is damaged: it holds what this program does not write ({error}).",
            "Run verify, and restore a backup of the project.",
        ) from error


def driver_error(error: BaseException) -> apsw.Error | None:
    """APSW's own error: Peewee replaces it and keeps it as cause or context."""
    current: BaseException | None = error
    while current is not None and not isinstance(current, apsw.Error):
        current = current.__cause__ or current.__context__
    return current


def _translated(error: apsw.Error, path: Path) -> AttributionError | None:
    for driver_type, domain_type, message, hint in _SENTENCES:
        if isinstance(error, driver_type):
            return domain_type(message.format(path=path, error=error), hint)
    return None
