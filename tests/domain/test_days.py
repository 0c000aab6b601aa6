"""Ranges of days, and the steps of a trend."""

from datetime import date

import pytest

from attribution_desktop.domain.days import (
    DailyTotals,
    DayTotals,
    Step,
    days_in,
    fitting_step,
    period_before,
)
from attribution_desktop.domain.instants import day_number

JANUARY = date(2025, 1, 1)


def totals(*days: tuple[int, float, float | None]) -> DailyTotals:
    """January days with their revenue and spend; one conversion each."""
    return DailyTotals(
        day=tuple(day_number(date(2025, 1, day)) for day, _, _ in days),
        revenue=tuple(revenue for _, revenue, _ in days),
        conversions=tuple(1.0 for _ in days),
        spend=tuple(spend for _, _, spend in days),
    )


DAYS = totals((1, 10, None), (2, 20, 5), (5, 40, 0), (6, 80, None), (20, 160, 7))


def test_a_range_holds_both_of_its_ends() -> None:
    assert DAYS.between(date(2025, 1, 2), date(2025, 1, 6)) == DayTotals(140, 3, 5)


def test_spend_that_nobody_recorded_is_unknown_and_recorded_nothing_is_zero() -> None:
    assert DAYS.between(JANUARY, JANUARY).spend is None
    assert DAYS.between(date(2025, 1, 5), date(2025, 1, 6)).spend == 0


def test_weeks_begin_on_mondays_and_the_range_cuts_the_outer_ones() -> None:
    weeks = DAYS.by(Step.WEEK, JANUARY, date(2025, 1, 14))
    assert [(week.first.day, week.last.day) for week in weeks] == [(1, 5), (6, 12), (13, 14)]
    assert [week.totals.revenue for week in weeks] == [70, 80, 0]


def test_months_end_on_their_last_day() -> None:
    months = DAYS.by(Step.MONTH, date(2024, 11, 20), date(2025, 2, 3))
    ends = [month.last for month in months]
    assert ends == [date(2024, 11, 30), date(2024, 12, 31), date(2025, 1, 31), date(2025, 2, 3)]


@pytest.mark.parametrize("step", list(Step))
def test_steps_cover_a_range_once_up_to_the_end_of_the_calendar(step: Step) -> None:
    first, last = date(9999, 10, 20), date.max
    spans = DAYS.by(step, first, last)
    assert spans[0].first == first
    assert spans[-1].last == last
    assert sum((span.last - span.first).days + 1 for span in spans) == (last - first).days + 1


@pytest.mark.parametrize(
    ("last", "step"),
    [
        (date(2025, 1, 1), Step.DAY),
        (date(2025, 2, 14), Step.DAY),
        (date(2025, 2, 15), Step.WEEK),
        (date(2026, 2, 4), Step.WEEK),
        (date(2026, 2, 5), Step.MONTH),
    ],
)
def test_longer_ranges_have_longer_steps(last: date, step: Step) -> None:
    assert fitting_step(JANUARY, last) is step


def test_the_period_before_is_as_long_and_ends_the_day_before() -> None:
    assert period_before(date(2025, 3, 1), date(2025, 3, 31)) == (
        date(2025, 1, 29),
        date(2025, 2, 28),
    )
    assert period_before(date(1, 1, 5), date(1, 1, 9)) is None


@pytest.mark.parametrize("step", list(Step))
def test_all_steps_but_the_outer_ones_of_a_range_are_whole(step: Step) -> None:
    spans = DAYS.by(step, date(2024, 1, 17), date(2024, 5, 21))
    assert all(span.length == days_in(step, span.first) for span in spans[1:-1])
    cut = [span for span in spans if span.length < days_in(step, span.last)]
    assert cut == ([] if step is Step.DAY else [spans[0], spans[-1]])
