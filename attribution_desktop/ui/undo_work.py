"""Work on a project that reads its history of the data, undoes a step, or does one again."""

from dataclasses import dataclass

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.progress import Progress
from attribution_desktop.services.projects import Project
from attribution_desktop.services.undoing import (
    DataStep,
    UndoneStep,
    data_steps,
    redo_step,
    undo_step,
    undone_steps,
)


@dataclass(frozen=True, slots=True)
class History:
    """What a project knows of its own history when it is opened."""

    steps: tuple[DataStep, ...]
    undone: tuple[UndoneStep, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A step of the data that was undone or done again, and the steps there are now."""

    undone: UndoneStep
    changes: Changes
    steps: tuple[DataStep, ...]


def history_of(project: Project, _: Progress) -> History:
    return History(data_steps(project), undone_steps(project))


def steps_of(project: Project, _: Progress) -> tuple[DataStep, ...]:
    return data_steps(project)


def taken_back(step: DataStep, project: Project, _: Progress) -> Moved:
    undone, changes = undo_step(project, step)
    return Moved(undone, changes, data_steps(project))


def done_again(undone: UndoneStep, project: Project, _: Progress) -> Moved:
    changes = redo_step(project, undone)
    return Moved(undone, changes, data_steps(project))
