"""A journey as it is entered by hand, from the dialog, flags or standard input."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrackedTouch:
    """One touch; `instant` in microseconds UTC, `metadata` a JSON text or empty."""

    channel: str
    instant: int
    session: str = ""
    metadata: str = ""


@dataclass(frozen=True, slots=True)
class TrackedJourney:
    """One order and the touches that are new with it; `value` in micros.

    An empty `order` gets a stable id made from customer and instant.
    """

    customer: str
    order: str
    value: int
    converted_at: int
    touches: tuple[TrackedTouch, ...]


@dataclass(frozen=True, slots=True)
class TrackedResult:
    """The stored order and each model's credit by channel, in the currency's unit."""

    order: str
    path: tuple[str, ...]
    attribution: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]


@dataclass(frozen=True, slots=True)
class SpendEntry:
    """Spend of one channel on one day; `day` is None for an undated amount; `cost` in micros."""

    channel: str
    day: int | None
    cost: int
    impressions: int | None = None
    clicks: int | None = None
    campaign: str = ""
