"""The columnar copy made anew from the rows is the one that the changes left."""

import numpy as np
import pytest

from attribution_desktop.store import column_rebuild
from attribution_desktop.store.column_rebuild import read_rows, rebuild_columns
from attribution_desktop.store.column_rows import Kind, Rows, sorted_rows
from attribution_desktop.store.editing import delete_journey, undo_import
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import load_dataset
from attribution_desktop.store.segment_content import load_content
from attribution_desktop.store.segment_loading import load_rows, removed_rows
from attribution_desktop.store.segment_marks import segment_marks
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import
from tests.store.material import HOUR, NOON, PathRow, Row, dump, events_file, paths_file

NAMES = ("ann", "bob", "eve", "Zoë")
CHANNELS = ("email", "search", "social")


def many_rows(seed: int) -> list[Row]:
    dice = np.random.default_rng(seed)
    rows = []
    for number in range(40):
        at = NOON + int(dice.integers(-500, 500)) * HOUR
        value = int(dice.integers(1, 10**9)) if number % 3 == 0 else None
        channel = CHANNELS[int(dice.integers(0, 3))] if number % 6 else None
        order = f"{seed}-{number}" if value is not None else ""
        rows.append(Row(NAMES[int(dice.integers(0, 4))], channel, at, order, value))
    return [row for row in rows if row.channel is not None or row.value is not None]


@pytest.fixture
def changed(project: ProjectFile) -> ProjectFile:
    """With several segments of each kind, some of which take rows away."""
    for seed in range(3):
        write_import(project, events_file(*many_rows(seed), file=f"{seed}.csv"))
    write_import(
        project,
        paths_file(
            PathRow(("email", "social"), "ann", "P1", NOON, 2.0, 1.5, 70),
            PathRow(("direct",), at=NOON),
            PathRow((), "bob", "P2", NOON, value=3),
        ),
    )
    delete_journey(project, "1-3")
    delete_journey(project, "2-0")
    undo_import(project, 1)
    return project


def listed(rows: Rows) -> list[list[int]]:
    return [column.tolist() for column in rows.columns]


def without_numbers(rows: dict[str, list[tuple[object, ...]]]) -> dict[str, object]:
    """All that is stored but for the segments; digests of any rows, without their own row ids."""
    digests = {row[1:] for row in rows["row_digest"] if row[3]}
    return {**rows, "column_segment": [], "row_digest": digests}


@pytest.mark.parametrize("hashed_at_once", [1, 2, 500_000])
def test_columns_made_anew_are_those_that_the_changes_left(
    changed: ProjectFile, monkeypatch: pytest.MonkeyPatch, hashed_at_once: int
) -> None:
    monkeypatch.setattr(column_rebuild, "_HASHED_AT_ONCE", hashed_at_once)
    connection, rows = changed.connection, without_numbers(dump(changed))
    before = {kind: (load_rows(connection, kind), load_content(connection, kind)) for kind in Kind}
    identity = load_dataset(changed).identity
    assert all(len(segment_marks(connection, kind)) > 1 for kind in Kind)
    with changed.transaction() as writing:
        rebuild_columns(writing)
    for kind, (held, content) in before.items():
        assert len(held) > 20
        assert listed(load_rows(connection, kind)) == listed(held)
        assert load_content(connection, kind) == content
        assert len(segment_marks(connection, kind)) == 1
        assert not len(removed_rows(connection, kind))
        assert listed(sorted_rows(read_rows(connection, kind))) == listed(held)
    assert without_numbers(dump(changed)) == rows
    assert load_dataset(changed).identity == identity
    assert verify(changed).is_sound
