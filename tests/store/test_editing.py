"""Undoing imports, deleting journeys, renaming and merging channels: and all of it back again."""

from collections.abc import Callable

import pytest

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.store.backups import list_backups
from attribution_desktop.store.channel_edits import list_channels, merge_channels, rename_channel
from attribution_desktop.store.editing import delete_journey, undo_import
from attribution_desktop.store.history import (
    list_changes,
    list_undone,
    redo_change,
    undo_change,
)
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import channel_names, load_dataset, row_counts
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import
from tests.store.fates import fates, remaining_values
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

FIRST = events_file(
    Row(channel="email"),
    Row(channel="social", at=NOON + HOUR, order="A1", value=5_000_000),
    Row(channel="direct", at=NOON + 2 * HOUR),
    Row(channel="email", at=NOON + 3 * HOUR, order="A2", value=6_000_000),
    Row(customer="bob", channel="email", session="s", at=NOON + HOUR),
)
SECOND = events_file(
    Row(order="A1", at=NOON + 4 * HOUR, value=-1_000_000),
    Row(customer="eve", channel="video", order="E1", value=9_000_000),
    Row(channel="email"),
    file="second.csv",
)
PATHS = paths_file(PathRow(("a", "b"), order="P1", value=1), PathRow(("a",), customer="zoe"))

Edit = Callable[[ProjectFile], object]
EDITS: dict[str, Edit] = {
    "undo of the first import": lambda project: undo_import(project, 1),
    "undo of the second import": lambda project: undo_import(project, 2),
    "undo of the paths": lambda project: undo_import(project, 3),
    "undo of the spend": lambda project: undo_import(project, 4),
    "deletion of an order": lambda project: delete_journey(project, "A2"),
    "deletion of a path": lambda project: delete_journey(project, "P1"),
    "renaming": lambda project: rename_channel(project, "email", "Newsletter"),
    "renaming in other letters": lambda project: rename_channel(project, "email", "E MAIL"),
    "merging": lambda project: merge_channels(project, "social", "email"),
}


@pytest.fixture
def filled(project: ProjectFile) -> ProjectFile:
    for file in (FIRST, SECOND, PATHS, spend_file(SpendRow("email", 5), SpendRow("tv", 7))):
        write_import(project, file)
    return project


def rows(project: ProjectFile) -> dict[str, list[tuple[object, ...]]]:
    """All source rows: neither bookkeeping nor what is derived."""
    left_out = {"setting", "column_segment", "past_change", "row_digest", "document"}
    return {
        name: found
        for name, found in dump(project).items()
        if name not in left_out and not name.startswith("removed_")
    }


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_leaves_a_sound_project_and_can_be_undone(
    filled: ProjectFile, name: str
) -> None:
    before, fingerprint = rows(filled), load_dataset(filled).identity.fingerprint
    EDITS[name](filled)
    assert verify(filled).is_sound, verify(filled)
    assert rows(filled) != before
    assert load_dataset(filled).identity.fingerprint != fingerprint
    assert len(list_changes(filled)) == 1
    undo_change(filled)
    assert rows(filled) == before
    assert load_dataset(filled).identity.fingerprint == fingerprint
    assert verify(filled).is_sound, verify(filled)
    assert list_changes(filled) == ()


def test_an_undone_import_leaves_the_project_as_if_it_had_never_been(project: ProjectFile) -> None:
    write_import(project, FIRST)
    before, identity = rows(project), load_dataset(project).identity
    write_import(project, SECOND)
    removed, changes = undo_import(project, 2)
    assert (removed.touches, removed.orders) == (1, 1)
    assert changes.has_journeys
    kept = rows(project)
    kept["channel"] = [row for row in kept["channel"] if row[1] != "video"]
    assert kept == before
    assert load_dataset(project).identity.fingerprint == identity.fingerprint
    assert project.revision > identity.revision


def test_a_backup_is_made_before_an_import_is_undone(filled: ProjectFile) -> None:
    undo_import(filled, 1)
    (backup,) = list_backups(filled.path)
    assert backup.reason == "before-undo-import"
    with ProjectFile.open(backup.path, is_writable=False) as copy:
        assert row_counts(copy).imports == 4


def test_a_file_whose_import_was_undone_can_be_imported_anew(filled: ProjectFile) -> None:
    fingerprint = load_dataset(filled).identity.fingerprint
    undo_import(filled, 4)
    write_import(filled, spend_file(SpendRow("email", 5), SpendRow("tv", 7)))
    assert load_dataset(filled).identity.fingerprint == fingerprint


