"""Which models there are to choose from."""

from dataclasses import dataclass

from attribution_desktop.domain.settings import CORE_MODELS
from attribution_desktop.engine.models.registry import MODELS


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """`is_core`: always computed and always shown."""

    id: str
    label: str
    explanation: str
    is_core: bool


def available_models() -> tuple[ModelInfo, ...]:
    """All models in the registry's order."""
    return tuple(
        ModelInfo(model.id, model.name, model.explanation, model.id in CORE_MODELS)
        for model in MODELS.values()
    )
