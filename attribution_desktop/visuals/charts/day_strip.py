"""Days laid out along a strip, and summed up in as many bars as it has room for."""

from datetime import date, timedelta

from attribution_desktop.domain.days import DailyTotals, DaySpan

_LEAST_BAR = 3.0


class DayStrip:
    """From the first to the last day of anything dated; any one day where nothing is."""

    def __init__(self, days: DailyTotals) -> None:
        self.days = days
        self.first = days.first or date(2000, 1, 1)
        self.last = days.last or self.first
        self._slots: tuple[int, tuple[DaySpan, ...]] = (0, ())

    @property
    def length(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    def share_of(self, day: date) -> float:
        """Where a day begins, from 0 at the first day to 1 after the last."""
        return min(max((day - self.first).days / self.length, 0.0), 1.0)

    def share_after(self, day: date) -> float:
        """Where a day ends."""
        return min(max(((day - self.first).days + 1) / self.length, 0.0), 1.0)

    def day_at(self, share: float) -> date:
        place = min(max(int(share * self.length), 0), self.length - 1)
        return self.first + timedelta(days=place)

    def clamped(self, day: date) -> date:
        return min(max(day, self.first), self.last)

    def bars_in(self, width: float) -> int:
        """How many bars fit into a width (pixels), at most one a day."""
        return max(1, min(self.length, int(width / _LEAST_BAR)))

    def slots(self, bars: int) -> tuple[DaySpan, ...]:
        """All days in about so many spans of equal length."""
        if self._slots[0] != bars:
            days = -(-self.length // bars)
            self._slots = (bars, tuple(self._span(at, days) for at in range(0, self.length, days)))
        return self._slots[1]

    def slot_at(self, day: date, bars: int) -> tuple[date, date]:
        """First and last day of the span that a day lies in."""
        slots = self.slots(bars)
        at = (day - self.first).days // -(-self.length // bars)
        slot = slots[min(max(at, 0), len(slots) - 1)]
        return slot.first, slot.last

    def _span(self, at: int, days: int) -> DaySpan:
        first = self.first + timedelta(days=at)
        last = self.first + timedelta(days=min(at + days, self.length) - 1)
        return DaySpan(first, last, self.days.between(first, last))
