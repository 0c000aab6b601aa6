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
from attribution_desktop.store.digests import renew_digests

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

_TO_4 = """
CREATE TABLE replaced_attribution_path (id INTEGER NOT NULL PRIMARY KEY, row INTEGER NOT NULL,
    customer_id INTEGER, order_id TEXT, conversion_value INTEGER NOT NULL, refunded INTEGER NOT
    NULL, path_length INTEGER, channels TEXT, converted_at INTEGER, conversions REAL NOT NULL,
    nulls REAL NOT NULL, is_path INTEGER NOT NULL, import_id INTEGER, replaced_by INTEGER NOT
    NULL) STRICT;
CREATE TABLE replaced_touchpoint_interaction (id INTEGER NOT NULL PRIMARY KEY, row INTEGER NOT
    NULL, customer_id INTEGER, channel_id INTEGER NOT NULL, timestamp INTEGER, session_id TEXT
    NOT NULL, touchpoint_metadata TEXT NOT NULL, path_id INTEGER, position INTEGER, occurrence
    INTEGER NOT NULL, import_id INTEGER, replaced_by INTEGER NOT NULL) STRICT;
CREATE TABLE replaced_refund (id INTEGER NOT NULL PRIMARY KEY, row INTEGER NOT NULL, path_id
    INTEGER NOT NULL, instant INTEGER NOT NULL, amount INTEGER NOT NULL, import_id INTEGER,
    replaced_by INTEGER NOT NULL) STRICT;
CREATE TABLE replaced_daily_spend (id INTEGER NOT NULL PRIMARY KEY, row INTEGER NOT NULL,
    channel_id INTEGER NOT NULL, day INTEGER, cost INTEGER NOT NULL, impressions INTEGER, clicks
    INTEGER, campaign TEXT NOT NULL, source TEXT NOT NULL, import_id INTEGER, replaced_by
    INTEGER NOT NULL) STRICT;
CREATE TABLE removed_attribution_path (id INTEGER NOT NULL PRIMARY KEY, row INTEGER NOT NULL,
    customer_id INTEGER, order_id TEXT, conversion_value INTEGER NOT NULL, refunded INTEGER NOT
    NULL, path_length INTEGER, channels TEXT, converted_at INTEGER, conversions REAL NOT NULL,
    nulls REAL NOT NULL, is_path INTEGER NOT NULL, import_id INTEGER, change_number INTEGER NOT
    NULL) STRICT;
CREATE TABLE removed_touchpoint_interaction (id INTEGER NOT NULL PRIMARY KEY, row INTEGER NOT
    NULL, customer_id INTEGER, channel_id INTEGER NOT NULL, timestamp INTEGER, session_id TEXT
    NOT NULL, touchpoint_metadata TEXT NOT NULL, path_id INTEGER, position INTEGER, occurrence
    INTEGER NOT NULL, import_id INTEGER, change_number INTEGER NOT NULL) STRICT;
CREATE TABLE removed_refund (id INTEGER NOT NULL PRIMARY KEY, row INTEGER NOT NULL, path_id
    INTEGER NOT NULL, instant INTEGER NOT NULL, amount INTEGER NOT NULL, import_id INTEGER,
    change_number INTEGER NOT NULL) STRICT;
CREATE TABLE removed_daily_spend (id INTEGER NOT NULL PRIMARY KEY, row INTEGER NOT NULL,
    channel_id INTEGER NOT NULL, day INTEGER, cost INTEGER NOT NULL, impressions INTEGER, clicks
    INTEGER, campaign TEXT NOT NULL, source TEXT NOT NULL, import_id INTEGER, change_number
    INTEGER NOT NULL) STRICT;
CREATE TABLE removed_customer (id INTEGER NOT NULL PRIMARY KEY, row INTEGER NOT NULL,
    external_id TEXT NOT NULL, change_number INTEGER NOT NULL) STRICT;
INSERT INTO replaced_daily_spend (row, channel_id, day, cost, impressions, clicks, campaign, source,
    import_id, replaced_by)
    SELECT 0, r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3, r.value ->> 4,
        r.value ->> 5, r.value ->> 6, r.value ->> 7, CAST(d.name AS INTEGER)
    FROM document d, json_each(d.body) r
    WHERE d.kind = 'replaced-spend' AND CAST(d.name AS INTEGER) IN (SELECT id FROM imports);
DELETE FROM document WHERE kind = 'replaced-spend';
"""


def _nothing_anew(connection: apsw.Connection) -> None:
    """Nothing is derived after a step that only adds room for what is derived later."""
    del connection


def _replaced_anew(connection: apsw.Connection) -> None:
    """Sums of spend that documents held before."""
    renew_digests(connection, ("replaced_daily_spend",))


STEPS: tuple[tuple[str, Callable[[apsw.Connection], None]], ...] = (
    (_TO_2, rebuild_columns),
    (_TO_3, _nothing_anew),
    (_TO_4, _replaced_anew),
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
