"""What was done to a project's data, step by step: undone and done again in that order."""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from enum import StrEnum
from typing import Any

from attribution_desktop.domain.changes import Changes
from attribution_desktop.services.dispensable import dispensable
from attribution_desktop.services.projects import Project
from attribution_desktop.store import editing, history
from attribution_desktop.store.documents import read_document, write_document
from attribution_desktop.store.reading import list_imports

MOST_STEPS = 50
_KIND, _NAME = "undo", "undone"


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


@dataclass(frozen=True, slots=True)
class _Entry:
    """An undone step as it is kept; `name` of imports only, microseconds UTC."""

    kind: str
    number: int
    change: int
    made_at: int
    name: str


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


def undone_steps(project: Project) -> tuple[UndoneStep, ...]:
    """What was undone and can be done again, what was undone last at the end.

    Kept from one start to the next; none of them once anything else changed the data.
    """
    kept: Any = read_document(project.file, _KIND, _NAME)
    try:
        is_current = kept["revision"] == project.file.revision
        entries = [_Entry(*entry) for entry in kept["steps"]] if is_current else []
    except (KeyError, TypeError):
        return ()  # nothing was kept, or by a version that keeps more
    names = {change.number: change.description for change in history.list_undone(project.file)}
    removals = {change.number for change in history.list_changes(project.file)}
    steps = []
    for entry in entries:
        is_import = entry.kind == StepKind.IMPORT
        if entry.change in (removals if is_import else names):
            name = entry.name if is_import else names[entry.change]
            step = DataStep(StepKind(entry.kind), entry.number, name, entry.made_at)
            steps.append(UndoneStep(step, entry.change))
    return tuple(steps)


def undo_step(project: Project, step: DataStep) -> tuple[UndoneStep, Changes]:
    """Undo a step.

    Raises
    ------
    InputRefused
        When it is not there any more, or later changes rest on it; nothing is changed then.
    """
    before = undone_steps(project)
    if step.kind is StepKind.CHANGE:
        change, changes = history.undo_change(project.file, step.number)
        undone = UndoneStep(step, change.number)
    else:
        _, changes = editing.undo_import(project.file, step.number)
        undone = UndoneStep(step, history.list_changes(project.file)[0].number)
    _keep_undone(project, (*before, undone))
    return undone, changes


def redo_step(project: Project, undone: UndoneStep) -> Changes:
    """Do again what was undone.

    Raises
    ------
    InputRefused
        When what was changed since stands in its way; nothing is changed then.
    """
    left = tuple(one for one in undone_steps(project) if one.change != undone.change)
    if undone.step.kind is StepKind.CHANGE:
        changes = history.redo_change(project.file, undone.change)[1]
    else:
        changes = history.undo_change(project.file, undone.change)[1]
    _keep_undone(project, left)
    return changes


def _keep_undone(project: Project, steps: tuple[UndoneStep, ...]) -> None:
    """Remember what can be done again, as long as the data stay as they are now."""
    entries = [
        # The name of a change may tell an order, and stands in the history, where it is erased
        # with a customer; that of an import is its file's.
        _Entry(
            one.step.kind.value,
            one.step.number,
            one.change,
            one.step.made_at,
            one.step.name if one.step.kind is StepKind.IMPORT else "",
        )
        for one in steps[-MOST_STEPS:]
    ]
    content = {"revision": project.file.revision, "steps": [astuple(entry) for entry in entries]}
    with dispensable("what can be done again"):
        write_document(project.file, _KIND, _NAME, content)
