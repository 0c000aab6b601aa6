"""Amounts: integer micros (10⁻⁶ of the currency's unit), never through float on the way in."""

from decimal import ROUND_HALF_EVEN, Decimal

MICROS_PER_UNIT = 1_000_000

MAXIMUM_MICROS = 10**18
"""A million million units: above it an amount is a mistake, and sums would leave 64 bits."""


def micros_from_decimal(amount: Decimal) -> int:
    """Exact micros of an amount; digits beyond the sixth decimal are rounded half to even.

    Raises
    ------
    ValueError
        When the amount is not finite or beyond ±10¹² units.

    Examples
    --------
    >>> micros_from_decimal(Decimal("199.99"))
    199990000
    """
    if not amount.is_finite():
        raise ValueError(f"{amount} is not a finite amount")
    if abs(amount) * MICROS_PER_UNIT > MAXIMUM_MICROS:
        raise ValueError(f"{amount} is beyond any plausible amount")
    return int((amount * MICROS_PER_UNIT).to_integral_value(ROUND_HALF_EVEN))


def decimal_from_micros(micros: int) -> Decimal:
    """The exact amount in units, without trailing zeros beyond the second decimal.

    Examples
    --------
    >>> decimal_from_micros(199990000)
    Decimal('199.99')
    >>> decimal_from_micros(12_345_678)
    Decimal('12.345678')
    """
    exact = Decimal(micros).scaleb(-6)
    cents = exact.quantize(Decimal("0.01"))
    return cents if cents == exact else exact.normalize()
