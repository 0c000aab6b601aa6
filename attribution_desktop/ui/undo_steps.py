"""The order in which things were done, whether data, rules or the filter; and what was undone."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from attribution_desktop.domain.progress import Progress
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.domain.settings_words import change_name, changed_fields
from attribution_desktop.services.projects import Project
from attribution_desktop.services.undoing import DataStep, StepKind, UndoneStep

Work = Callable[[Project, Progress], Any]

MICROSECONDS_OF_GESTURE = 1_200_000
"""Changes of one setting that follow each other within it are one step: a drag, or typing."""

MOST_STEPS = 100


@dataclass(frozen=True, slots=True)
class SettingsStep:
    """A change of the filter, which lives in the window only; `touched_at` is its last moment."""

    before: AnalysisSettings
    after: AnalysisSettings
    made_at: int
    touched_at: int

    @property
    def name(self) -> str:
        return change_name(self.before, self.after)


@dataclass(frozen=True, slots=True, eq=False)
class WorkStep:
    """A change that two pieces of work on the project undo and do again.

    Parameters
    ----------
    backward, forward
        Each returns the `Changes` to announce, or None.
    told
        Called in the window's thread once the step was undone (True) or done again (False).
    """

    name: str
    made_at: int
    backward: Work
    forward: Work
    told: Callable[[bool], None] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class LookStep:
    """A change of how the window looks: it belongs to the user, and outlives every project.

    `backward` and `forward` are called in the window's thread.
    """

    name: str
    made_at: int
    backward: Callable[[], None]
    forward: Callable[[], None]


OwnStep = SettingsStep | WorkStep | LookStep
Step = DataStep | OwnStep
Undone = UndoneStep | OwnStep


class StepHistory:
    """What can be undone and what can be done again. Knows no window and no project.

    Steps of the data come from the project, which keeps them; the others are told. All are
    ordered by when they were made, so that they are undone in the reverse order of doing.
    """

    def __init__(self) -> None:
        self._data: tuple[DataStep, ...] = ()
        self._is_known = False
        self._own: list[OwnStep] = []
        self._undone: list[Undone] = []
        self._hidden: set[tuple[str, int, int]] = set()

    @property
    def to_undo(self) -> Step | None:
        """The newest step; None when there is nothing to undo."""
        steps: list[Step] = [*self._own, *self._shown_data()[:1]]
        return max(steps, key=lambda step: step.made_at, default=None)

    @property
    def to_redo(self) -> Undone | None:
        """What was undone last; None when there is nothing to do again."""
        return self._undone[-1] if self._undone else None

    def forget(self) -> None:
        """Another project, or none: only how the window looks stays as it was."""
        self._data, self._is_known = (), False
        self._own = [step for step in self._own if isinstance(step, LookStep)]
        self._undone = [step for step in self._undone if isinstance(step, LookStep)]
        self._hidden.clear()

    def take_data(self, steps: tuple[DataStep, ...]) -> DataStep | None:
        """The steps of the data as they are now; returns the newest that was not there before.

        Something new ends what could be done again. The first call only gets to know them.
        """
        known = {_identity(step) for step in self._data}
        is_first, self._is_known = not self._is_known, True
        self._data = steps
        new = [step for step in self._shown_data() if _identity(step) not in known]
        if is_first or not new:
            return None
        self._undone.clear()
        return new[0]

    def take_undone(self, undone: tuple[UndoneStep, ...]) -> None:
        """What was undone before the program was started; after the first `take_data`."""
        self._undone = [*undone, *self._undone]
        for one in undone:
            self._hide_removal(one)

    def add_settings(self, before: AnalysisSettings, after: AnalysisSettings, now: int) -> None:
        """The filter was changed by hand, at `now` microseconds."""
        self._undone.clear()
        last = self.to_undo
        if isinstance(last, SettingsStep) and _is_one_gesture(last, before, after, now):
            self._own.remove(last)
            if last.before != after:
                self._own.append(replace(last, after=after, touched_at=now))
            return
        self.add(SettingsStep(before, after, now, now))

    def add(self, step: OwnStep) -> None:
        """Something was done that the project does not keep."""
        self._undone.clear()
        self._own = [*self._own[1 - MOST_STEPS :], step]

    def take_back(self, step: OwnStep) -> None:
        """A step of the window's own was undone; one forgotten meanwhile stays forgotten."""
        if step in self._own:
            self._own.remove(step)
            self._undone.append(step)

    def put_back(self, step: OwnStep) -> None:
        """A step of the window's own was done again; one forgotten meanwhile stays forgotten."""
        if step in self._undone:
            self._undone.remove(step)
            self._own.append(step)

    def take_back_data(self, undone: UndoneStep, steps: tuple[DataStep, ...]) -> None:
        """A step of the data was undone; the removal of an import is no step of its own then."""
        self._data = steps
        self._hide_removal(undone)
        self._undone.append(undone)

    def put_back_data(self, undone: UndoneStep, steps: tuple[DataStep, ...]) -> None:
        """A step of the data was done again."""
        if undone in self._undone:
            self._undone.remove(undone)
        self._data = steps

    def _hide_removal(self, undone: UndoneStep) -> None:
        if undone.step.kind is StepKind.IMPORT:
            self._hidden |= {
                _identity(step)
                for step in self._data
                if step.kind is StepKind.CHANGE and step.number == undone.change
            }

    def _shown_data(self) -> list[DataStep]:
        return [step for step in self._data if _identity(step) not in self._hidden]


def _identity(step: DataStep) -> tuple[str, int, int]:
    return step.kind, step.number, step.made_at


def _is_one_gesture(
    last: SettingsStep, before: AnalysisSettings, after: AnalysisSettings, now: int
) -> bool:
    return (
        last.after == before
        and 0 <= now - last.touched_at <= MICROSECONDS_OF_GESTURE
        and changed_fields(before, after) == changed_fields(last.before, last.after)
    )
