"""Water-filling to the cent: every cent goes where it returns most, within the bounds.

The marginal return of a channel's k-th cent is its curve's slope in the middle of that cent. A
concave curve's cents return less and less, so taking the best cents of all channels one by one
is optimal; the level at which the money runs out is found by bisection instead. A cap on a group
fills the group by itself first: a cent that the group alone would not take, it does not take
beside others either, so the cap becomes an upper bound of each of its channels.
"""

import math
from dataclasses import dataclass, replace

import numpy as np

from attribution_desktop.domain.interactions import FloatColumn, IntColumn
from attribution_desktop.engine.budgeting.levels import Levels

CENTS = 100
_MOST_TURNS = 160
_TURNS_TO_A_HALVING = 3
_MARGIN = 1e-4
_MOST_EXCHANGES = 400


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """What limits the amounts, in cents.

    Parameters
    ----------
    low, high
        (n,) at least 0, low ≤ high.
    group
        (n,) the channel's group, or -1.
    caps
        (g,) what a group may cost together, at least its channels' `low`.
    """

    low: IntColumn
    high: IntColumn
    group: IntColumn
    caps: IntColumn


def capped(levels: Levels, bounds: Bounds) -> Bounds:
    """The same bounds with every group's cap turned into upper bounds of its channels."""
    high = bounds.high.copy()
    for number, cap in enumerate(bounds.caps.tolist()):
        inside = np.flatnonzero(bounds.group == number)
        if int(high[inside].sum()) > cap:
            high[inside] = _filled(levels.of(inside), bounds.low[inside], high[inside], cap)
    return replace(bounds, high=high)


def allocated(levels: Levels, bounds: Bounds, total: int) -> IntColumn:
    """(n,) cents that sum to `total`, as good as any that keep the bounds.

    Parameters
    ----------
    bounds
        As `capped` returns them, so that `sum(low) ≤ total ≤ sum(high)` is all that is needed.
    """
    return _filled(levels, bounds.low, bounds.high, total)


def cents_at(levels: Levels, low: IntColumn, high: IntColumn, level: float) -> IntColumn:
    """(n,) how many cents of each channel return at least `level` (a logarithm), within bounds."""
    with np.errstate(over="ignore"):
        wanted = np.floor(np.minimum(levels.spend_at(level) * CENTS + 0.5, high))
    return np.maximum(wanted.astype(np.int64), low)


def _filled(levels: Levels, low: IntColumn, high: IntColumn, total: int) -> IntColumn:
    below, above = _bracket(levels, low, high, total)
    room = above - below
    missing = total - int(below.sum())
    whole = int(room.sum())
    if whole and missing:
        # All cents between the two neighbouring levels return the same: shared in proportion.
        shared = [int(part) * missing // whole for part in room.tolist()]
        below = below + np.array(shared, np.int64)
    return _exchanged(levels, low, high, _completed(levels, below, high, total))


def _bracket(
    levels: Levels, low: IntColumn, high: IntColumn, total: int
) -> tuple[IntColumn, IntColumn]:
    """The amounts at two neighbouring levels, one that spends at most `total`, one at least."""
    first = levels.log_marginal((low + 0.5) / CENTS)
    last = levels.log_marginal(np.maximum(high, 1) / CENTS)
    finite = np.concatenate([first[np.isfinite(first)], last[np.isfinite(last)]])
    if not len(finite):
        return low, high
    top, bottom = float(finite.max()) + 1, float(finite.min()) - 1
    below, above = low, high
    wanted = math.log1p(total)
    for turn in range(_MOST_TURNS):
        middle = (top + bottom) / 2
        if turn % _TURNS_TO_A_HALVING:
            # Spend is nearly a power of the level: a chord between logarithms hits it soon.
            least, most = math.log1p(int(below.sum())), math.log1p(int(above.sum()))
            part = (wanted - least) / (most - least) if most > least else 0.5
            middle = top + (bottom - top) * min(max(part, _MARGIN), 1 - _MARGIN)
        if middle in (top, bottom):
            break
        found = cents_at(levels, low, high, middle)
        spent = int(found.sum())
        if spent <= total:
            top, below = middle, found
        if spent >= total:
            bottom, above = middle, found
        if spent == total:
            break
    return below, above


def _completed(levels: Levels, cents: IntColumn, high: IntColumn, total: int) -> IntColumn:
    """Give the last cents, fewer than there are channels, to the best next ones."""
    cents = cents.copy()
    for _ in range(total - int(cents.sum())):
        following = _following(levels, cents, high)
        cents[int(np.argmax(following))] += 1
    return cents


def _exchanged(levels: Levels, low: IntColumn, high: IntColumn, cents: IntColumn) -> IntColumn:
    """Move single cents while that gains anything; the bisection leaves hardly any to move."""
    cents = cents.copy()
    for _ in range(_MOST_EXCHANGES):
        following = _following(levels, cents, high)
        present = np.where(cents > low, _marginal(levels, cents, -0.5), np.inf)
        to = int(np.argmax(following))
        # The last of equals gives: the first of equals receives.
        source = len(present) - 1 - int(np.argmin(present[::-1]))
        if not following[to] > present[source]:
            break
        cents[to] += 1
        cents[source] -= 1
    return cents


def _following(levels: Levels, cents: IntColumn, high: IntColumn) -> FloatColumn:
    """(n,) what the next cent returns; no number is so low as that of a full channel."""
    worth = np.maximum(_marginal(levels, cents, 0.5), np.finfo(np.float64).min)
    return np.where(cents < high, worth, -np.inf)


def _marginal(levels: Levels, cents: IntColumn, beyond: float) -> FloatColumn:
    """(n,) what the cent returns whose middle lies `beyond` the present amount."""
    middle = np.maximum(cents.astype(np.float64) + beyond, 0.25)
    return levels.log_marginal(middle / CENTS)
