from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.converting import ConvertingTouches
from attribution_desktop.engine.models.journey_model import JourneyModel, TouchWeights
from attribution_desktop.engine.models.position_weights import by_position


def _u_shaped(touches: ConvertingTouches, settings: AnalysisSettings) -> TouchWeights:
    del settings
    return by_position(touches, 4, 2, 4)


POSITION_BASED = JourneyModel(
    id="position_based",
    name="Position based (U)",
    explanation="First and last touch get 40 % each; the touches between them share 20 %.",
    split=_u_shaped,
)
