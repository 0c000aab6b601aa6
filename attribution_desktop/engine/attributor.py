"""`ConversionAttributor`: journeys in, each model's credit by channel out."""

from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.analysis import ModelDetails, Notice
from attribution_desktop.domain.interactions import FloatColumn
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.converting import converting_touches
from attribution_desktop.engine.models.model import Evidence, PreparedModel
from attribution_desktop.engine.models.registry import model_with_id
from attribution_desktop.engine.slices import summed


@dataclass(frozen=True, slots=True, eq=False)
class Credit:
    """Credit by channel code; the last entry is `(no touchpoint)`.

    Parameters
    ----------
    revenue, conversions
        (channels + 1,) micros and counts, unrounded.
    caveats
        What to know before trusting it on this data.
    details
        What a chain or a game says beyond credit.
    """

    revenue: FloatColumn
    conversions: FloatColumn
    caveats: tuple[Notice, ...]
    details: ModelDetails | None


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
        self._evidence = Evidence(journeys, converting_touches(journeys))
        self._prepared: dict[str, PreparedModel] = {}

    @property
    def evidence(self) -> Evidence:
        return self._evidence

    def prepared(self, model: str) -> PreparedModel:
        """The model with this id, laid out over the journeys, made once.

        Raises
        ------
        UsageError
            When there is no such model.
        """
        if model not in self._prepared:
            entry = model_with_id(model)
            self._prepared[model] = entry.prepared(self._evidence, self._settings)
        return self._prepared[model]

    def weights(self, model: str) -> FloatColumn | None:
        """(m,) weight of each converting touch; None where the model credits channels only."""
        return model_with_id(model).touch_weights(self._evidence, self._settings)

    def credit(self, model: str) -> Credit:
        """Credit by channel; conserves conversions and revenue to 1e-9 relative."""
        prepared = self.prepared(model)
        fit = prepared.fit(prepared.totals())
        return Credit(
            revenue=fit.credits.revenue[0],
            conversions=fit.credits.conversions[0],
            caveats=fit.caveats,
            details=fit.details,
        )

    def touched_conversions(self) -> FloatColumn:
        """(channels + 1,) conversions with at least one touch of the channel."""
        touches = self._evidence.touches
        size = max(touches.channels, 1)
        reach = np.zeros(touches.channels)
        for part in touches.blocks():
            pairs = np.sort(part.owner * size + part.channel)
            is_first = np.ones(len(pairs), bool)
            is_first[1:] = np.diff(pairs) != 0
            distinct = pairs[is_first]
            reach += summed(distinct % size, part.weight[distinct // size], touches.channels)
        return np.append(reach, self.conversions_without_touch)

    @property
    def conversions_without_touch(self) -> float:
        return float(self._evidence.journeys.weight[self._evidence.bare].sum())
