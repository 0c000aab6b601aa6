"""What was done last is undone first, whatever the clock said meanwhile."""

import time
from pathlib import Path

import pytest

from attribution_desktop.services.projects import Project
from attribution_desktop.services.undoing import data_steps
from attribution_desktop.store.editing import delete_journey
from attribution_desktop.store.writing import write_import
from tests.store.material import HOUR, NOON, Row, events_file, new_project

YEAR = 365 * 86_400 * 10**9


def test_steps_keep_their_order_when_the_clock_is_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1_790_000_000 * 10**9]
    monkeypatch.setattr(time, "time_ns", lambda: now[0])
    with new_project(tmp_path) as file:
        for number in range(3):
            row = Row(order=f"A{number}", value=5, at=NOON + number * HOUR)
            write_import(file, events_file(row, file=f"file {number}"))
            now[0] -= YEAR
        for number in range(2):
            delete_journey(file, f"A{number}")
            now[0] -= YEAR
        steps = data_steps(Project(file))
    deletions = [step.name for step in steps if step.name.startswith("Deletion")]
    assert deletions == ["Deletion of order A1", "Deletion of order A0"]
    imports = [step.name for step in steps if step.name.startswith("Import")]
    assert imports == [f"Import of file {number}" for number in (2, 1, 0)]
