"""Whether a project file is sound: SQLite's own checks and the project's own sums."""

from contextlib import closing
from typing import Any

import apsw
import numpy as np

from attribution_desktop.domain.errors import ProjectDamaged
from attribution_desktop.domain.imports import ImportManifest
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.verification import Check, VerifyReport
from attribution_desktop.store.column_rebuild import content_of, read_rows
from attribution_desktop.store.column_rows import Kind, sorted_rows
from attribution_desktop.store.connecting import connect_to_memory
from attribution_desktop.store.digests import TABLES, Digest, kept_digests, read_digests
from attribution_desktop.store.failures import nonsense_is_damage
from attribution_desktop.store.manifests import manifest_from_text
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.schema import create_tables
from attribution_desktop.store.segment_content import load_content
from attribution_desktop.store.segment_loading import load_rows

_FAULTS_SHOWN = 5

_NOTHING = Digest(0, 0)


def verify(project: ProjectFile, progress: Progress = unreported) -> VerifyReport:
    """Check the whole file as of one moment; changes nothing.

    Raises
    ------
    ProjectDamaged
        When the file is too damaged to be read at all.
    """
    with project.snapshot() as connection, nonsense_is_damage(project.path):
        texts: list[tuple[Any, ...]] = connection.execute(
            "SELECT id, manifest FROM imports ORDER BY id"
        ).fetchall()
        manifests, unreadable = _read_manifests(texts)
        return VerifyReport(
            (
                _integrity(connection),
                _references(connection),
                _check("manifests_readable", unreadable),
                _check("manifests_reconciled", _unreconciled(manifests)),
                _check("rows", _changed_rows(connection, progress)),
                _check("columns", _changed_columns(connection, progress)),
                _check("path_touches", _broken_paths(connection)),
                _check("refunds", _unbalanced_orders(connection)),
            )
        )


def _check(name: str, faults: list[str]) -> Check:
    if not faults:
        return Check(name, is_sound=True, detail="")
    shown = "; ".join(faults[:_FAULTS_SHOWN])
    more = f"; and {len(faults) - _FAULTS_SHOWN} more" if len(faults) > _FAULTS_SHOWN else ""
    return Check(name, is_sound=False, detail=shown + more)


def _integrity(connection: apsw.Connection) -> Check:
    lines = [str(line) for (line,) in connection.execute("PRAGMA integrity_check")]
    return _check("integrity", [*(line for line in lines if line != "ok"), *_foreign(connection)])


def _foreign(connection: apsw.Connection) -> list[str]:
    """What keeps rows from being stored twice and is not there, and what would change them."""
    with closing(connect_to_memory()) as database:
        create_tables(database)
        expected = _indexes(database.connection())
    found = _indexes(connection)
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return [
        *(f"the index {name} is missing or another one" for name, _ in sorted(expected - found)),
        *(f"the trigger {name} is none of this program" for (name,) in triggers),
    ]


def _indexes(connection: apsw.Connection) -> set[tuple[str, str]]:
    """Names and SQL of all indexes that were made by a statement."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    )
    return {(str(name), " ".join(str(sql).split())) for name, sql in rows}


def _references(connection: apsw.Connection) -> Check:
    rows = connection.execute("PRAGMA foreign_key_check").fetchall()
    return _check(
        "references", [f"row {row} of {table} names no {parent}" for table, row, parent, _ in rows]
    )


def _read_manifests(
    texts: list[tuple[Any, ...]],
) -> tuple[list[ImportManifest], list[str]]:
    manifests: list[ImportManifest] = []
    faults: list[str] = []
    for number, text in texts:
        try:
            manifests.append(manifest_from_text(text))
        except (ValueError, TypeError, KeyError) as error:
            faults.append(f"the manifest of import {number} cannot be read ({error})")
    return manifests, faults


def _unreconciled(manifests: list[ImportManifest]) -> list[str]:
    return [
        f"the rows of import {manifest.import_id} ({manifest.file}) do not add up"
        for manifest in manifests
        if not manifest.is_reconciled
    ]


def _changed_rows(connection: apsw.Connection, progress: Progress) -> list[str]:
    """Tables and imports whose rows are not those that were written."""
    faults = []
    for table in TABLES:
        found = read_digests(connection, table, progress=progress)
        kept = kept_digests(connection, table)
        for number in sorted(found.keys() | kept.keys()):
            if found.get(number) != kept.get(number):
                origin = f"of import {number} " if number else ""
                rows = found.get(number, _NOTHING).rows
                was = kept.get(number, _NOTHING).rows
                what = f"{rows} rows, {was} were written" if rows != was else "other content"
                faults.append(f"{table} {origin}holds {what}")
    return faults


def _changed_columns(connection: apsw.Connection, progress: Progress) -> list[str]:
    """Whether the columnar copy holds what the rows hold."""
    faults = []
    for kind in Kind:
        try:
            kept, content = load_rows(connection, kind), load_content(connection, kind)
        except ProjectDamaged as error:
            faults.append(f"{kind}: {error.message}")
            continue
        found = sorted_rows(read_rows(connection, kind, progress=progress))
        if not all(map(np.array_equal, kept.columns, found.columns)):
            faults.append(f"the columns of {kind} differ from the rows")
        elif content != content_of(connection, kind, found):
            faults.append(f"the fingerprint of {kind} differs from the rows")
    return faults


def _broken_paths(connection: apsw.Connection) -> list[str]:
    """Path rows whose touches are not the channels 0, 1, 2… that the row lists."""
    query = """
        WITH listed AS (
            SELECT p.id AS path_id, step.key AS position, step.value AS channel_id
            FROM attribution_path p, json_each(p.channels) step WHERE p.is_path
        ), touched AS (
            SELECT path_id, position, channel_id FROM touchpoint_interaction
            WHERE path_id IS NOT NULL
        )
        SELECT path_id FROM (SELECT * FROM listed EXCEPT SELECT * FROM touched)
        UNION SELECT path_id FROM (SELECT * FROM touched EXCEPT SELECT * FROM listed)
        UNION SELECT id FROM attribution_path
            WHERE is_path AND path_length IS NOT json_array_length(channels)
        ORDER BY 1
    """
    try:
        rows = connection.execute(query).fetchall()
    except apsw.SQLError as error:
        return [f"the channels of a path row cannot be read ({error})"]
    return [f"path row {row} has other touches than it lists" for (row,) in rows]


def _unbalanced_orders(connection: apsw.Connection) -> list[str]:
    query = """
        SELECT o.id FROM attribution_path o
        LEFT JOIN (SELECT path_id, SUM(amount) AS amount FROM refund GROUP BY path_id) r
            ON r.path_id = o.id
        WHERE o.refunded <> COALESCE(r.amount, 0)
    """
    return [
        f"order row {row} was reduced by another amount than its refunds"
        for (row,) in connection.execute(query)
    ]
