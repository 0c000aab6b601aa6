"""`AttributionModelComparator`: how far the models agree (definitions, "Model disagreement")."""

from collections.abc import Sequence

import numpy as np

from attribution_desktop.domain.analysis import Comparison, ComparisonRow, ModelCredit

STRONG_UP_TO = 0.10
MODERATE_UP_TO = 0.25


def consensus(variation: float | None, models: int) -> str | None:
    """`strong`, `moderate` or `weak`; `no credit` where the mean is 0; None below two models.

    Parameters
    ----------
    variation
        Coefficient of variation, None where the mean is 0.
    """
    if models < 2:  # noqa: PLR2004  # a single model cannot disagree
        return None
    if variation is None:
        return "no credit"
    if variation <= STRONG_UP_TO:
        return "strong"
    return "moderate" if variation <= MODERATE_UP_TO else "weak"


class AttributionModelComparator:
    """Lays the credit of several models side by side.

    Parameters
    ----------
    models
        Results over the same journeys, all with the same channels in the same order.
    """

    def __init__(self, models: Sequence[ModelCredit]) -> None:
        self._models = tuple(models)

    def compared(self) -> Comparison:
        return Comparison(
            models=tuple(model.model for model in self._models),
            labels=tuple(model.label for model in self._models),
            rows=tuple(self._row(i) for i in range(len(self._models[0].credits))),
        )

    def _row(self, index: int) -> ComparisonRow:
        credits_ = [model.credits[index] for model in self._models]
        revenue = np.array([credit.revenue for credit in credits_])
        mean, deviation = float(revenue.mean()), float(revenue.std())
        variation = deviation / mean if mean > 0 else None
        return ComparisonRow(
            channel=credits_[0].channel,
            revenue=tuple(credit.revenue for credit in credits_),
            conversions=tuple(credit.conversions for credit in credits_),
            shown_revenue=tuple(credit.shown_revenue for credit in credits_),
            shown_conversions=tuple(credit.shown_conversions for credit in credits_),
            mean=mean,
            minimum=float(revenue.min()),
            maximum=float(revenue.max()),
            standard_deviation=deviation,
            coefficient_of_variation=variation,
            consensus=consensus(variation, len(credits_)),
        )
