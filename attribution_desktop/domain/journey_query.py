"""Which journeys somebody wants to see: asked by any page, answered by the Journeys page."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.path_steps import Step


class Outcome(StrEnum):
    """Which journeys are meant by how they ended."""

    ALL = "all"
    CONVERTING = "converting"
    NOT_CONVERTING = "not converting"


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyQuery:
    """Journeys under the settings of the analysis that meet all of these conditions.

    An empty condition is met by every journey, so that `JourneyQuery()` finds what the summary
    counts as conversions.

    Parameters
    ----------
    text
        Beginning of a customer's or an order's id, as it was imported.
    channels
        Channels that were all touched; `(no touchpoint)` alone finds journeys without a touch.
    path
        The whole path.
    begins, ends, contains
        First steps, last steps, and neighbouring steps anywhere in the path; with steps of any
        channel before it, `begins` asks for a channel at one certain step.
    is_collapsing_repeats
        Whether a run of one channel is one step in `path`, `begins`, `ends` and `contains`.
    least_touches, most_touches
        Length of the path, both inclusive, repeats counted.
    least_value, most_value
        Value of the conversion in micros, both inclusive.
    least_days, most_days
        Days from the first touch to the conversion: from the first on, up to below the second.
    start, end
        Days of the conversion (or of the last touch), both inclusive, in the settings' zone; they
        narrow the period of the settings.

    Raises
    ------
    UsageError
        When a range ends before it starts.
    """

    outcome: Outcome = Outcome.CONVERTING
    text: str = ""
    channels: tuple[str, ...] = ()
    path: tuple[Step, ...] = ()
    begins: tuple[Step, ...] = ()
    ends: tuple[Step, ...] = ()
    contains: tuple[Step, ...] = ()
    is_collapsing_repeats: bool = False
    least_touches: int | None = None
    most_touches: int | None = None
    least_value: int | None = None
    most_value: int | None = None
    least_days: float | None = None
    most_days: float | None = None
    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise UsageError(f"The dates end ({self.end}) before they start ({self.start}).")
        for what, least, most in (
            ("touches", self.least_touches, self.most_touches),
            ("values", self.least_value, self.most_value),
            ("days", self.least_days, self.most_days),
        ):
            if least is not None and most is not None and most < least:
                raise UsageError(f"The {what} end before they start.")
