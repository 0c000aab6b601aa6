"""A deleted customer is gone: from the rows, and from the bytes of every file but old backups."""

from pathlib import Path

import pytest

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.imports import Reject
from attribution_desktop.domain.settings import CORE_MODELS
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.store.backups import back_up
from attribution_desktop.store.derived import write_model_data
from attribution_desktop.store.editing import delete_journey
from attribution_desktop.store.erasing import delete_customer
from attribution_desktop.store.history import list_changes, undo_change
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import row_counts
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import, write_tracked
from tests.store.material import HOUR, NOON, PathRow, Row, dump, events_file, paths_file

PERSON = "secret.person@example.org"
TRACES = (PERSON.encode(), b"SECRET-ORDER", b"secret-session")


def filled(project: ProjectFile) -> ProjectFile:
    """The customer among many others, in the history and among rejected rows."""
    others = [Row(customer=f"other{i}@example.org", channel="email") for i in range(3_000)]
    person = [
        Row(customer=PERSON, channel="email", session="secret-session", at=NOON + i)
        for i in range(20)
    ]
    orders = [
        Row(customer=PERSON, order=f"SECRET-ORDER-{i}", value=5, at=NOON + HOUR * i)
        for i in range(1, 4)
    ]
    rejects = (Reject(9_999, "customer", "bad", f"What is {PERSON}?", PERSON),)
    write_import(project, events_file(*others, *person, *orders, rejects=rejects))
    write_import(project, paths_file(PathRow(("a",), customer=PERSON, order="SECRET-ORDER-P")))
    delete_journey(project, "SECRET-ORDER-3")
    return project


def traces(folder: Path) -> list[tuple[str, bytes]]:
    return [
        (path.name, trace)
        for path in sorted(folder.iterdir())
        if path.is_file()
        for trace in TRACES
        if trace in path.read_bytes()
    ]


def test_no_byte_of_a_deleted_customer_is_left_while_open_or_closed(tmp_path: Path) -> None:
    with ProjectFile.create(tmp_path / "shop.attribution", name="shop") as project:
        filled(project)
        before = row_counts(project)
        erasure = delete_customer(project, PERSON)
        after = row_counts(project)
        assert (erasure.removed.touches, erasure.removed.orders) == (before.touches - 3_000 + 1, 3)
        assert (after.customers, after.touches, after.orders, after.paths) == (3_000, 3_000, 0, 0)
        assert list_changes(project) == ()
        assert verify(project).is_sound, verify(project)
    assert traces(tmp_path) == []


def test_the_trace_search_finds_what_is_there(tmp_path: Path) -> None:
    with ProjectFile.create(tmp_path / "shop.attribution", name="shop") as project:
        filled(project)
    assert {trace for _, trace in traces(tmp_path)} == set(TRACES)


def test_an_open_project_holds_nothing_in_its_log_after_deleting(tmp_path: Path) -> None:
    project = ProjectFile.create(tmp_path / "shop.attribution", name="shop")
    filled(project)
    delete_customer(project, PERSON)
    log = tmp_path / "shop.attribution-wal"
    assert not log.exists() or log.stat().st_size == 0
    project.close()


def test_backups_that_still_hold_the_customer_are_listed(project: ProjectFile) -> None:
    back_up(project.connection, project.path, "empty")
    filled(project)
    kept = back_up(project.connection, project.path, "full")
    assert [backup.path for backup in delete_customer(project, PERSON).backups] == [kept]


def test_deleting_an_unknown_customer_is_refused(project: ProjectFile) -> None:
    before = dump(project)
    with pytest.raises(InputRefused, match="no customer"):
        delete_customer(project, "nobody")
    assert dump(project) == before


@pytest.mark.parametrize("is_undone", [False, True])
def test_a_customer_whom_only_past_changes_know_can_be_deleted(
    tmp_path: Path, *, is_undone: bool
) -> None:
    with ProjectFile.create(tmp_path / "shop.attribution", name="shop") as project:
        write_import(project, events_file(Row(customer="bob", channel="email")))
        touches = (TrackedTouch("email", NOON, "secret-session"),)
        order, _ = write_tracked(project, TrackedJourney(PERSON, "", 5, NOON, touches))
        if is_undone:
            undo_change(project)
        else:
            delete_journey(project, order)
        assert dump(project)["customer"] == [(1, "bob")]
        backup = back_up(project.connection, project.path, "test")
        erasure = delete_customer(project, PERSON)
        assert [kept.path for kept in erasure.backups] == [backup]
        assert list_changes(project) == ()
        assert verify(project).is_sound, verify(project)
        with pytest.raises(InputRefused):
            delete_customer(project, PERSON)
    assert traces(tmp_path) == []


def test_credits_kept_of_an_order_that_is_gone_tell_nothing_of_its_customer(
    tmp_path: Path,
) -> None:
    with ProjectFile.create(tmp_path / "shop.attribution", name="shop") as project:
        write_import(project, events_file(Row(customer=PERSON, channel="email")))
        journey = TrackedJourney(PERSON, "", 5, NOON + HOUR, (TrackedTouch("tv", NOON + HOUR),))
        order, _ = write_tracked(project, journey)
        write_model_data(project, order, {key: [("tv", 5.0)] for key in CORE_MODELS}, "settings")
        delete_journey(project, order)
        write_import(project, events_file(Row(customer=PERSON, channel="email", at=NOON - HOUR)))
        delete_customer(project, PERSON)
    assert traces(tmp_path) == []
