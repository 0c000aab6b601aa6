"""Segments hold what their changes say, however many there are and in whatever order."""

from collections.abc import Iterator

import apsw
import numpy as np
import pytest

from attribution_desktop.domain.errors import ProjectDamaged
from attribution_desktop.store import segments
from attribution_desktop.store.column_rows import Kind, Rows, rows_from_table
from attribution_desktop.store.connecting import connect_to_memory
from attribution_desktop.store.schema import create_tables
from attribution_desktop.store.segment_content import load_content
from attribution_desktop.store.segment_loading import load_rows, removed_rows
from attribution_desktop.store.segment_marks import later_segments, segment_marks
from attribution_desktop.store.segments import Change, append_change, drop_segments

Row = tuple[int, int, int, int]
"""Customer, instant, channel or value, row id."""

WIDE = 2**40


@pytest.fixture
def connection() -> Iterator[apsw.Connection]:
    database = connect_to_memory()
    create_tables(database)
    yield database.connection()
    database.close()


def change(kind: Kind, added: list[Row], removed: list[int], content: int = 0) -> Change:
    table = np.array(added, np.int64).reshape(-1, 4)
    sums = {1: content} if content else {}
    return Change(kind, rows_from_table(table), np.array(removed, np.int64), sums)


def listed(rows: Rows) -> list[Row]:
    return list(zip(*(column.tolist() for column in rows.columns), strict=True))


def random_row(dice: np.random.Generator, row: int) -> Row:
    customer, instant, third = (int(number) for number in dice.integers(0, (5, WIDE, 9)))
    return customer, instant, third, row


def in_order(held: dict[int, Row]) -> list[Row]:
    return sorted(held.values(), key=lambda row: (row[0], row[1], row[3]))


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("kind", Kind)
def test_what_is_loaded_is_what_was_added_and_not_taken_away(
    connection: apsw.Connection, monkeypatch: pytest.MonkeyPatch, kind: Kind, seed: int
) -> None:
    dice = np.random.default_rng(seed)
    monkeypatch.setattr(segments, "SEGMENT_ROWS", 7)
    monkeypatch.setattr(segments, "MOST_SEGMENTS", int(dice.integers(1, 12)))
    # Some segments are large enough to stay when those after them are merged.
    monkeypatch.setattr(segments, "_SMALL_ROWS", int(dice.integers(1, 8)))
    held: dict[int, Row] = {}
    content = 0
    for _ in range(30):
        removed = [row for row in held if dice.random() < 0.2]
        first = 1 + max(held, default=0)
        # A row that changes is taken away and added again under its id.
        again = removed[: int(dice.integers(0, 3))]
        numbers = [*again, *range(first, first + int(dice.integers(0, 20)))]
        added = [random_row(dice, number) for number in numbers]
        gained = int(dice.integers(0, WIDE))
        append_change(connection, change(kind, added, removed, gained), None)
        held = {row: value for row, value in held.items() if row not in removed}
        held |= {row[3]: row for row in added}
        content += gained
        assert listed(load_rows(connection, kind)) == in_order(held)
        assert load_content(connection, kind) == ({1: content} if content else {})
    assert not len(load_rows(connection, next(other for other in Kind if other is not kind)))


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([1, 1, 1, 1], [1, 1, 1, 1]),
        ([1, 1, 1, 1, 1], [5]),
        ([3, 1, 1, 1, 1], [3, 4]),
        ([1, 3, 2, 1, 1], [1, 3, 4]),
        ([1, 1, 3, 1, 1], [1, 1, 3, 2]),
        ([1, 1, 1, 3, 1], [7]),
    ],
)
def test_too_many_segments_are_merged_but_for_large_ones_and_those_before_them(
    connection: apsw.Connection,
    monkeypatch: pytest.MonkeyPatch,
    sizes: list[int],
    expected: list[int],
) -> None:
    monkeypatch.setattr(segments, "MOST_SEGMENTS", 4)
    monkeypatch.setattr(segments, "_SMALL_ROWS", 2)
    for _ in range(2):
        append_change(connection, change(Kind.ORDERS, [(1, 1, 1, 1)], []), None)
    numbers = iter(range(1, 100))
    for size in sizes:
        rows = [(1, 5, 1, next(numbers)) for _ in range(size)]
        append_change(connection, change(Kind.TOUCHES, rows, []), None)
    assert [mark.rows for mark in segment_marks(connection, Kind.TOUCHES)] == expected
    assert len(load_rows(connection, Kind.TOUCHES)) == sum(sizes)
    assert len(segment_marks(connection, Kind.ORDERS)) == 2


