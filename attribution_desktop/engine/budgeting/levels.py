"""Marginal returns and their inverses, for all channels at once.

Marginal returns are held as logarithms: they span many powers of ten, and a bisection over the
logarithm resolves small and large ones alike.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from attribution_desktop.domain.interactions import FloatColumn, IntColumn
from attribution_desktop.domain.response import Shape

_NEWTON_STEPS = 24
_CLOSE_ENOUGH = 1e-13
_ALMOST_NOTHING = 1e-200


class Levels(Protocol):
    """How a marginal return falls with spend, a channel each."""

    def log_marginal(self, spend: FloatColumn) -> FloatColumn:
        """(n,) logarithm of the marginal return at (n,) spend above 0; −∞ where there is none."""

    def spend_at(self, level: float) -> FloatColumn:
        """(n,) spend at which the logarithm of the marginal return has fallen to `level`."""

    def of(self, chosen: IntColumn) -> "Levels":
        """The same for the chosen channels only."""


@dataclass(frozen=True, slots=True, eq=False)
class CurveLevels:
    """Of response curves `top x^s / (half^s + x^s)`; (n,) each, in units of money."""

    top: FloatColumn
    half: FloatColumn
    exponent: FloatColumn

    def log_marginal(self, spend: FloatColumn) -> FloatColumn:
        with np.errstate(divide="ignore"):
            start = np.log(self.top * self.exponent / self.half)
            power = self.exponent * np.log(spend / self.half)
        curved = (1 / self.exponent - 1) * power + 2 * np.logaddexp(0, power)
        result: FloatColumn = start - curved
        return result

    def spend_at(self, level: float) -> FloatColumn:
        with np.errstate(over="ignore"):
            # A curve of nothing is held just above nothing, so that no logarithm is infinite.
            start = np.maximum(self.top, _ALMOST_NOTHING) * self.exponent / self.half
            rise = np.log(start) - level
            straight = self.half * np.expm1(np.maximum(rise, 0.0) / 2)
            # Where the exponent is 1 the root has a closed form; any slope serves there.
            slope = np.where(self.exponent == 1, 1.0, 1 / self.exponent - 1)
            bent = self.half * np.exp(_root(rise, slope) / self.exponent)
            found = np.where(self.exponent == 1, straight, bent)
        return np.where(self.top > 0, found, 0.0)

    def of(self, chosen: IntColumn) -> "CurveLevels":
        return CurveLevels(self.top[chosen], self.half[chosen], self.exponent[chosen])

    def revenue(self, spend: FloatColumn) -> FloatColumn:
        """(n,) revenue at (n,) spend."""
        with np.errstate(divide="ignore", over="ignore"):
            result: FloatColumn = self.top / (1 + (self.half / spend) ** self.exponent)
        return result


def _root(rise: FloatColumn, slope: FloatColumn) -> FloatColumn:
    """(n,) v with `slope · v + 2 log(1 + e^v) = rise`; `slope` above 0.

    The left side is convex and rising, so Newton's method from the right of the root comes down
    to it without ever passing it. Both asymptotes bound the root from the right.
    """
    value = np.minimum(rise / slope, rise / (slope + 2))
    for _ in range(_NEWTON_STEPS):
        excess = slope * value + 2 * np.logaddexp(0, value) - rise
        step = excess / (slope + 2 / (1 + np.exp(-value)))
        value = value - step
        if np.abs(step).max(initial=0.0) < _CLOSE_ENOUGH:
            break
    return value


@dataclass(frozen=True, slots=True, eq=False)
class ShareLevels:
    """Of proportional shares: spend falls in proportion to `weight` (n,), at least 0.

    Equal marginal returns of `weight · log x` are equal quotients of spend and weight, so bounds
    and caps bind a proportional split by the same rule as a split along curves.
    """

    weight: FloatColumn

    def log_marginal(self, spend: FloatColumn) -> FloatColumn:
        with np.errstate(divide="ignore"):
            result: FloatColumn = np.log(self.weight) - np.log(spend)
        return result

    def spend_at(self, level: float) -> FloatColumn:
        with np.errstate(over="ignore", invalid="ignore"):
            found = self.weight * np.exp(-level)
        return np.where(self.weight > 0, found, 0.0)

    def of(self, chosen: IntColumn) -> "ShareLevels":
        return ShareLevels(self.weight[chosen])


def curve_levels(shapes: list[Shape]) -> CurveLevels:
    """The levels of these curves, in their order."""
    return CurveLevels(
        np.array([shape.top for shape in shapes], np.float64),
        np.array([shape.half for shape in shapes], np.float64),
        np.array([shape.exponent for shape in shapes], np.float64),
    )
