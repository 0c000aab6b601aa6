"""What is read back is what was written."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attribution_desktop.domain.errors import Cancelled
from attribution_desktop.domain.instants import UNDATED, UNDATED_DAY
from attribution_desktop.store import bulk
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import (
    customer_names,
    holds_order,
    is_empty,
    load_customer,
    load_dataset,
    order_ids,
)
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import
from tests.store.material import (
    HOUR,
    NOON,
    PathRow,
    Row,
    SpendRow,
    cancelling_at,
    events_file,
    new_project,
    paths_file,
    spend_file,
)


def test_touches_come_by_customer_then_time_then_place_in_the_file(project: ProjectFile) -> None:
    write_import(
        project,
        events_file(
            Row(customer="bob", channel="z"),
            Row(customer="ann", channel="z", at=NOON + HOUR),
            Row(customer="ann", channel="y", at=NOON + HOUR),
            Row(customer="ann", channel="x", at=NOON + HOUR),
            Row(customer="ann", channel="y"),
            Row(customer="bob", channel="x"),
            Row(customer="bob", channel="y"),
        ),
    )
    write_import(project, events_file(Row(customer="bob", channel="a"), file="later.csv"))
    dataset = load_dataset(project).interactions
    touches = dataset.touches
    names = customer_names(project, touches.customer.tolist())
    channels = [dataset.channels[code] for code in touches.channel.tolist()]
    assert list(zip(names, channels, strict=True)) == [
        ("bob", "z"),
        ("bob", "x"),
        ("bob", "y"),
        ("bob", "a"),
        ("ann", "y"),
        ("ann", "z"),
        ("ann", "y"),
        ("ann", "x"),
    ]
    assert (touches.customer.dtype.name, touches.channel.dtype.name) == ("int64", "int32")


def test_path_rows_come_back_whole_and_in_order(project: ProjectFile) -> None:
    write_import(
        project,
        paths_file(
            PathRow(("a", "b", "a"), conversions=1.5, nulls=0.25, value=3),
            PathRow(()),
            PathRow(("b",), customer="ann", order="A1", at=NOON, conversions=0, nulls=1),
        ),
    )
    loaded = load_dataset(project).interactions
    paths = loaded.paths
    assert loaded.channels == ("a", "b")
    assert paths.start.tolist() == [0, 3, 3, 4]
    assert paths.channel.tolist() == [0, 1, 0, 1]
    assert paths.conversions.tolist() == [1.5, 1.0, 0.0]
    assert paths.nulls.tolist() == [0.25, 0.0, 1.0]
    assert paths.value.tolist() == [3, 0, 0]
    assert paths.instant.tolist() == [UNDATED, UNDATED, NOON]
    assert paths.customer.tolist()[:2] == [-1, -1]
    assert customer_names(project, paths.customer.tolist()) == ("", "", "ann")
    assert order_ids(project, paths.row.tolist()) == ("", "", "A1")
    assert len(loaded.touches.row) == len(loaded.conversions.row) == 0


def test_an_empty_project_has_columns_of_no_rows(project: ProjectFile) -> None:
    dataset = load_dataset(project)
    assert is_empty(project)
    assert dataset.interactions.paths.start.tolist() == [0]
    assert len(dataset.spend.cost) == 0
    assert dataset.identity.revision == 0


def test_one_customer_is_read_alone_with_the_codes_of_all_channels(project: ProjectFile) -> None:
    write_import(
        project,
        events_file(
            Row(customer="bob", channel="x", order="B1", value=1),
            Row(customer="ann", channel="y"),
            Row(customer="ann", channel="x", at=NOON - HOUR),
            Row(customer="ann", order="A1", value=2, at=NOON + HOUR),
        ),
    )
    interactions, row = load_customer(project, "ann", "A1")
    assert interactions.channels == ("x", "y")
    assert interactions.touches.channel.tolist() == [0, 1]
    assert interactions.conversions.row.tolist() == [row]
    assert interactions.conversions.value.tolist() == [2]
    with pytest.raises(KeyError):
        load_customer(project, "ann", "A2")
    assert holds_order(project, "B1")
    assert not holds_order(project, "A2")


def test_the_fingerprint_follows_the_data_and_nothing_else(tmp_path: Path) -> None:
    file = events_file(Row(channel="email"), Row(order="A1", value=5))
    with new_project(tmp_path, "one") as one, new_project(tmp_path, "two") as two:
        write_import(one, file)
        write_import(two, file)
        first = load_dataset(one).identity.fingerprint
        assert len(first) == 16
        assert load_dataset(two).identity.fingerprint == first
        write_import(two, spend_file(SpendRow("email", 1)))
        assert load_dataset(two).identity.fingerprint != first


def test_reading_can_be_cancelled_and_read_again(project: ProjectFile) -> None:
    write_import(project, events_file(Row(channel="email")))
    for report in range(1, 6):
        with pytest.raises(Cancelled):
            load_dataset(project, cancelling_at(report))
    assert len(load_dataset(project).interactions.touches.row) == 1


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=5)
INSTANTS = st.integers(NOON, NOON + 5) | st.integers(-(2**62), 2**62)
TOUCHES = st.builds(
    Row,
    customer=NAMES,
    channel=st.sampled_from(["a", "B", "(not set)", "Ü", "日本"]),
    at=INSTANTS,
    session=st.sampled_from(["", "s"]),
    is_date_only=st.booleans(),
)
ORDERS = st.lists(
    st.builds(
        Row,
        customer=NAMES,
        at=INSTANTS,
        order=NAMES,
        value=st.integers(0, 10**18),
    ),
    unique_by=lambda row: row.order,
    max_size=8,
)
PATHS = st.lists(
    st.builds(
        PathRow,
        channels=st.lists(st.sampled_from("abc"), max_size=4).map(tuple),
        at=st.just(UNDATED) | INSTANTS,
        conversions=st.floats(0, 1e6),
        nulls=st.floats(0, 1e6),
        value=st.integers(0, 10**18),
    ),
    max_size=8,
)
SPEND = st.lists(
    st.builds(
        SpendRow,
        channel=st.sampled_from("abc"),
        cost=st.integers(0, 10**18),
        days=st.lists(st.integers(0, 30_000), min_size=1, max_size=3).map(tuple)
        | st.just((UNDATED_DAY,)),
        impressions=st.integers(-1, 2**40),
        clicks=st.integers(-1, 2**40),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    touches=st.lists(TOUCHES, max_size=12),
    orders=ORDERS,
    paths=PATHS,
    spend=SPEND,
    block=st.integers(1, 5),
)
def test_whatever_is_written_is_read_back(
    touches: list[Row],
    orders: list[Row],
    paths: list[PathRow],
    spend: list[SpendRow],
    block: int,
) -> None:
    with (
        TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patch,
        new_project(Path(folder)) as project,
    ):
        patch.setattr(bulk, "BLOCK_ROWS", block)
        patch.setattr(bulk, "FETCH_ROWS", block)
        write_import(project, events_file(*touches, *orders))
        write_import(project, paths_file(*paths))
        write_import(project, spend_file(*spend))
        assert verify(project).is_sound
        dataset = load_dataset(project)
        name = dict(project.connection.execute("SELECT id, external_id FROM customer"))
    channels = dataset.interactions.channels
    read = dataset.interactions.touches
    dated = Counter(
        (row.customer, row.channel, row.at, row.session) for row in touches if row.is_date_only
    )
    timed = {(row.customer, row.channel, row.at, row.session) for row in touches}
    expected = Counter(identity[:3] for identity in timed for _ in range(max(1, dated[identity])))
    assert expected == Counter(
        (name[customer], channels[code], at)
        for customer, code, at in zip(
            read.customer.tolist(), read.channel.tolist(), read.instant.tolist(), strict=True
        )
    )
    keys = list(zip(read.customer.tolist(), read.instant.tolist(), read.row.tolist(), strict=True))
    assert keys == sorted(keys)
    sales = dataset.interactions.conversions
    assert Counter((row.customer, row.at, row.value) for row in orders) == Counter(
        (name[customer], at, value)
        for customer, at, value in zip(
            sales.customer.tolist(), sales.instant.tolist(), sales.value.tolist(), strict=True
        )
    )
    rows = dataset.interactions.paths
    ends = rows.start.tolist()
    assert [
        (tuple(channels[code] for code in rows.channel[a:b].tolist()), at, c, n, v)
        for a, b, at, c, n, v in zip(
            ends,
            ends[1:],
            rows.instant.tolist(),
            rows.conversions.tolist(),
            rows.nulls.tolist(),
            rows.value.tolist(),
            strict=False,
        )
    ] == [
        (
            tuple(_shown(channels, c) for c in row.channels),
            row.at,
            row.conversions,
            row.nulls,
            row.value,
        )
        for row in paths
    ]
    costs = dataset.spend
    assert [
        (_shown(channels, row.channel), day, row.cost, row.impressions, row.clicks)
        for row in spend
        for day in row.days
    ] == [
        (channels[code], *cells)
        for code, *cells in zip(
            costs.channel.tolist(),
            costs.day.tolist(),
            costs.cost.tolist(),
            costs.impressions.tolist(),
            costs.clicks.tolist(),
            strict=True,
        )
    ]


def _shown(channels: tuple[str, ...], channel: str) -> str:
    """The first spelling of a channel in the project."""
    return next(name for name in channels if name.casefold() == channel.casefold())
