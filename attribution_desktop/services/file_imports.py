"""Importing a file of any kind, with what a user then wants to know of it."""

from dataclasses import dataclass
from pathlib import Path

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.imports import ImportManifest, ImportOptions, Reject
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.services.channel_rules import near_duplicates
from attribution_desktop.services.imports import store_file
from attribution_desktop.services.projects import Project
from attribution_desktop.services.tracking import channel_names


@dataclass(frozen=True, slots=True)
class Imported:
    """A finished import.

    Parameters
    ----------
    rejects
        Every rejected row; the manifest has the first only.
    new_channels
        Names that the project did not have before.
    alike
        Pairs of a new channel and one that is named nearly the same.
    known_channels
        Of the file's channels those that the project had.
    spend
        Micros; of advertising spend.
    """

    manifest: ImportManifest
    changes: Changes
    rejects: tuple[Reject, ...] = ()
    new_channels: tuple[str, ...] = ()
    alike: tuple[tuple[str, str], ...] = ()
    known_channels: tuple[str, ...] = ()
    spend: int = 0


def import_file(
    project: Project, path: Path, options: ImportOptions, progress: Progress = unreported
) -> Imported:
    """Import journeys or spend, as the options say; errors as `import_journeys`."""
    before = frozenset(channel_names(project))
    stored = store_file(project, path, options, progress)
    after = channel_names(project)
    new = tuple(name for name in after if name not in before)
    pairs = near_duplicates(after) if new else ()
    return Imported(
        manifest=stored.outcome.manifest,
        changes=stored.outcome.changes,
        rejects=stored.outcome.rejects,
        new_channels=new,
        alike=tuple(pair for pair in pairs if not before.issuperset(pair)),
        known_channels=tuple(name for name in stored.channels if name not in new),
        spend=stored.spend,
    )
