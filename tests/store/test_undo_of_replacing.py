"""Taking back an import that replaced what was stored: the earlier word comes back as it was."""

from collections.abc import Callable

import pytest

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.tracking import TrackedJourney
from attribution_desktop.store.editing import delete_journey, undo_import
from attribution_desktop.store.erasing import delete_customer
from attribution_desktop.store.history import list_changes, list_undone, redo_change, undo_change
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import load_dataset, order_row
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import, write_tracked
from tests.store.fates import remaining_values
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
    Row(channel="email", at=NOON - HOUR, session="s1", metadata="m1"),
    Row(channel="email", order="A1", value=5_000_000, session="s2"),
    Row(customer="bob", order="B1", value=7_000_000),
    Row(customer="cem", order="C1", value=3_000_000),
    file="first",
)
REFUNDS = events_file(
    Row(order="A1", at=NOON + HOUR, value=-1_000_000),
    Row(customer="bob", order="B1", at=NOON + HOUR, value=-2_000_000),
    file="refunds",
)
# Of another customer, and with a customer of whom there is nothing else.
SECOND = events_file(
    Row(customer="dan", channel="tv", order="A1", value=9_000_000),
    Row(customer="bob", order="B1", value=8_000_000),
    file="second",
)
THIRD = events_file(Row(order="A1", value=11_000_000), file="third")
PATHS = paths_file(
    PathRow(("a", "b"), order="P1", value=1, customer="pam", at=NOON),
    PathRow(("b",), order="P2", value=5),
)
NEWER_PATHS = paths_file(PathRow(("c",), order="P1", value=2), file="newer paths")
SPEND = spend_file(SpendRow("email", 10, days=(1, 2, 3)), SpendRow("tv", 5), file="spend")
NEWER_SPEND = spend_file(SpendRow("email", 20, days=(2, 3)), file="newer spend")

BOOKKEEPING = {"setting", "column_segment", "past_change", "document", "channel"}


def content(project: ProjectFile) -> dict[str, list[tuple[object, ...]]]:
    """Every row that counts or waits, with its id, and the digests; channels stay once met."""
    assert verify(project).is_sound, verify(project)
    found = {
        name: rows
        for name, rows in dump(project).items()
        if name not in BOOKKEEPING and not name.startswith("removed_")
    }
    found["row_digest"] = sorted(
        row[1:] for row in found["row_digest"] if row[1] != "channel" and row[3:] != (0, 0)
    )
    return found


Step = Callable[[ProjectFile], object]

