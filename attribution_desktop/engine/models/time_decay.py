import numpy as np

from attribution_desktop.domain.analysis import Notice
from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.converting import ConvertingTouches
from attribution_desktop.engine.models.journey_model import JourneyModel, TouchWeights


def _decaying(touches: ConvertingTouches, settings: AnalysisSettings) -> TouchWeights:
    """2^(−t/h) with the journey's smallest t taken off first, so that none underflows to all 0."""
    if not len(touches.length):
        return TouchWeights(None, np.zeros(0))
    # Touches stand in time order: the last one is the nearest to the conversion. Where there are
    # no times, all touches carry the same instant and count as simultaneous.
    instant = touches.instant
    nearest = np.repeat(instant[touches.last], touches.length)
    half_life = settings.half_life_days * MICROSECONDS_PER_DAY
    relative = np.exp2((instant - nearest) / half_life)
    return TouchWeights(relative, np.add.reduceat(relative, touches.first))


def _label(settings: AnalysisSettings) -> str:
    return f"Time decay ({settings.half_life_days:g}-day half-life)"


def _untimed(untimed: float) -> tuple[Notice, ...]:
    return (Notice("untimed-journeys", (("count", untimed),)),) if untimed else ()


TIME_DECAY = JourneyModel(
    id="time_decay",
    name="Time decay",
    explanation="A touch loses half its credit with every half-life before the conversion.",
    split=_decaying,
    labelled=_label,
    noted=_untimed,
)