def test_dropping_the_segments_of_a_kind_leaves_the_others(connection: apsw.Connection) -> None:
    for kind in Kind:
        append_change(connection, change(kind, [(1, 5, 1, 1)], []), None)
    drop_segments(connection, Kind.ORDERS)
    assert [len(load_rows(connection, kind)) for kind in (Kind.TOUCHES, Kind.ORDERS)] == [1, 0]


def test_merged_segments_remember_each_removal_once(
    connection: apsw.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segments, "MOST_SEGMENTS", 2)
    row = (1, 5, 1, 1)
    append_change(connection, change(Kind.TOUCHES, [row], [7]), None)
    append_change(connection, change(Kind.TOUCHES, [row], [1, 7]), None)
    append_change(connection, change(Kind.TOUCHES, [row], [1]), None)
    (merged,) = segment_marks(connection, Kind.TOUCHES)
    assert (merged.rows, merged.removed) == (1, 2 * 8)
    assert removed_rows(connection, Kind.TOUCHES).tolist() == [1, 7]


def test_only_what_came_later_is_read_for_a_known_state(connection: apsw.Connection) -> None:
    kind = Kind.TOUCHES
    append_change(connection, change(kind, [(1, 5, 1, 1), (2, 5, 1, 2)], []), None)
    marks = segment_marks(connection, kind)
    append_change(connection, change(kind, [(9, 4, 1, 3)], [2]), None)
    later = later_segments(connection, kind, marks, most=10)
    assert later is not None
    assert later.customer.tolist() == [9]
    assert later.removed.tolist() == [2]
    assert later_segments(connection, kind, marks, most=1) is None


@pytest.mark.parametrize(
    "damage",
    [
        "body = substr(body, 1, length(body) - 1)",
        "row_count = row_count + 1",
        "row_count = -1",
        "row_count = 4611686018427387904",
        "removed = x'00'",
    ],
)
def test_bytes_that_do_not_fit_their_rows_are_damage(
    connection: apsw.Connection, damage: str
) -> None:
    append_change(connection, change(Kind.ORDERS, [(1, 5, 7, 1), (1, 6, 7, 2)], [8]), None)
    connection.execute(f"UPDATE column_segment SET {damage}")  # noqa: S608  # listed above
    with pytest.raises(ProjectDamaged):
        load_rows(connection, Kind.ORDERS)


def test_amounts_of_any_size_and_instants_before_1970_come_back(
    connection: apsw.Connection,
) -> None:
    rows = [(0, -(2**62), -(2**62), 1), (2**31 - 1, 2**62, 2**62, 2**62)]
    append_change(connection, change(Kind.ORDERS, rows, []), None)
    assert listed(load_rows(connection, Kind.ORDERS)) == rows


def test_more_cells_than_are_widened_at_once_come_back(connection: apsw.Connection) -> None:
    size = 150_000
    number = np.arange(size)
    rows = Rows(number, number * 1_000, number % 7, number)
    append_change(connection, Change(Kind.TOUCHES, rows, number[:0], {}), None)
    loaded = load_rows(connection, Kind.TOUCHES)
    for one, other in zip(listed(loaded), listed(rows), strict=True):
        assert one == other
