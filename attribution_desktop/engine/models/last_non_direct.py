import numpy as np

from attribution_desktop.domain.channels import channel_key
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.converting import ConvertingTouches
from attribution_desktop.engine.models.journey_model import JourneyModel, TouchPick


def _last_non_direct(touches: ConvertingTouches, settings: AnalysisSettings) -> TouchPick:
    """The last touch of another channel than the direct ones; if all are direct, the last."""
    direct = {channel_key(name) for name in settings.direct_channels}
    is_direct = np.array([channel_key(name) in direct for name in touches.names], bool)
    if not len(touches.length):
        return TouchPick(touches.last)
    position = np.arange(len(touches.channel))
    candidate = np.where(is_direct[touches.channel], -1, position)
    latest = np.maximum.reduceat(candidate, touches.first)
    return TouchPick(np.where(latest < 0, touches.last, latest))


LAST_NON_DIRECT = JourneyModel(
    id="last_non_direct",
    name="Last non-direct",
    explanation="The last touch that is not a direct visit gets all the credit.",
    split=_last_non_direct,
)
