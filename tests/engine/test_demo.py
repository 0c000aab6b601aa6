"""The demo's data are fixed: every figure that the guide prints follows from them."""

from attribution_desktop.domain.instants import iso_from_instant
from attribution_desktop.engine import generate_demo_attribution_data
from attribution_desktop.engine.intervals import HIGH, LOW
from attribution_desktop.engine.models.markov.order_choice import FOLDS
from attribution_desktop.engine.models.shapley_values import (
    LEAST_SAMPLED_ORDERS,
    MOST_EXACT_PLAYERS,
)
from attribution_desktop.engine.resampling import GROUPS, MOST_UNITS

JOURNEYS = [
    (
        "customer-1",
        "ORD-1001",
        199_990_000,
        "2026-09-09T14:00:00Z",
        [
            ("paid_search", "2026-09-01T09:00:00Z"),
            ("organic", "2026-09-03T09:00:00Z"),
            ("email", "2026-09-06T10:00:00Z"),
            ("direct", "2026-09-09T13:00:00Z"),
        ],
    ),
    (
        "customer-2",
        "ORD-1002",
        99_990_000,
        "2026-09-04T10:00:00Z",
        [("social", "2026-09-02T09:00:00Z"), ("direct", "2026-09-04T09:00:00Z")],
    ),
    (
        "customer-3",
        "ORD-1003",
        149_990_000,
        "2026-09-10T09:00:00Z",
        [
            ("email", "2026-09-03T08:00:00Z"),
            ("email", "2026-09-06T08:00:00Z"),
            ("email", "2026-09-10T08:00:00Z"),
        ],
    ),
    (
        "customer-4",
        "ORD-1004",
        249_990_000,
        "2026-09-11T12:00:00Z",
        [
            ("paid_search", "2026-09-04T11:00:00Z"),
            ("paid_search", "2026-09-07T11:00:00Z"),
            ("paid_search", "2026-09-11T11:00:00Z"),
        ],
    ),
    (
        "customer-5",
        "ORD-1005",
        179_990_000,
        "2026-09-13T13:00:00Z",
        [
            ("organic", "2026-09-05T10:00:00Z"),
            ("referral", "2026-09-08T12:00:00Z"),
            ("direct", "2026-09-13T12:00:00Z"),
        ],
    ),
]

DAILY = {
    "paid_search": (12_000_000, 1200, 24),
    "social": (8_500_000, 3400, 17),
    "email": (1_500_000, 500, 10),
    "referral": (2_000_000, None, 4),
    "display": (5_000_000, 6000, 3),
}


def test_the_demo_holds_five_journeys_at_fixed_times() -> None:
    found = [
        (
            journey.customer,
            journey.order,
            journey.value,
            iso_from_instant(journey.converted_at),
            [(touch.channel, iso_from_instant(touch.instant)) for touch in journey.touches],
        )
        for journey in generate_demo_attribution_data().journeys
    ]
    assert found == JOURNEYS


def test_the_demo_spends_the_same_on_each_of_fourteen_days() -> None:
    first = 20_697  # 2026-09-01
    found = {
        (entry.channel, entry.day): (entry.cost, entry.impressions, entry.clicks)
        for entry in generate_demo_attribution_data().spend
    }
    assert found == {
        (channel, day): amounts
        for channel, amounts in DAILY.items()
        for day in range(first, first + 14)
    }


def test_the_numbers_of_the_definitions_are_these() -> None:
    assert (LOW, HIGH) == (0.05, 0.95)
    assert (MOST_UNITS, GROUPS) == (200_000, 4096)
    assert (MOST_EXACT_PLAYERS, LEAST_SAMPLED_ORDERS, FOLDS) == (12, 1024, 5)
