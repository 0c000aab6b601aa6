"""Parts of a pattern's conversions: those of one path length, of one lag, or of both."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PatternPart:
    """What a part of a pattern's conversions comes to.

    Parameters
    ----------
    length, lag
        Their classes, numbered as in `PathShapes`; None: of every class. Conversions whose lag is
        unknown are in no part with a lag.
    conversion_rate
        Over all journeys of the pattern with this length; None with a lag, which journeys that
        did not convert do not have.
    average_touches, median_days
        As in `PathPattern`.
    """

    length: int | None
    lag: int | None
    conversions: float
    revenue: float
    conversion_rate: float | None
    average_touches: float
    median_days: float | None
