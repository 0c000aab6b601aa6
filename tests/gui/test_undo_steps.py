"""The history of steps, where something is done while another step is on its way back."""

from dataclasses import replace

from attribution_desktop.domain.progress import Progress
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.services.projects import Project
from attribution_desktop.ui.undo_steps import StepHistory, WorkStep

SETTINGS = AnalysisSettings()


def _work(_: Project, __: Progress) -> None:
    """Nothing is done here."""


def test_a_step_forgotten_while_it_is_done_again_stays_forgotten() -> None:
    history = StepHistory()
    step = WorkStep("Change channel rules", 1, _work, _work)
    history.add(step)
    history.take_back(step)
    history.add_settings(SETTINGS, replace(SETTINGS, model="last_touch"), 2_000_000)
    history.put_back(step)
    assert history.to_redo is None
    assert history.to_undo is not step


def test_a_step_forgotten_while_it_is_undone_stays_forgotten() -> None:
    history = StepHistory()
    step = WorkStep("Change channel rules", 1, _work, _work)
    history.add(step)
    history.forget()
    history.take_back(step)
    assert history.to_redo is None
