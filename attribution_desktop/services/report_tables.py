"""The tables of a report, cell by cell from the `Analysis`; nothing is computed anew."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from attribution_desktop.domain.analysis import (
    Analysis,
    ChannelFigures,
    Comparison,
    ComparisonRow,
)
from attribution_desktop.domain.figures import FIGURES, ROI_GRID, Kind
from attribution_desktop.domain.formatting import path_text
from attribution_desktop.domain.report_document import Cell, Column, Table

_COMPARISON_FIGURES = (
    "mean",
    "minimum",
    "maximum",
    "standard_deviation",
    "coefficient_of_variation",
    "consensus",
)
_PATTERN_FIGURES = (
    "path",
    "conversions",
    "share",
    "revenue",
    "conversion_rate",
    "average_value",
    "average_touches",
    "median_days",
)


def columns(ids: Iterable[str]) -> tuple[Column, ...]:
    """Columns for known figures, with their definitions."""
    return tuple(
        Column(figure.id, figure.label, figure.kind, figure.definition)
        for figure in (FIGURES[name] for name in ids)
    )


_FURTHER_FIGURES = ("impressions", "clicks", "conversions", "cpm", "aov", "touched_conversions")
_PAIRS_ON_PAPER = 40


_REVENUE_SHARE = Column(
    "revenue_share", "Share of revenue", Kind.SHARE, "The channel's part of all revenue."
)


def revenue_table(analysis: Analysis) -> Table:
    """Revenue, its share and conversions by channel under the chosen model."""
    credit = analysis.model_credit(analysis.settings.model)
    revenue = {entry.channel: entry.revenue for entry in credit.credits}
    total = sum(revenue.values())
    rows = tuple(
        (
            row.channel,
            row.shown_revenue,
            revenue.get(row.channel, 0.0) / total if total else None,
            row.shown_conversions,
            row.touched_conversions,
        )
        for row in analysis.channel_figures
    )
    channel, shown, *others = columns(("channel", "revenue", "conversions", "touched_conversions"))
    return Table(
        id="revenue",
        title=f"Revenue by channel, {credit.label}",
        columns=(channel, shown, _REVENUE_SHARE, *others),
        rows=rows,
        total=("Total", _total(rows, 1), 1.0 if total else None, _total(rows, 3), None),
    )


def channel_table(analysis: Analysis) -> Table:
    """Every figure of every channel, the eight of the grid first."""
    label = analysis.model_credit(analysis.settings.model).label
    summary = analysis.summary
    figures = analysis.channel_figures
    totals: dict[str, Cell] = {
        "channel": "Total",
        "spend": summary.spend,
        "revenue": sum((row.shown_revenue for row in figures), Decimal(0)),
        "profit": summary.profit,
        "roi_percent": summary.roi_percent,
        "roas": summary.roas,
        "impressions": _known_sum(row.impressions for row in figures),
        "clicks": _known_sum(row.clicks for row in figures),
        "conversions": sum((row.shown_conversions for row in figures), Decimal(0)),
    }
    ids = ("channel", *ROI_GRID, *_FURTHER_FIGURES)
    return Table(
        id="channel-roi",
        title=f"Channel figures, {label}",
        columns=columns(ids),
        rows=tuple(tuple(_figure(row, name) for name in ids) for row in figures),
        total=tuple(totals.get(name) for name in ids),
        lead=1 + len(ROI_GRID),
    )


def _figure(row: ChannelFigures, name: str) -> Cell:
    """A figure as it is shown: what a model splits comes rounded once."""
    match name:
        case "revenue":
            return row.shown_revenue
        case "conversions":
            return row.shown_conversions
        case _:
            cell: Cell = getattr(row, name)
            return cell


def _known_sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


_DISAGREEMENT = Column(
    "disagreement",
    "Disagreement",
    Kind.MONEY,
    "The greatest less the least credit: how much money depends on the choice of model.",
)


def comparison_table(comparison: Comparison) -> Table:
    """Revenue by channel and model, and how far the models agree."""
    models = tuple(
        Column(model, label, Kind.MONEY, f"Revenue credited to the channel by {label}.")
        for model, label in zip(comparison.models, comparison.labels, strict=True)
    )
    rows = tuple(_compared(row) for row in comparison.rows)
    totals = tuple(_total(rows, position) for position in range(1, len(models) + 1))
    mean, minimum, maximum, *further = columns(_COMPARISON_FIGURES)
    figures = (mean, minimum, maximum, _DISAGREEMENT, *further)
    return Table(
        id="model-comparison",
        title="Revenue by channel and model",
        columns=(*columns(("channel",)), *models, *figures),
        rows=rows,
        total=("Total", *totals, *(None for _ in figures)),
    )


def _compared(row: ComparisonRow) -> tuple[Cell, ...]:
    """The ends are those of the columns beside them, from which they never differ by a cent."""
    least, most = min(row.shown_revenue), max(row.shown_revenue)
    return (
        row.channel,
        *row.shown_revenue,
        row.mean,
        least,
        most,
        most - least,
        row.standard_deviation,
        row.coefficient_of_variation,
        row.consensus,
    )


def pattern_table(analysis: Analysis) -> Table:
    """The most frequent converting paths."""
    return Table(
        id="conversion-paths",
        title="Most frequent paths",
        columns=columns(_PATTERN_FIGURES),
        rows=tuple(
            (
                path_text(pattern.path),
                pattern.conversions,
                pattern.share,
                pattern.revenue,
                pattern.conversion_rate,
                pattern.average_value,
                pattern.average_touches,
                pattern.median_days,
            )
            for pattern in analysis.paths.patterns
        ),
    )


def length_table(analysis: Analysis) -> Table:
    """Conversions by the number of touches that led to them."""
    return Table(
        id="path-lengths",
        title="Conversions by path length",
        columns=(
            Column("length", "Touches", Kind.COUNT, "Touches of a converting journey."),
            *columns(("conversions",)),
        ),
        rows=analysis.paths.statistics.touches_by_length,
    )


def first_last_table(analysis: Analysis) -> Table:
    """Where converting journeys begin and end."""
    return Table(
        id="first-last",
        title="First and last touch",
        columns=columns(("first", "last", "conversions")),
        rows=tuple((pair.first, pair.last, pair.conversions) for pair in analysis.paths.first_last),
        most_on_paper=_PAIRS_ON_PAPER,
    )


def _total(rows: Sequence[tuple[Cell, ...]], position: int) -> Decimal:
    """The sum of a column of shown values, exact."""
    cells = (row[position] for row in rows)
    return sum((cell for cell in cells if isinstance(cell, Decimal)), Decimal(0))
