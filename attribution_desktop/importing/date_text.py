"""Dates as people and programs write them, one text at a time; the order is never guessed.

The shapes that machines write (ISO 8601, epochs) are read column by column in `wall_times`;
everything else comes here: `30/09/2026`, `9/1/2026 1:45 PM`, `Sep 1, 2026`, `1. Sep 2026`,
`2026-09-01 10:00:00 -0400`.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from attribution_desktop.domain.instants import MICROSECONDS_PER_SECOND, instant_from_datetime
from attribution_desktop.importing.wall_times import Kind

_TIME = (
    r"(?:,?[ T]+(?:at )?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})"
    r"(?:[.,](?P<fraction>\d{1,9}))?)?(?:[ \u202f]?(?P<half>[AaPp])\.?[Mm]\.?)?"
    r"(?: ?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}))?)?"
)
_NUMERIC = re.compile(
    r"(?P<a>\d{1,2})(?P<sign>[/.\-])(?P<b>\d{1,2})(?P=sign)(?P<year>\d{4})" + _TIME, re.ASCII
)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?P<sign>[/.\-])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})" + _TIME, re.ASCII
)
_WEEKDAY = r"(?:[A-Za-z]{3,9}\.?,? )?"
_MONTH_FIRST = re.compile(
    _WEEKDAY + r"(?P<name>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"
    + _TIME, re.ASCII
)  # fmt: skip
_DAY_FIRST = re.compile(
    _WEEKDAY
    + r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[ \-](?P<name>[A-Za-z]{3,9})\.?,?[ \-](?P<year>\d{4})"
    + _TIME, re.ASCII
)  # fmt: skip
_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTHS = {name[:length]: at for at, name in enumerate(_NAMES, start=1) for length in (3, 12)}
_MONTHS["sept"] = 9
_TWELVE = 12
_MOST_DIGITS = 6
_FARTHEST = 18 * 3_600 * MICROSECONDS_PER_SECOND


class DateOrder(StrEnum):
    """Which of the two numbers before a year is the day."""

    DAY_FIRST = "DMY"
    MONTH_FIRST = "MDY"


class OrderOpen(Exception):
    """The text is a date whose day and month only its column can tell apart."""


@dataclass(frozen=True, slots=True)
class Wall:
    """Microseconds from 1970, in UTC for `Kind.UTC`, by the wall clock for the others."""

    micros: int
    kind: Kind


def order_shown_by(text: str) -> DateOrder | None:
    """The order that a day above twelve proves; None where the text proves none.

    Raises
    ------
    OrderOpen
        When the text depends on the order and proves none.

    Examples
    --------
    >>> order_shown_by("30/09/2026")
    <DateOrder.DAY_FIRST: 'DMY'>
    """
    found = _NUMERIC.fullmatch(text)
    if found is None:
        return None
    first, second = int(found["a"]), int(found["b"])
    if first > _TWELVE >= second:
        return DateOrder.DAY_FIRST
    if second > _TWELVE >= first:
        return DateOrder.MONTH_FIRST
    if first == second or max(first, second) > _TWELVE:
        return None
    raise OrderOpen(text)


def wall_of(text: str, order: DateOrder | None) -> Wall | None:
    """The date or time that a text spells; None when it spells none.

    Raises
    ------
    OrderOpen
        When it has an order and none is given: even a text that proves one may contradict others.
    """
    for pattern in (_NUMERIC, _YEAR_FIRST, _MONTH_FIRST, _DAY_FIRST):
        found = pattern.fullmatch(text)
        if found is not None:
            day = _day(found, text, order)
            return None if day is None else _with_time(day, found)
    return None


def wall_by_format(text: str, pattern: str) -> Wall | None:
    """The date or time that a text spells in a pattern of `strptime`; None when it does not."""
    try:
        moment = datetime.strptime(text, pattern)  # noqa: DTZ007  # its zone, if any, is kept
    except ValueError:
        return None
    if moment.tzinfo is not None:
        return Wall(instant_from_datetime(moment), Kind.UTC)
    has_time = any(sign in pattern for sign in ("%H", "%I", "%T", "%X", "%c"))
    micros = instant_from_datetime(moment.replace(tzinfo=UTC))
    return Wall(micros, Kind.LOCAL if has_time else Kind.DAY)


def _day(found: re.Match[str], text: str, order: DateOrder | None) -> datetime | None:
    parts = found.groupdict()
    if "a" in parts:
        if order is None and parts["a"] != parts["b"]:
            raise OrderOpen(text)
        is_swapped = order is DateOrder.MONTH_FIRST
        day, month = (parts["b"], parts["a"]) if is_swapped else (parts["a"], parts["b"])
        numbers = int(parts["year"]), int(month), int(day)
    elif "name" in parts:
        named = _MONTHS.get(parts["name"].lower())
        if named is None:
            return None
        numbers = int(parts["year"]), named, int(parts["day"])
    else:
        numbers = int(parts["year"]), int(parts["month"]), int(parts["day"])
    try:
        return datetime(*numbers, tzinfo=UTC)
    except ValueError:
        return None


def _with_time(day: datetime, found: re.Match[str]) -> Wall | None:
    if found["hour"] is None:
        return Wall(instant_from_datetime(day), Kind.DAY)
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if found["half"]:
        if not 1 <= hour <= _TWELVE:
            return None
        hour = hour % _TWELVE + (_TWELVE if found["half"] in "pP" else 0)
    try:
        moment = day.replace(hour=hour, minute=minute, second=second)
    except ValueError:
        return None
    fraction = (found["fraction"] or "")[:_MOST_DIGITS].ljust(_MOST_DIGITS, "0")
    micros = instant_from_datetime(moment) + int(fraction)
    zone = found["zone"]
    if zone is None:
        return Wall(micros, Kind.LOCAL)
    east = _east(zone)
    return None if abs(east) > _FARTHEST else Wall(micros - east, Kind.UTC)


def _east(zone: str) -> int:
    """Microseconds east of Greenwich."""
    if zone[0] not in "+-":
        return 0
    digits = zone[1:].replace(":", "")
    east = (int(digits[:2]) * 60 + int(digits[2:])) * 60 * MICROSECONDS_PER_SECOND
    return -east if zone[0] == "-" else east
