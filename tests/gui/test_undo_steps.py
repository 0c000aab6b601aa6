"""The order of undoing, without a window: data, filter and rules in one line."""

from dataclasses import replace
from itertools import pairwise

from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.services.undoing import DataStep, StepKind, UndoneStep
from attribution_desktop.ui.undo_steps import (
    MICROSECONDS_OF_GESTURE,
    SettingsStep,
    StepHistory,
    WorkStep,
)

PLAIN = AnalysisSettings()
DELETION = DataStep(StepKind.CHANGE, 3, "Deletion of order A", 2_000_000)
IMPORT = DataStep(StepKind.IMPORT, 1, "Import of a.csv", 1_000_000)


def _history(*steps: DataStep) -> StepHistory:
    history = StepHistory()
    history.take_data(steps)
    return history


def test_the_newest_step_of_whatever_kind_is_undone_first() -> None:
    history = _history(DELETION, IMPORT)
    assert history.to_undo == DELETION
    history.add_settings(PLAIN, replace(PLAIN, model="markov"), 3_000_000)
    step = history.to_undo
    assert isinstance(step, SettingsStep)
    assert step.name == "Change of model"
    history.take_back(step)
    assert history.to_undo == DELETION
    assert history.to_redo == step
    history.put_back(step)
    assert (history.to_undo, history.to_redo) == (step, None)


def test_a_drag_is_one_step_and_a_drag_back_is_none() -> None:
    history = _history()
    days = [replace(PLAIN, lookback_days=float(day)) for day in (90, 80, 70, 60)]
    for number, (before, after) in enumerate(pairwise(days)):
        history.add_settings(before, after, number * 100_000)
    step = history.to_undo
    assert isinstance(step, SettingsStep)
    assert (step.before, step.after) == (days[0], days[-1])
    history.add_settings(days[-1], days[0], 400_000)
    assert history.to_undo is None


def test_a_pause_or_another_setting_begins_another_step() -> None:
    history = _history()
    short, shorter = (replace(PLAIN, lookback_days=float(day)) for day in (60, 30))
    history.add_settings(PLAIN, short, 0)
    history.add_settings(short, shorter, MICROSECONDS_OF_GESTURE + 1)
    step = history.to_undo
    assert isinstance(step, SettingsStep)
    assert step.before == short
    history.add_settings(shorter, replace(shorter, margin=0.5), MICROSECONDS_OF_GESTURE + 2)
    step = history.to_undo
    assert isinstance(step, SettingsStep)
    assert step.name == "Change of margin"


def test_what_is_new_in_the_project_is_told_once_and_ends_redo() -> None:
    history = _history(IMPORT)
    undone = UndoneStep(IMPORT, 7)
    history.take_back_data(undone, (DataStep(StepKind.CHANGE, 7, "Removal", 5_000_000),))
    assert history.to_redo == undone
    new = DataStep(StepKind.CHANGE, 8, "Tracking of order B", 6_000_000)
    steps = (new, DataStep(StepKind.CHANGE, 7, "Removal", 5_000_000))
    assert history.take_data(steps) == new
    assert history.take_data(steps) is None
    assert history.to_redo is None


def test_the_removal_behind_an_undone_import_is_no_step_of_its_own() -> None:
    history = _history(IMPORT)
    removal = DataStep(StepKind.CHANGE, 7, "Removal of import 1", 5_000_000)
    history.take_back_data(UndoneStep(IMPORT, 7), (removal,))
    assert history.to_undo is None
    history.put_back_data(UndoneStep(IMPORT, 7), (IMPORT,))
    assert (history.to_undo, history.to_redo) == (IMPORT, None)


def test_what_was_there_when_the_project_was_opened_is_not_told_as_new() -> None:
    assert StepHistory().take_data((DELETION,)) is None


def test_rules_stand_in_the_same_line() -> None:
    history = _history(DELETION)
    rules = WorkStep("Change of channel rules", 4_000_000, _nothing, _nothing)
    history.add(rules)
    assert history.to_undo is rules
    history.take_back(rules)
    assert (history.to_undo, history.to_redo) == (DELETION, rules)


def test_another_project_has_a_history_of_its_own() -> None:
    history = _history(DELETION)
    history.add_settings(PLAIN, replace(PLAIN, margin=0.5), 9_000_000)
    history.forget()
    assert (history.to_undo, history.to_redo) == (None, None)


def _nothing(*_: object) -> None:
    """No work."""
