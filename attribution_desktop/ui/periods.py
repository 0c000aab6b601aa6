"""Date ranges by name."""

from datetime import date, timedelta
from enum import StrEnum

from attribution_desktop.domain.notation import day_text

_MONTHS_A_QUARTER = 3


class Period(StrEnum):
    """The ranges on offer; `CUSTOM` is whatever two dates say."""

    ALL = "All time"
    LAST_30_DAYS = "Last 30 days"
    THIS_MONTH = "This month"
    LAST_MONTH = "Last month"
    LAST_QUARTER = "Last quarter"
    THIS_YEAR = "This year"
    CUSTOM = "Custom dates"


def period_dates(period: Period, today: date) -> tuple[date | None, date | None]:
    """First and last day, both inclusive; (None, None) for all time and custom dates.

    Examples
    --------
    >>> period_dates(Period.LAST_QUARTER, date(2025, 2, 10))
    (datetime.date(2024, 10, 1), datetime.date(2024, 12, 31))
    """
    month = today.replace(day=1)
    match period:
        case Period.LAST_30_DAYS:
            return today - timedelta(days=29), today
        case Period.THIS_MONTH:
            return month, today
        case Period.LAST_MONTH:
            end = month - timedelta(days=1)
            return end.replace(day=1), end
        case Period.LAST_QUARTER:
            first_month = (today.month - 1) // _MONTHS_A_QUARTER * _MONTHS_A_QUARTER + 1
            end = date(today.year, first_month, 1) - timedelta(days=1)
            return date(end.year, end.month - _MONTHS_A_QUARTER + 1, 1), end
        case Period.THIS_YEAR:
            return date(today.year, 1, 1), today
        case _:
            return None, None


def period_of(start: date | None, end: date | None, today: date) -> Period:
    """The name of a range; `CUSTOM` when it has none."""
    if start is None and end is None:
        return Period.ALL
    for period in Period:
        if period is not Period.ALL and period_dates(period, today) == (start, end):
            return period
    return Period.CUSTOM


def period_text(start: date | None, end: date | None) -> str:
    """A range in words.

    Examples
    --------
    >>> period_text(date(2025, 1, 1), None)
    'from 2025-01-01'
    """
    if start and end:
        return f"{day_text(start)} – {day_text(end)}"
    if start:
        return f"from {day_text(start)}"
    return f"to {day_text(end)}" if end else "All time"
