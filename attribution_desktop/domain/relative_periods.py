"""Date ranges by name, counted from a day: what a command that runs every month asks for."""

import re
from datetime import date, timedelta

from attribution_desktop.domain.errors import UsageError

_UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = re.compile(r"last-([1-9]\d{0,4})-days")
NAMES = (
    "all-time",
    "today",
    "yesterday",
    "last-N-days",
    "this-week",
    "last-week",
    "this-month",
    "last-month",
    "this-quarter",
    "last-quarter",
    "this-year",
    "last-year",
)


def relative_period(name: str, today: date) -> tuple[date | None, date | None]:
    """First and last day of the range, both inclusive; (None, None) for all time.

    A week begins on Monday. What begins with "this" ends today; `last-N-days` too. What begins
    with "last" otherwise is whole and over.

    Raises
    ------
    UsageError
        When there is no range of this name.

    Examples
    --------
    >>> relative_period("last-month", date(2026, 3, 31))
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """
    if name == "all-time":
        return None, None
    if name == "today":
        return today, today
    if name == "yesterday":
        day = today - timedelta(days=1)
        return day, day
    days = _DAYS.fullmatch(name)
    if days:
        return today - timedelta(days=int(days.group(1)) - 1), today
    which, _, unit = name.partition("-")
    first = _beginning(unit, today)
    if first is None or which not in {"this", "last"}:
        raise UsageError(f"There is no period {name!r}.", f"Choose one of {', '.join(NAMES)}.")
    if which == "this":
        return first, today
    end = first - timedelta(days=1)
    return _beginning(unit, end), end


def _beginning(unit: str, day: date) -> date | None:
    """The first day of the week, month, quarter or year that a day lies in."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    months = _UNIT_MONTHS.get(unit)
    if months is None:
        return None
    return date(day.year, (day.month - 1) // months * months + 1, 1)
