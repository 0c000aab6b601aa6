"""`ConversionAttributor`: journeys in, each model's credit by channel out."""

from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.analysis import Notice
from attribution_desktop.domain.interactions import FloatColumn
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.converting import ConvertingTouches, converting_touches
from attribution_desktop.engine.models.registry import model_with_id
from attribution_desktop.engine.slices import summed


@dataclass(frozen=True, slots=True, eq=False)
class Credit:
    """(channels + 1,) credit by channel code; the last entry is `(no touchpoint)`.

    `revenue` in micros, unrounded; `conversions` counts; `caveats` is what
    to know before trusting it on this data.
    """

    revenue: FloatColumn
    conversions: FloatColumn
    caveats: tuple[Notice, ...] = ()


class ConversionAttributor:
    """Splits the conversions of one set of journeys by any model of the registry.

    Parameters
    ----------
    journeys
        Converting and non-converting journeys; only the converting ones carry credit.
    settings
        Parameters of the models, such as the half-life.

    Examples
    --------
    >>> attributor = ConversionAttributor(journeys, AnalysisSettings())  # doctest: +SKIP
    >>> attributor.credit("linear").revenue / 1e6  # doctest: +SKIP
    """

    def __init__(self, journeys: Journeys, settings: AnalysisSettings) -> None:
        self._settings = settings
        self._touches = converting_touches(journeys)

    @property
    def touches(self) -> ConvertingTouches:
        return self._touches

    def weights(self, model: str) -> FloatColumn:
        """(m,) weight of each converting touch under the model with this id.

        Raises
        ------
        UsageError
            When there is no such model.
        """
        return model_with_id(model).weights(self._touches, self._settings)

    def credit(self, model: str) -> Credit:
        """Credit by channel; conserves conversions and revenue to 1e-9 relative."""
        touches = self._touches
        weights = self.weights(model)
        return Credit(
            revenue=self._summed(weights, touches.value, touches.value_without_touch),
            conversions=self._summed(weights, touches.weight, touches.conversions_without_touch),
            caveats=model_with_id(model).caveats(touches, self._settings),
        )

    def touched_conversions(self) -> FloatColumn:
        """(channels + 1,) conversions with at least one touch of the channel."""
        touches = self._touches
        size = max(touches.channels, 1)
        journey = np.repeat(np.arange(len(touches.length)), touches.length)
        pairs = np.sort(journey * size + touches.channel)
        is_first = np.ones(len(pairs), bool)
        is_first[1:] = np.diff(pairs) != 0
        distinct = pairs[is_first]
        reach = summed(distinct % size, touches.weight[distinct // size], touches.channels)
        return np.append(reach, touches.conversions_without_touch)

    def _summed(self, weights: FloatColumn, amount: FloatColumn, without: float) -> FloatColumn:
        touches = self._touches
        by_channel = summed(
            touches.channel, weights * np.repeat(amount, touches.length), touches.channels
        )
        return np.append(by_channel, without)
