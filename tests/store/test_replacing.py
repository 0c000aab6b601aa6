"""A file that is to replace what is stored: the newer word counts, and nothing is counted twice."""

from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import load_dataset, row_counts
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import
from tests.store.fates import fates, remaining_values
from tests.store.material import (
    HOUR,
    NOON,
    PathRow,
    Row,
    SpendRow,
    events_file,
    paths_file,
    spend_file,
)


def costs(project: ProjectFile) -> list[int]:
    return sorted(load_dataset(project).spend.cost.tolist())


def test_replaced_spend_takes_the_place_of_the_sources_days_and_of_nothing_else(
    project: ProjectFile,
) -> None:
    june = spend_file(SpendRow("email", 10, days=(1, 2, 3)), SpendRow("social", 7, days=(2,)))
    write_import(project, june, source="google")
    write_import(project, spend_file(SpendRow("email", 99, days=(2,)), file="other.csv"))
    newer = spend_file(SpendRow("email", 20, days=(2, 3)), file="newer.csv")
    outcome = write_import(project, newer, is_replacing=True, source="google")
    assert fates(outcome) == (1, 0, 0)
    assert outcome.changes.has_spend
    assert costs(project) == [10, 20, 20, 99]
    write_import(project, newer, is_replacing=True, source="google")
    assert costs(project) == [10, 20, 20, 99]
    assert verify(project).is_sound


def test_replaced_undated_spend_leaves_dated_spend_alone(project: ProjectFile) -> None:
    write_import(project, spend_file(SpendRow("email", 5), SpendRow("email", 6, days=(4,))))
    write_import(project, spend_file(SpendRow("email", 8)), is_replacing=True)
    assert costs(project) == [6, 8]


def test_replaced_orders_take_the_files_word_and_lose_their_refunds(project: ProjectFile) -> None:
    first = Row(channel="email", order="A1", value=5_000_000)
    refund = Row(order="A1", at=NOON + HOUR, value=-1_000_000)
    other = Row(customer="bob", order="B1", value=7_000_000)
    write_import(project, events_file(first, refund, other))
    newer = events_file(Row(channel="email", order="A1", value=9_000_000), other, file="newer")
    outcome = write_import(project, newer, is_replacing=True)
    assert fates(outcome) == (1, 1, 0)
    assert remaining_values(project) == [7_000_000, 9_000_000]
    assert row_counts(project).touches == 1
    assert verify(project).is_sound
    (warning,) = outcome.manifest.warnings
    assert "1 refund of 1" in warning


def test_refunds_that_the_newer_file_holds_again_are_not_missed(project: ProjectFile) -> None:
    refunds = [Row(order="A1", at=NOON + HOUR * i, value=-1_000_000) for i in (1, 2)]
    write_import(project, events_file(Row(order="A1", value=5_000_000), *refunds))
    newer = events_file(Row(order="A1", value=9_000_000), *refunds, file="newer")
    assert write_import(project, newer, is_replacing=True).manifest.warnings == ()
    assert remaining_values(project) == [7_000_000]


def test_a_replaced_path_row_loses_its_touches(project: ProjectFile) -> None:
    write_import(project, paths_file(PathRow(("a", "b"), order="A1", value=1)))
    newer = paths_file(PathRow(("c",), order="A1", value=2), file="newer")
    assert fates(write_import(project, newer, is_replacing=True)) == (1, 0, 0)
    counts = row_counts(project)
    assert (counts.paths, counts.path_touches) == (1, 1)
    assert verify(project).is_sound
