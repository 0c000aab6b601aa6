"""Spend rows."""

import pytest

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.instants import UNDATED_DAY, date_from_day_number
from attribution_desktop.domain.interactions import UNKNOWN_COUNT
from tests.importing.material import Read, faults


def test_a_dated_row_is_one_entry(read: Read) -> None:
    file = read(
        "Channel,Date,Cost,Impr.,Clicks,Campaign\n"
        'Email,2026-09-01,"1,234.56","795,836",,Summer\nEmail,20260902,0,12,3,\n'
    )
    spend = file.spend
    assert spend is not None
    assert [str(date_from_day_number(day)) for day in spend.day.tolist()] == [
        "2026-09-01",
        "2026-09-02",
    ]
    assert spend.cost.tolist() == [1_234_560_000, 0]
    assert spend.impressions.tolist() == [795_836, 12]
    assert spend.clicks.tolist() == [UNKNOWN_COUNT, 3]
    assert spend.campaign == ["Summer", ""]
    assert spend.line.tolist() == [2, 3]


def test_a_period_is_spread_to_the_micro(read: Read) -> None:
    file = read(
        "channel,cost,start,end,impressions,clicks\nA,10,2026-09-01,2026-09-03,100,\n"
        "B,0.000001,2026-08-30,2026-09-01,1,2\n"
    )
    spend = file.spend
    assert spend is not None
    assert spend.cost.tolist() == [3_333_334, 3_333_333, 3_333_333, 1, 0, 0]
    assert spend.impressions.tolist() == [34, 33, 33, 1, 0, 0]
    assert spend.clicks.tolist() == [UNKNOWN_COUNT] * 3 + [1, 1, 0]
    assert (spend.day[1:3] - spend.day[:2]).tolist() == [1, 1]
    assert spend.line.tolist() == [2, 2, 2, 3, 3, 3]
    assert file.rows_read == 2


@pytest.mark.parametrize(
    ("row", "column", "code", "value"),
    [
        ("A,-1,2026-09-01,2026-09-02,,USD", "cost", "negative-cost", "-1"),
        ("A,,2026-09-01,2026-09-02,,USD", "cost", "bad-number", ""),
        ("A,5x,2026-09-01,2026-09-02,,USD", "cost", "bad-number", "5x"),
        ("A,€5,2026-09-01,2026-09-02,,USD", "cost", "other-currency", "€5"),
        ("A,5,2026-09-03,2026-09-02,,USD", "end", "end-before-start", "2026-09-02"),
        ("A,5,,2026-09-02,,USD", "start", "missing-date", ""),
        ("A,5,2026-09-01,2027-09-02,,USD", "end", "out-of-range-date", "2027-09-02"),
        ("A,5,2001-09-01,2026-09-02,,USD", "end", "out-of-range-date", "2026-09-02"),
        ("A,5,2026-09-01,2026-09-02,1.5,USD", "clicks", "bad-number", "1.5"),
        ("A,5,2026-09-01,2026-09-02,-1,USD", "clicks", "bad-number", "-1"),
        ("A,5,2026-09-01,2026-09-02,,EUR", "currency", "other-currency", "EUR"),
    ],
)
def test_faulty_rows_are_rejected(read: Read, row: str, column: str, code: str, value: str) -> None:
    file = read(f"channel,cost,start,end,clicks,currency\n{row}\n", currency="usd")
    assert faults(file) == [(2, column, code, value)]
    assert file.spend is not None
    assert file.spend.cost.size == 0


def test_a_time_with_zone_falls_on_the_projects_day(read: Read) -> None:
    file = read("channel,cost,date\nA,1,2026-09-01T23:30:00Z\n", time_zone="Europe/Berlin")
    assert file.spend is not None
    assert str(date_from_day_number(int(file.spend.day[0]))) == "2026-09-02"


def test_half_a_period_is_refused(read: Read) -> None:
    with pytest.raises(InputRefused, match="only one end"):
        read("channel,cost,start\nA,1,2026-09-01\n")


def test_spend_without_channel_is_not_set(read: Read) -> None:
    file = read("channel,cost\n,1\n")
    assert file.channels == ["(not set)"]
    assert file.spend is not None
    assert file.spend.day.tolist() == [UNDATED_DAY]
