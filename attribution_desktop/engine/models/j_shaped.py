from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.converting import ConvertingTouches
from attribution_desktop.engine.models.journey_model import JourneyModel, TouchWeights
from attribution_desktop.engine.models.position_weights import by_position


def _j_shaped(touches: ConvertingTouches, settings: AnalysisSettings) -> TouchWeights:
    del settings
    return by_position(touches, 2, 2, 6)


def _inverse_j(touches: ConvertingTouches, settings: AnalysisSettings) -> TouchWeights:
    del settings
    return by_position(touches, 6, 2, 2)


J_SHAPED = JourneyModel(
    id="j_shaped",
    name="J-shaped",
    explanation="The last touch gets 60 %, the first 20 %; the touches between them share 20 %.",
    split=_j_shaped,
)

INVERSE_J = JourneyModel(
    id="inverse_j",
    name="Inverse J",
    explanation="The first touch gets 60 %, the last 20 %; the touches between them share 20 %.",
    split=_inverse_j,
)
