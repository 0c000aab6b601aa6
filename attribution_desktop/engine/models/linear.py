import numpy as np

from attribution_desktop.domain.interactions import FloatColumn
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.converting import ConvertingTouches
from attribution_desktop.engine.models.model import AttributionModel


def _weights(touches: ConvertingTouches, settings: AnalysisSettings) -> FloatColumn:
    del settings
    return np.repeat(1.0 / touches.length, touches.length)


def _label(settings: AnalysisSettings) -> str:
    del settings
    return "Linear"


LINEAR = AttributionModel(
    id="linear",
    name="Linear",
    explanation="Every touch of the journey gets the same credit.",
    weights=_weights,
    label=_label,
)
