"""Steps from each released layout of tables to the next: numbered, append-only, plain SQL.

A step is never edited once released. It runs with foreign keys off (a table that is made anew
must not take its children with it) in one transaction with the version it leads to, and is kept
only when no row names a missing parent afterwards.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import apsw

from attribution_desktop.domain.errors import ProjectDamaged
from attribution_desktop.store.column_rebuild import rebuild_columns

_TO_2 = """
ALTER TABLE channel ADD COLUMN merged_into INTEGER;
CREATE TABLE document (id INTEGER NOT NULL PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL,
    body TEXT NOT NULL) STRICT;
CREATE TABLE column_segment (id INTEGER NOT NULL PRIMARY KEY, kind TEXT NOT NULL,
    import_number INTEGER NOT NULL, row_count INTEGER NOT NULL, content BLOB NOT NULL,
    removed BLOB NOT NULL, body BLOB NOT NULL) STRICT;
CREATE TABLE row_digest (id INTEGER NOT NULL PRIMARY KEY, kind TEXT NOT NULL,
    import_number INTEGER NOT NULL, row_count INTEGER NOT NULL, digest INTEGER NOT NULL) STRICT;
CREATE TABLE past_change (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL,
    description TEXT NOT NULL, made_at INTEGER NOT NULL, changeset BLOB NOT NULL) STRICT;
CREATE INDEX path_row ON attribution_path (id) WHERE is_path;
CREATE UNIQUE INDEX document_identity ON document (kind, name);
CREATE INDEX segment_of_kind ON column_segment (kind);
CREATE UNIQUE INDEX digest_identity ON row_digest (kind, import_number);
"""

_TO_3 = """
CREATE TABLE kept_day_sums (id INTEGER NOT NULL PRIMARY KEY, settings_hash TEXT NOT NULL,
    data_revision INTEGER NOT NULL, fingerprint TEXT NOT NULL, digest BLOB NOT NULL,
    body BLOB NOT NULL) STRICT;
CREATE UNIQUE INDEX day_sums_identity ON kept_day_sums (settings_hash);
"""


def _nothing_anew(connection: apsw.Connection) -> None:
    """Nothing is derived after a step that only adds room for what is derived later."""
    del connection


STEPS: tuple[tuple[str, Callable[[apsw.Connection], None]], ...] = (
    (_TO_2, rebuild_columns),
    (_TO_3, _nothing_anew),
)
"""Step i leads from version i + 1 to i + 2: its SQL, and what is derived anew after it."""


def migrate(connection: apsw.Connection, version: int) -> int:
    """Bring a project of an older version to the newest; returns that version.

    Parameters
    ----------
    version
        The project's own. The caller has made a backup.

    Raises
    ------
    ProjectDamaged
        When a row names a missing parent afterwards; the project is then as it was.
    """
    with references_unchecked(connection):
        for number, (statements, derive) in enumerate(STEPS[version - 1 :], start=version + 1):
            connection.execute("BEGIN IMMEDIATE")
            try:
                connection.execute(statements)
                derive(connection)
                _check_references(connection)
                connection.execute(f"PRAGMA user_version = {number}")
                connection.execute("COMMIT")
            except BaseException as error:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if isinstance(error, apsw.SQLError):
                    raise ProjectDamaged(
                        f"The project lacks the tables or columns of version {version} ({error});"
                        " it was not changed.",
                        "Restore a backup of the project.",
                    ) from error
                raise
    return 1 + len(STEPS)


@contextmanager
def references_unchecked(connection: apsw.Connection) -> Iterator[None]:
    """Foreign keys are off inside; must be entered outside a transaction."""
    connection.pragma("foreign_keys", 0)
    try:
        yield
    finally:
        connection.pragma("foreign_keys", 1)


def _check_references(connection: apsw.Connection) -> None:
    faults = connection.execute("PRAGMA foreign_key_check").fetchall()
    if faults:
        raise ProjectDamaged(
            f"The project was not brought to the new version: {len(faults)} rows name a row that"
            " is not there. It is as it was before.",
            "Restore a backup of the project.",
        )
