"""The weights of one journey are those that the models give it among all journeys."""

import numpy as np
import pytest

from attribution_desktop.domain.interactions import Interactions
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.explanation import journey_weights
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.engine.models.registry import MODELS
from tests.engine.material import DAY, EPOCH, Order, Touch, interactions_of

_SETTINGS = AnalysisSettings(lookback_days=20.0)


def _interactions(seed: int) -> Interactions:
    """Sixty customers with some touches each; half of them order, some of those twice."""
    random = np.random.default_rng(seed)
    names = ["email", "direct", "social", "search"]
    touches = [
        Touch(customer, names[random.integers(4)], EPOCH + int(random.integers(60)) * DAY)
        for customer in range(60)
        for _ in range(random.integers(1, 7))
    ]
    orders = [
        Order(int(customer), EPOCH + int(random.integers(30, 90)) * DAY, int(random.integers(99)))
        for customer in random.integers(60, size=40)
    ]
    return interactions_of(touches, orders)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("seed", [1, 2])
def test_one_journey_alone_is_weighed_as_among_all(model: str, seed: int) -> None:
    journeys = build_journeys(_interactions(seed), _SETTINGS)
    attributor = ConversionAttributor(journeys, _SETTINGS)
    everything = attributor.weights(model)
    touches = attributor.evidence.touches
    for place in range(0, len(touches.journey), 7):
        (alone,) = journey_weights(
            journeys, int(touches.journey[place]), [model], _SETTINGS, lambda: attributor
        )
        if everything is None:
            assert alone is None
            continue
        assert alone is not None
        first = int(touches.first[place])
        whole = everything[first : first + int(touches.length[place])]
        np.testing.assert_allclose(alone, whole, rtol=1e-12)
        assert alone.sum() == pytest.approx(1.0)
