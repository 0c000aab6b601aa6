"""What sums by day come to over one range of days."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from attribution_desktop.domain.day_sums import DaySums
from attribution_desktop.domain.instants import UNDATED_DAY
from attribution_desktop.domain.interactions import BoolColumn, FloatColumn, IntColumn
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.attributor import Credit
from attribution_desktop.engine.credit_tables import Totals
from attribution_desktop.engine.models.journey_model import JourneyModel
from attribution_desktop.engine.models.registry import model_with_id
from attribution_desktop.engine.slices import summed


@dataclass(frozen=True, slots=True, eq=False)
class PeriodSums:
    """Sums over the days of the settings' date range."""

    sums: DaySums
    settings: AnalysisSettings

    @property
    def _rows(self) -> slice:
        return self.sums.rows(self.settings.start, self.settings.end)

    def count(self, column: FloatColumn) -> float:
        """The sum over the range of one of the columns by day."""
        return float(column[self._rows].sum())

    def _by_channel(self, amount: FloatColumn) -> FloatColumn:
        """(k + 1,) sums over the range of (c,) amounts by cell."""
        cells = self.sums.cells(self._rows)
        codes = self.sums.cell_channel[cells]
        return summed(codes, amount[cells], len(self.sums.channels) + 1)

    @property
    def reach(self) -> FloatColumn:
        """(k + 1,) conversions with a touch of each channel."""
        return self._by_channel(self.sums.reach)

    @property
    def is_touched(self) -> BoolColumn:
        """(k,) whether any journey of the range holds a touch of the channel."""
        return self._by_channel(np.ones(len(self.sums.reach)))[:-1] > 0

    def credit(self, model: str) -> Credit:
        """Credit under a model that adds up."""
        sums, entry = self.sums.credit[model], model_with_id(model)
        untimed = self.count(self.sums.counts.untimed_converting)
        return Credit(
            revenue=self._by_channel(sums.revenue),
            conversions=self._by_channel(sums.conversions),
            caveats=entry.noted(untimed) if isinstance(entry, JourneyModel) else (),
            details=None,
        )

    @property
    def micros(self) -> int:
        """Revenue, exact."""
        return int(self.sums.counts.revenue[self._rows].sum())

    @property
    def totals(self) -> Totals:
        conversions = self.count(self.sums.counts.conversions)
        return Totals(Decimal(self.micros).scaleb(-6), Decimal(conversions))

    @property
    def without_touch(self) -> float:
        return float(self._by_channel(self.sums.reach)[-1])

    @property
    def touchpoints(self) -> float:
        """Touches of the range's journeys; those of several journeys once."""
        uses = self.count(self.sums.counts.uses)
        shared, days = self.sums.shared, self.sums.day[self._rows]
        if not len(days):
            return uses
        is_inside = (shared.earlier >= days[0]) & (shared.later <= days[-1])
        return uses - float(shared.touches[is_inside].sum())

    @property
    def undated_left_out(self) -> float:
        """Journeys and bare conversions without a date, where the range leaves them out."""
        if not self.settings.has_period or not len(self.sums.day):
            return 0.0
        if self.sums.day[0] != UNDATED_DAY:
            return 0.0
        counts = self.sums.counts
        return float(counts.journeys[0] + counts.conversions[0] - counts.converting[0])

    @property
    def converting_days(self) -> IntColumn:
        """Dated days of the range with a conversion, rising."""
        rows = self._rows
        return self.sums.day[rows][self.sums.has_dated_conversions[rows]]
