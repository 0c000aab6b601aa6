"""What became of the rows of all imported files, added up."""

from dataclasses import dataclass

from attribution_desktop.domain.imports import ImportFormat
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.services.imports import past_imports
from attribution_desktop.services.projects import Project


@dataclass(frozen=True, slots=True)
class FileRows:
    """Rows of the journey files of a project: `read` is the sum of all the others."""

    files: int
    read: int
    imported: int
    duplicate: int
    rejected: int
    skipped: int


def file_rows(project: Project, _progress: Progress = unreported) -> FileRows:
    """Add up the imports of journeys, orders and touches; spend leads to no conversion."""
    manifests = [
        manifest for manifest in past_imports(project) if manifest.format != ImportFormat.SPEND
    ]
    return FileRows(
        files=len(manifests),
        read=sum(manifest.rows_read for manifest in manifests),
        imported=sum(manifest.rows_imported for manifest in manifests),
        duplicate=sum(manifest.rows_duplicate for manifest in manifests),
        rejected=sum(manifest.rows_rejected for manifest in manifests),
        skipped=sum(count for manifest in manifests for _, count in manifest.rows_skipped),
    )
