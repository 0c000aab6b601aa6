"""A path row becomes what was asked for, with or without an order id, and can be brought back."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.tracking import StoredPath, TrackedPath
from attribution_desktop.store.channel_edits import merge_channels, rename_channel
from attribution_desktop.store.editing import undo_import
from attribution_desktop.store.history import list_changes, redo_change, undo_change
from attribution_desktop.store.path_edits import delete_path, edit_path, own_path
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import channel_names, load_dataset
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import
from tests.store.material import NOON, PathRow, Row, dump, events_file, paths_file
from tests.store.states import source_rows, state_of

NAMED = TrackedPath("ann", "P1", 9_000_000, NOON, 3.0, 2.5, ("email", "direct", "email"))
BARE = TrackedPath("", "", 0, None, 0.0, 4.0, ("direct",))

Edit = Callable[[TrackedPath], TrackedPath]
EDITS: dict[str, Edit] = {
    "another value": lambda path: replace(path, value=7, conversions=1.0),
    "other counts": lambda path: replace(path, conversions=1.5, nulls=0.0),
    "another order id": lambda path: replace(path, order="P9"),
    "no order id": lambda path: replace(path, order=""),
    "a customer, known": lambda path: replace(path, customer="bob"),
    "a customer, new": lambda path: replace(path, customer="eve"),
    "no customer": lambda path: replace(path, customer=""),
    "another day": lambda path: replace(path, converted_at=NOON + 1),
    "no day": lambda path: replace(path, converted_at=None),
    "the other way round": lambda path: replace(path, channels=("direct", "video")),
    "a step less": lambda path: replace(path, channels=path.channels[:1]),
}


@pytest.fixture
def filled(project: ProjectFile) -> ProjectFile:
    write_import(project, events_file(Row(customer="bob", channel="email")))
    write_import(
        project,
        paths_file(
            PathRow(NAMED.channels, "ann", "P1", NOON, 3.0, 2.5, 9_000_000),
            PathRow(("direct",), conversions=0.0, nulls=4.0),
            PathRow(("email",), order="P2", value=1),
        ),
    )
    return project


def stored(project: ProjectFile, path: TrackedPath) -> StoredPath:
    found = [own_path(project, int(row)) for row in load_dataset(project).interactions.paths.row]
    return next(one for one in found if one.path == path)


@pytest.mark.parametrize("path", [NAMED, BARE], ids=["with an id", "without one"])
@pytest.mark.parametrize("name", EDITS)
def test_every_edit_is_done_undone_and_done_again(
    filled: ProjectFile, name: str, path: TrackedPath
) -> None:
    there, wanted = stored(filled, path), EDITS[name](path)
    before = state_of(filled)
    changes = edit_path(filled, there, wanted)
    assert own_path(filled, there.row).path == wanted
    assert verify(filled).is_sound, verify(filled)
    if wanted == path:
        assert not changes
        return
    assert changes.has_journeys
    after, (change,) = state_of(filled), list_changes(filled)
    # No figure depends on the id of a path.
    is_content = replace(wanted, order=path.order) != path
    assert (after.fingerprint != before.fingerprint) == is_content
    undo_change(filled)
    assert state_of(filled) == before
    redo_change(filled, change.number)
    assert state_of(filled) == after
    assert verify(filled).is_sound, verify(filled)


def test_an_edited_path_goes_with_its_import(filled: ProjectFile) -> None:
    there = stored(filled, BARE)
    edit_path(filled, there, replace(BARE, customer="eve", channels=("video", "tv")))
    undo_import(filled, 2)
    assert not len(load_dataset(filled).interactions.paths.row)
    assert verify(filled).is_sound, verify(filled)


@pytest.mark.parametrize("path", [NAMED, BARE], ids=["with an id", "without one"])
def test_a_path_is_deleted_and_brought_back(filled: ProjectFile, path: TrackedPath) -> None:
    before = source_rows(filled)
    removed, changes = delete_path(filled, stored(filled, path))
    assert (removed.orders, removed.touches) == (1, len(path.channels))
    assert changes.has_journeys
    assert len(load_dataset(filled).interactions.paths.row) == 2
    assert verify(filled).is_sound, verify(filled)
    undo_change(filled)
    assert source_rows(filled) == before


def test_what_cannot_be_is_refused_and_changes_nothing(filled: ProjectFile) -> None:
    before, there = dump(filled), stored(filled, NAMED)
    for wanted in (
        replace(NAMED, order="P2"),
        replace(NAMED, channels=()),
        replace(NAMED, value=-1),
        replace(NAMED, nulls=-1.0),
        replace(NAMED, conversions=0.0),
        replace(NAMED, value=0, conversions=0.0, nulls=0.0),
    ):
        with pytest.raises(InputRefused):
            edit_path(filled, there, wanted)
    assert dump(filled) == before


def test_a_path_that_was_changed_meanwhile_is_left_alone(filled: ProjectFile) -> None:
    there = stored(filled, NAMED)
    edit_path(filled, there, replace(NAMED, value=1))
    before = dump(filled)
    with pytest.raises(InputRefused, match="meanwhile"):
        edit_path(filled, there, replace(NAMED, value=2))
    with pytest.raises(InputRefused, match="meanwhile"):
        delete_path(filled, there)
    assert dump(filled) == before
    with pytest.raises(InputRefused, match="no such path"):
        own_path(filled, 10_000)


def test_a_new_channel_is_told(filled: ProjectFile) -> None:
    changes = edit_path(filled, stored(filled, BARE), replace(BARE, channels=("radio", "direct")))
    assert changes.has_channels
    assert "radio" in channel_names(filled)


@pytest.mark.parametrize("name", EDITS)
def test_a_path_under_merged_and_renamed_channels_keeps_what_its_steps_were(
    filled: ProjectFile, name: str
) -> None:
    merge_channels(filled, "direct", "email")
    rename_channel(filled, "email", "Post")
    shown = replace(NAMED, channels=("Post", "Post", "Post"))
    there, wanted = stored(filled, shown), EDITS[name](shown)
    edit_path(filled, there, wanted)
    names = tuple("Post" if name == "direct" else name for name in wanted.channels)
    assert own_path(filled, there.row).path == replace(wanted, channels=names)
    assert verify(filled).is_sound, verify(filled)
    for change in list_changes(filled)[1:]:
        undo_change(filled, change.number)
    assert verify(filled).is_sound, verify(filled)
    if "Post" in wanted.channels:
        kept = own_path(filled, there.row).path
        assert kept.channels == NAMED.channels[: len(wanted.channels)]
