"""How sure expected revenue is: the recommended amounts on every resampled curve."""

from collections.abc import Sequence

import numpy as np

from attribution_desktop.domain.analysis import Interval
from attribution_desktop.domain.interactions import FloatColumn
from attribution_desktop.domain.response import ResponseCurve

_LOW, _HIGH = 0.05, 0.95


def revenue_intervals(
    curves: Sequence[ResponseCurve | None], spend: FloatColumn, weeks: float
) -> tuple[list[Interval | None], Interval | None]:
    """The 90 % interval of each channel's revenue at (n,) spend over so many weeks, and of all.

    Channels' curves are drawn independently of each other. The interval of the whole is None
    where a channel with spend has none.
    """
    intervals: list[Interval | None] = []
    whole: FloatColumn | float | None = 0.0
    for curve, amount in zip(curves, spend.tolist(), strict=True):
        if amount == 0:
            intervals.append(Interval(0.0, 0.0) if curve is not None else None)
            continue
        if curve is None or not curve.draws.shape[1]:
            intervals.append(None)
            whole = None
            continue
        top, half, exponent = curve.draws
        revenue = weeks * top / (1 + (weeks * half / amount) ** exponent)
        intervals.append(_interval(revenue))
        if whole is not None:
            # Shuffled, so that the draws of two channels do not go together.
            whole = whole + np.roll(revenue, 37 * len(intervals))
    return intervals, _interval(whole) if isinstance(whole, np.ndarray) else None


def interval_band(
    curve: ResponseCurve, spends: Sequence[float]
) -> tuple[tuple[float, float, float], ...]:
    """Spend a week with the ends of revenue's 90 % interval there; empty without draws."""
    if not curve.draws.shape[1]:
        return ()
    top, half, exponent = curve.draws[:, :, None]
    with np.errstate(divide="ignore"):
        revenue = np.sort(top / (1 + (half / np.asarray(spends)) ** exponent), axis=0)
    last = revenue.shape[0] - 1
    low, high = revenue[round(_LOW * last)], revenue[round(_HIGH * last)]
    return tuple(zip(spends, low.tolist(), high.tolist(), strict=True))


def _interval(draws: FloatColumn) -> Interval:
    ordered = np.sort(draws)
    last = len(ordered) - 1
    return Interval(float(ordered[round(_LOW * last)]), float(ordered[round(_HIGH * last)]))
