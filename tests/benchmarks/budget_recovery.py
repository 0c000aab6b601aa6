"""Do fitted curves find the curves that made the data? Prints a table of bias and coverage.

Run: python -m tests.benchmarks.budget_recovery [draws a line, default 100]
"""

import sys

import numpy as np

from attribution_desktop.domain.response import CurveForm, Shape
from attribution_desktop.engine.budgeting.fitting import fitted_curve

_SPENDS = (300.0, 1_000.0, 1_700.0)
_TRUTHS = (
    ("half saturated", Shape(5_000.0, 1_000.0)),
    ("nearly straight", Shape(5_000.0, 4_000.0)),
    ("saturated", Shape(5_000.0, 250.0)),
    ("Hill, s = 0.6", Shape(5_000.0, 1_000.0, 0.6)),
)


def main(draws: int) -> None:
    """Simulate weeks with noise and odd weeks, fit, and compare with the truth."""
    print(
        f"{'truth':16} {'weeks':>5} {'noise':>5} {'odd':>4} | {'bias':>7} {'RMSE':>6} "
        f"{'90 % holds':>10} | {'marginal bias':>13} {'Hill':>5}"
    )
    for name, truth in _TRUTHS:
        for weeks, noise, odd in ((26, 0.1, 0), (60, 0.1, 0), (60, 0.25, 0), (60, 0.1, 2)):
            line = _line(truth, weeks, noise, odd, draws)
            print(f"{name:16} {weeks:5} {noise:5.2f} {odd:4} | {line}")


def _line(truth: Shape, weeks: int, noise: float, odd: int, draws: int) -> str:
    generator = np.random.default_rng(42)
    errors, held, marginal, bent = [], [], [], 0
    for _ in range(draws):
        spend = generator.uniform(200, 1_800, weeks)
        clean = np.array([truth.revenue(week) for week in spend])
        revenue = clean * generator.lognormal(-(noise**2) / 2, noise, weeks)
        revenue[:odd] *= 5
        curve = fitted_curve(spend, revenue)
        if curve is None:
            continue
        bent += curve.form is CurveForm.HILL
        for at in _SPENDS:
            top, half, exponent = curve.draws
            low, high = np.quantile(top / (1 + (half / at) ** exponent), [0.05, 0.95])
            held.append(low <= truth.revenue(at) <= high)
            errors.append(curve.shape.revenue(at) / truth.revenue(at) - 1)
        marginal.append((curve.shape.marginal(1_000) or 0) / (truth.marginal(1_000) or 1) - 1)
    return (
        f"{np.mean(errors):+7.1%} {np.sqrt(np.mean(np.square(errors))):6.1%} "
        f"{np.mean(held):10.0%} | {np.median(marginal):+13.1%} {bent / draws:5.0%}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
