"""All models. A new one is a file in this folder and an entry here; every tab then shows it."""

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.engine.models.first_touch import FIRST_TOUCH
from attribution_desktop.engine.models.last_touch import LAST_TOUCH
from attribution_desktop.engine.models.linear import LINEAR
from attribution_desktop.engine.models.model import AttributionModel
from attribution_desktop.engine.models.time_decay import TIME_DECAY

MODELS: dict[str, AttributionModel] = {
    model.id: model for model in (FIRST_TOUCH, LAST_TOUCH, LINEAR, TIME_DECAY)
}


def model_with_id(model: str) -> AttributionModel:
    """The registry's entry; `UsageError` names the known ids when there is none."""
    try:
        return MODELS[model]
    except KeyError:
        raise UsageError(
            f"There is no model {model!r}.", f"Known models: {', '.join(MODELS)}."
        ) from None
