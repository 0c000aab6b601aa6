"""Totals by day against a plain dictionary, and against the analysis of each period."""

import random
from collections import defaultdict
from datetime import date, timedelta

import pytest

from attribution_desktop.domain.days import DailyTotals
from attribution_desktop.domain.instants import (
    UNDATED,
    UNDATED_DAY,
    date_from_day_number,
    datetime_from_instant,
    day_number,
    zone_named,
)
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.engine.days import daily_totals
from tests.engine.material import DAY, EPOCH, Cost, Order, Path, dataset_of, interactions_of

ZONES = ("UTC", "Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu")


def slow_totals(
    orders: list[Order], paths: list[Path], costs: list[Cost], time_zone: str
) -> dict[int, list[float | None]]:
    """Revenue, conversions and spend by day number, one row at a time."""
    zone = zone_named(time_zone)
    found: dict[int, list[float | None]] = defaultdict(lambda: [0.0, 0.0, None])
    sold = [(order.instant, order.value, 1.0) for order in orders]
    sold += [(path.instant, path.value, path.conversions) for path in paths if path.conversions]
    for instant, value, weight in sold:
        if instant != UNDATED:
            row = found[day_number(datetime_from_instant(instant, zone).date())]
            row[0] = (row[0] or 0.0) + value / 1e6
            row[1] = (row[1] or 0.0) + weight
    for cost in costs:
        if cost.day != UNDATED_DAY:
            row = found[cost.day]
            row[2] = (row[2] or 0.0) + cost.cost / 1e6
    return dict(found)


def rows(seed: int) -> tuple[list[Order], list[Path], list[Cost]]:
    rng = random.Random(seed)  # noqa: S311  # not for secrets

    def moment() -> int:
        return EPOCH + rng.randrange(-200 * 24, 200 * 24) * DAY // 24

    orders = [Order(rng.randrange(9), moment(), rng.randrange(10**9)) for _ in range(60)]
    paths = [
        Path(
            ("a", "b"),
            rng.choice((0.0, 1.0, 2.5)),
            1.0,
            rng.randrange(10**9),
            rng.choice((moment(), UNDATED)),
        )
        for _ in range(20)
    ]
    base = EPOCH // DAY
    costs = [
        Cost("a", rng.randrange(10**8), rng.choice((base + rng.randrange(50), UNDATED_DAY)))
        for _ in range(30)
    ]
    return orders, paths, costs


@pytest.mark.parametrize("time_zone", ZONES)
@pytest.mark.parametrize("seed", range(4))
def test_days_equal_those_counted_one_by_one(seed: int, time_zone: str) -> None:
    orders, paths, costs = rows(seed)
    data = dataset_of(interactions_of(orders=orders, paths=paths), costs)
    found = daily_totals(data.interactions, data.spend, time_zone)
    slow = slow_totals(orders, paths, costs, time_zone)
    assert list(found.day) == sorted(slow)
    for day, *values in zip(found.day, found.revenue, found.conversions, found.spend, strict=True):
        assert values == pytest.approx(slow[day])


def test_a_range_of_days_equals_the_analysis_of_that_period() -> None:
    orders, paths, costs = rows(7)
    analytics = AttributionAnalytics(dataset_of(interactions_of(orders=orders, paths=paths), costs))
    middle = date_from_day_number(EPOCH // DAY)
    for length in (1, 9, 60, 300):
        last = middle + timedelta(days=length)
        asked = AnalysisSettings(start=middle, end=last, time_zone="Europe/Berlin")
        analysis = analytics.analysed(asked)
        totals = analysis.days.between(middle, last)
        assert totals.revenue == pytest.approx(analysis.summary.revenue)
        assert totals.conversions == pytest.approx(analysis.summary.conversions)
        assert totals.spend == pytest.approx(analysis.summary.spend)


def test_days_do_not_move_with_the_period() -> None:
    orders, paths, costs = rows(3)
    analytics = AttributionAnalytics(dataset_of(interactions_of(orders=orders, paths=paths), costs))
    whole = analytics.analysed(AnalysisSettings()).days
    assert analytics.analysed(AnalysisSettings(start=date(2023, 12, 1))).days == whole


def test_the_ends_of_the_calendar_have_days_too() -> None:
    last = day_number(date.max) * DAY + DAY - 1
    first = day_number(date.min) * DAY
    data = dataset_of(interactions_of(orders=[Order(0, first, 1), Order(1, last, 2)]))
    found = daily_totals(data.interactions, data.spend, "UTC")
    assert (found.first, found.last) == (date.min, date.max)


@pytest.mark.parametrize("time_zone", ZONES)
def test_noon_of_the_first_and_of_the_last_day_lies_on_it_in_every_zone(time_zone: str) -> None:
    noons = [day_number(day) * DAY + DAY // 2 for day in (date.min, date.max)]
    data = dataset_of(interactions_of(orders=[Order(0, noon, 1) for noon in noons]))
    found = daily_totals(data.interactions, data.spend, time_zone)
    assert (found.first, found.last) == (date.min, date.max)


def test_nothing_dated_gives_no_days() -> None:
    data = dataset_of(interactions_of(paths=[Path(("a",), 3, 0, 5)]), [Cost("a", 5)])
    assert daily_totals(data.interactions, data.spend, "Europe/Berlin") == DailyTotals()
