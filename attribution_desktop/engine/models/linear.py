from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.converting import ConvertingTouches
from attribution_desktop.engine.models.journey_model import JourneyModel, TouchWeights


def _evenly(touches: ConvertingTouches, settings: AnalysisSettings) -> TouchWeights:
    del settings
    return TouchWeights((1.0 / touches.length)[touches.owner])


LINEAR = JourneyModel(
    id="linear",
    name="Linear",
    explanation="Every touch of the journey gets the same credit.",
    split=_evenly,
)
