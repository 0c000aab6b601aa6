"""Revenue and spend over time, in the steps in which the window shows them."""

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.days import DaySpan, Step, days_in, fitting_step
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.report_document import Cell, Chart, ChartKind, Column, Table

_NAMES = {Step.DAY: "Day", Step.WEEK: "Week from", Step.MONTH: "Month"}
_MOST_ON_PAPER = 62
_DATED = "Orders and spend dated in these days."
_COVERED = Column(
    "days", "Days", Kind.COUNT, "How many of its days the period covers, which may cut it off."
)


def trend_tables(analysis: Analysis) -> tuple[Table, ...]:
    """What each day, week or month brought; nothing where nothing is dated."""
    known = analysis.covered
    if known is None:
        return ()
    step = fitting_step(*known)
    covered = () if step is Step.DAY else (_COVERED,)
    return (
        Table(
            id="trend",
            title=f"Revenue and spend by {step}",
            columns=(
                Column("step", _NAMES[step], Kind.TEXT, _DATED, step),
                Column("revenue", "Revenue", Kind.MONEY),
                Column("conversions", "Conversions", Kind.NUMBER),
                Column("spend", "Spend", Kind.MONEY),
                *covered,
            ),
            rows=tuple(_row(span, step) for span in analysis.days.by(step, *known)),
            most_on_paper=_MOST_ON_PAPER,
        ),
    )


def trend_notes(analysis: Analysis) -> tuple[str, ...]:
    """A sentence on each step that the period cuts off, which would look like a rise or a fall."""
    known = analysis.covered
    if known is None:
        return ()
    step = fitting_step(*known)
    return tuple(
        f"The {step} from {span.first.isoformat()} counts only {span.length} of {days} days."
        for span in analysis.days.by(step, *known)
        if span.length < (days := days_in(step, span.first))
    )


def trend_charts(analysis: Analysis) -> tuple[Chart, ...]:
    """Columns of revenue, beside those of spend where any is dated."""
    if analysis.covered is None:
        return ()
    has_spend = any(amount is not None for amount in analysis.days.spend)
    return (
        Chart(
            id="trend",
            title="Revenue and spend over time" if has_spend else "Revenue over time",
            kind=ChartKind.STEPS,
            table="trend",
            labels="step",
            values=("revenue", "spend") if has_spend else ("revenue",),
            axis_title=f"Amount ({analysis.identity.currency})",
        ),
    )


def _row(span: DaySpan, step: Step) -> tuple[Cell, ...]:
    name = f"{span.first:%Y-%m}" if step is Step.MONTH else span.first.isoformat()
    totals = span.totals
    covered = () if step is Step.DAY else (span.length,)
    return name, totals.revenue, totals.conversions, totals.spend, *covered
