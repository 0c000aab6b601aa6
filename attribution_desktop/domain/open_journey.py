"""One journey with all that is known of it."""

from dataclasses import dataclass

from attribution_desktop.domain.arithmetic import WeighedTouch, arithmetic_words
from attribution_desktop.domain.journey_rows import JourneyRow
from attribution_desktop.domain.settings import AnalysisSettings


@dataclass(frozen=True, slots=True)
class OpenTouch:
    """One touch of an opened journey.

    Parameters
    ----------
    instant
        Microseconds UTC; None in a journey without times.
    days_before
        To the conversion or the last touch; None likewise.
    weights
        In the order of the journey's models; None where the model gives touches none.
    """

    channel: str
    instant: int | None
    days_before: float | None
    session: str
    weights: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class OpenJourney:
    """A journey that somebody looks at.

    Parameters
    ----------
    models
        (id, label with parameters) in the order of the touches' weights.
    settings
        Those that it was cut and weighed under.
    why_not_edited
        Why it cannot be edited; empty when it can.
    path_row
        The row of the project that it is, if it was imported as a path without times; else None.
    """

    row: JourneyRow
    touches: tuple[OpenTouch, ...]
    models: tuple[tuple[str, str], ...]
    settings: AnalysisSettings
    why_not_edited: str = ""
    path_row: int | None = None

    def arithmetic(self, model: str, place: int) -> str:
        """How a model comes to the weight of the touch at a place, in words.

        Raises
        ------
        StopIteration
            When the model is not among the journey's.
        """
        at = next(number for number, (known, _) in enumerate(self.models) if known == model)
        days = [touch.days_before for touch in self.touches]
        known_days = [day for day in days if day is not None]
        return arithmetic_words(
            model,
            WeighedTouch(
                channels=[touch.channel for touch in self.touches],
                days=known_days if len(known_days) == len(days) else None,
                place=place,
                weight=self.touches[place].weights[at],
            ),
            self.settings,
        )
