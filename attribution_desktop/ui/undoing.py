"""Undo and redo: the two actions, the notices that offer them, and the work behind them."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.domain.tracking import TrackedResult
from attribution_desktop.services.undoing import DataStep, UndoneStep
from attribution_desktop.ui.desk import ProjectFacts
from attribution_desktop.ui.late_offer import LateOffer
from attribution_desktop.ui.session import Session
from attribution_desktop.ui.undo_steps import (
    LookStep,
    SettingsStep,
    StepHistory,
    Undone,
    Work,
    WorkStep,
)
from attribution_desktop.ui.undo_work import (
    History,
    Moved,
    done_again,
    history_of,
    steps_of,
    taken_back,
)
from attribution_desktop.ui.window_frame import WindowFrame

_UNDO_OFFER, _REDO_OFFER = "undo", "redo"


class Undoing(QObject):
    """Watches the session for what is done, whoever does it, and takes it back when asked."""

    failed = Signal(object)

    def __init__(self, session: Session, window: WindowFrame) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._history = StepHistory()
        self._settings = session.settings
        self._is_at_work = False
        self._is_following = False
        self._words = ""
        self._late = LateOffer(session, window)
        self._undo, self._redo = window.actions_.undo, window.actions_.redo
        self._undo.triggered.connect(self.undo)
        self._redo.triggered.connect(self.redo)
        window.notice.offer_taken.connect(self._take_offer)
        session.project_opened.connect(self._begin)
        session.project_closed.connect(self._begin)
        session.facts_renewed.connect(self._follow)
        session.settings_changed.connect(self._note_settings)
        session.journey_tracked.connect(self._note_tracked)
        session.changes_announced.connect(self._look)
        self._show_actions()

    def remember(
        self,
        name: str,
        backward: Work,
        forward: Work,
        *,
        words: str = "",
        told: Callable[[bool], None] | None = None,
    ) -> None:
        """Something was done that the project keeps no history of, such as other rules.

        Parameters
        ----------
        name
            As it stands behind "Undo" in the menu.
        backward, forward
            Work on the project that undoes it and does it again; returns `Changes` or None.
        words
            The sentence that says it was done; empty: one made of the name.
        told
            Called once it was undone (True) or done again (False).
        """
        self.note(name, backward, forward, told)
        self._tell(words or f"{name}: done.", "&Undo", _UNDO_OFFER)

    def note(
        self,
        name: str,
        backward: Work,
        forward: Work,
        told: Callable[[bool], None] | None = None,
    ) -> None:
        """As `remember`, for what was done along with something else that is told of."""
        self._history.add(WorkStep(name, _now(), backward, forward, told))
        self._show_actions()

    def remember_look(
        self, name: str, backward: Callable[[], None], forward: Callable[[], None]
    ) -> None:
        """The window was made to look different; no notice, as it can be seen."""
        self._history.add(LookStep(name, _now(), backward, forward))
        self._show_actions()

    def say_next(self, words: str) -> None:
        """How the next step of the data is told of."""
        self._words = words

    @Slot()
    def undo(self) -> None:
        """Take back what was done last."""
        step = self._history.to_undo
        if step is None or self._is_at_work:
            return
        if isinstance(step, SettingsStep):
            self._history.take_back(step)
            self._apply(step.before)
            return
        if isinstance(step, LookStep):
            self._history.take_back(step)
            step.backward()
            self._show_actions()
            return
        self._is_at_work = True
        self._show_actions()
        title = f"Undoing: {step.name}"
        if isinstance(step, WorkStep):
            done = partial(self._on_worked, step, is_undone=True)
            self._session.ask_project(title, step.backward, done, self._tell_failure)
        else:
            work = partial(taken_back, step)
            self._session.ask_project(title, work, self._on_undone, self._tell_failure)

    @Slot()
    def redo(self) -> None:
        """Do again what was undone last."""
        step = self._history.to_redo
        if step is None or self._is_at_work:
            return
        if isinstance(step, SettingsStep):
            self._history.put_back(step)
            self._apply(step.after)
            return
        if isinstance(step, LookStep):
            self._history.put_back(step)
            step.forward()
            self._show_actions()
            return
        self._is_at_work = True
        self._show_actions()
        title = f"Doing again: {_name(step)}"
        if isinstance(step, WorkStep):
            done = partial(self._on_worked, step, is_undone=False)
            self._session.ask_project(title, step.forward, done, self._tell_failure)
        else:
            work = partial(done_again, step)
            self._session.ask_project(title, work, self._on_redone, self._tell_failure)

    @Slot(object)
    def _begin(self, facts: ProjectFacts | None = None) -> None:
        self._history.forget()
        self._is_at_work, self._words = False, ""
        if facts is not None:
            self._settings = facts.settings
            if facts.is_writable:
                self._ask(history_of, self._know)
        self._show_actions()

    def _know(self, history: History) -> None:
        """What was done and undone before, perhaps in another run of the program."""
        self._history.take_data(history.steps)
        self._history.take_undone(history.undone)
        self._show_actions()

    @Slot()
    def _look(self) -> None:
        """See what can be undone now."""
        self._ask(steps_of, self._show_steps)

    def _ask(self, work: Work, answered: Callable[[Any], None]) -> None:
        self._session.ask_project(
            "Reading what can be undone", work, answered, self.failed.emit, is_errand=True
        )

    def _show_steps(self, steps: tuple[DataStep, ...]) -> None:
        new = self._history.take_data(steps)
        words, self._words = self._words, ""
        if new is not None:
            self._late.hold(words or f"{new.name}: done.", "&Undo", _UNDO_OFFER)
        self._show_actions()

    @Slot(object)
    def _note_tracked(self, result: TrackedResult) -> None:
        count = len(result.path)
        touches = f"{count} {'touch' if count == 1 else 'touches'}"
        self.say_next(f"Order {result.order} was stored with {touches}.")

    @Slot()
    def _follow(self) -> None:
        """The filter follows other defaults of the project: that is no step of its own."""
        self._is_following = True

    @Slot(object)
    def _note_settings(self, settings: AnalysisSettings) -> None:
        before, self._settings = self._settings, settings
        is_following, self._is_following = self._is_following, False
        if before != settings and not is_following:
            self._history.add_settings(before, settings, _now())
            self._show_actions()

    def _apply(self, settings: AnalysisSettings) -> None:
        """Settings that come from the history make no history."""
        self._settings = settings
        self._session.change_settings(settings)
        self._show_actions()

    def _on_undone(self, moved: Moved) -> None:
        self._is_at_work = False
        self._history.take_back_data(moved.undone, moved.steps)
        self._tell(f"Undone: {moved.undone.step.name}.", "&Redo", _REDO_OFFER)
        self._finish(moved.changes)

    def _on_redone(self, moved: Moved) -> None:
        self._is_at_work = False
        self._history.put_back_data(moved.undone, moved.steps)
        self._tell(f"Done again: {moved.undone.step.name}.", "&Undo", _UNDO_OFFER)
        self._finish(moved.changes)

    def _on_worked(self, step: WorkStep, changes: Changes | None, *, is_undone: bool) -> None:
        self._is_at_work = False
        if is_undone:
            self._history.take_back(step)
            self._tell(f"Undone: {step.name}.", "&Redo", _REDO_OFFER)
        else:
            self._history.put_back(step)
            self._tell(f"Done again: {step.name}.", "&Undo", _UNDO_OFFER)
        self._finish(changes)
        if step.told is not None:
            step.told(is_undone)

    def _finish(self, changes: Changes | None) -> None:
        self._show_actions()
        if changes is not None:
            self._session.announce(changes)

    def _tell_failure(self, error: BaseException) -> None:
        self._is_at_work = False
        self._show_actions()
        self.failed.emit(error)

    def _tell(self, text: str, label: str, offer: str) -> None:
        self._window.tell_offer(text, label, offer)

    @Slot(str)
    def _take_offer(self, name: str) -> None:
        if name == _UNDO_OFFER:
            self.undo()
        elif name == _REDO_OFFER:
            self.redo()

    def _show_actions(self) -> None:
        is_ready = not self._is_at_work
        step, undone = self._history.to_undo, self._history.to_redo
        _show(self._undo, "Undo", None if step is None else step.name, is_enabled=is_ready)
        _show(self._redo, "Redo", None if undone is None else _name(undone), is_enabled=is_ready)


def _show(action: QAction, verb: str, name: str | None, *, is_enabled: bool) -> None:
    # An ampersand in a file's name is no mnemonic.
    shown = "" if name is None else f" {name}".replace("&", "&&")
    action.setText(f"&{verb}{shown}")
    action.setIconText(verb)
    action.setToolTip(
        f"{verb}{'' if name is None else f' {name}'} ({action.shortcut().toString()})"
    )
    action.setEnabled(is_enabled and name is not None)


def _name(undone: Undone) -> str:
    return undone.step.name if isinstance(undone, UndoneStep) else undone.name


def _now() -> int:
    return time.time_ns() // 1_000
