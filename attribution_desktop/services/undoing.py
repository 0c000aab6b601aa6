"""What was done to a project's data, step by step: undone and done again in that order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from attribution_desktop.domain.changes import Changes
from attribution_desktop.services.projects import Project
from attribution_desktop.store import editing, history
from attribution_desktop.store.reading import list_imports

MOST_STEPS = 50


class StepKind(StrEnum):
    """How a step is undone."""

    CHANGE = "change"
    """By the project's history, which recorded it."""
    IMPORT = "import"
    """By taking back all rows that the import added."""


@dataclass(frozen=True, slots=True)
class DataStep:
    """Something that was done to the data; `number` of the change or of the import."""

    kind: StepKind
    number: int
    name: str
    made_at: int


@dataclass(frozen=True, slots=True)
class UndoneStep:
    """A step that was undone.

    Parameters
    ----------
    change
        Number of the change that brings it back: the step's own, done again, or for an import
        the recorded removal, undone.
    """

    step: DataStep
    change: int


def data_steps(project: Project) -> tuple[DataStep, ...]:
    """What can be undone, the newest first: from before the program was started, too."""
    changes = [
        DataStep(StepKind.CHANGE, change.number, change.description, change.made_at)
        for change in reversed(history.list_changes(project.file))
    ]
    imports = [
        DataStep(StepKind.IMPORT, one.import_id, f"Import of {one.file}", one.imported_at)
        for one in list_imports(project.file)
    ]
    steps = [*_never_back(changes), *_never_back(imports)]
    steps.sort(key=lambda step: (step.made_at, step.number), reverse=True)
    return tuple(steps[:MOST_STEPS])


def _never_back(steps: Iterable[DataStep]) -> Iterator[DataStep]:
    """Steps in the order of their numbers, also where the clock was set back between them."""
    latest = 0
    for step in steps:
        latest = max(latest, step.made_at)
        yield replace(step, made_at=latest)


def undo_step(project: Project, step: DataStep) -> tuple[UndoneStep, Changes]:
    """Undo a step.

    Raises
    ------
    InputRefused
        When it is not there any more, or later changes rest on it; nothing is changed then.
    """
    if step.kind is StepKind.CHANGE:
        change, changes = history.undo_change(project.file, step.number)
        return UndoneStep(step, change.number), changes
    _, changes = editing.undo_import(project.file, step.number)
    removal = history.list_changes(project.file)[0]
    return UndoneStep(step, removal.number), changes


def redo_step(project: Project, undone: UndoneStep) -> Changes:
    """Do again what was undone.

    Raises
    ------
    InputRefused
        When what was changed since stands in its way; nothing is changed then.
    """
    if undone.step.kind is StepKind.CHANGE:
        return history.redo_change(project.file, undone.change)[1]
    return history.undo_change(project.file, undone.change)[1]
