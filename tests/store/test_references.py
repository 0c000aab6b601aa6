"""A change is not undone where something that came later names what it would take away."""

import pytest

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.imports import ReadFile
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.store.editing import delete_journey, undo_import
from attribution_desktop.store.history import list_changes, redo_change, undo_change
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import, write_tracked
from tests.store.material import (
    HOUR,
    NOON,
    PathRow,
    Row,
    SpendRow,
    dump,
    events_file,
    paths_file,
    spend_file,
)

JOURNEY = TrackedJourney("zed", "T1", 5, NOON, (TrackedTouch("radio", NOON - HOUR),))

LATER: dict[str, ReadFile] = {
    "touches of the customer": events_file(Row(customer="zed", channel="tv")),
    "an order of the customer": events_file(Row(customer="zed", order="Z1", value=1)),
    "a path of the customer": paths_file(PathRow(("tv",), customer="zed")),
    "touches of the channel": events_file(Row(channel="radio")),
    "a path through the channel": paths_file(PathRow(("radio",))),
    "spend of the channel": spend_file(SpendRow("radio", 5)),
    "a refund of the order": events_file(Row(order="T1", at=NOON + HOUR, value=-1)),
}


@pytest.mark.parametrize("name", LATER)
def test_what_later_rows_name_stays(project: ProjectFile, name: str) -> None:
    write_import(project, events_file(Row(channel="tv", at=NOON + 5), file="before"))
    write_tracked(project, JOURNEY)
    write_import(project, LATER[name])
    before = dump(project)
    with pytest.raises(InputRefused, match="later changes rest on it"):
        undo_change(project)
    assert dump(project) == before
    undo_import(project, 2)
    undo_change(project, list_changes(project)[-1].number)
    assert verify(project).is_sound


def test_in_a_project_without_imports_a_journey_comes_and_goes(project: ProjectFile) -> None:
    write_tracked(project, JOURNEY)
    there = dump(project)["attribution_path"]
    for _ in range(2):
        change, _ = undo_change(project)
        assert dump(project)["attribution_path"] == []
        redo_change(project, change.number)
        assert dump(project)["attribution_path"] == there


def test_in_a_project_without_customers_paths_come_and_go(project: ProjectFile) -> None:
    write_import(project, paths_file(PathRow(("a", "b")), PathRow(("b",))))
    there = dump(project)["touchpoint_interaction"]
    undo_import(project, 1)
    for _ in range(2):
        change, _ = undo_change(project)
        assert dump(project)["touchpoint_interaction"] == there
        redo_change(project, change.number)
        assert dump(project)["touchpoint_interaction"] == []


def test_what_would_name_a_customer_that_went_stays_away(project: ProjectFile) -> None:
    write_import(
        project, events_file(Row(order="A1", value=1), Row(order="A2", at=NOON + 9, value=2))
    )
    for order in ("A1", "A2"):
        delete_journey(project, order)
    before = dump(project)
    with pytest.raises(InputRefused, match="later changes rest on it"):
        undo_change(project, list_changes(project)[-1].number)
    assert dump(project) == before


def test_what_would_name_an_import_that_went_stays_away(project: ProjectFile) -> None:
    write_import(project, events_file(Row(order="A1", value=1), Row(order="A2", value=2)))
    delete_journey(project, "A1")
    undo_import(project, 1)
    before = dump(project)
    with pytest.raises(InputRefused, match="later changes rest on it"):
        undo_change(project, list_changes(project)[-1].number)
    assert dump(project) == before
    undo_change(project)
    undo_change(project)
    assert verify(project).is_sound
