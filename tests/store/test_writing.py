"""What importing does to a project: new, duplicate, rejected."""

import json
from dataclasses import replace

import pytest

from attribution_desktop.domain.errors import (
    AlreadyImported,
)
from attribution_desktop.domain.imports import Reject
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import (
    channel_names,
    list_imports,
    load_dataset,
    order_row,
    row_counts,
)
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import (
    write_import,
)
from tests.store.fates import codes, fates, remaining_values
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


def test_an_import_says_what_it_added(project: ProjectFile) -> None:
    outcome = write_import(
        project,
        events_file(
            Row(channel="email"),
            Row(channel="social", at=NOON + HOUR, order="A1", value=5_000_000),
            Row(customer="bob", at=NOON + 2 * HOUR, order="B1", value=7_000_000),
            skipped=1,
        ),
    )
    manifest = outcome.manifest
    assert fates(outcome) == (3, 0, 0)
    assert manifest.rows_read == 4
    assert (manifest.touchpoints, manifest.conversions, manifest.revenue) == (2, 2.0, 12_000_000)
    assert (manifest.first, manifest.last) == (NOON, NOON + 2 * HOUR)
    assert outcome.changes.has_journeys
    assert outcome.changes.has_channels
    assert outcome.changes.revision == project.revision == 1
    assert list_imports(project) == (manifest,)


def test_the_same_file_again_is_refused_and_changes_nothing(project: ProjectFile) -> None:
    file = events_file(Row(channel="email"))
    write_import(project, file)
    before = dump(project)
    with pytest.raises(AlreadyImported, match=r"as events\.csv at [\d-]{10} \d\d:\d\d UTC;"):
        write_import(project, file)
    assert dump(project) == before


def test_the_same_file_again_on_purpose_is_all_duplicates(project: ProjectFile) -> None:
    file = events_file(
        Row(channel="email"),
        Row(channel="social", order="A1", value=5_000_000),
        Row(customer="bob", value=1_000_000),
        Row(order="A1", at=NOON + HOUR, value=-2_000_000),
        Row(channel="email", at=NOON + HOUR, is_date_only=True),
        Row(channel="email", at=NOON + HOUR, is_date_only=True),
    )
    write_import(project, file)
    before = load_dataset(project).identity
    outcome = write_import(project, file, is_again=True)
    assert fates(outcome) == (0, 6, 0)
    assert not outcome.changes
    assert load_dataset(project).identity == before
    assert len(list_imports(project)) == 2


def test_an_equal_touch_is_merged_and_a_touch_that_differs_in_anything_is_kept(
    project: ProjectFile,
) -> None:
    touch = Row(channel="email", session="s1", metadata="{}")
    different = [
        replace(touch, customer="bob"),
        replace(touch, channel="social"),
        replace(touch, at=NOON + 1),
        replace(touch, session="s2"),
        replace(touch, metadata='{"a": 1}'),
    ]
    outcome = write_import(project, events_file(touch, touch, *different))
    assert fates(outcome) == (6, 1, 0)
    outcome = write_import(project, events_file(*different, touch, file="later.csv"))
    assert fates(outcome) == (0, 6, 0)


def test_equal_touches_of_a_mere_date_are_kept_and_a_later_file_adds_only_the_excess(
    project: ProjectFile,
) -> None:
    touch = Row(channel="email", is_date_only=True)
    assert fates(write_import(project, events_file(touch, touch, file="1"))) == (2, 0, 0)
    assert fates(write_import(project, events_file(touch, file="2"))) == (0, 1, 0)
    assert fates(write_import(project, events_file(touch, touch, touch, file="3"))) == (1, 2, 0)
    assert row_counts(project).touches == 3


def test_spellings_of_one_channel_are_one_channel_shown_as_first_seen(
    project: ProjectFile,
) -> None:
    write_import(project, events_file(Row(channel=" Paid  Search"), Row(channel="")))
    write_import(project, events_file(Row(channel="PAID SEARCH", at=NOON + 1), file="later.csv"))
    assert channel_names(project) == ("Paid Search", "(not set)")


