"""An edit makes an order what was asked for, keeps what is the same, and can be undone."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.store.channel_edits import merge_channels
from attribution_desktop.store.history import list_changes, redo_change, undo_change
from attribution_desktop.store.journey_edits import edit_journey, own_journey
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import channel_names, order_row
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import, write_tracked
from tests.store.material import HOUR, NOON, PathRow, Row, dump, events_file, paths_file
from tests.store.states import source_rows, state_of

FILE = events_file(
    Row(channel="email"),
    Row(channel="social", at=NOON + HOUR, order="A1", value=5_000_000),
    Row(order="A1", at=NOON + 2 * HOUR, value=-1_000_000),
    Row(channel="direct", at=NOON + 2 * HOUR, session="s1", metadata='{"page":"/"}'),
    Row(channel="email", at=NOON + 3 * HOUR),
    Row(channel="social", at=NOON + 3 * HOUR, order="A2", value=6_000_000),
    Row(customer="bob", channel="email", at=NOON + 50 * HOUR),
)
TOUCHES = (
    TrackedTouch("direct", NOON + 2 * HOUR, "s1", '{"page":"/"}'),
    TrackedTouch("email", NOON + 3 * HOUR),
    TrackedTouch("social", NOON + 3 * HOUR),
)
A2 = TrackedJourney("ann", "A2", 6_000_000, NOON + 3 * HOUR, TOUCHES)

Edit = Callable[[TrackedJourney], TrackedJourney]
EDITS: dict[str, Edit] = {
    "another value": lambda journey: replace(journey, value=7_500_000),
    "another order id": lambda journey: replace(journey, order="A2-new"),
    "a later conversion": lambda journey: replace(journey, converted_at=NOON + 9 * HOUR),
    "another customer, known": lambda journey: replace(journey, customer="bob"),
    "another customer, new": lambda journey: replace(journey, customer="eve"),
    "no touches": lambda journey: replace(journey, touches=()),
    "a touch less": lambda journey: replace(journey, touches=TOUCHES[1:]),
    "a touch more, of a new channel": lambda journey: replace(
        journey, touches=(*TOUCHES[:1], TrackedTouch("video", NOON + 2 * HOUR + 5), *TOUCHES[1:])
    ),
    "touches of one instant the other way round": lambda journey: replace(
        journey, touches=(TOUCHES[0], TOUCHES[2], TOUCHES[1])
    ),
    "a touch before those of its instant": lambda journey: replace(
        journey, touches=(TOUCHES[0], TrackedTouch("video", NOON + 3 * HOUR), *TOUCHES[1:])
    ),
    "another session": lambda journey: replace(
        journey, touches=(replace(TOUCHES[0], session="s2"), *TOUCHES[1:])
    ),
    "all at once": lambda _: TrackedJourney(
        "eve", "E7", 1, NOON + 20 * HOUR, (TrackedTouch("tv", NOON + 19 * HOUR),)
    ),
}


@pytest.fixture
def filled(project: ProjectFile) -> ProjectFile:
    write_import(project, FILE)
    return project


def test_an_order_is_read_as_it_would_be_entered(filled: ProjectFile) -> None:
    assert own_journey(filled, "A2") == A2


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_is_done_undone_and_done_again(filled: ProjectFile, name: str) -> None:
    before = state_of(filled)
    wanted = EDITS[name](A2)
    order, changes = edit_journey(filled, "A2", wanted)
    assert changes.has_journeys
    assert own_journey(filled, order) == wanted
    assert verify(filled).is_sound, verify(filled)
    after, (change,) = state_of(filled), list_changes(filled)
    assert change.description == f"Change of order {order}"
    undo_change(filled)
    assert state_of(filled) == before
    redo_change(filled, change.number)
    assert state_of(filled) == after
    assert verify(filled).is_sound, verify(filled)


def test_what_is_the_same_stays_in_its_rows(filled: ProjectFile) -> None:
    before = source_rows(filled)["touchpoint_interaction"]
    edit_journey(filled, "A2", replace(A2, value=1))
    assert source_rows(filled)["touchpoint_interaction"] == before


def test_refunds_stay_with_their_order(filled: ProjectFile) -> None:
    edit_journey(filled, "A1", replace(own_journey(filled, "A1"), value=2_000_000))
    order = order_row(filled, "A1")
    assert order is not None
    assert (order.value, order.refunded) == (2_000_000, 1_000_000)


def test_an_edit_that_changes_nothing_is_no_change(filled: ProjectFile) -> None:
    before = dump(filled)
    _, changes = edit_journey(filled, "A2", A2)
    assert not changes
    assert dump(filled) == before


def test_an_order_without_an_id_gets_a_stable_one(filled: ProjectFile) -> None:
    order, _ = edit_journey(filled, "A2", replace(A2, order="", converted_at=NOON + 4 * HOUR))
    assert order == "ann@2026-05-29T00:26:40Z"


def test_what_cannot_be_is_refused_and_changes_nothing(filled: ProjectFile) -> None:
    write_import(filled, paths_file(PathRow(("email",), order="P1", value=1)))
    before = dump(filled)
    late = TrackedTouch("email", NOON + 30 * HOUR)
    for order, journey in (
        ("none", A2),
        ("A2", replace(A2, order="A1")),
        ("A2", replace(A2, customer="")),
        ("A2", replace(A2, value=-1)),
        ("A2", replace(A2, touches=(late,))),
        ("P1", replace(A2, order="P1")),
    ):
        with pytest.raises(InputRefused):
            edit_journey(filled, order, journey)
    assert dump(filled) == before


def test_a_tracked_journey_is_undone_as_if_it_had_never_been(filled: ProjectFile) -> None:
    before = source_rows(filled)
    journey = TrackedJourney("zoe", "Z1", 5, NOON, (TrackedTouch("radio", NOON - HOUR),))
    write_tracked(filled, journey)
    assert [change.description for change in list_changes(filled)] == ["Tracking of order Z1"]
    undo_change(filled)
    assert source_rows(filled) == before
    assert "radio" not in channel_names(filled)
    assert verify(filled).is_sound, verify(filled)


def test_tracking_what_is_there_already_leaves_nothing_to_undo(filled: ProjectFile) -> None:
    write_tracked(filled, A2)
    assert list_changes(filled) == ()


ALIKE: dict[str, Edit] = {
    "another customer, known": lambda journey: replace(journey, customer="bob"),
    "another customer, new": lambda journey: replace(journey, customer="eve"),
    "one before the others": lambda journey: replace(
        journey, touches=(TrackedTouch("video", NOON), *journey.touches)
    ),
    "one among the others": lambda journey: replace(
        journey,
        touches=(*journey.touches[:2], TrackedTouch("video", NOON), *journey.touches[2:]),
    ),
    "one less": lambda journey: replace(journey, touches=journey.touches[1:]),
    "another value": lambda journey: replace(journey, value=1),
}


@pytest.mark.parametrize("name", ALIKE)
def test_touches_that_are_alike_are_as_many_after_an_edit(project: ProjectFile, name: str) -> None:
    """Those of a day without a time, and those of channels that count as one by now."""
    day = Row(channel="email", is_date_only=True)
    write_import(
        project,
        events_file(
            *(day, day, day, Row(channel="social"), replace(day, customer="bob")),
            Row(order="A1", at=NOON + HOUR, value=5),
        ),
    )
    merge_channels(project, "social", "email")
    before = source_rows(project)
    wanted = ALIKE[name](own_journey(project, "A1"))
    edit_journey(project, "A1", wanted)
    found = own_journey(project, "A1")
    assert (found.customer, found.touches) == (wanted.customer, wanted.touches)
    assert verify(project).is_sound, verify(project)
    undo_change(project)
    assert source_rows(project) == before
