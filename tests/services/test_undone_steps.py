"""What was undone can be done again after a restart, unless something else changed the data."""

from pathlib import Path

import pytest

from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.services.editing import undo_change
from attribution_desktop.services.imports import import_journeys
from attribution_desktop.services.project_settings import change_setting
from attribution_desktop.services.projects import Project, create_project, open_project
from attribution_desktop.services.tracking import track_journey
from attribution_desktop.services.undoing import (
    StepKind,
    data_steps,
    redo_step,
    undo_step,
    undone_steps,
)
from attribution_desktop.store.documents import write_document

HOUR = 3_600 * 10**6
NOON = 1_789_000_000 * 10**6
HEADER = "customer,channel,timestamp,order,value\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "shop.attribution"
    create_project(path).close()
    return path


def _track(project: Project, order: str) -> None:
    touch = TrackedTouch("radio", NOON - HOUR)
    journey = TrackedJourney(f"c{order}", order, 5_000_000, NOON, (touch,))
    track_journey(project, journey, AnalysisSettings())


def _import(project: Project, folder: Path, order: str) -> None:
    file = folder / f"{order}.csv"
    file.write_text(f"{HEADER}ann,radio,2026-09-08T10:00:00Z,{order},9\n")
    import_journeys(project, file, ImportOptions())


def _orders(project: Project) -> list[str]:
    with project.file.snapshot() as connection:
        rows = connection.execute("SELECT order_id FROM attribution_path ORDER BY order_id")
        return [str(order) for (order,) in rows]


def _undo_last(project: Project) -> None:
    known = {step.change for step in undone_steps(project)}
    left = [
        step
        for step in data_steps(project)
        if not (step.kind is StepKind.CHANGE and step.number in known)
    ]
    undo_step(project, left[0])


def test_steps_are_done_again_after_a_restart_in_the_order_of_doing(project: Path) -> None:
    with open_project(project) as opened:
        for order in ("A1", "A2", "A3"):
            _track(opened, order)
        _undo_last(opened)
        _undo_last(opened)
        assert _orders(opened) == ["A1"]
    with open_project(project) as opened:
        names = [undone.step.name for undone in undone_steps(opened)]
        assert names == ["Tracking of order A3", "Tracking of order A2"]
        redo_step(opened, undone_steps(opened)[-1])
    with open_project(project) as opened:
        (last,) = undone_steps(opened)
        redo_step(opened, last)
        assert _orders(opened) == ["A1", "A2", "A3"]
        assert undone_steps(opened) == ()


def test_an_import_is_done_again_after_a_restart(project: Path, tmp_path: Path) -> None:
    with open_project(project) as opened:
        _import(opened, tmp_path, "X1")
        _undo_last(opened)
        assert _orders(opened) == []
    with open_project(project) as opened:
        (undone,) = undone_steps(opened)
        assert undone.step.name == "Import of X1.csv"
        redo_step(opened, undone)
        assert _orders(opened) == ["X1"]


def test_changes_on_both_sides_of_an_import_are_all_done_again(
    project: Path, tmp_path: Path
) -> None:
    with open_project(project) as opened:
        _track(opened, "A1")
        _import(opened, tmp_path, "X1")
        _track(opened, "A2")
        for _ in range(3):
            _undo_last(opened)
        assert _orders(opened) == []
    for orders in (["A1"], ["A1", "X1"], ["A1", "A2", "X1"]):
        with open_project(project) as opened:
            redo_step(opened, undone_steps(opened)[-1])
            assert _orders(opened) == orders


def test_another_import_leaves_nothing_to_do_again(project: Path, tmp_path: Path) -> None:
    with open_project(project) as opened:
        _track(opened, "A1")
        _undo_last(opened)
    with open_project(project) as opened:
        assert len(undone_steps(opened)) == 1
        _import(opened, tmp_path, "X1")
        assert undone_steps(opened) == ()


def test_a_change_undone_by_the_command_line_leaves_nothing_to_do_again(project: Path) -> None:
    with open_project(project) as opened:
        _track(opened, "A1")
        _track(opened, "A2")
        _undo_last(opened)
        undo_change(opened)
        assert undone_steps(opened) == ()


def test_a_setting_leaves_what_can_be_done_again(project: Path) -> None:
    with open_project(project) as opened:
        _track(opened, "A1")
        _undo_last(opened)
        change_setting(opened, "margin", "0.4")
    with open_project(project) as opened:
        assert len(undone_steps(opened)) == 1


@pytest.mark.parametrize(
    "kept", [None, [], {}, {"revision": 1}, {"revision": None, "steps": [[1, 2]]}, "steps"]
)
def test_what_cannot_be_read_is_nothing_to_do_again(project: Path, kept: object) -> None:
    with open_project(project) as opened:
        content = kept
        if isinstance(kept, dict) and "steps" in kept:
            content = {**kept, "revision": opened.file.revision}
        write_document(opened.file, "undo", "undone", content)
        assert undone_steps(opened) == ()
