"""What became of rows."""

from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import (
    load_dataset,
)
from attribution_desktop.store.writing import (
    ImportOutcome,
)


def fates(outcome: ImportOutcome) -> tuple[int, int, int]:
    """Rows imported, duplicate and rejected."""
    manifest = outcome.manifest
    return manifest.rows_imported, manifest.rows_duplicate, manifest.rows_rejected


def codes(outcome: ImportOutcome) -> list[tuple[int, str]]:
    return [(reject.line, reject.code) for reject in outcome.rejects]


def remaining_values(project: ProjectFile) -> list[int]:
    return sorted(load_dataset(project).interactions.conversions.value.tolist())
