import numpy as np

from attribution_desktop.domain.analysis import Notice
from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY
from attribution_desktop.domain.interactions import FloatColumn
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.converting import ConvertingTouches
from attribution_desktop.engine.models.model import AttributionModel


def _weights(touches: ConvertingTouches, settings: AnalysisSettings) -> FloatColumn:
    """2^(−t/h) with the journey's smallest t taken off first, so that none underflows to all 0."""
    if not len(touches.length):
        return np.zeros(0)
    # Touches stand in time order: the last one is the nearest to the conversion.
    nearest = np.repeat(touches.age[touches.last], touches.length)
    half_life = settings.half_life_days * MICROSECONDS_PER_DAY
    weights = np.exp2((nearest - touches.age) / half_life)
    weights /= np.repeat(np.add.reduceat(weights, touches.first), touches.length)
    return weights


def _label(settings: AnalysisSettings) -> str:
    return f"Time decay ({settings.half_life_days:g}-day half-life)"


def _caveats(touches: ConvertingTouches, settings: AnalysisSettings) -> tuple[Notice, ...]:
    del settings
    untimed = float(touches.weight[~touches.is_timed].sum())
    return (Notice("untimed-journeys", (("count", untimed),)),) if untimed else ()


TIME_DECAY = AttributionModel(
    id="time_decay",
    name="Time decay",
    explanation="A touch loses half its credit with every half-life before the conversion.",
    weights=_weights,
    label=_label,
    caveats=_caveats,
)
