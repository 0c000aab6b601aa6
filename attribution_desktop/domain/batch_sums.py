"""What rows of a file hold, added up: the one way for a check and for an import's manifest."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from attribution_desktop.domain.instants import (
    UNDATED,
    UNDATED_DAY,
    date_from_day_number,
    first_instant_of,
)
from attribution_desktop.domain.interactions import CodeColumn, FloatColumn, IntColumn


@dataclass(frozen=True, slots=True)
class BatchSums:
    """Amounts in micros; `first` and `last` UTC microseconds, None where no instant is known.

    `revenue` has refunds taken off; a refund is no conversion.
    """

    touchpoints: int = 0
    conversions: float = 0.0
    journeys: float = 0.0
    revenue: int = 0
    spend: int = 0
    first: int | None = None
    last: int | None = None

    def __add__(self, other: "BatchSums") -> "BatchSums":
        return BatchSums(
            touchpoints=self.touchpoints + other.touchpoints,
            conversions=self.conversions + other.conversions,
            journeys=self.journeys + other.journeys,
            revenue=self.revenue + other.revenue,
            spend=self.spend + other.spend,
            first=min(_known(self.first, other.first), default=None),
            last=max(_known(self.last, other.last), default=None),
        )


NOTHING = BatchSums()


def sums_of_touches(instant: IntColumn) -> BatchSums:
    """Of (n,) timed touches."""
    first, last = _extent(instant)
    return BatchSums(touchpoints=len(instant), first=first, last=last)


def sums_of_orders(instant: IntColumn, value: IntColumn) -> BatchSums:
    """Of (n,) orders and refunds; the value of a refund is negative."""
    first, last = _extent(instant)
    orders = float((value >= 0).sum())
    revenue = int(value.sum())
    return BatchSums(0, orders, orders, revenue, first=first, last=last)


def sums_of_paths(
    touchpoints: int,
    conversions: FloatColumn,
    nulls: FloatColumn,
    value: IntColumn,
    instant: IntColumn,
) -> BatchSums:
    """Of (n,) path rows, which have so many touchpoints together."""
    first, last = _extent(instant[instant != UNDATED])
    converted = float(conversions.sum())
    journeys = converted + float(nulls.sum())
    return BatchSums(touchpoints, converted, journeys, int(value.sum()), first=first, last=last)


def sums_of_spend(day: IntColumn | CodeColumn, cost: IntColumn, zone: ZoneInfo) -> BatchSums:
    """Of (n,) entries of spend; a day begins when it does in the zone."""
    days = day[day != UNDATED_DAY]
    ends = (int(days.min()), int(days.max())) if len(days) else ()
    instants = [first_instant_of(date_from_day_number(end), zone) for end in ends]
    first, last = instants or (None, None)
    return BatchSums(spend=int(cost.sum()), first=first, last=last)


def _known(*instants: int | None) -> list[int]:
    return [instant for instant in instants if instant is not None]


def _extent(instants: IntColumn) -> tuple[int | None, int | None]:
    if not len(instants):
        return None, None
    return int(instants.min()), int(instants.max())
