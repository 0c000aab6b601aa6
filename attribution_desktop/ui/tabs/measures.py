"""What channels are compared by: revenue, or conversions where no revenue is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from attribution_desktop.domain.analysis import (
    Analysis,
    ChannelCredit,
    Comparison,
    ComparisonRow,
    Interval,
)
from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.figures import Kind


@dataclass(frozen=True, slots=True)
class Measure:
    """How credit is read off an analysis and written."""

    name: str
    kind: Kind
    unit: str
    is_revenue: bool

    @property
    def title(self) -> str:
        """Name and unit, for an axis."""
        return f"{self.name} ({self.unit})" if self.unit else self.name

    def ordered(self, credits_: Sequence[ChannelCredit]) -> list[ChannelCredit]:
        """The analysis' order, which is by revenue; without revenue by conversions."""
        if self.is_revenue:
            return list(credits_)
        return sorted(
            credits_, key=lambda credit: (credit.channel == NO_TOUCHPOINT, -credit.conversions)
        )

    def ordered_rows(self, comparison: Comparison) -> list[ComparisonRow]:
        """Channels in the analysis' order; without revenue by conversions."""
        if self.is_revenue:
            return list(comparison.rows)
        return sorted(
            comparison.rows, key=lambda row: (row.channel == NO_TOUCHPOINT, -sum(row.conversions))
        )

    def value(self, credit: ChannelCredit) -> float:
        return credit.revenue if self.is_revenue else credit.conversions

    def shown(self, credit: ChannelCredit) -> Decimal:
        """The value as rounded for all pages alike."""
        return credit.shown_revenue if self.is_revenue else credit.shown_conversions

    def interval(self, credit: ChannelCredit) -> Interval | None:
        return credit.revenue_interval if self.is_revenue else credit.conversions_interval

    def values(self, row: ComparisonRow) -> tuple[float, ...]:
        """(models,) as the comparison orders them."""
        return row.revenue if self.is_revenue else row.conversions

    def shown_values(self, row: ComparisonRow) -> tuple[Decimal, ...]:
        """(models,) likewise, as rounded for all pages alike."""
        return row.shown_revenue if self.is_revenue else row.shown_conversions


def measure_of(analysis: Analysis) -> Measure:
    """Revenue where there is any: a path list without values has conversions only."""
    if analysis.summary.revenue or not analysis.summary.conversions:
        return Measure("Revenue", Kind.MONEY, analysis.identity.currency, is_revenue=True)
    return Measure("Conversions", Kind.NUMBER, "", is_revenue=False)


def bounds(interval: Interval | None) -> tuple[float | None, float | None]:
    """The ends of a whisker."""
    return (None, None) if interval is None else (interval.low, interval.high)
