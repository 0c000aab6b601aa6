"""The tables that say how sure the figures are; there are none unless intervals were asked for."""

from attribution_desktop.domain.analysis import Analysis, ChannelFigures, Interval
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.report_document import Cell, Column, Table
from attribution_desktop.domain.sentences import sentence
from attribution_desktop.services.report_tables import columns

_LONG_LIST_ON_PAPER = 60
_LOW = "Lower end of the 90 % percentile interval over resampled customers."
_HIGH = "Upper end of the 90 % percentile interval over resampled customers."


def interval_tables(analysis: Analysis) -> tuple[Table, ...]:
    """How sure the chosen model's figures are, and the verdict on each channel."""
    figures = analysis.channel_figures
    if all(row.revenue_interval is None for row in figures):
        return ()
    label = analysis.model_credit(analysis.settings.model).label
    return (
        Table(
            id="channel-intervals",
            title=f"How sure the figures are, {label}",
            columns=(
                *columns(("channel", "revenue")),
                Column("revenue_low", "Revenue from", Kind.MONEY, _LOW),
                Column("revenue_high", "Revenue to", Kind.MONEY, _HIGH),
                *columns(("roas",)),
                Column("roas_low", "ROAS from", Kind.RATIO, _LOW),
                Column("roas_high", "ROAS to", Kind.RATIO, _HIGH),
                Column(
                    "verdict",
                    "Verdict",
                    Kind.TEXT,
                    "Whether the channel pays, judged by the intervals of every model shown.",
                ),
                Column("reason", "Why", Kind.TEXT, "What the verdict rests on."),
            ),
            rows=tuple(_sureness(row) for row in figures),
            lead=8,
        ),
    )


def _sureness(row: ChannelFigures) -> tuple[Cell, ...]:
    verdict = row.verdict
    return (
        row.channel,
        row.shown_revenue,
        *_ends(row.revenue_interval),
        row.roas,
        *_ends(row.roas_interval),
        None if verdict is None else verdict.code,
        None if verdict is None else sentence(verdict),
    )


def comparison_interval_tables(analysis: Analysis) -> tuple[Table, ...]:
    """Each model's interval of each channel, and the intervals of the models' differences."""
    comparison = analysis.comparison
    if not any(row.intervals for row in comparison.rows):
        return ()
    labels = dict(zip(comparison.models, comparison.labels, strict=True))
    low = Column("low", "From", Kind.MONEY, _LOW)
    high = Column("high", "To", Kind.MONEY, _HIGH)
    intervals = tuple(
        (row.channel, label, revenue, interval.low, interval.high)
        for row in comparison.rows
        if row.intervals
        for label, revenue, interval in zip(
            comparison.labels, row.shown_revenue, row.intervals, strict=True
        )
    )
    differences = tuple(
        (
            row.channel,
            labels[difference.first],
            labels[difference.second],
            difference.interval.low,
            difference.interval.high,
        )
        for row in comparison.rows
        for difference in row.differences
    )
    return (
        Table(
            id="model-intervals",
            title="How sure each model's credit is",
            columns=(
                *columns(("channel",)),
                Column("model", "Model", Kind.TEXT, "The model that splits the credit."),
                *columns(("revenue",)),
                low,
                high,
            ),
            rows=intervals,
            most_on_paper=_LONG_LIST_ON_PAPER,
        ),
        Table(
            id="model-differences",
            title="How far the models differ: first less second",
            columns=(
                *columns(("channel",)),
                Column("first_model", "First model", Kind.TEXT, "Its credit counts as it is."),
                Column("second_model", "Second model", Kind.TEXT, "Its credit is taken off."),
                low,
                high,
            ),
            rows=differences,
            most_on_paper=_LONG_LIST_ON_PAPER,
        ),
    )


def _ends(interval: Interval | None) -> tuple[Cell, Cell]:
    return (None, None) if interval is None else (interval.low, interval.high)
