from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.converting import ConvertingTouches
from attribution_desktop.engine.models.journey_model import JourneyModel, TouchPick


def _last(touches: ConvertingTouches, settings: AnalysisSettings) -> TouchPick:
    del settings
    return TouchPick(touches.last)


LAST_TOUCH = JourneyModel(
    id="last_touch",
    name="Last touch",
    explanation="The last touch before the conversion gets all the credit.",
    split=_last,
)
