"""JSON documents that services keep in a project: saved mappings, channel rules, scenarios.

They are no data that a figure rests on: writing one does not advance the data revision.
"""

import json
from typing import Any

from attribution_desktop.store.failures import nonsense_is_damage
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.schema import Document


def write_document(project: ProjectFile, kind: str, name: str, content: Any) -> None:
    """Keep a document in place of the one of this kind and name.

    Parameters
    ----------
    content
        What JSON can hold; neither NaN nor infinity.

    Raises
    ------
    TypeError, ValueError
        When `content` cannot be written as JSON; nothing is stored then.
    InputRefused
        When the project is open for reading only.
    """
    body = json.dumps(content, ensure_ascii=False, allow_nan=False)
    with project.transaction():
        Document.delete().where((Document.kind == kind) & (Document.name == name)).execute(
            project.database
        )
        Document.insert(kind=kind, name=name, body=body).execute(project.database)


def read_document(project: ProjectFile, kind: str, name: str) -> Any:
    """The document's content; None where there is none.

    Raises
    ------
    ProjectDamaged
        When it is no JSON.
    """
    with project.snapshot() as connection, nonsense_is_damage(project.path):
        row = connection.execute(
            "SELECT body FROM document WHERE kind = ? AND name = ?", (kind, name)
        ).fetchone()
        return None if row is None else json.loads(str(row[0]))


def list_documents(project: ProjectFile, kind: str) -> tuple[str, ...]:
    """The names of all documents of a kind, in order."""
    with project.snapshot() as connection:
        rows = connection.execute("SELECT name FROM document WHERE kind = ? ORDER BY name", (kind,))
        return tuple(str(name) for (name,) in rows)


def delete_document(project: ProjectFile, kind: str, name: str) -> bool:
    """Whether there was one."""
    with project.transaction() as connection:
        connection.execute("DELETE FROM document WHERE kind = ? AND name = ?", (kind, name))
        return connection.changes() > 0
