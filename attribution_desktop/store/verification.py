"""Whether a project file is sound: SQLite's own checks and the project's own sums."""

import math
from typing import Any

import apsw

from attribution_desktop.domain.imports import ImportManifest
from attribution_desktop.domain.verification import Check, VerifyReport
from attribution_desktop.store.manifests import manifest_from_text
from attribution_desktop.store.project_file import ProjectFile

_FAULTS_SHOWN = 5

_RELATIVE_TOLERANCE = 1e-9
"""Between two sums of fractional counts that were added in different orders."""


def verify(project: ProjectFile) -> VerifyReport:
    """Check the whole file as of one moment; changes nothing.

    Raises
    ------
    ProjectDamaged
        When the file is too damaged to be read at all.
    """
    with project.snapshot() as connection:
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
                _check("import_counts", _miscounted(connection, manifests)),
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
    return _check("integrity", [line for line in lines if line != "ok"])


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


def _miscounted(connection: apsw.Connection, manifests: list[ImportManifest]) -> list[str]:
    """Imports whose touches or conversions are not as many as their manifests say."""
    touches = _sums(connection, "SELECT import_id, COUNT(*) FROM touchpoint_interaction GROUP BY 1")
    conversions = _sums(
        connection, "SELECT import_id, TOTAL(conversions) FROM attribution_path GROUP BY 1"
    )
    return [
        f"import {manifest.import_id} has {found:g} {what} where its manifest says {said:g}"
        for manifest in manifests
        for what, found, said in (
            ("touchpoints", touches.get(manifest.import_id, 0), manifest.touchpoints),
            ("conversions", conversions.get(manifest.import_id, 0), manifest.conversions),
        )
        if not math.isclose(found, said, rel_tol=_RELATIVE_TOLERANCE)
    ]


def _sums(connection: apsw.Connection, query: str) -> dict[int | None, float]:
    rows: list[tuple[Any, ...]] = connection.execute(query).fetchall()
    return dict(rows)


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
    return [
        f"path row {row} has other touches than it lists" for (row,) in connection.execute(query)
    ]


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
