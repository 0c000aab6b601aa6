"""Weighted quantiles (definitions, "Paths")."""

import numpy as np

from attribution_desktop.domain.analysis import Quantiles
from attribution_desktop.domain.interactions import FloatColumn


def rising_quantile(values: FloatColumn, weights: FloatColumn, share: float) -> float:
    """The smallest value whose cumulative weight reaches `share` of the total.

    Parameters
    ----------
    values, weights
        (n,) with n ≥ 1 and a total weight above 0; the values rise.
    """
    return _at(values, np.cumsum(weights), share)


def _at(rising: FloatColumn, cumulative: FloatColumn, share: float) -> float:
    # The tolerance keeps a half of 0.1 + 0.2 + 0.3 from falling behind by float noise.
    target = share * cumulative[-1] * (1 - 1e-12)
    return float(rising[min(int(np.searchsorted(cumulative, target)), len(rising) - 1)])


def weighted_quantiles(values: FloatColumn, weights: FloatColumn) -> Quantiles | None:
    """Median, quartiles and mean of (n,) values; None without any weight."""
    total = float(weights.sum())
    if not total:
        return None
    order = np.argsort(values, kind="stable")
    rising, cumulative = values[order], np.cumsum(weights[order])
    return Quantiles(
        median=_at(rising, cumulative, 0.5),
        p25=_at(rising, cumulative, 0.25),
        p75=_at(rising, cumulative, 0.75),
        mean=float((values * weights).sum() / total),
    )
