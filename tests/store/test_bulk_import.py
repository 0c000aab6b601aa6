"""A large import takes another road than a small one, and arrives at the same place."""

import pytest

from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import load_dataset, row_counts
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import
from tests.store.fates import fates
from tests.store.material import NOON, Row, dump, events_file, new_project

LARGE = 20_500


def rows() -> list[Row]:
    """Touches of many customers, some twice, some of mere dates, and orders among them."""
    made = [
        Row(customer=f"c{i % 7_000}", channel=f"ch{i % 9}", at=NOON + i // 3, session=f"s{i % 4}")
        for i in range(LARGE)
    ]
    made += made[100:200]
    made += [Row(customer="d", channel="ch1", is_date_only=True)] * 5
    made += [Row(customer=f"c{i}", order=f"A{i}", value=i, at=NOON + LARGE) for i in range(900)]
    return made


def test_a_large_first_import_is_what_many_small_ones_are(
    project: ProjectFile, tmp_path_factory: pytest.TempPathFactory
) -> None:
    everything = rows()
    outcome = write_import(project, events_file(*everything))
    assert fates(outcome) == (LARGE + 5 + 900, 100, 0)
    assert verify(project).is_sound, verify(project)
    with new_project(tmp_path_factory.mktemp("small")) as other:
        first = events_file(*everything[:9_000])
        second = events_file(*everything[9_000:], file="second.csv")
        write_import(other, first)
        write_import(other, second)
        assert row_counts(other).touches == row_counts(project).touches
        ours, theirs = load_dataset(project), load_dataset(other)
        assert ours.identity.fingerprint == theirs.identity.fingerprint
        indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
        assert (
            project.connection.execute(indexes).fetchall()
            == other.connection.execute(indexes).fetchall()
        )


def test_the_same_large_file_again_adds_nothing(project: ProjectFile) -> None:
    file = events_file(*rows())
    write_import(project, file)
    before = load_dataset(project).identity
    kept = {name: found for name, found in dump(project).items() if name == "column_segment"}
    assert fates(write_import(project, file, is_again=True))[0] == 0
    assert load_dataset(project).identity == before
    assert {name: dump(project)[name] for name in kept} == kept
    assert project.connection.pragma("foreign_keys") == 1
