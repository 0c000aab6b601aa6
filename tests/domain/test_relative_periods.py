"""Date ranges by name."""

from datetime import date

import pytest

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.relative_periods import relative_period


@pytest.mark.parametrize(
    ("name", "today", "start", "end"),
    [
        ("today", "2026-03-01", "2026-03-01", "2026-03-01"),
        ("yesterday", "2026-03-01", "2026-02-28", "2026-02-28"),
        ("last-7-days", "2026-03-03", "2026-02-25", "2026-03-03"),
        ("this-week", "2026-11-22", "2026-11-16", "2026-11-22"),
        ("last-week", "2026-11-23", "2026-11-16", "2026-11-22"),
        ("this-month", "2026-03-01", "2026-03-01", "2026-03-01"),
        ("last-month", "2024-03-31", "2024-02-01", "2024-02-29"),
        ("last-month", "2026-01-15", "2025-12-01", "2025-12-31"),
        ("this-quarter", "2026-05-15", "2026-04-01", "2026-05-15"),
        ("last-quarter", "2026-02-10", "2025-10-01", "2025-12-31"),
        ("this-year", "2026-02-10", "2026-01-01", "2026-02-10"),
        ("last-year", "2026-02-10", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_named_range_has_these_days(name: str, today: str, start: str, end: str) -> None:
    expected = (date.fromisoformat(start), date.fromisoformat(end))
    assert relative_period(name, date.fromisoformat(today)) == expected


def test_all_time_is_open() -> None:
    assert relative_period("all-time", date(2026, 1, 1)) == (None, None)


@pytest.mark.parametrize("name", ["", "last", "last-", "last-decade", "next-month", "last-0-days"])
def test_any_other_name_is_answered_with_those_there_are(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        relative_period(name, date(2026, 1, 1))
    assert "last-month" in caught.value.hint
