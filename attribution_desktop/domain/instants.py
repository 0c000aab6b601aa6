"""Instants: integer microseconds since 1970-01-01 UTC; calendar days in the project's zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from attribution_desktop.domain.errors import UsageError

MICROSECONDS_PER_SECOND = 1_000_000
MICROSECONDS_PER_HOUR = 3_600 * MICROSECONDS_PER_SECOND
MICROSECONDS_PER_DAY = 86_400 * MICROSECONDS_PER_SECOND

UNDATED = -(2**63)
"""In an instant column: no instant is known (the smallest 64-bit integer)."""

UNDATED_DAY = -(2**31)
"""In a day column: no day is known."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = date(1970, 1, 1)


def zone_named(name: str) -> ZoneInfo:
    """The time zone with this IANA name; `UsageError` when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(
            f"There is no time zone named {name!r}.", "Use an IANA name such as Europe/Berlin."
        ) from error


def instant_from_datetime(moment: datetime) -> int:
    """Exact microseconds of an aware datetime."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def datetime_from_instant(instant: int, zone: ZoneInfo | None = None) -> datetime:
    """An aware datetime in `zone` (default UTC)."""
    return (_EPOCH + timedelta(microseconds=instant)).astimezone(zone or UTC)


def iso_from_instant(instant: int) -> str:
    """ISO 8601 in UTC, with a fraction only where there is one.

    Examples
    --------
    >>> iso_from_instant(1_654_723_112_000_000)
    '2022-06-08T21:18:32Z'
    """
    return datetime_from_instant(instant).isoformat().replace("+00:00", "Z")


def minute_from_instant(instant: int) -> str:
    """The minute in UTC, for sentences.

    Examples
    --------
    >>> minute_from_instant(1_654_723_112_000_000)
    '2022-06-08 21:18 UTC'
    """
    return f"{datetime_from_instant(instant):%Y-%m-%d %H:%M} UTC"


def first_instant_of(day: date, zone: ZoneInfo) -> int:
    """The instant at which a calendar day begins in `zone`."""
    return instant_from_datetime(datetime.combine(day, time(0), zone))


def day_number(day: date) -> int:
    """Days since 1970-01-01, the integer form in day columns."""
    return (day - _EPOCH_DAY).days


def date_from_day_number(number: int) -> date:
    return _EPOCH_DAY + timedelta(days=number)
