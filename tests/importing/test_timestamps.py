"""Instants from text."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution_desktop.domain.errors import InputRefused, UsageError
from attribution_desktop.domain.instants import first_instant_of, instant_from_datetime
from attribution_desktop.importing.date_text import DateOrder, Wall, wall_of
from attribution_desktop.importing.faults import Notes, RowFaults
from attribution_desktop.importing.timestamps import Moments, TimestampReader
from attribution_desktop.importing.undecided import Undecided
from attribution_desktop.importing.wall_times import Kind
from tests.importing.material import NOW

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Africa/Casablanca",
         "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia")  # fmt: skip


def read(texts: list[str], zone: str = "UTC") -> tuple[Moments, RowFaults, Notes]:
    faults, notes = RowFaults(np.arange(len(texts)) + 2, {}), Notes()
    everywhere = np.ones(len(texts), dtype=np.bool_)
    reader = TimestampReader(zone, NOW)
    moments = reader.read(pl.Series(texts, dtype=pl.String), everywhere, "timestamp", faults, notes)
    return moments, faults, notes


def instant(text: str, zone: str = "UTC") -> int:
    moments, faults, _ = read([text], zone)
    assert not faults.found
    return int(moments.instant[0])


NOON = instant_from_datetime(datetime(2026, 9, 1, 12, 30, 15, tzinfo=UTC))


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-01T12:30:15Z",
        "2026-09-01 12:30:15",
        "2026-09-01t12:30:15z",
        "2026-09-01T12:30:15.0",
        "2026-09-01T12:30:15,000Z",
        "2026-09-01 12:30:15.000000",
        "2026-09-01T14:30:15+02:00",
        "2026-09-01T14:30:15.000000999+0200",
        "2026-09-01 07:00:15-05:30",
        "1788265815",
        "1788265815000",
        "1788265815000000",
        "1788265815000000999",
    ],
)
def test_one_instant_has_many_spellings(text: str) -> None:
    assert instant(text) == NOON


def test_seconds_may_be_left_out() -> None:
    assert instant("2026-09-01T12:30") == NOON - 15_000_000
    assert instant("2026-09-01T12:30Z") == NOON - 15_000_000


@pytest.mark.parametrize("text", ["2026-09-01", "20260901"])
def test_a_day_starts_at_midnight_of_the_zone(text: str) -> None:
    moments, faults, _ = read([text], "America/New_York")
    assert not faults.found
    assert moments.is_date_only.tolist() == [True]
    expected = first_instant_of(date(2026, 9, 1), ZoneInfo("America/New_York"))
    assert moments.instant.tolist() == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Sem 1, 2026", "Sep 31, 2026", "2026-9-31", "1/1/26",
        "2026-13-01", "2026-02-29", "2026-00-10", "20260230", "2026-09-01 24:00:00",
        "2026-09-01 12:60:00", "2026-09-01 12:00:60", "2026-09-01 13:00:00 PM", "2026/13/01",
        "2026-09-01T12:30:15+25:00", "2026-09-01X12:30:15", "2026-09-01T12:30:15.", "abc", "1",
        "99999999999", "2026-09-01T12:30:15.1234567890", "２０２６-09-01",
    ],
)  # fmt: skip
def test_what_would_be_a_guess_is_rejected(text: str) -> None:
    _, faults, _ = read([text, "2026-09-01"])
    assert [(one.line, one.code, one.value) for one in faults.found] == [(2, "bad-date", text)]


@pytest.mark.parametrize(
    "text",
    [
        "2026-9-1 12:30:15", "2026/09/01 12:30:15", "Sep 1, 2026, 12:30:15 PM",
        "1 September 2026 12:30:15", "Tue, 1 Sep 2026 12:30:15 GMT", "1-Sep-2026 12:30:15",
        "2026-09-01 08:30:15 -0400", "2026-09-01 12:30:15 UTC", "September 1st, 2026 12:30:15",
    ],
)  # fmt: skip
def test_one_instant_has_many_spellings_by_hand(text: str) -> None:
    assert instant(text) == NOON


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("30/09/2025", DateOrder.DAY_FIRST, date(2025, 9, 30)),
        ("9/30/2025", DateOrder.MONTH_FIRST, date(2025, 9, 30)),
        ("7.7.2026", None, date(2026, 7, 7)),
        ("01/09/2026", DateOrder.DAY_FIRST, date(2026, 9, 1)),
        ("01/09/2026", DateOrder.MONTH_FIRST, date(2026, 1, 9)),
    ],
)
def test_a_days_order_is_proven_or_given(text: str, order: DateOrder | None, day: date) -> None:
    assert wall_of(text, order) == Wall(
        instant_from_datetime(datetime(day.year, day.month, day.day, tzinfo=UTC)), Kind.DAY
    )


@pytest.mark.parametrize("text", ["01/09/2026", "9-1-2026", "01.09.2026 10:00", "30/09/2025"])
def test_a_days_order_is_never_guessed(text: str) -> None:
    with pytest.raises(Undecided):
        read([text])


@pytest.mark.parametrize(
    "text", ["1999-12-31", "2026-09-24", "946684799", "2000-01-01T00:00:00+01:00"]
)
def test_instants_out_of_range_are_rejected(text: str) -> None:
    _, faults, _ = read([text])
    assert [one.code for one in faults.found] == ["out-of-range-date"]


@pytest.mark.parametrize("text", ["2000-01-01", "2026-09-23", "946684800"])
def test_the_ends_of_the_range_are_in_it(text: str) -> None:
    instant(text)


def test_epochs_of_two_units_are_refused() -> None:
    with pytest.raises(InputRefused, match="Line 3"):
        read(["1788265815", "1788265815000"])


def test_an_hour_that_clocks_leave_out_moves_forward() -> None:
    moments, _, notes = read(["2026-03-29 02:30:00"], "Europe/Berlin")
    assert moments.instant.tolist() == [
        instant_from_datetime(datetime(2026, 3, 29, 1, 30, tzinfo=UTC))
    ]
    assert len(notes.sentences()) == 1
    assert "do not exist" in notes.sentences()[0]


def test_an_hour_that_comes_twice_is_the_first() -> None:
    moments, _, notes = read(["2025-10-26 02:30:00"], "Europe/Berlin")
    assert moments.instant.tolist() == [
        instant_from_datetime(datetime(2025, 10, 26, 0, 30, tzinfo=UTC))
    ]
    assert "come twice" in notes.sentences()[0]


def test_an_unknown_zone_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="Mars"):
        TimestampReader("Mars/Olympus", NOW)


RANGE = (datetime(2000, 1, 2), datetime(2026, 9, 1))  # noqa: DTZ001  # wall clocks


@given(
    st.lists(st.datetimes(*RANGE), min_size=1, max_size=12),
    st.sampled_from(ZONES),
    st.sampled_from([" ", "T"]),
)
def test_local_times_are_what_python_makes_of_them(
    walls: list[datetime], zone: str, separator: str
) -> None:
    moments, faults, _ = read([wall.isoformat(separator) for wall in walls], zone)
    assert not faults.found
    expected = [instant_from_datetime(wall.replace(tzinfo=ZoneInfo(zone))) for wall in walls]
    assert moments.instant.tolist() == expected


@given(st.datetimes(*RANGE), st.integers(-14 * 60, 14 * 60))
def test_offsets_are_what_python_makes_of_them(wall: datetime, minutes: int) -> None:
    aware = wall.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert instant(aware.isoformat(), "Asia/Tokyo") == instant_from_datetime(aware)


@given(st.sampled_from(ZONES), st.datetimes(*RANGE, timezones=st.just(UTC)))
def test_a_days_number_is_the_zones(zone: str, moment: datetime) -> None:
    moments, _, _ = read([moment.isoformat().replace("+00:00", "Z")], zone)
    local = moment.astimezone(ZoneInfo(zone)).date()
    assert moments.day.tolist() == [(local - date(1970, 1, 1)).days]
