"""How the four key figures came to where they are, and how they changed; from totals by day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.days import (
    MOST_LAG_DAYS,
    DaySpan,
    DayTotals,
    Step,
    fitting_step,
    part_note,
    period_before,
)
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted, shortened
from attribution_desktop.domain.notation import day_text

_RECENT_DAYS = 30
_RECENT_SPANS = (
    f"in the last {_RECENT_DAYS} days, against the {_RECENT_DAYS} before",
    f"in the last {_RECENT_DAYS} days",
    f"in {_RECENT_DAYS} days",
    "",
)
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
_NO_SPEND = Change(("None is recorded", "none", ""))
_NO_SPEND_NOW = Change(("None is dated in this period", "none in this period", "none", ""))
_BEFORE_SPEND = Change(("Before spend: none is recorded", "before spend", ""))
_BEFORE_SPEND_NOW = Change(("Before spend: none is dated here", "before spend", ""))


@dataclass(frozen=True, slots=True)
class Comparing:
    """Two stretches of days of the same length, and what they are in words.

    Parameters
    ----------
    before_first
        The first day of those before.
    spans
        What stands behind a change, ever shorter; the last is empty.
    is_recent
        Whether `now` is less than the figure itself covers.
    """

    now: DayTotals
    before: DayTotals
    before_first: date
    spans: tuple[str, ...]
    is_recent: bool = False

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
            return Change(self._was(now, before, written))
        share = (now - before) / before
        if abs(share) < _LEAST_CHANGE:
            return Change(self._forms("unchanged"))
        arrow = "▲" if share > 0 else "▼"
        text = formatted(abs(share), Kind.SHARE)
        sign = 0 if is_good is None else (1 if (share > 0) == is_good else -1)
        return Change(self._forms(f"{arrow} {text}"), sign)

    def _was(self, now: float, before: float, written: Callable[[float], str]) -> tuple[str, ...]:
        """What is and what was; what is stands above already where it is all of the figure."""
        if not self.is_recent:
            return f"was {written(before)} before", f"was {shortened(before)} before"
        return (
            f"{written(now)} {self.spans[1]}, was {written(before)}",
            f"{shortened(now)} {self.spans[1]}, was {shortened(before)}",
            f"{shortened(now)} lately, was {shortened(before)}",
        )

    def _forms(self, words: str) -> tuple[str, ...]:
        return tuple(f"{words} {span}".strip() for span in self.spans)


def without_spend(analysis: Analysis) -> tuple[Change, Change] | None:
    """What stands in place of the changes of spend and profit; None where there is spend."""
    if analysis.summary.spend is not None:
        return None
    if analysis.settings.has_period:
        return _NO_SPEND_NOW, _BEFORE_SPEND_NOW
    return _NO_SPEND, _BEFORE_SPEND


def comparing(analysis: Analysis) -> Comparing | None:
    """The period and the one before it; of all time, its last thirty days and those before.

    Returns
    -------
    None where the data do not reach back that far: less than the whole would mislead.
    """
    days, known = analysis.days, analysis.covered
    if known is None or days.first is None:
        return None
    if analysis.settings.has_period:
        return _compared(analysis, known, days.first, _spans_of(known))
    recent = known[1] - timedelta(days=_RECENT_DAYS - 1), known[1]
    return _compared(analysis, recent, days.first, _RECENT_SPANS, is_recent=True)


def comparing_spend(analysis: Analysis) -> Comparing | None:
    """As `comparing`, of days that spend is recorded for: what is not recorded yet is no saving.

    Returns
    -------
    None where spend does not cover the days that are compared.
    """
    spent, known = analysis.days.spent, analysis.covered
    whole = comparing(analysis)
    if whole is None or known is None or spent is None:
        return whole
    if not _is_short(analysis, spent):
        return whole if whole.before_first >= spent[0] else None
    if analysis.settings.has_period:
        return None
    recent = spent[1] - timedelta(days=_RECENT_DAYS - 1), spent[1]
    end = day_text(spent[1])
    spans = (
        f"in the {_RECENT_DAYS} days to {end}, against the {_RECENT_DAYS} before",
        f"in the {_RECENT_DAYS} days to {end}",
        f"to {end}",
        "",
    )
    return _compared(analysis, recent, spent[0], spans, is_recent=True)


def _is_short(analysis: Analysis, spent: tuple[date, date]) -> bool:
    """Whether recorded spend ends well before the orders of the period."""
    known, last = analysis.covered, analysis.days.last
    if known is None or last is None:
        return False
    return (min(known[1], last) - spent[1]).days > MOST_LAG_DAYS


def _compared(
    analysis: Analysis,
    now: tuple[date, date],
    known_from: date,
    spans: tuple[str, ...],
    *,
    is_recent: bool = False,
) -> Comparing | None:
    earlier = period_before(*now)
    if earlier is None or earlier[0] < known_from:
        return None
    days = analysis.days
    return Comparing(
        days.between(*now), days.between(*earlier), earlier[0], spans, is_recent=is_recent
    )


def _spans_of(period: tuple[date, date]) -> tuple[str, ...]:
    """What a period is compared with, ever shorter."""
    length = (period[1] - period[0]).days + 1
    if length == 1:
        return "against the day before", "on the day before", ""
    days = formatted(length, Kind.COUNT)
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


def spent_steps(analysis: Analysis) -> tuple[DaySpan, ...]:
    """`whole_steps` as far as spend is recorded: beyond, a profit would only look better."""
    spent = analysis.days.spent
    if spent is None:
        return whole_steps(analysis)
    lag = timedelta(days=MOST_LAG_DAYS)
    return tuple(
        span
        for span in whole_steps(analysis)
        if span.first >= spent[0] - lag and span.last <= spent[1] + lag
    )


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
