import numpy as np

from attribution_desktop.domain.interactions import FloatColumn
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.converting import ConvertingTouches
from attribution_desktop.engine.models.model import AttributionModel


def _weights(touches: ConvertingTouches, settings: AnalysisSettings) -> FloatColumn:
    del settings
    weights = np.zeros(len(touches.channel))
    weights[touches.last] = 1.0
    return weights


def _label(settings: AnalysisSettings) -> str:
    del settings
    return "Last touch"


LAST_TOUCH = AttributionModel(
    id="last_touch",
    name="Last touch",
    explanation="The last touch before the conversion gets all the credit.",
    weights=_weights,
    label=_label,
)
