"""Native charts of a workbook: they draw the cells of the sheet they stand on."""

from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from attribution_desktop.domain.report_document import Chart, Column, Table
from attribution_desktop.reports.chart_data import UPRIGHT, number
from attribution_desktop.reports.xlsx_cells import STEP_FORMATS
from attribution_desktop.reports.xlsx_sheets import MOST_ROWS_ABOVE
from attribution_desktop.visuals.figures_colour import bar_colour
from attribution_desktop.visuals.tokens import PRINT, SERIES_COLOURS

_MOST_ROWS = 30
_BAR_PIXELS = 20
_AXES_PIXELS = 110
_LEAST_HEIGHT = 260
_WIDTH = 720
_LINES_BETWEEN = 2
_PLOT_LEFT, _PLOT_WIDTH = 0.3, 0.64
_TITLE_PIXELS, _LEGEND_PIXELS = 44, 34
_AXIS_PIXELS = 62
"""The labels of an axis and its title below them."""
_TITLE = {"name_font": {"size": 12, "bold": True}, "overlay": False}


def add_chart(
    workbook: Workbook, sheet: Worksheet, chart: Chart, table: Table, total_line: int
) -> None:
    """The chart below a short table, right of a long one, whose first rows it draws.

    Parameters
    ----------
    total_line
        The last line that the table takes.
    """
    count = min(len(table.rows), _MOST_ROWS)
    if not count:
        return
    is_upright = chart.kind in UPRIGHT
    bars = 1 if is_upright else count * len(chart.values)
    height = max(bars * _BAR_PIXELS + _AXES_PIXELS, _LEAST_HEIGHT)
    drawn = workbook.add_chart({"type": "column" if is_upright else "bar"})
    if drawn is None:
        raise RuntimeError("The library knows no such chart.")
    labels = table.place(chart.labels)
    for series, name in enumerate(chart.values):
        place = table.place(name)
        colour = bar_colour(PRINT, SERIES_COLOURS[series % len(SERIES_COLOURS)], None)
        drawn.add_series(
            {
                "name": [sheet.name, 0, place],
                "categories": [sheet.name, 1, labels, count, labels],
                "values": [sheet.name, 1, place, count, place],
                "fill": {"color": colour if len(chart.values) > 1 else PRINT.accent},
                "gap": 60,
                **_whiskers(chart, table, count),
            }
        )
    drawn.set_title({"name": chart.title, **_TITLE})
    plain = {
        "name": chart.axis_title,
        "num_format": "#,##0",
        "major_gridlines": {"visible": True, "line": {"color": PRINT.grid}},
    }
    names = {"name": table.columns[labels].label, **_day_names(table.columns[labels])}
    if is_upright:
        drawn.set_x_axis(names)
        drawn.set_y_axis(plain)
    else:
        drawn.set_x_axis(plain)
        # The first row on top, as in the table.
        # Else a long name would leave the bars no room.
        drawn.set_plotarea({"layout": _plot(height, len(chart.values))})
        drawn.set_y_axis(
            {"reverse": True, "crossing": "max", "label_position": "low", "interval_unit": 1}
        )
    if len(chart.values) == 1:
        drawn.set_legend({"none": True})
    else:
        drawn.set_legend({"position": "top"})
    drawn.set_size({"width": _WIDTH, "height": height})
    if len(table.rows) <= MOST_ROWS_ABOVE:
        sheet.insert_chart(total_line + _LINES_BETWEEN, 0, drawn)
    else:
        sheet.insert_chart(1, len(table.columns) + 1, drawn)


def _plot(height: int, series: int) -> dict[str, float]:
    """Where the bars are, as parts of a chart so many pixels high: its words need no more in it."""
    top = (_TITLE_PIXELS + (_LEGEND_PIXELS if series > 1 else 0)) / height
    return {
        "x": _PLOT_LEFT,
        "y": top,
        "width": _PLOT_WIDTH,
        "height": 1 - top - _AXIS_PIXELS / height,
    }


def _day_names(column: Column) -> dict[str, Any]:
    """Days as names: along an axis of time a week's column would be as narrow as a day's."""
    if column.step is None:
        return {}
    return {"text_axis": True, "num_format": STEP_FORMATS[column.step]}


def _whiskers(chart: Chart, table: Table, count: int) -> dict[str, Any]:
    """From the low to the high end of each bar's interval; nothing without intervals."""
    if chart.low is None or chart.high is None:
        return {}
    ends = [table.place(name) for name in (*chart.values[:1], chart.low, chart.high)]
    rows = [[number(row[place]) for place in ends] for row in table.rows[:count]]
    return {
        "y_error_bars": {
            "type": "custom",
            "minus_values": [_length(low, value) for value, low, _ in rows],
            "plus_values": [_length(value, high) for value, _, high in rows],
        }
    }


def _length(start: float | None, end: float | None) -> float:
    """0 where an end is unknown or beyond the bar's own."""
    return 0.0 if start is None or end is None else max(end - start, 0.0)
