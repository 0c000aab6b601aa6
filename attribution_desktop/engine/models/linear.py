import numpy as np

from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.converting import ConvertingTouches
from attribution_desktop.engine.models.journey_model import JourneyModel, TouchWeights


def _evenly(touches: ConvertingTouches, settings: AnalysisSettings) -> TouchWeights:
    del settings
    return TouchWeights(None, touches.length.astype(np.float64))


LINEAR = JourneyModel(
    id="linear",
    name="Linear",
    explanation="Every touch of the journey gets the same credit.",
    split=_evenly,
)
