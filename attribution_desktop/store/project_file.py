"""`ProjectFile`: an open project, its one connection and its transactions."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import apsw
from playhouse.apsw_ext import APSWDatabase

from attribution_desktop.domain.errors import DiskFull, InputRefused, ProjectDamaged
from attribution_desktop.domain.interactions import ProjectIdentity
from attribution_desktop.store.backups import back_up
from attribution_desktop.store.connecting import (
    connect_for_creating,
    connect_for_reading,
    connect_for_writing,
    connect_to_memory,
    disconnect,
)
from attribution_desktop.store.digests import renew_digests
from attribution_desktop.store.failures import nonsense_is_damage, translated_errors
from attribution_desktop.store.file_systems import (
    check_is_free,
    check_name,
    file_identity,
    is_left_unclean,
)
from attribution_desktop.store.header import APPLICATION_ID, VERSION, check_header, layout_version
from attribution_desktop.store.lock import WriterLock
from attribution_desktop.store.migrations import migrate, references_unchecked
from attribution_desktop.store.project_settings import (
    FIRST_SETTINGS,
    Identity,
    checked_currency,
    checked_time_zone,
    read_setting,
    store_setting,
)
from attribution_desktop.store.schema import column_names, create_tables


class ProjectFile:
    """An open project. Built by `create` and `open`; use it as a context manager or `close` it.

    One thread at a time may use it; which one does not matter.
    """

    def __init__(self, path: Path, database: APSWDatabase, lock: WriterLock | None) -> None:
        self._path = path
        self._database = database
        self._lock = lock
        self._identity = file_identity(path)

    @classmethod
    def create(
        cls, path: Path, *, name: str, currency: str = "USD", time_zone: str = "UTC"
    ) -> Self:
        """Create an empty project and open it for writing.

        Raises
        ------
        InputRefused
            When the file exists already, an earlier one of its name left something behind, or its
            folder cannot be written.
        UsageError
            When `currency` is no three-letter code or `time_zone` no IANA name.
        ProjectBusy
            When somebody is creating the same file.
        """
        path = path.absolute()
        check_name(path)
        identity = Identity(name, checked_currency(currency), checked_time_zone(time_zone))
        if not path.parent.is_dir():
            raise InputRefused(f"There is no folder {path.parent}.", "Create the folder first.")
        lock = WriterLock(path)
        try:
            check_is_free(path)
            return cls(path, _created_database(path, identity), lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, path: Path, *, is_writable: bool = True) -> Self:
        """Open an existing project; it is checked before anything is written to it.

        Raises
        ------
        InputRefused
            When there is no such file, or it cannot be written although `is_writable`.
        ProjectDamaged
            When it is no project or its tables are not there.
        ProjectNewer
            When a newer version wrote it.
        ProjectBusy
            When `is_writable` and somebody else has it for writing.
        """
        path = path.absolute()
        check_name(path)
        check_header(path)
        lock = WriterLock(path) if is_writable else None
        try:
            with translated_errors(path):
                database = _opened_database(path, is_writable=is_writable)
                try:
                    with nonsense_is_damage(path):
                        _check_tables(path, database)
                except BaseException:
                    database.close()
                    raise
            return cls(path, database, lock)
        except BaseException:
            if lock:
                lock.release()
            raise

    @property
    def path(self) -> Path:
        """Where the file is, absolute."""
        return self._path

    @property
    def is_writable(self) -> bool:
        return self._lock is not None

    @property
    def is_open(self) -> bool:
        return not self._database.is_closed()

    @property
    def database(self) -> APSWDatabase:
        """For the modules of this room only: what Peewee queries run on."""
        return self._database

    @property
    def connection(self) -> apsw.Connection:
        """For the modules of this room only: APSW's connection, for bulk work."""
        connection: apsw.Connection = self._database.connection()
        return connection

    @property
    def revision(self) -> int:
        """Number of transactions that have changed data so far."""
        with nonsense_is_damage(self._path):
            return int(self._stored_setting("revision"))

    @property
    def name(self) -> str:
        return self._stored_setting("name")

    @property
    def currency(self) -> str:
        """ISO 4217 code of every amount in the project."""
        return self._stored_setting("currency")

    @property
    def time_zone(self) -> str:
        """IANA name of the zone whose calendar days count."""
        return self._stored_setting("time_zone")

    def identity_with(self, fingerprint: str) -> ProjectIdentity:
        """What names the project and, with a fingerprint that the caller has read, its content."""
        return ProjectIdentity(
            name=self.name,
            currency=self.currency,
            time_zone=self.time_zone,
            fingerprint=fingerprint,
            revision=self.revision,
        )

    def setting(self, name: str) -> str | None:
        """The stored text of a setting, None when it was never set."""
        with translated_errors(self._path), nonsense_is_damage(self._path):
            return read_setting(self._database, name)

    def _stored_setting(self, name: str) -> str:
        value = self.setting(name)
        if value is None:
            raise ProjectDamaged(
                f"{self._path} lacks its {name.replace('_', ' ')}.",
                "Restore a backup of the project.",
            )
        return value

    @contextmanager
    def snapshot(self) -> Iterator[apsw.Connection]:
        """One state for every read inside, whatever another process commits meanwhile."""
        with translated_errors(self._path), self._database.atomic():
            yield self.connection

    @contextmanager
    def transaction(self) -> Iterator[apsw.Connection]:
        """All writes inside or, after any exception, none of them.

        Raises
        ------
        InputRefused
            When the project is open for reading only.
        """
        if not self.is_writable:
            raise InputRefused(
                f"{self._path} is open for reading only; nothing was changed.",
                "Open it for writing.",
            )
        self.check_is_there()
        with translated_errors(self._path), self._database.atomic("IMMEDIATE"):
            yield self.connection

    @property
    def size(self) -> int:
        """Bytes of the file without its log, wherever it is by now."""
        pages = int(str(self.connection.pragma("page_count")))
        return pages * int(str(self.connection.pragma("page_size")))

    def check_is_there(self) -> None:
        """Refuse to go on without the file: what is written to one without a name is lost.

        Raises
        ------
        InputRefused
        """
        if not self._is_there():
            raise InputRefused(
                f"{self._path} is not where it was when it was opened; nothing was changed.",
                "Put the file back, or write a backup of what is open.",
            )

    def _is_there(self) -> bool:
        return file_identity(self._path) == self._identity

    @contextmanager
    def bulk_transaction(self) -> Iterator[apsw.Connection]:
        """A transaction in which SQLite does not look references up, row by row.

        For bulk work whose references are known to hold: it takes a third off.
        """
        connection = self.connection
        with references_unchecked(connection), self.transaction():
            yield connection

    def advance_revision(self) -> int:
        """Count the running transaction as one that changes data; returns the new revision."""
        revision = self.revision + 1
        store_setting(self._database, "revision", str(revision))
        return revision

    def close(self) -> None:
        """Close the file, as one file where nobody else is reading it; again does nothing.

        Raises
        ------
        InputRefused
            When a project that was open for writing is not where it was; it is closed then, too.
        """
        try:
            if self.is_open:
                is_lost = self.is_writable and not self._is_there()
                with suppress(InputRefused) if is_lost else nullcontext():
                    self._disconnect()
                if is_lost:
                    raise InputRefused(
                        f"{self._path} is not where it was when it was opened; what was kept is in"
                        " the file that was taken away.",
                        "Put that file back, or restore a backup.",
                    )
        finally:
            if self._lock:
                self._lock.release()

    def _disconnect(self) -> None:
        with translated_errors(self._path):
            disconnect(self._database, is_writer=self.is_writable)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _created_database(path: Path, identity: Identity) -> APSWDatabase:
    """A new file with empty tables; nothing is left of it when that fails.

    It gets its name when it is whole: a project that was half made would be in the way of the
    next one.
    """
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with translated_errors(path):
            database = connect_for_creating(unfinished)
            try:
                with database.atomic("IMMEDIATE"):
                    create_tables(database)
                    for name, value in (*FIRST_SETTINGS, *identity.settings()):
                        store_setting(database, name, value)
                    renew_digests(database.connection(), ("setting",))
                    database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                    database.execute_sql(f"PRAGMA user_version = {VERSION}")
            finally:
                database.close()
            unfinished.rename(path)
            return connect_for_writing(path)
    except BaseException as error:
        for ending in ("", "-wal", "-shm", "-journal"):
            unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)
        if isinstance(error, DiskFull):
            raise DiskFull(
                f"The disk is full; {path} was not created.", "Free some space and try again."
            ) from error
        raise


