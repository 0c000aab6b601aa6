"""What a project holds at one moment, to be compared with what it holds at another."""

from dataclasses import dataclass

from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import load_dataset
from tests.store.material import dump

SourceRows = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True)
class State:
    rows: SourceRows
    fingerprint: str


def state_of(project: ProjectFile) -> State:
    return State(source_rows(project), load_dataset(project).identity.fingerprint)


def source_rows(project: ProjectFile) -> SourceRows:
    """All rows by table, without bookkeeping and what is derived."""
    left_out = {"setting", "column_segment", "past_change", "row_digest"}
    return {name: found for name, found in dump(project).items() if name not in left_out}
