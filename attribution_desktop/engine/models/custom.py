from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.converting import ConvertingTouches
from attribution_desktop.engine.models.journey_model import JourneyModel, TouchWeights
from attribution_desktop.engine.models.position_weights import by_position


def _custom(touches: ConvertingTouches, settings: AnalysisSettings) -> TouchWeights:
    return by_position(touches, *settings.custom_weights)


def _label(settings: AnalysisSettings) -> str:
    return "Custom ({:g} : {:g} : {:g})".format(*settings.custom_weights)


CUSTOM = JourneyModel(
    id="custom",
    name="Custom weights",
    explanation="First touch, the touches between and last touch share in your proportion.",
    split=_custom,
    labelled=_label,
)