def _opened_database(path: Path, *, is_writable: bool) -> APSWDatabase:
    """A connection to tables of the newest version; an older project is migrated on the way.

    Whoever may only read gets an older project as a migrated copy in memory.
    """
    if not is_writable:
        database = connect_for_reading(path)
        version = layout_version(database.connection())
        return database if version == VERSION else _migrated_copy(database, version)
    is_unclean = is_left_unclean(path)
    database = connect_for_writing(path)
    try:
        if is_unclean:
            _check_pages(path, database.connection())
        connection: apsw.Connection = database.connection()
        version = layout_version(connection)
        if version < VERSION:
            back_up(connection, path, "before-migration")
            migrate(connection, version)
    except BaseException:
        database.close()
        raise
    return database


def _check_pages(path: Path, connection: apsw.Connection) -> None:
    """After a crash or a power failure: whether SQLite finds the file in order."""
    faults = [str(line) for (line,) in connection.execute("PRAGMA quick_check(1)")]
    if faults != ["ok"]:
        # Closing would fold the log into the file.
        connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
        raise ProjectDamaged(
            f"{path} was not closed cleanly and is damaged ({faults[0]}); it was not changed.",
            "Restore a backup of the project.",
        )


def _migrated_copy(source: APSWDatabase, version: int) -> APSWDatabase:
    try:
        copy = connect_to_memory()
        with copy.connection().backup("main", source.connection(), "main") as backup:
            while not backup.done:
                backup.step()
    finally:
        source.close()
    migrate(copy.connection(), version)
    copy.execute_sql("PRAGMA query_only = 1")
    return copy


def _check_tables(path: Path, database: APSWDatabase) -> None:
    connection: apsw.Connection = database.connection()
    found = connection.execute(
        "SELECT t.name, c.name FROM pragma_table_list t, pragma_table_info(t.name) c"
    )
    missing = {table for table, _ in column_names() - set(found)}
    if missing:
        raise ProjectDamaged(
            f"{path} is damaged: it lacks the tables {', '.join(sorted(missing))}, or columns"
            " of them.",
            "Restore a backup of the project.",
        )