def test_a_row_that_is_touch_and_order_is_imported_when_either_part_is_new(
    project: ProjectFile,
) -> None:
    write_import(project, events_file(Row(channel="email")))
    both = Row(channel="email", order="A1", value=1_000_000)
    assert fates(write_import(project, events_file(both, file="order.csv"))) == (1, 0, 0)
    assert row_counts(project).touches == 1
    other_touch = replace(both, channel="social")
    assert fates(write_import(project, events_file(other_touch, file="touch.csv"))) == (1, 0, 0)
    assert fates(write_import(project, events_file(both, other_touch, file="all"))) == (0, 2, 0)


@pytest.mark.parametrize(
    "other",
    [
        Row(channel="social", order="A1", value=9_000_000),
        Row(channel="social", order="A1", value=5_000_000, at=NOON + 1),
        Row(channel="social", order="A1", value=5_000_000, customer="bob"),
    ],
)
@pytest.mark.parametrize("is_same_file", [True, False])
def test_an_order_with_other_content_is_rejected_with_its_touch(
    project: ProjectFile, other: Row, *, is_same_file: bool
) -> None:
    first = Row(channel="email", order="A1", value=5_000_000)
    if is_same_file:
        outcome = write_import(project, events_file(first, other))
        assert fates(outcome) == (1, 0, 1)
        assert codes(outcome) == [(3, "order-conflict")]
    else:
        write_import(project, events_file(first))
        outcome = write_import(project, events_file(other, file="later.csv"))
        assert fates(outcome) == (0, 0, 1)
        assert not outcome.changes
    assert "A1" in outcome.rejects[0].message
    assert channel_names(project) == ("email",)
    assert row_counts(project).customers == 1
    assert remaining_values(project) == [5_000_000]


def test_rejects_of_reading_and_of_storing_come_together_in_line_order(
    project: ProjectFile,
) -> None:
    faults = tuple(Reject(line, "value", "bad-number", "no number", "x") for line in range(40, 60))
    order = Row(order="A1", value=5)
    outcome = write_import(project, events_file(order, replace(order, value=6), rejects=faults))
    assert codes(outcome)[:2] == [(3, "order-conflict"), (40, "bad-number")]
    assert len(outcome.rejects) == outcome.manifest.rows_rejected == 21
    assert outcome.manifest.rejects == outcome.rejects[:20]


def test_an_order_without_id_gets_one_of_customer_and_instant(project: ProjectFile) -> None:
    file = events_file(Row(at=1_654_723_112_000_000, value=3_000_000))
    assert fates(write_import(project, file)) == (1, 0, 0)
    stored = order_row(project, "ann@2022-06-08T21:18:32Z")
    assert stored is not None
    assert (stored.customer, stored.value) == ("ann", 3_000_000)
    assert fates(write_import(project, file, is_again=True)) == (0, 1, 0)


def test_refunds_reduce_their_order_wherever_the_order_stands(project: ProjectFile) -> None:
    write_import(project, events_file(Row(order="A1", value=10_000_000)))
    outcome = write_import(
        project,
        events_file(
            Row(order="B1", value=-1_000_000, at=NOON + HOUR),
            Row(order="A1", value=-4_000_000, at=NOON + HOUR),
            Row(order="A1", value=-6_000_000, at=NOON + HOUR),
            Row(order="B1", value=3_000_000),
            file="later.csv",
        ),
    )
    assert fates(outcome) == (4, 0, 0)
    assert outcome.manifest.revenue == -8_000_000
    assert remaining_values(project) == [0, 2_000_000]
    stored = order_row(project, "A1")
    assert stored is not None
    assert (stored.value, stored.refunded) == (0, 10_000_000)
    assert verify(project).is_sound


def test_a_repeated_refund_and_a_refunded_order_are_duplicates(project: ProjectFile) -> None:
    order = Row(order="A1", value=10_000_000)
    refund = Row(order="A1", value=-4_000_000, at=NOON + HOUR)
    assert fates(write_import(project, events_file(order, refund, refund))) == (2, 1, 0)
    assert fates(write_import(project, events_file(order, refund, file="again"))) == (0, 2, 0)
    assert remaining_values(project) == [6_000_000]


