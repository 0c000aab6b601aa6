from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.converting import ConvertingTouches
from attribution_desktop.engine.models.journey_model import JourneyModel, TouchPick


def _first(touches: ConvertingTouches, settings: AnalysisSettings) -> TouchPick:
    del settings
    return TouchPick(touches.first)


FIRST_TOUCH = JourneyModel(
    id="first_touch",
    name="First touch",
    explanation="The touch that began the journey gets all the credit.",
    split=_first,
)
