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


@dataclass(frozen=True, slots=True)
class TrackedPath:
    """A journey without times: channels in their order, and what it stands for.

    Parameters
    ----------
    customer, order
        Empty where they are unknown.
    value
        Of all its conversions together, micros.
    converted_at
        Microseconds UTC; None where it is undated.
    conversions, nulls
        How many journeys along this path bought, and how many did not.
    """

    customer: str
    order: str
    value: int
    converted_at: int | None
    conversions: float
    nulls: float
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredPath:
    """A path by its row in the project, as it was when it was read."""

    row: int
    path: TrackedPath
