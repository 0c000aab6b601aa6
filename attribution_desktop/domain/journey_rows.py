"""Journeys as they are listed, a page at a time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JourneyRow:
    """One journey of a list.

    Parameters
    ----------
    order
        Id of the order or of the path row; empty where there is none.
    customer
        Id in the source; empty where it is unknown.
    at
        Instant of the conversion or of the last touch, microseconds UTC; None where unknown.
    value
        In the currency's unit; None for a journey that did not convert.
    count
        How many journeys it stands for.
    path
        Shown channel names in touch order.
    days
        From the first touch to the conversion or the last touch; None without times or touches.
    """

    order: str
    customer: str
    at: int | None
    value: float | None
    count: float
    path: tuple[str, ...]
    days: float | None
    is_converting: bool
    is_timed: bool