def test_a_refund_without_order_or_beyond_it_is_rejected(project: ProjectFile) -> None:
    outcome = write_import(
        project,
        events_file(
            Row(order="A1", value=10_000_000),
            Row(order="A1", value=-7_000_000, at=NOON + 1),
            Row(order="A1", value=-4_000_000, at=NOON + 2),
            Row(order="A2", value=-1_000_000, channel="email"),
            Row(value=-1_000_000),
        ),
    )
    assert codes(outcome) == [
        (4, "refund-exceeds-order"),
        (5, "refund-without-order"),
        (6, "refund-without-order"),
    ]
    assert fates(outcome) == (2, 0, 3)
    assert remaining_values(project) == [3_000_000]
    assert channel_names(project) == ()


def test_equal_path_rows_are_all_kept_and_path_rows_with_an_order_once(
    project: ProjectFile,
) -> None:
    anonymous = PathRow(("email", "social"), conversions=2.5, nulls=7, value=5_000_000)
    ordered = PathRow(("email",), customer="ann", order="A1", at=NOON, value=1_000_000)
    outcome = write_import(project, paths_file(anonymous, anonymous, ordered, ordered))
    assert fates(outcome) == (3, 1, 0)
    manifest = outcome.manifest
    assert (manifest.touchpoints, manifest.conversions, manifest.journeys) == (5, 6.0, 20.0)
    assert (manifest.revenue, manifest.first, manifest.last) == (11_000_000, NOON, NOON)
    again = write_import(project, paths_file(anonymous, ordered, file="later.csv"))
    assert fates(again) == (1, 1, 0)
    assert verify(project).is_sound


@pytest.mark.parametrize(
    "other",
    [
        PathRow(("social",), customer="ann", order="A1", at=NOON, value=1_000_000),
        PathRow(("email",), customer="bob", order="A1", at=NOON, value=1_000_000),
        PathRow(("email",), order="A1", at=NOON, value=1_000_000),
        PathRow(("email",), customer="ann", order="A1", value=1_000_000),
        PathRow(("email",), customer="ann", order="A1", at=NOON, value=2_000_000),
        PathRow(("email",), customer="ann", order="A1", at=NOON, value=1_000_000, nulls=1),
    ],
)
def test_a_path_row_that_contradicts_its_order_is_rejected(
    project: ProjectFile, other: PathRow
) -> None:
    row = PathRow(("email",), customer="ann", order="A1", at=NOON, value=1_000_000)
    assert codes(write_import(project, paths_file(row, other))) == [(3, "order-conflict")]
    later = write_import(project, paths_file(other, file="later.csv"))
    assert codes(later) == [(2, "order-conflict")]
    event = write_import(project, events_file(Row(order="A1", value=1_000_000)))
    assert codes(event) == [(2, "order-conflict")]
    assert row_counts(project).paths == 1


def test_a_path_row_with_a_negative_value_is_rejected(project: ProjectFile) -> None:
    outcome = write_import(project, paths_file(PathRow(("email",), value=-1)))
    assert codes(outcome) == [(2, "negative-value")]


def test_a_path_row_keeps_its_length_and_channels(project: ProjectFile) -> None:
    write_import(project, paths_file(PathRow(("a", "b", "a"))))
    rows = project.connection.execute("SELECT path_length, channels FROM attribution_path")
    ((length, channels),) = rows.fetchall()
    assert (length, json.loads(str(channels))) == (3, [1, 2, 1])


def test_spend_rows_that_are_there_already_are_duplicates_row_by_row(
    project: ProjectFile,
) -> None:
    month = SpendRow("email", 1_000_000, days=tuple(range(20_000, 20_030)))
    day = SpendRow("social", 2_000_000, days=(20_000,), impressions=10, clicks=0, campaign="x")
    undated = SpendRow("display", 3_000_000)
    outcome = write_import(project, spend_file(month, day, day, undated))
    assert fates(outcome) == (4, 0, 0)
    assert outcome.changes.has_spend
    assert not outcome.changes.has_journeys
    later = write_import(
        project,
        spend_file(day, month, day, day, replace(day, clicks=1), undated, file="later.csv"),
    )
    assert fates(later) == (2, 4, 0)
    assert row_counts(project).spend == 30 + 3 + 1 + 1
