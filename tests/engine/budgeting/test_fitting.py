"""Fits find what made the data, shrug off odd weeks, and say how sure they are."""

import numpy as np
import pytest

from attribution_desktop.domain.response import CurveForm, ResponseCurve, Shape
from attribution_desktop.engine.budgeting.fitting import fitted_curve, one_point_curve


def weeks(
    truth: Shape, *, seed: int = 1, count: int = 60, noise: float = 0.1
) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    spend = generator.uniform(0.2, 2.0, count) * 1_000
    clean = np.array([truth.revenue(week) for week in spend])
    return spend, clean * generator.lognormal(-(noise**2) / 2, noise, count)


def fitted(spend: np.ndarray, revenue: np.ndarray) -> ResponseCurve:
    curve = fitted_curve(spend, revenue)
    assert curve is not None
    return curve


@pytest.mark.parametrize("half", [300.0, 1_000.0, 4_000.0])
def test_known_parameters_are_recovered(half: float) -> None:
    truth = Shape(9_000.0, half)
    curve = fitted(*weeks(truth, noise=0.02))
    assert curve.form is CurveForm.MICHAELIS_MENTEN
    assert curve.shape.half == pytest.approx(half, rel=0.15)
    for spend in (300, 1_000, 1_900):
        assert curve.shape.revenue(spend) == pytest.approx(truth.revenue(spend), rel=0.02)
        assert curve.shape.marginal(spend) == pytest.approx(truth.marginal(spend), rel=0.12)


def test_a_bend_that_the_weeks_show_is_fitted() -> None:
    curve = fitted(*weeks(Shape(9_000.0, 1_000.0, 0.5), noise=0.005, count=100))
    assert curve.form is CurveForm.HILL
    assert curve.shape.exponent == pytest.approx(0.5, abs=0.12)


def test_odd_weeks_hardly_move_the_curve() -> None:
    truth = Shape(9_000.0, 1_000.0)
    spend, revenue = weeks(truth)
    spoilt = revenue.copy()
    spoilt[[3, 20]] *= 8
    assert fitted(spend, spoilt).shape.revenue(1_000) == pytest.approx(
        fitted(spend, revenue).shape.revenue(1_000), rel=0.03
    )


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    truth, held = Shape(9_000.0, 1_000.0), []
    for seed in range(40):
        curve = fitted(*weeks(truth, seed=seed))
        for spend in (400.0, 1_000.0, 1_800.0):
            top, half, exponent = curve.draws
            drawn = top / (1 + (half / spend) ** exponent)
            low, high = np.quantile(drawn, [0.05, 0.95])
            held.append(low <= truth.revenue(spend) <= high)
    assert 0.78 <= np.mean(held) <= 0.98


def test_a_fit_is_the_same_every_time() -> None:
    spend, revenue = weeks(Shape(9_000.0, 1_000.0))
    one, other = fitted(spend, revenue), fitted(spend, revenue)
    assert one == other
    assert (one.draws == other.draws).all()


def test_every_drawn_curve_saturates_and_bends_downwards() -> None:
    curve = fitted(*weeks(Shape(9_000.0, 1_000.0, 0.6), noise=0.3))
    top, half, exponent = curve.draws
    assert (top > 0).all()
    assert (half > 0).all()
    assert ((exponent > 0) & (exponent <= 1)).all()


def test_quality_weeks_and_range_are_said() -> None:
    spend, revenue = weeks(Shape(9_000.0, 1_000.0), noise=0.01)
    curve = fitted(np.append(spend, 0.0), np.append(revenue, 50.0))
    assert curve.weeks == 60
    assert curve.observed == (spend.min(), spend.max())
    assert curve.r_squared is not None
    assert 0.99 < curve.r_squared <= 1


@pytest.mark.parametrize(
    ("spend", "revenue"),
    [
        ([100.0] * 7, [10.0] * 7),
        ([100.0] * 30, list(range(30))),
        ([100.0 + 0.1 * week for week in range(30)], [10.0] * 30),
        ([float(week) for week in range(30)], [0.0] * 30),
        ([0.0] * 30, [10.0] * 30),
    ],
    ids=["few weeks", "same spend", "nearly the same", "no revenue", "no spend"],
)
def test_too_little_history_gives_no_fit(spend: list[float], revenue: list[float]) -> None:
    assert fitted_curve(np.array(spend), np.array(revenue, float)) is None


def test_the_one_point_curve_goes_through_its_point() -> None:
    curve = one_point_curve(200.0, 500.0, None)
    assert curve.form is CurveForm.ONE_POINT
    assert curve.shape.revenue(200.0) == pytest.approx(500)
    assert curve.shape.revenue(1e15) == pytest.approx(1_000)
    assert curve.shape.revenue(600.0) == pytest.approx(2 * 500 * 600 / 800)


def test_marginal_returns_are_the_slope_of_the_curve() -> None:
    for shape in (Shape(9e3, 1e3), Shape(9e3, 1e3, 0.4)):
        step = 1e-4
        slope = (shape.revenue(500 + step) - shape.revenue(500 - step)) / (2 * step)
        assert shape.marginal(500) == pytest.approx(slope, rel=1e-5)
    assert Shape(9e3, 1e3).marginal(0) == pytest.approx(9)
    assert Shape(9e3, 1e3, 0.4).marginal(0) is None
    assert Shape(0.0, 1e3, 0.4).marginal(0) == 0


def test_a_curve_over_many_weeks_is_the_weekly_curve_so_many_times() -> None:
    shape = Shape(9e3, 1e3, 0.7)
    assert shape.over(13).revenue(13 * 400) == pytest.approx(13 * shape.revenue(400))
