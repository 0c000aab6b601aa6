"""Rounding that adds up: largest remainder (Hamilton's method)."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal


def largest_remainder(
    values: Sequence[float], total: Decimal, decimals: int = 2
) -> tuple[Decimal, ...]:
    """`values` rounded to `decimals` so that they sum to `total` rounded to `decimals`.

    Each value is rounded down and the units still missing go to the largest remainders, the
    earlier value first among equals. No result is further than one unit from its value as long as
    the values add up to the total.

    Examples
    --------
    >>> [str(x) for x in largest_remainder([1 / 3, 1 / 3, 1 / 3], Decimal(1))]
    ['0.34', '0.33', '0.33']
    """
    unit = Decimal(1).scaleb(-decimals)
    exact = [Decimal(value) for value in values]
    floors = [value.quantize(unit, ROUND_FLOOR) for value in exact]
    missing = int((total.quantize(unit, ROUND_HALF_EVEN) - sum(floors, Decimal(0))) / unit)
    by_remainder = sorted(range(len(exact)), key=lambda i: (floors[i] - exact[i], i))
    if missing < 0:
        # The values exceed the total by float noise: take back where the remainder is smallest.
        by_remainder.reverse()
    for i in by_remainder[: abs(missing)]:
        floors[i] += unit if missing > 0 else -unit
    return tuple(floors)
