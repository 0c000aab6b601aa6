"""Values as people read them; the same text on screen, on paper and in the terminal."""

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.notation import noted

UNKNOWN = "–"
MINUS = "\N{MINUS SIGN}"
_DECIMALS = {
    Kind.MONEY: 2,
    Kind.PERCENT: 1,
    Kind.SHARE: 1,
    Kind.RATIO: 2,
    Kind.COUNT: 0,
    Kind.NUMBER: 2,
    Kind.DAYS: 1,
    Kind.HOURS: 1,
}
_SUFFIXES = ((12, " T"), (9, " B"), (6, " M"), (3, " K"))
_MOST_WRITTEN_OUT = Decimal(10) ** 18
"""From here on figures are written as powers of ten, such as a cost per next to no conversion."""

_SUFFIX = {Kind.PERCENT: " %", Kind.SHARE: " %", Kind.RATIO: "×"}


def formatted(value: str | float | Decimal | None, kind: Kind) -> str:
    """A value without its currency: grouped thousands, fixed decimals, a true minus sign.

    Examples
    --------
    >>> formatted(-1234.5, Kind.MONEY)
    '−1,234.50'
    >>> formatted(None, Kind.RATIO)
    '–'
    >>> formatted(2.104, Kind.RATIO)
    '2.10×'
    >>> formatted(1e200, Kind.MONEY)
    '1.00E+200'
    """
    if value is None:
        return UNKNOWN
    if isinstance(value, str):
        return value
    decimals = _DECIMALS[kind]
    exact = Decimal(value) * 100 if kind is Kind.SHARE else Decimal(value)
    if _is_beyond_writing_out(exact):
        return _as_power(exact)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)
    text = f"{noted(f'{abs(rounded):,.{decimals}f}')}{_SUFFIX.get(kind, '')}"
    return MINUS + text if rounded < 0 else text


def _is_beyond_writing_out(exact: Decimal) -> bool:
    return not exact.is_finite() or abs(exact) >= _MOST_WRITTEN_OUT


def _as_power(exact: Decimal) -> str:
    if not exact.is_finite():
        return UNKNOWN
    text = noted(f"{abs(exact):.2E}")
    return MINUS + text if exact < 0 else text


def whole_percent(share: float) -> str:
    """A share without decimals, for where there is little room.

    Examples
    --------
    >>> whole_percent(0.277), whole_percent(0.0)
    ('28 %', '0 %')
    """
    return f"{noted(f'{share * 100:,.0f}')}{_SUFFIX[Kind.SHARE]}"


def signed(value: float | Decimal | None, kind: Kind) -> str:
    """As `formatted`, with a plus sign in front of what is above zero."""
    text = formatted(value, kind)
    has_plus = value is not None and value > 0 and any(digit in text for digit in "123456789")
    return f"+{text}" if has_plus else text


def shortened(value: float | Decimal) -> str:
    """Three digits and what they count, for where there is no room for more.

    Examples
    --------
    >>> shortened(-688330.74), shortened(12_345_678), shortened(999)
    ('−688 K', '12.3 M', '999')
    """
    size = abs(Decimal(value))
    if _is_beyond_writing_out(size):
        return _as_power(Decimal(value))
    power, suffix = next(
        ((power, name) for power, name in _SUFFIXES if size >= Decimal(10) ** power), (0, "")
    )
    part = size.scaleb(-power)
    decimals = max(0, 3 - len(str(int(part)))) if power else 0
    text = f"{noted(f'{part.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN):f}')}{suffix}"
    return MINUS + text if value < 0 else text


def whole_or_number(values: Iterable[float | Decimal]) -> Kind:
    """How counts that may have parts are written: without decimals where none needs them.

    Examples
    --------
    >>> whole_or_number([3.0, 94.0000001]).value, whole_or_number([3.0, 2.5]).value
    ('count', 'number')
    """
    places = _DECIMALS[Kind.NUMBER]
    return (
        Kind.COUNT
        if all(round(float(value), places).is_integer() for value in values)
        else Kind.NUMBER
    )


def path_text(path: tuple[str, ...]) -> str:
    """A path in one line, runs of one channel shortened.

    Examples
    --------
    >>> path_text(("email", "email", "direct"))
    'email ×2 → direct'
    """
    runs: list[tuple[str, int]] = []
    for channel in path:
        if runs and runs[-1][0] == channel:
            runs[-1] = (channel, runs[-1][1] + 1)
        else:
            runs.append((channel, 1))
    return " → ".join(name if count == 1 else f"{name} ×{count}" for name, count in runs)
