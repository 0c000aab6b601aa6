"""What is typed into fields, read in the notation in force; and how it is shown in them."""

from datetime import date
from decimal import Decimal, InvalidOperation

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.money import decimal_from_micros, micros_from_decimal
from attribution_desktop.domain.notation import day_text, noted, plain_number, read_day

_SOME_DAY = date(2026, 3, 31)


def amount_text(micros: int | None) -> str:
    """An amount without groups, as it can be read again; empty for None."""
    return "" if micros is None else noted(f"{decimal_from_micros(micros).normalize():f}")


def number_text(value: float | None) -> str:
    return "" if value is None else noted(f"{value:g}")


def written_day(day: date | None) -> str:
    return "" if day is None else day_text(day)


def read_amount(text: str) -> int | None:
    """Micros; None for an empty text, `UsageError` for what is no amount."""
    if not text:
        return None
    try:
        return micros_from_decimal(Decimal(plain_number(text)))
    except (InvalidOperation, ValueError):
        raise UsageError(f"{text} is no amount: write one such as {noted('199.99')}.") from None


def micros_or_none(text: str) -> int | None:
    """The amount in micros, or None for what is no amount of at least 0."""
    try:
        micros = micros_from_decimal(Decimal(plain_number(text)))
    except (InvalidOperation, ValueError):
        return None
    return micros if micros >= 0 else None


def number_or_none(text: str) -> float | None:
    """The number, or None for what is no number of at least 0."""
    try:
        number = Decimal(plain_number(text))
    except InvalidOperation:
        return None
    return float(number) if number.is_finite() and number >= 0 else None


def read_date(text: str) -> date | None:
    """A day; None for an empty text, `UsageError` for what is none."""
    if not text:
        return None
    try:
        return read_day(text)
    except ValueError:
        raise UsageError(f"{text} is no day: write one such as {day_text(_SOME_DAY)}.") from None


def read_count(text: str) -> int | None:
    """A number of touches; None for an empty text, `UsageError` for what is none."""
    if not text:
        return None
    if not text.isascii() or not text.isdigit():
        raise UsageError(f"{text} is no number of touches.")
    return int(text)


def read_days(text: str) -> float | None:
    """A number of days; None for an empty text, `UsageError` for what is none."""
    if not text:
        return None
    try:
        return float(Decimal(plain_number(text)))
    except InvalidOperation:
        raise UsageError(f"{text} is no number of days.") from None
