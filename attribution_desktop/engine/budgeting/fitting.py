"""Fitting a response curve to weeks of spend and revenue, and saying how sure it is."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from attribution_desktop.domain.interactions import FloatColumn
from attribution_desktop.domain.response import CurveForm, ResponseCurve, Shape

FEWEST_WEEKS = 8
LEAST_SPREAD = 1.2
"""The largest weekly spend over the smallest, below which spend does not vary."""

DRAWS = 200
_SEED = 20_260_901
_HALF_RANGE = (0.05, 20.0)
"""Half-saturation over the largest weekly spend: beyond it the weeks cannot tell curves apart."""

_LEAST_EXPONENT = 0.3
_HALVES = 72
_EXPONENTS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
_NORMAL_FROM_MAD = 1.4826
_LEAST_SCALE = 0.01
_WORTH_A_PARAMETER = 2.0

Table = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Weeks:
    """(n,) spend over the largest spend, and revenue over the mean revenue."""

    spend: FloatColumn
    revenue: FloatColumn


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    """Parameters on the scaled weeks: top, half, exponent; residuals and their scale."""

    form: CurveForm
    parameters: FloatColumn
    residual: FloatColumn
    scale: float

    @property
    def weights(self) -> FloatColumn:
        """(n,) what the robust loss leaves of each week."""
        return 1 / np.sqrt(1 + (self.residual / self.scale) ** 2)

    def cost(self, scale: float) -> float:
        """The mean robust loss at a scale."""
        return float((np.sqrt(1 + (self.residual / scale) ** 2) - 1).mean())


def fitted_curve(spend: FloatColumn, revenue: FloatColumn) -> ResponseCurve | None:
    """The concave saturating curve through (n,) weeks, resistant to odd weeks.

    Michaelis-Menten, or Hill with an exponent below 1 where the weeks ask for it by Akaike's
    information criterion. Both are fitted by least squares with a soft absolute loss (SciPy's
    `soft_l1`). The uncertainty comes from weeks drawn with replacement, by the fast and robust
    bootstrap (Salibian-Barrera and Zamar 2002): each draw is refitted under the weights of the
    robust fit, on a grid of halves and exponents where the best top follows in closed form, and
    then spread by what fixed weights leave out.

    Returns
    -------
    None where fewer than `FEWEST_WEEKS` weeks have spend, spend does not vary, or nothing was
    earned.
    """
    is_active = spend > 0
    spend, revenue = spend[is_active], revenue[is_active]
    if len(spend) < FEWEST_WEEKS or spend.max() < LEAST_SPREAD * spend.min():
        return None
    if revenue.mean() <= 0:
        return None
    most, mean = float(spend.max()), float(revenue.mean())
    weeks = _Weeks(spend / most, revenue / mean)
    fit = _better(
        _robust(weeks, CurveForm.MICHAELIS_MENTEN), _robust(weeks, CurveForm.HILL), len(spend)
    )
    scale = np.array([mean, most, 1.0])
    top, half, exponent = (fit.parameters * scale).tolist()
    shape = Shape(top, half, exponent)
    return ResponseCurve(
        form=fit.form,
        shape=shape,
        weeks=len(spend),
        r_squared=_r_squared(weeks, fit.parameters),
        observed=(float(spend.min()), most),
        draws=_drawn(weeks, fit) * scale[:, None],
    )


def one_point_curve(
    spend: float, revenue: float, observed: tuple[float, float] | None
) -> ResponseCurve:
    """`2 R x / (S + x)` through one known week of spend S > 0 and revenue R."""
    shape = Shape(2 * revenue, spend, 1.0)
    return ResponseCurve(CurveForm.ONE_POINT, shape, observed=observed)


def _better(simple: _Fit, bent: _Fit, weeks: int) -> _Fit:
    """The bent curve only where its gain is worth a parameter (AIC, losses on one scale)."""
    scale = simple.scale
    gain = weeks * (np.log(simple.cost(scale) + 1e-12) - np.log(bent.cost(scale) + 1e-12))
    return bent if gain > _WORTH_A_PARAMETER else simple


def _robust(weeks: _Weeks, form: CurveForm) -> _Fit:
    # SciPy's optimisers take 0.2 s to load, which only this needs.
    from scipy.optimize import least_squares  # noqa: PLC0415  # see above

    is_bent = form is CurveForm.HILL
    even = np.ones((1, len(weeks.spend)))
    start = _on_grid(weeks, even, _EXPONENTS if is_bent else (1.0,))[:, 0]
    residual = weeks.revenue - _revenue(weeks.spend, start)
    scale = max(float(np.median(np.abs(residual))) * _NORMAL_FROM_MAD, _LEAST_SCALE)
    free = 3 if is_bent else 2

    def residuals(logs: FloatColumn) -> FloatColumn:
        return _revenue(weeks.spend, _unpacked(logs)) - weeks.revenue

    low = np.log([1e-9, _HALF_RANGE[0], _LEAST_EXPONENT])[:free]
    high = np.log([1e9, _HALF_RANGE[1], 1.0])[:free]
    first = np.clip(np.log(start[:free]), low + 1e-9, high - 1e-9)
    found = least_squares(
        residuals, first, bounds=(low, high), loss="soft_l1", f_scale=scale, max_nfev=200
    )
    parameters = _unpacked(np.asarray(found.x, np.float64))
    residual = weeks.revenue - _revenue(weeks.spend, parameters)
    return _Fit(form, parameters, residual, scale)


def _unpacked(logs: FloatColumn) -> FloatColumn:
    plain = np.exp(logs)
    return plain if len(plain) > 2 else np.append(plain, 1.0)  # noqa: PLR2004  # top and half


def _revenue(spend: FloatColumn, parameters: FloatColumn) -> FloatColumn:
    top, half, exponent = parameters
    result: FloatColumn = top / (1 + (half / spend) ** exponent)
    return result


def _r_squared(weeks: _Weeks, parameters: FloatColumn) -> float | None:
    around = float(((weeks.revenue - weeks.revenue.mean()) ** 2).sum())
    left = float(((weeks.revenue - _revenue(weeks.spend, parameters)) ** 2).sum())
    return 1 - left / around if around > 0 else None


def _drawn(weeks: _Weeks, fit: _Fit) -> Table:
    """(3, DRAWS) parameters over resampled weeks."""
    generator = np.random.default_rng(_SEED)
    count = len(weeks.spend)
    chosen = generator.integers(0, count, (DRAWS, count))
    times = np.zeros((DRAWS, count))
    np.add.at(times, (np.arange(DRAWS)[:, None], chosen), 1.0)
    is_bent = fit.form is CurveForm.HILL
    exponents = _EXPONENTS if is_bent else (1.0,)
    # What the grid makes of the weeks as they are: only the way from there is uncertainty.
    origin = np.log(_on_grid(weeks, fit.weights[None, :], exponents))
    found = np.log(_on_grid(weeks, times * fit.weights, exponents))
    centre = np.log(fit.parameters)[:, None]
    spread = centre + _spread(fit, 3 if is_bent else 2) * (found - origin)
    spread[2] = np.minimum(spread[2], 0.0)
    return np.exp(spread)


def _spread(fit: _Fit, parameters: int) -> float:
    """What weighted least squares with fixed weights understates a robust fit's spread by.

    The weights are ψ(r)/r of the loss, its slope ψ′ is their cube; and residuals of a fit are
    smaller than errors by the parameters it took.
    """
    weights = fit.weights
    count = len(weights)
    of_slope = float(weights.mean() / max((weights**3).mean(), 1e-3))
    return of_slope * float(np.sqrt(count / max(count - parameters, 1)))


def _on_grid(weeks: _Weeks, weights: Table, exponents: tuple[float, ...]) -> Table:
    """(3, d) the best parameters on the grid under each of (d, n) weightings of the weeks.

    For a given half and exponent the curve is linear in its top, whose least-squares value and
    what is left of the squares follow from two weighted sums.
    """
    halves = np.geomspace(*_HALF_RANGE, _HALVES)
    half, exponent = (axis.ravel() for axis in np.meshgrid(halves, exponents))
    curve = 1 / (1 + (half[:, None] / weeks.spend) ** exponent[:, None])
    cross = weights @ (curve * weeks.revenue).T
    square = weights @ (curve**2).T
    explained = cross**2 / np.maximum(square, 1e-300)
    best = explained.argmax(axis=1)
    rows = np.arange(len(weights))
    top = cross[rows, best] / np.maximum(square[rows, best], 1e-300)
    return np.stack([np.maximum(top, 1e-9), half[best], exponent[best]])
