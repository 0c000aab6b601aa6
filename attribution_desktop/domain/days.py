"""Totals by day, and what a range of days adds up to: the same under every model."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from attribution_desktop.domain.instants import date_from_day_number, day_number

MOST_LAG_DAYS = 2
"""By so many days orders and spend may lag behind each other, as exports of both do."""

_DAYS_A_WEEK = 7
_MOST_DAYS_SINGLY = 45
_MOST_DAYS_BY_WEEK = 400


class Step(StrEnum):
    """How long one point of a trend is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class DayTotals:
    """What one day or a range of days adds up to; `spend` is None where none is recorded."""

    revenue: float = 0.0
    conversions: float = 0.0
    spend: float | None = None


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days from `first` to `last`, both inclusive, and their totals."""

    first: date
    last: date
    totals: DayTotals

    @property
    def length(self) -> int:
        """Days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class DailyTotals:
    """Dated conversions and spend of all time, by the project's calendar days.

    Parameters
    ----------
    day
        (d,) days since 1970-01-01 on which anything converted or was spent, rising.
    revenue, conversions
        (d,) of the orders of that day, whether or not a touchpoint led to them.
    spend
        (d,) None on days without any recorded amount.
    """

    day: tuple[int, ...] = ()
    revenue: tuple[float, ...] = ()
    conversions: tuple[float, ...] = ()
    spend: tuple[float | None, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.day)

    @property
    def first(self) -> date | None:
        return date_from_day_number(self.day[0]) if self.day else None

    @property
    def last(self) -> date | None:
        return date_from_day_number(self.day[-1]) if self.day else None

    @property
    def spent(self) -> tuple[date, date] | None:
        """First and last day with recorded spend; None without any."""
        days = [day for day, amount in zip(self.day, self.spend, strict=True) if amount is not None]
        return (date_from_day_number(days[0]), date_from_day_number(days[-1])) if days else None

    @property
    def converted(self) -> tuple[date, date] | None:
        """First and last day with a conversion; None without any."""
        days = [day for day, count in zip(self.day, self.conversions, strict=True) if count]
        return (date_from_day_number(days[0]), date_from_day_number(days[-1])) if days else None

    def within(self, first: date | None, last: date | None) -> "DailyTotals":
        """The days of a range, both ends inclusive; None: without an end."""
        low = 0 if first is None else bisect_left(self.day, day_number(first))
        high = len(self.day) if last is None else bisect_right(self.day, day_number(last))
        part = slice(low, high)
        return DailyTotals(
            self.day[part], self.revenue[part], self.conversions[part], self.spend[part]
        )

    def between(self, first: date, last: date) -> DayTotals:
        """The totals of a range, both ends inclusive."""
        low = bisect_left(self.day, day_number(first))
        high = bisect_right(self.day, day_number(last))
        spent = [amount for amount in self.spend[low:high] if amount is not None]
        return DayTotals(
            sum(self.revenue[low:high]),
            sum(self.conversions[low:high]),
            sum(spent) if spent else None,
        )

    def by(self, step: Step, first: date, last: date) -> tuple[DaySpan, ...]:
        """The range in steps; the first and the last step end where the range does."""
        return tuple(
            DaySpan(start, end, self.between(start, end))
            for start, end in _spans(step, first, last)
        )


NO_DAYS = DailyTotals()
"""Nothing is dated."""


def fitting_step(first: date, last: date) -> Step:
    """The step at which a range of this length is read best.

    Examples
    --------
    >>> fitting_step(date(2025, 1, 1), date(2025, 3, 31)).value
    'week'
    """
    days = (last - first).days + 1
    if days <= _MOST_DAYS_SINGLY:
        return Step.DAY
    return Step.WEEK if days <= _MOST_DAYS_BY_WEEK else Step.MONTH


def days_in(step: Step, day: date) -> int:
    """How many days the week or month has that a day lies in; less at the end of the calendar.

    Examples
    --------
    >>> days_in(Step.MONTH, date(2025, 2, 12))
    28
    """
    first = day
    if step is Step.WEEK:
        first = day - timedelta(days=day.weekday())
    elif step is Step.MONTH:
        first = day.replace(day=1)
    return (_end_of(step, day) - first).days + 1


def part_note(span: DaySpan, step: Step) -> str:
    """What is to be known of a step that the range cuts off; empty for a whole one.

    Examples
    --------
    >>> part_note(DaySpan(date(2025, 9, 5), date(2025, 9, 7), DayTotals()), Step.WEEK)
    'part of a week: 3 of 7 days'
    """
    days = days_in(step, span.first)
    return "" if span.length == days else f"part of a {step}: {span.length} of {days} days"


def period_before(first: date, last: date) -> tuple[date, date] | None:
    """The range of the same length that ends where this one begins; None before the calendar.

    Examples
    --------
    >>> period_before(date(2025, 1, 8), date(2025, 1, 14))
    (datetime.date(2025, 1, 1), datetime.date(2025, 1, 7))
    """
    length = last - first + timedelta(days=1)
    if first - date.min < length:
        return None
    return first - length, first - timedelta(days=1)


def _spans(step: Step, first: date, last: date) -> Iterator[tuple[date, date]]:
    start = first
    while start <= last:
        end = min(_end_of(step, start), last)
        yield start, end
        if end == date.max:
            return
        start = end + timedelta(days=1)


def _end_of(step: Step, start: date) -> date:
    """The last day of the step that a day lies in; weeks end on Sundays."""
    if step is Step.DAY:
        return start
    try:
        if step is Step.WEEK:
            return start + timedelta(days=_DAYS_A_WEEK - 1 - start.weekday())
        next_month = (start.replace(day=1) + timedelta(days=31)).replace(day=1)
        return next_month - timedelta(days=1)
    except OverflowError:
        return date.max
