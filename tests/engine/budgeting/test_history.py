"""Weekly spend and revenue, by hand; and the curves that follow from them."""

from dataclasses import replace
from datetime import date

import pytest

from attribution_desktop.domain.errors import Cancelled
from attribution_desktop.domain.interactions import Dataset
from attribution_desktop.domain.response import Basis, ChannelHistory, CurveForm, ResponseHistory
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.engine.budgeting.history import response_history
from tests.engine.budgeting.shop import MONDAY, SHAPES, UNIT, analysed, learnt, shop
from tests.engine.material import DAY, Cost, Order, Path, Touch, dataset_of, interactions_of

HOUR = DAY // 24


def channel(history: ResponseHistory, name: str) -> ChannelHistory:
    return next(held for held in history.channels if held.channel == name)


def codes(history: ResponseHistory) -> set[str]:
    return {notice.code for notice in history.notices}


def two_weeks() -> Dataset:
    """A touch on Sunday of the first week, its order on Monday of the second."""
    sunday = (MONDAY + 6) * DAY + 20 * HOUR
    interactions = interactions_of(
        [Touch(1, "search", sunday), Touch(2, "social", (MONDAY + 8) * DAY)],
        [Order(1, sunday + 10 * HOUR, 100 * UNIT), Order(2, (MONDAY + 8) * DAY, 40 * UNIT)],
    )
    days = [(0, 7), (6, 1), (7, 2), (13, 5)]
    costs = [Cost("search", cost * UNIT, MONDAY + day) for day, cost in days]
    return dataset_of(interactions, costs)


def test_spend_and_revenue_fall_into_their_iso_weeks() -> None:
    dataset = two_weeks()
    history = learnt(dataset, analysed(dataset))
    assert history.weeks == (date(2024, 1, 1), date(2024, 1, 8))
    assert channel(history, "search").weekly_spend == (8.0, 7.0)
    assert channel(history, "search").weekly_revenue == (0.0, 100.0)
    assert channel(history, "social").weekly_revenue == (0.0, 40.0)


def test_by_touch_date_revenue_counts_in_the_week_of_the_touch() -> None:
    dataset = two_weeks()
    history = learnt(dataset, analysed(dataset), Basis.TOUCH)
    assert channel(history, "search").weekly_revenue == (100.0, 0.0)
    assert history.basis is Basis.TOUCH


def test_weeks_begin_at_midnight_of_the_project() -> None:
    """20:00 UTC on Sunday is Monday in Tokyo."""
    dataset = two_weeks()
    tokyo = AnalysisSettings(time_zone="Asia/Tokyo")
    history = learnt(dataset, analysed(dataset, tokyo), Basis.TOUCH)
    assert channel(history, "search").weekly_revenue == (0.0, 100.0)


def test_weeks_that_the_period_cuts_are_left_out() -> None:
    dataset = shop()
    settings = AnalysisSettings(start=date(2024, 1, 3), end=date(2024, 1, 28))
    history = learnt(dataset, analysed(dataset, settings))
    assert history.weeks == (date(2024, 1, 8), date(2024, 1, 15), date(2024, 1, 22))


def test_the_curves_behind_the_weeks_are_found() -> None:
    dataset = shop()
    history = learnt(dataset, analysed(dataset))
    for name, truth in SHAPES.items():
        curve = channel(history, name).curve
        assert curve is not None
        assert curve.is_fitted
        assert curve.shape.revenue(700) == pytest.approx(truth.revenue(700), rel=0.01)
    assert channel(history, "organic").curve is None


def test_little_history_gives_a_curve_through_one_point() -> None:
    dataset = shop(weeks=6)
    analysis = analysed(dataset)
    history = learnt(dataset, analysis)
    search = channel(history, "search")
    assert search.curve is not None
    assert search.curve.form is CurveForm.ONE_POINT
    weeks = (analysis.period_days or 0) / 7
    assert search.spend is not None
    assert search.curve.shape.over(weeks).revenue(search.spend) == pytest.approx(search.revenue)


def test_markov_credit_takes_the_weeks_of_linear_and_its_own_totals() -> None:
    dataset = shop()
    analysis = analysed(dataset, AnalysisSettings(model="markov"))
    history = learnt(dataset, analysis)
    assert "weeks-of-linear" in codes(history)
    revenue = {row.channel: row.revenue for row in analysis.channel_figures}
    for name in SHAPES:
        assert sum(channel(history, name).weekly_revenue) == pytest.approx(revenue[name], rel=0.05)
    plain = learnt(dataset, analysed(dataset))
    assert "weeks-of-linear" not in codes(plain)


def test_a_long_lag_is_pointed_out() -> None:
    assert "long-lag" not in codes(learnt(shop(), analysed(shop())))
    late = shop(lag_days=9)
    history = learnt(late, analysed(late))
    assert history.median_lag_days == pytest.approx(9)
    assert "long-lag" in codes(history)


def test_paths_without_times_count_when_they_convert() -> None:
    at = (MONDAY + 9) * DAY
    interactions = interactions_of(paths=[Path(("search",), value=30 * UNIT, instant=at)])
    days = (MONDAY, MONDAY + 13)
    dataset = dataset_of(interactions, [Cost("search", UNIT, day) for day in days])
    history = learnt(dataset, analysed(dataset), Basis.TOUCH)
    assert channel(history, "search").weekly_revenue == (0.0, 30.0)
    assert history.median_lag_days is None


def test_nothing_dated_is_no_week() -> None:
    dataset = dataset_of(
        interactions_of(paths=[Path(("search",), value=30 * UNIT)]), [Cost("search", UNIT)]
    )
    history = learnt(dataset, analysed(dataset))
    assert history.weeks == ()
    curve = channel(history, "search").curve
    assert curve is not None
    assert curve.form is CurveForm.ONE_POINT


def test_draws_of_an_analysis_do_not_make_other_curves() -> None:
    dataset = shop(weeks=9)
    analysis = analysed(dataset)
    drawn = replace(analysis, settings=replace(analysis.settings, draws=5))
    assert learnt(dataset, drawn).key == learnt(dataset, analysis).key


def test_fitting_can_be_cancelled() -> None:
    dataset = shop(weeks=2)
    analysis = analysed(dataset)

    def cancel(stage: str, done: int, total: int) -> None:
        if stage == "Fitting response curves":
            raise Cancelled("Enough.")

    with pytest.raises(Cancelled):
        response_history(AttributionAnalytics(dataset), analysis, Basis.CONVERSION, cancel)
