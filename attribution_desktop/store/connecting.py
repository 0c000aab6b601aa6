"""Connections to a project file: through APSW, the only SQLite library of the process."""

from pathlib import Path

import apsw
import peewee
from playhouse.apsw_ext import APSWDatabase

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.store.failures import driver_error
from attribution_desktop.store.file_systems import is_left_unclean, is_on_network

PAGE_BYTES = 8_192
"""Of a new file. Twice SQLite's own: a bulk import spends a tenth of its time on calls a page."""

BUSY_SECONDS = 5.0
"""How long a statement waits for another process before the project counts as busy."""

CACHE_KIB = 64 * 1024
"""Page cache: a small import touches the identity index of a large project at random places."""

_SYNCHRONOUS_FULL = 2

_WRITE_AHEAD, _ROLLBACK = "wal", "delete"

_READ_URI = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI


def connect_for_creating(path: Path) -> APSWDatabase:
    """Connect to a new file, for writing; what is committed is in the file itself at once."""
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    database = _connected(path, flags)
    try:
        database.connection().pragma("page_size", PAGE_BYTES)
        _prepare_for_writing(path, database.connection(), _ROLLBACK)
    except BaseException:
        database.close()
        raise
    return database


def connect_for_writing(path: Path) -> APSWDatabase:
    """Connect to an existing file whose header has been checked."""
    mode = _ROLLBACK if is_on_network(path) else _WRITE_AHEAD
    return _writing_connection(path, apsw.SQLITE_OPEN_READWRITE, mode)


def connect_for_reading(path: Path) -> APSWDatabase:
    """Connect without the right to write; a writer elsewhere does not disturb.

    On a medium that takes no file at all beside the project, SQLite can still read one that
    nobody can be writing.
    """
    try:
        return _reading_connection(path, apsw.SQLITE_OPEN_READONLY)
    except peewee.PeeweeException as error:
        if is_left_unclean(path) or not isinstance(driver_error(error), apsw.CantOpenError):
            raise
        return _reading_connection(f"{path.as_uri()}?immutable=1", _READ_URI)


def _reading_connection(path: Path | str, flags: int) -> APSWDatabase:
    """A connection that has read from the file, and closes where it cannot."""
    database = _connected(path, flags)
    try:
        database.execute_sql("PRAGMA query_only = 1")
        database.execute_sql("SELECT COUNT(*) FROM sqlite_master")
    except BaseException:
        database.close()
        raise
    return database


def connect_to_memory() -> APSWDatabase:
    """Connect to an empty database that no file holds."""
    return _connected(Path(":memory:"), apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE)


def disconnect(database: APSWDatabase, *, is_writer: bool) -> None:
    """Close the connection; a writer first folds the write-ahead log back into the file.

    While somebody else is reading, or on a full disk, the file stays in WAL mode with its log
    beside it: nothing is lost, and the next writer that closes alone folds it back.
    """
    try:
        if is_writer:
            connection: apsw.Connection = database.connection()
            connection.set_busy_timeout(0)
            try:
                connection.pragma("journal_mode", "delete")
            except (apsw.BusyError, apsw.LockedError):
                connection.pragma("wal_checkpoint", "passive")
            except (apsw.FullError, apsw.IOError):
                # All that was kept is in the log; the next writer finds room to fold it back.
                pass
    finally:
        database.close()


def _writing_connection(path: Path, flags: int, journal: str) -> APSWDatabase:
    database = _connected(path, flags)
    try:
        _prepare_for_writing(path, database.connection(), journal)
    except BaseException:
        database.close()
        raise
    return database


def _connected(path: Path | str, flags: int) -> APSWDatabase:
    # One connection whichever thread asks, and none after closing: Peewee's own defaults open
    # one a thread, and open it again when a closed database is asked.
    database = APSWDatabase(
        str(path), thread_safe=False, autoconnect=False, timeout=BUSY_SECONDS, flags=flags
    )
    database.connect()
    return database


def _prepare_for_writing(path: Path, connection: apsw.Connection, journal: str) -> None:
    """Set the pragmas that durability and integrity rest on, and read them back."""
    if connection.readonly("main"):
        raise InputRefused(
            f"{path} is write-protected.",
            "Change its permissions, or open it for reading only.",
        )
    connection.pragma("cache_size", -CACHE_KIB)
    for pragma, wanted, expected in (
        ("journal_mode", journal, journal),
        ("synchronous", _SYNCHRONOUS_FULL, _SYNCHRONOUS_FULL),
        ("foreign_keys", 1, 1),
    ):
        connection.pragma(pragma, wanted)
        actual = connection.pragma(pragma)
        if actual != expected:
            raise InputRefused(
                f"{path} lies where it cannot be written safely ({pragma} is {actual}).",
                "Move the project to a local disk.",
            )
