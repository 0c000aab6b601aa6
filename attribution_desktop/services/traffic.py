"""The sources, media and campaigns of a project's imports, for its channel rules to be tried on.

They are kept an import each, beside the data: an import that was taken back is no longer counted.
"""

from collections import Counter
from collections.abc import Sequence

from attribution_desktop.domain.imports import Traffic
from attribution_desktop.services.projects import Project
from attribution_desktop.store.documents import delete_document, read_document, write_document
from attribution_desktop.store.reading import list_imports

_KIND = "traffic"


def keep_traffic(project: Project, import_id: int, traffic: Sequence[Traffic]) -> None:
    """Keep what the channel rules were told of an import."""
    name = str(import_id)
    if traffic:
        rows = [[one.source, one.medium, one.campaign, one.rows] for one in traffic]
        write_document(project.file, _KIND, name, rows)
    elif read_document(project.file, _KIND, name) is not None:
        # Of an import that was taken back and had the same number.
        delete_document(project.file, _KIND, name)


def project_traffic(project: Project) -> tuple[Traffic, ...]:
    """What all imports that the project still has told the channel rules, most rows first."""
    found: Counter[tuple[str, str, str]] = Counter()
    for manifest in list_imports(project.file):
        rows = read_document(project.file, _KIND, str(manifest.import_id))
        for source, medium, campaign, count in rows or ():
            found[str(source), str(medium), str(campaign)] += int(count)
    return tuple(Traffic(*told, count) for told, count in found.most_common())
