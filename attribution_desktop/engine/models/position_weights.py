"""Weights by position: first touch, last touch, and what the touches between them share."""

import numpy as np

from attribution_desktop.engine.converting import ConvertingTouches
from attribution_desktop.engine.models.journey_model import TouchWeights

_ENDS = 2


def by_position(
    touches: ConvertingTouches, first: float, middle: float, last: float
) -> TouchWeights:
    """Split each journey by position (definitions, "Models").

    One touch gets all; two share in the proportion first : last, evenly when both are 0; three or
    more get first, middle / (n − 2) each, last, normalised.

    Parameters
    ----------
    first, middle, last
        At least 0 and not all 0.
    """
    n = touches.length
    whole = first + middle + last
    between = np.divide(middle / whole, n - _ENDS, out=np.zeros(len(n)), where=n > _ENDS)
    weight = np.repeat(between, n)
    ends = (first, last) if first + last else (1.0, 1.0)
    pair = np.array(ends) / sum(ends)
    weight[touches.first] = np.where(n > _ENDS, first / whole, pair[0])
    weight[touches.last] = np.where(n > _ENDS, last / whole, pair[1])
    weight[touches.first[n == 1]] = 1.0
    return TouchWeights(weight, np.ones(len(n)))
