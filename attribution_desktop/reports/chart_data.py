"""What a chart draws: the cells of its table as numbers, texts and colours."""

from dataclasses import dataclass
from decimal import Decimal

from attribution_desktop.domain.figures import FIGURES, Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.report_document import Cell, Chart, ChartKind, Column, Table
from attribution_desktop.reports.page_text import plain
from attribution_desktop.visuals.figures_colour import bar_colour
from attribution_desktop.visuals.tokens import PRINT, SERIES_COLOURS

_MOST_BARS = 20
_MOST_GROUPED = 48
"""Bars of groups: with the heading of its section, a chart fits on a page."""
_LONGEST_BIN = 12
_MOST_STEPS = 62
UPRIGHT = (ChartKind.COUNTS, ChartKind.STEPS)
"""Kinds of charts whose columns stand side by side."""


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """`low` and `high` are the ends of a whisker, where there is one."""

    value: float
    text: str
    colour: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A name and its bars, one a series; None where the figure is unknown."""

    label: str
    bars: tuple[DrawnBar | None, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart ready to be placed; `left_out` rows are in the table only."""

    kind: ChartKind
    axis_title: str
    label_title: str
    series: tuple[tuple[str, str], ...]
    rows: tuple[DrawnRow, ...]
    left_out: int = 0


def drawn(chart: Chart, table: Table, channels: tuple[str, ...] = ()) -> Drawn:
    """The chart's rows in the order in which they are drawn.

    `channels`: a channel's place in it is the place of its colour.
    """
    rows = _counted(chart, table) if chart.kind is ChartKind.COUNTS else _rows(chart, table)
    most = _most_rows(chart)
    colours = [_series_colour(place) for place in range(len(chart.values))]
    places = {name: place for place, name in enumerate(channels)}
    columns = [table.columns[table.place(name)] for name in chart.values]
    shown = tuple(
        DrawnRow(
            plain(label),
            tuple(
                None
                if value is None
                else DrawnBar(
                    value,
                    formatted(cell, _kind(chart, column, value)),
                    _colour(chart, column, places.get(label, -1), value, colour),
                    *ends,
                )
                for column, colour, (value, cell, ends) in zip(columns, colours, cells, strict=True)
            ),
        )
        for label, cells in rows[:most]
    )
    return Drawn(
        kind=chart.kind,
        axis_title=chart.axis_title,
        label_title=table.columns[table.place(chart.labels)].label,
        series=tuple(
            (plain(column.label), colour) for column, colour in zip(columns, colours, strict=True)
        ),
        rows=shown,
        left_out=max(len(rows) - most, 0),
    )


_Value = tuple[float | None, Cell, tuple[float | None, float | None]]
_Labelled = tuple[str, list[_Value]]


def _rows(chart: Chart, table: Table) -> list[_Labelled]:
    at = table.place(chart.labels)
    places = [table.place(name) for name in chart.values]
    ends = [None if name is None else table.place(name) for name in (chart.low, chart.high)]
    rows: list[_Labelled] = []
    for row in table.rows:
        low, high = (None if place is None else number(row[place]) for place in ends)
        rows.append(
            (str(row[at]), [(number(row[place]), row[place], (low, high)) for place in places])
        )
    if chart.kind is ChartKind.BARS:
        rows = [row for row in rows if row[1][0][0] is not None]
        rows.sort(key=lambda row: -(row[1][0][0] or 0.0))
    return rows


def _counted(chart: Chart, table: Table) -> list[_Labelled]:
    """Every whole number from 1 up, gaps included; what is above a dozen in one."""
    at, value = table.place(chart.labels), table.place(chart.values[0])
    counts = {int(number(row[at]) or 0): number(row[value]) or 0.0 for row in table.rows}
    longest = max(counts, default=0)
    bins = [(str(n), counts.get(n, 0.0)) for n in range(1, min(longest, _LONGEST_BIN) + 1)]
    if longest > _LONGEST_BIN:
        rest = sum(count for length, count in counts.items() if length > _LONGEST_BIN)
        bins.append((f"{_LONGEST_BIN + 1}+", rest))
    return [(label, [(count, count, (None, None))]) for label, count in bins]


def number(cell: Cell) -> float | None:
    """A cell as a number; None for text and for the unknown."""
    return float(cell) if isinstance(cell, int | float | Decimal) else None


def _most_rows(chart: Chart) -> int:
    if chart.kind in UPRIGHT:
        return _MOST_STEPS
    return min(max(_MOST_GROUPED // max(len(chart.values), 1), 1), _MOST_BARS)


def _kind(chart: Chart, column: Column, value: float) -> Kind:
    """Whole counts are written without decimals."""
    is_whole = chart.kind is ChartKind.COUNTS and value == int(value)
    return Kind.COUNT if is_whole else column.kind


def _series_colour(place: int) -> str:
    return bar_colour(PRINT, SERIES_COLOURS[place % len(SERIES_COLOURS)], None)


def _colour(chart: Chart, column: Column, place: int, value: float, of_series: str) -> str:
    if len(chart.values) > 1:
        return of_series
    if chart.kind is ChartKind.COUNTS:
        return PRINT.accent
    figure = FIGURES.get(column.id)
    has_sign = figure is not None and figure.has_good_sign
    return bar_colour(PRINT, None if has_sign else place, value)