def test_what_is_not_there_cannot_be_undone_or_deleted(filled: ProjectFile) -> None:
    before = dump(filled)
    for attempt in (
        lambda: undo_import(filled, 99),
        lambda: delete_journey(filled, "none"),
        lambda: rename_channel(filled, "none", "x"),
        lambda: rename_channel(filled, "email", "Social"),
        lambda: rename_channel(filled, "email", " "),
        lambda: merge_channels(filled, "email", "Email"),
        lambda: merge_channels(filled, "email", "none"),
        lambda: undo_change(filled),
    ):
        with pytest.raises(InputRefused):
            attempt()
    assert dump(filled) == before


def test_a_deleted_journey_takes_the_touches_since_the_order_before(filled: ProjectFile) -> None:
    removed, _ = delete_journey(filled, "A2")
    assert (removed.touches, removed.orders) == (2, 1)
    assert remaining_values(filled) == [4_000_000, 9_000_000]


def test_a_change_that_later_ones_rest_on_is_not_undone(filled: ProjectFile) -> None:
    rename_channel(filled, "email", "Newsletter")
    write_import(filled, events_file(Row(channel="Newsletter", at=NOON + 9), file="later.csv"))
    before = dump(filled)
    with pytest.raises(InputRefused, match="later changes rest on it"):
        undo_change(filled)
    assert dump(filled) == before


def test_a_renamed_channel_is_still_found_by_both_names(filled: ProjectFile) -> None:
    rename_channel(filled, "email", "Newsletter")
    assert "Newsletter" in channel_names(filled)
    assert fates(write_import(filled, FIRST, is_again=True)) == (0, 5, 0)
    outcome = write_import(filled, events_file(Row(channel="NEWSLETTER", at=NOON + 7), file="n"))
    assert fates(outcome) == (1, 0, 0)
    assert channel_names(filled).count("Newsletter") == 1
    rename_channel(filled, "newsletter", "email")
    assert list_channels(filled)[0].spellings == ("newsletter",)


def test_merged_channels_count_as_one_and_keep_doing_so(filled: ProjectFile) -> None:
    merge_channels(filled, "social", "email")
    merge_channels(filled, "email", "direct")
    dataset = load_dataset(filled).interactions
    assert "email" not in dataset.channels
    direct = dataset.channels.index("direct")
    assert (dataset.touches.channel == direct).sum() == 5
    assert fates(write_import(filled, FIRST, is_again=True)) == (0, 5, 0)
    shown = {channel.name: channel.spellings for channel in list_channels(filled)}
    assert shown["direct"] == ("email", "social")


def test_only_the_newest_changes_are_kept(filled: ProjectFile) -> None:
    for number in range(60):
        rename_channel(filled, "tv", f"TV {number}")
        rename_channel(filled, f"TV {number}", "tv")
    assert len(list_changes(filled)) == 50


@pytest.mark.parametrize("name", EDITS)
def test_what_was_undone_can_be_done_again(filled: ProjectFile, name: str) -> None:
    EDITS[name](filled)
    done, fingerprint = rows(filled), load_dataset(filled).identity.fingerprint
    change, _ = undo_change(filled)
    assert [undone.number for undone in list_undone(filled)] == [change.number]
    redo_change(filled, change.number)
    assert rows(filled) == done
    assert load_dataset(filled).identity.fingerprint == fingerprint
    assert verify(filled).is_sound, verify(filled)
    assert list_undone(filled) == ()
    assert list_changes(filled) == (change,)


def test_a_new_change_ends_what_could_be_done_again(filled: ProjectFile) -> None:
    delete_journey(filled, "A2")
    change, _ = undo_change(filled)
    rename_channel(filled, "email", "Newsletter")
    assert list_undone(filled) == ()
    with pytest.raises(InputRefused, match="could be done again"):
        redo_change(filled, change.number)


def test_what_later_rows_stand_in_the_way_of_is_not_done_again(filled: ProjectFile) -> None:
    delete_journey(filled, "A2")
    undo_change(filled)
    later = events_file(Row(order="A2", at=NOON + 4 * HOUR, value=-1_000_000), file="later.csv")
    write_import(filled, later)
    before = dump(filled)
    with pytest.raises(InputRefused, match="cannot be done again"):
        redo_change(filled, list_undone(filled)[0].number)
    assert dump(filled) == before


def test_undoing_leaves_no_two_channels_of_one_name(project: ProjectFile) -> None:
    write_import(project, events_file(Row(channel="email"), Row(channel="social", at=NOON + 1)))
    merge_channels(project, "email", "social")
    merge = list_changes(project)[0].number
    rename_channel(project, "social", "Email")
    before = dump(project)
    with pytest.raises(InputRefused, match="later changes rest on it"):
        undo_change(project, merge)
    assert dump(project) == before
    undo_change(project)
    undo_change(project)
    assert sorted(channel_names(project)) == ["email", "social"]
    assert verify(project).is_sound
