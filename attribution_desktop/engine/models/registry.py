"""All models. A new one is a file in this folder and an entry here; every tab then shows it."""

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.engine.models.custom import CUSTOM
from attribution_desktop.engine.models.first_touch import FIRST_TOUCH
from attribution_desktop.engine.models.j_shaped import INVERSE_J, J_SHAPED
from attribution_desktop.engine.models.last_non_direct import LAST_NON_DIRECT
from attribution_desktop.engine.models.last_touch import LAST_TOUCH
from attribution_desktop.engine.models.linear import LINEAR
from attribution_desktop.engine.models.markov.model import MARKOV
from attribution_desktop.engine.models.model import AttributionModel
from attribution_desktop.engine.models.position_based import POSITION_BASED
from attribution_desktop.engine.models.shapley import SHAPLEY
from attribution_desktop.engine.models.time_decay import TIME_DECAY

_ENTRIES: tuple[AttributionModel, ...] = (
    FIRST_TOUCH,
    LAST_TOUCH,
    LINEAR,
    TIME_DECAY,
    LAST_NON_DIRECT,
    POSITION_BASED,
    J_SHAPED,
    INVERSE_J,
    CUSTOM,
    MARKOV,
    SHAPLEY,
)

MODELS: dict[str, AttributionModel] = {model.id: model for model in _ENTRIES}


def model_with_id(model: str) -> AttributionModel:
    """The registry's entry; `UsageError` names the known ids when there is none."""
    try:
        return MODELS[model]
    except KeyError:
        raise UsageError(
            f"There is no model {model!r}.", f"Known models: {', '.join(MODELS)}."
        ) from None
