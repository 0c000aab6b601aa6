"""How the four key figures came to where they are, and how they changed; from totals by day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.days import (
    DaySpan,
    DayTotals,
    Step,
    fitting_step,
    part_note,
    period_before,
)
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted, shortened

_RECENT_DAYS = 30
_LEAST_CHANGE = 0.0005

Amount = Callable[[DayTotals], float | None]


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure changed, in words; `sign` is -1 for bad, 1 for good, else 0.

    Parameters
    ----------
    forms
        The whole sentence first, then ever shorter ones for where there is little room.
    """

    forms: tuple[str, ...]
    sign: int = 0


NO_CHANGE = Change(("",))
NO_SPEND = Change(("None is recorded", "none", ""))
BEFORE_SPEND = Change(("Before spend: none is recorded", "before spend", ""))


@dataclass(frozen=True, slots=True)
class Comparing:
    """Two stretches of days of the same length, and what they are in words.

    Parameters
    ----------
    spans
        What stands behind a change, ever shorter; the last is empty.
    """

    now: DayTotals
    before: DayTotals
    spans: tuple[str, ...]

    def change(
        self, amount: Amount, *, is_good: bool | None, written: Callable[[float], str]
    ) -> Change:
        """How an amount changed.

        Parameters
        ----------
        is_good
            Whether more is better; None: neither.
        written
            The amount as text.
        """
        now, before = amount(self.now), amount(self.before)
        if now is None or before is None:
            return NO_CHANGE
        if before <= 0:
            # There is no share of nothing or of a loss; what was is told instead.
            return Change((f"was {written(before)} before", f"was {shortened(before)} before"))
        share = (now - before) / before
        if abs(share) < _LEAST_CHANGE:
            return Change(self._forms("unchanged"))
        arrow = "▲" if share > 0 else "▼"
        text = formatted(abs(share), Kind.SHARE)
        sign = 0 if is_good is None else (1 if (share > 0) == is_good else -1)
        return Change(self._forms(f"{arrow} {text}"), sign)

    def _forms(self, words: str) -> tuple[str, ...]:
        return tuple(f"{words} {span}".strip() for span in self.spans)


def comparing(analysis: Analysis) -> Comparing | None:
    """The period and the one before it; of all time, its last thirty days and those before.

    Returns
    -------
    None where the data do not reach back that far: less than the whole would mislead.
    """
    days, known = analysis.days, analysis.covered
    if known is None or days.first is None:
        return None
    first, last = known
    is_all = not analysis.settings.has_period
    if is_all:
        first = last - timedelta(days=_RECENT_DAYS - 1)
    earlier = period_before(first, last)
    if earlier is None or earlier[0] < days.first:
        return None
    now, before = days.between(first, last), days.between(*earlier)
    return Comparing(now, before, _spans((last - first).days + 1, is_all=is_all))


def _spans(length: int, *, is_all: bool) -> tuple[str, ...]:
    """What is compared with what, ever shorter."""
    days = formatted(length, Kind.COUNT)
    if is_all:
        whole = f"in the last {days} days, against the {days} before"
        return whole, f"in the last {days} days", f"in {days} days", ""
    if length == 1:
        return "against the day before", "on the day before", ""
    return f"against the {days} days before", f"on {days} days before", ""


def steps(analysis: Analysis, step: Step | None = None) -> tuple[DaySpan, ...]:
    """The covered days in steps; None: as long as suits the range."""
    known = analysis.covered
    if known is None:
        return ()
    first, last = known
    return analysis.days.by(step or fitting_step(first, last), first, last)


def step_label(span: DaySpan, step: Step) -> str:
    """What stands below a step of a trend.

    Examples
    --------
    >>> step_label(DaySpan(date(2025, 9, 1), date(2025, 9, 7), DayTotals()), Step.WEEK)
    '1 Sep'
    """
    if step is Step.MONTH:
        return f"{span.first:%b %Y}"
    return f"{span.first.day} {span.first:%b}"


def whole_steps(analysis: Analysis) -> tuple[DaySpan, ...]:
    """The covered days in whole steps that suit the range.

    A week that the range cuts off would look like a rise or a fall.
    """
    known = analysis.covered
    if known is None:
        return ()
    step = fitting_step(*known)
    return tuple(span for span in steps(analysis, step) if not part_note(span, step))


def revenue(totals: DayTotals) -> float:
    return totals.revenue


def conversions(totals: DayTotals) -> float:
    return totals.conversions


def spend(totals: DayTotals) -> float | None:
    return totals.spend


def profit(margin: float) -> Amount:
    """Margin on revenue less spend, where any spend is recorded or not."""

    def of(totals: DayTotals) -> float:
        return margin * totals.revenue - (totals.spend or 0.0)

    return of
