"""Date ranges by name."""

from datetime import date

import pytest

from attribution_desktop.ui.periods import Period, period_dates, period_of, period_text

TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        (Period.LAST_30_DAYS, date(2026, 3, 2), TODAY),
        (Period.THIS_MONTH, date(2026, 3, 1), TODAY),
        (Period.LAST_MONTH, date(2026, 2, 1), date(2026, 2, 28)),
        (Period.LAST_QUARTER, date(2025, 10, 1), date(2025, 12, 31)),
        (Period.THIS_YEAR, date(2026, 1, 1), TODAY),
    ],
)
def test_a_period_knows_its_days_and_its_days_know_the_period(
    period: Period, start: date, end: date
) -> None:
    assert period_dates(period, TODAY) == (start, end)
    assert period_of(start, end, TODAY) is period


def test_other_days_are_custom_dates() -> None:
    assert period_of(date(2026, 1, 7), None, TODAY) is Period.CUSTOM
    assert period_of(None, None, TODAY) is Period.ALL


def test_a_period_reads_as_words() -> None:
    assert period_text(None, None) == "All time"
    assert period_text(date(2026, 1, 1), date(2026, 1, 31)) == "2026-01-01 – 2026-01-31"
    assert period_text(None, date(2026, 1, 31)) == "to 2026-01-31"
