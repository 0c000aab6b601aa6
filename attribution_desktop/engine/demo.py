"""`generate_demo_attribution_data`: the demo project's only source (definitions, "Demo data")."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from attribution_desktop.domain.instants import day_number, instant_from_datetime
from attribution_desktop.domain.money import micros_from_decimal
from attribution_desktop.domain.tracking import SpendEntry, TrackedJourney, TrackedTouch

DEMO_CURRENCY = "USD"
DEMO_DAYS = 14
_FIRST_DAY = datetime(2026, 9, 1, tzinfo=UTC)

# Customer, order, value, hours since 1 September 2026 00:00 UTC of each touch, of the conversion.
_JOURNEYS: tuple[tuple[str, str, str, tuple[tuple[str, int], ...], int], ...] = (
    (
        "customer-1",
        "ORD-1001",
        "199.99",
        (("paid_search", 9), ("organic", 57), ("email", 130), ("direct", 205)),
        206,
    ),
    ("customer-2", "ORD-1002", "99.99", (("social", 33), ("direct", 81)), 82),
    ("customer-3", "ORD-1003", "149.99", (("email", 56), ("email", 128), ("email", 224)), 225),
    (
        "customer-4",
        "ORD-1004",
        "249.99",
        (("paid_search", 83), ("paid_search", 155), ("paid_search", 251)),
        252,
    ),
    (
        "customer-5",
        "ORD-1005",
        "179.99",
        (("organic", 106), ("referral", 180), ("direct", 300)),
        301,
    ),
)

# Channel, cost a day, impressions a day, clicks a day.
_DAILY_SPEND: tuple[tuple[str, str, int | None, int | None], ...] = (
    ("paid_search", "12.00", 1200, 24),
    ("social", "8.50", 3400, 17),
    ("email", "1.50", 500, 10),
    ("referral", "2.00", None, 4),
    ("display", "5.00", 6000, 3),
)


@dataclass(frozen=True, slots=True)
class DemoData:
    """Five journeys of six channels, and fourteen days of spend on five, one of them unseen."""

    journeys: tuple[TrackedJourney, ...]
    spend: tuple[SpendEntry, ...]


def generate_demo_attribution_data() -> DemoData:
    """The same data at every call: 5 orders, 15 touches, 879.95 of revenue, 406.00 of spend."""
    return DemoData(
        journeys=tuple(
            TrackedJourney(
                customer=customer,
                order=order,
                value=micros_from_decimal(Decimal(value)),
                converted_at=_instant(converted),
                touches=tuple(TrackedTouch(channel, _instant(hour)) for channel, hour in touches),
            )
            for customer, order, value, touches, converted in _JOURNEYS
        ),
        spend=tuple(
            SpendEntry(
                channel=channel,
                day=day_number(date(2026, 9, 1)) + day,
                cost=micros_from_decimal(Decimal(cost)),
                impressions=impressions,
                clicks=clicks,
            )
            for channel, cost, impressions, clicks in _DAILY_SPEND
            for day in range(DEMO_DAYS)
        ),
    )


def _instant(hours: int) -> int:
    return instant_from_datetime(_FIRST_DAY + timedelta(hours=hours))
