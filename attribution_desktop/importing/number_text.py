"""The numbers that people and programs write, as exact decimals; nothing is guessed.

A comma or a point may mark decimals or thousands. What a single text says of that is its
`Evidence`; a column is read with the one mark that all of its texts agree on.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

POINT, COMMA = ".", ","

_SYMBOLS = {
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD", "ARS", "CLP", "COP"),
    "US$": ("USD",),
    "CA$": ("CAD",),
    "A$": ("AUD",),
    "R$": ("BRL",),
    "€": ("EUR",),
    "£": ("GBP", "EGP"),
    "¥": ("JPY", "CNY"),
    "₹": ("INR",),
    "₽": ("RUB",),
    "₺": ("TRY",),
    "₩": ("KRW",),
    "₪": ("ILS",),
    "₫": ("VND",),
    "฿": ("THB",),
    "zł": ("PLN",),
    "Kč": ("CZK",),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "kr.": ("DKK",),
}
_SPACES = " \u00a0\u202f\u2009"
_GROUPS = re.compile(rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+|\d{{1,3}}(?:['’]\d{{3}})+", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)
_GROUP_SIGNS = re.compile(rf"[{_SPACES}'’]")
_MARKED = {
    POINT: re.compile(r"\d+|\d*\.\d+|[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", re.ASCII),
    COMMA: re.compile(r"\d+|\d*,\d+|[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", re.ASCII),
}
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}|" + "|".join(sorted(map(re.escape, _SYMBOLS), key=len)[::-1]))
_NOT_A_NUMBER = "This is not a number such as 1234.56."


class Evidence(Enum):
    """What a text says of the decimal mark."""

    NONE = "none"
    POINT = "point"
    COMMA = "comma"
    EITHER = "either"
    BAD = "bad"


class OtherCurrency(ValueError):
    """The amount names another currency than the project's."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """A number without its sign and currency; `is_grouped` when spaces marked its thousands."""

    digits: str
    is_negative: bool
    is_grouped: bool
    currency: str


def evidence_of(text: str) -> Evidence:
    """What a text says of the decimal mark of its column.

    Examples
    --------
    >>> evidence_of("1.234,56"), evidence_of("1,234")
    (<Evidence.COMMA: 'comma'>, <Evidence.EITHER: 'either'>)
    """
    try:
        parts = _parts(text)
    except ValueError:
        return Evidence.BAD
    digits = parts.digits
    if _DIGITS.fullmatch(digits):
        return Evidence.NONE
    if _EITHER.fullmatch(digits) and not parts.is_grouped:
        return Evidence.EITHER
    # Two thousands marks with nothing behind them say which sign they are not: 1,234,567.
    fits = [mark for mark, pattern in _MARKED.items() if pattern.fullmatch(digits)]
    if len(fits) != 1:
        return Evidence.BAD
    return Evidence.POINT if fits[0] == POINT else Evidence.COMMA


def decimal_of(text: str, mark: str = POINT, currency: str = "") -> Decimal:
    """The amount that a text spells, with the decimal mark of its column.

    Parameters
    ----------
    currency
        The project's; an amount in another one is not taken. Empty: any.

    Raises
    ------
    OtherCurrency
        A ValueError, too.
    ValueError
        With a sentence on what is wrong with it.

    Examples
    --------
    >>> decimal_of("(1.234,50 €)", ",")
    Decimal('-1234.50')
    """
    parts = _parts(text)
    if not _MARKED[mark].fullmatch(parts.digits):
        raise ValueError(_NOT_A_NUMBER)
    _check_currency(parts.currency, currency)
    thousands = COMMA if mark == POINT else POINT
    amount = Decimal(parts.digits.replace(thousands, "").replace(mark, POINT))
    return -amount if parts.is_negative else amount


def is_currency(text: str, currency: str) -> bool:
    """Whether a code or sign (`EUR`, `€`) may stand for the currency with this code."""
    return text.upper() == currency or currency in _SYMBOLS.get(text, ())


def _check_currency(found: str, wanted: str) -> None:
    if found and wanted and not is_currency(found, wanted.strip().upper()):
        raise OtherCurrency(f"The project's currency is {wanted}; amounts are never converted.")


def _parts(text: str) -> _Parts:
    rest = text.strip().replace("\u2212", "-")
    is_negative = False
    if rest.startswith("(") and rest.endswith(")"):
        is_negative, rest = True, rest[1:-1].strip()
    signs, currency = "", ""
    # A sign and a currency may stand in any order before the digits, or behind them.
    for _ in range(2):
        if rest[:1] in ("-", "+"):
            signs, rest = signs + rest[0], rest[1:].lstrip()
        if not currency and (found := _CURRENCY.match(rest)):
            currency, rest = found[0], rest[found.end() :].lstrip()
    if not currency:
        currency, rest = _trailing_currency(rest)
    if rest[-1:] == "-":
        signs, rest = signs + "-", rest[:-1].rstrip()
    if len(signs) + is_negative > 1 or not rest or not (rest[0].isdigit() or rest[0] in ".,"):
        raise ValueError(_NOT_A_NUMBER)
    whole = _GROUPS.match(rest)
    if whole:
        rest = _GROUP_SIGNS.sub("", whole[0]) + rest[whole.end() :]
    return _Parts(rest, is_negative or signs == "-", whole is not None, currency)


def _trailing_currency(text: str) -> tuple[str, str]:
    for at in range(len(text) - 1, -1, -1):
        if text[at].isdigit() or text[at] in ".,-":
            tail = text[at + 1 :].strip()
            if tail and _CURRENCY.fullmatch(tail):
                return tail, text[: at + 1]
            break
    return "", text