CASES: dict[str, tuple[tuple[Step, ...], Step]] = {
    "orders with refunds": (
        (lambda p: write_import(p, FIRST), lambda p: write_import(p, REFUNDS)),
        lambda p: write_import(p, SECOND, is_replacing=True),
    ),
    "orders entered by hand": (
        (lambda p: write_tracked(p, TrackedJourney("ann", "A1", 4_000_000, NOON, ())),),
        lambda p: write_import(p, THIRD, is_replacing=True),
    ),
    "path rows": (
        (lambda p: write_import(p, PATHS),),
        lambda p: write_import(p, NEWER_PATHS, is_replacing=True),
    ),
    "spend": (
        (lambda p: write_import(p, SPEND, source="ads"),),
        lambda p: write_import(p, NEWER_SPEND, is_replacing=True, source="ads"),
    ),
    "what was replaced before": (
        (
            lambda p: write_import(p, FIRST),
            lambda p: write_import(p, SECOND, is_replacing=True),
        ),
        lambda p: write_import(p, THIRD, is_replacing=True),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_was_replaced_comes_back_as_it_was(project: ProjectFile, name: str) -> None:
    earlier, replace = CASES[name]
    for step in earlier:
        step(project)
    before, fingerprint = content(project), load_dataset(project).identity.fingerprint
    replace(project)
    replaced = content(project)
    number = len(dump(project)["imports"])
    undo_import(project, number)
    assert content(project) == before
    assert load_dataset(project).identity.fingerprint == fingerprint
    for _ in range(2):
        change, _ = undo_change(project)
        assert content(project) == replaced
        redo_change(project, change.number)
        assert content(project) == before


def test_replaced_words_come_back_in_whatever_order_imports_are_taken_back(
    project: ProjectFile,
) -> None:
    write_import(project, FIRST)
    write_import(project, SECOND, is_replacing=True)
    write_import(project, THIRD, is_replacing=True)
    assert remaining_values(project) == [3_000_000, 8_000_000, 11_000_000]
    undo_import(project, 2)
    # The third still has the last word on A1; the first word waits for it now.
    assert remaining_values(project) == [3_000_000, 7_000_000, 11_000_000]
    undo_import(project, 3)
    assert remaining_values(project) == [3_000_000, 5_000_000, 7_000_000]
    undo_change(project)
    undo_change(project)
    assert remaining_values(project) == [3_000_000, 8_000_000, 11_000_000]
    assert verify(project).is_sound
    undo_import(project, 3)
    assert remaining_values(project) == [3_000_000, 8_000_000, 9_000_000]


def test_spend_that_was_replaced_twice_comes_back_when_both_are_taken_back(
    project: ProjectFile,
) -> None:
    write_import(project, SPEND, source="ads")
    first = content(project)["daily_spend"]
    write_import(project, NEWER_SPEND, is_replacing=True, source="ads")
    newest = spend_file(SpendRow("email", 30, days=(2,)), file="newest")
    write_import(project, newest, is_replacing=True, source="ads")
    last = content(project)
    undo_import(project, 2)
    undo_import(project, 3)
    assert content(project)["daily_spend"] == first
    undo_change(project)
    undo_change(project)
    assert content(project) == last


def test_the_first_import_is_taken_back_with_what_was_replaced_of_it(project: ProjectFile) -> None:
    write_import(project, FIRST)
    write_import(project, SECOND, is_replacing=True)
    before = content(project)
    undo_import(project, 1)
    assert content(project)["replaced_attribution_path"] == []
    undo_import(project, 2)
    assert content(project)["attribution_path"] == []
    assert content(project)["customer"] == []
    first = next(c for c in list_changes(project) if c.description.endswith("(first)"))
    with pytest.raises(InputRefused, match="later changes rest on it"):
        undo_change(project, first.number)
    undo_change(project)
    undo_change(project)
    assert content(project) == before


def test_an_order_that_is_deleted_does_not_come_back_under_an_earlier_word(
    project: ProjectFile,
) -> None:
    write_import(project, FIRST)
    write_import(project, THIRD, is_replacing=True)
    before = content(project)
    delete_journey(project, "A1")
    undo_import(project, 2)
    assert order_row(project, "A1") is None
    undo_change(project)
    undo_change(project)
    assert content(project) == before


def test_what_a_refund_takes_off_a_replaced_order_goes_with_the_refund(
    project: ProjectFile,
) -> None:
    write_import(project, FIRST)
    write_import(project, REFUNDS)
    write_import(project, SECOND, is_replacing=True)
    undo_import(project, 2)
    undo_import(project, 3)
    assert remaining_values(project) == [3_000_000, 5_000_000, 7_000_000]
    assert verify(project).is_sound


def test_taking_back_is_refused_again_where_a_row_has_taken_the_place(project: ProjectFile) -> None:
    write_import(project, FIRST)
    write_import(project, THIRD, is_replacing=True)
    undo_import(project, 2)
    write_import(project, events_file(Row(order="A1", value=1), file="x"), is_replacing=True)
    before = dump(project)
    with pytest.raises(InputRefused, match="later changes rest on it"):
        undo_change(project)
    assert dump(project) == before
    assert list_undone(project) == ()


def test_no_byte_of_a_deleted_customer_is_left_in_what_waits(project: ProjectFile) -> None:
    rare = events_file(
        Row(customer="zzyzx", channel="tv", order="ZZ1", value=5, session="qwertz"), file="r"
    )
    write_import(project, rare)
    newer = events_file(Row(customer="zzyzx", order="ZZ1", value=6), file="n")
    write_import(project, newer, is_replacing=True)
    gone = events_file(Row(customer="zzyzx", channel="tv", at=NOON + 9, session="qwertz"), file="g")
    write_import(project, gone)
    undo_import(project, 3)
    delete_customer(project, "zzyzx")
    assert verify(project).is_sound
    path = project.path
    project.close()
    for text in (b"zzyzx", b"ZZ1", b"qwertz"):
        assert text not in path.read_bytes()
