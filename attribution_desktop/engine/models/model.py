"""What an attribution model is to the rest of the program."""

from collections.abc import Callable
from dataclasses import dataclass

from attribution_desktop.domain.analysis import Notice
from attribution_desktop.domain.interactions import FloatColumn
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.converting import ConvertingTouches

Weights = Callable[[ConvertingTouches, AnalysisSettings], FloatColumn]
Label = Callable[[AnalysisSettings], str]
Caveats = Callable[[ConvertingTouches, AnalysisSettings], tuple[Notice, ...]]


def no_caveats(touches: ConvertingTouches, settings: AnalysisSettings) -> tuple[Notice, ...]:
    """For models that hold on any data."""
    del touches, settings
    return ()


@dataclass(frozen=True, slots=True)
class AttributionModel:
    """A model that weighs the touches of each journey on its own.

    Parameters
    ----------
    id
        Stable name in settings, JSON and the command line.
    name
        Short name for people.
    explanation
        One line: how a conversion is split.
    weights
        Gives (m,) weights ≥ 0 over the touches, summing to 1 within each journey.
    label
        The name with the parameters that shaped the result.
    caveats
        What to know before trusting the result on this data.
    """

    id: str
    name: str
    explanation: str
    weights: Weights
    label: Label
    caveats: Caveats = no_caveats
