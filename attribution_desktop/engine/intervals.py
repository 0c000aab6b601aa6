"""How sure the figures are: 90 % percentile intervals from one set of draws for all models."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from attribution_desktop.domain.analysis import Interval
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.domain.progress import Progress
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.models.model import FloatTable
from attribution_desktop.engine.resampling import resampling

LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True, slots=True, eq=False)
class CreditDraws:
    """Every model refitted on the same draws.

    Parameters
    ----------
    revenue, conversions
        By model id: (draws, channels + 1) credit, revenue in the currency's unit.
    """

    revenue: dict[str, FloatTable]
    conversions: dict[str, FloatTable]

    def revenue_interval(self, model: str, code: int) -> Interval:
        return interval(self.revenue[model][:, code])

    def conversions_interval(self, model: str, code: int) -> Interval:
        return interval(self.conversions[model][:, code])

    def difference_interval(self, first: str, second: str, code: int) -> Interval:
        """Of the first model's revenue credit less the second's, draw by draw."""
        return interval(self.revenue[first][:, code] - self.revenue[second][:, code])


def interval(draws: "np.ndarray") -> Interval:
    """The 5 % and 95 % quantiles of (d,) draws, linear between neighbours."""
    low, high = np.quantile(draws, (LOW, HIGH))
    return Interval(float(low), float(high))


def credit_draws(
    attributor: ConversionAttributor, models: Sequence[str], draws: int, progress: Progress
) -> CreditDraws:
    """Refit every model on `draws` resampled data sets.

    Raises
    ------
    Cancelled
        When `progress` says so; it is asked at least once a block of draws.
    """
    plan = resampling(attributor.evidence.journeys)
    progress("Estimating intervals", 0, draws)
    columns = {}
    for model in models:
        statistics = attributor.prepared(model).statistics(plan.unit, plan.units)
        columns[model] = sp.csr_array(statistics.T)
        progress("Estimating intervals", 0, draws)
    revenue: dict[str, list[FloatTable]] = {model: [] for model in models}
    conversions: dict[str, list[FloatTable]] = {model: [] for model in models}
    done = 0
    for multiplicity in plan.blocks(draws):
        for model in models:
            sums: FloatTable = np.ascontiguousarray((columns[model] @ multiplicity.T).T)
            table = attributor.prepared(model).credits(sums)
            revenue[model].append(table.revenue / MICROS_PER_UNIT)
            conversions[model].append(table.conversions)
            progress("Estimating intervals", done, draws)
        done += len(multiplicity)
        progress("Estimating intervals", done, draws)
    width = attributor.evidence.touches.channels + 1
    nothing = np.zeros((draws, width))
    return CreditDraws(
        {model: np.concatenate(parts) if parts else nothing for model, parts in revenue.items()},
        {
            model: np.concatenate(parts) if parts else nothing
            for model, parts in conversions.items()
        },
    )
