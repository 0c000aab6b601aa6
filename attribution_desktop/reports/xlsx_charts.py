"""Native charts of a workbook: they draw the cells of the sheet they stand on."""

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from attribution_desktop.domain.report_document import Chart, ChartKind, Table
from attribution_desktop.visuals.figures_colour import bar_colour
from attribution_desktop.visuals.tokens import PRINT, SERIES_COLOURS

_MOST_ROWS = 30
_ROW_PIXELS = 22
_LEAST_HEIGHT = 260
_WIDTH = 640


def add_chart(workbook: Workbook, sheet: Worksheet, chart: Chart, table: Table) -> None:
    """The chart, right of the table; of a long table it draws the first rows."""
    count = min(len(table.rows), _MOST_ROWS)
    if not count:
        return
    is_upright = chart.kind is ChartKind.COUNTS
    drawn = workbook.add_chart({"type": "column" if is_upright else "bar"})
    if drawn is None:
        raise RuntimeError("The library knows no such chart.")
    labels = table.place(chart.labels)
    for number, name in enumerate(chart.values):
        place = table.place(name)
        colour = bar_colour(PRINT, SERIES_COLOURS[number % len(SERIES_COLOURS)], None)
        drawn.add_series(
            {
                "name": [sheet.name, 0, place],
                "categories": [sheet.name, 1, labels, count, labels],
                "values": [sheet.name, 1, place, count, place],
                "fill": {"color": colour if len(chart.values) > 1 else PRINT.accent},
                "gap": 60,
            }
        )
    drawn.set_title({"name": chart.title, "overlay": False})
    plain = {"name": chart.axis_title, "major_gridlines": {"visible": True}}
    names = {"name": table.columns[labels].label}
    if is_upright:
        drawn.set_x_axis(names)
        drawn.set_y_axis(plain)
    else:
        drawn.set_x_axis(plain)
        # The first row on top, as in the table.
        drawn.set_y_axis({"reverse": True, "label_position": "low"})
    if len(chart.values) == 1:
        drawn.set_legend({"none": True})
    else:
        drawn.set_legend({"position": "top"})
    height = max(count * len(chart.values) * _ROW_PIXELS, _LEAST_HEIGHT)
    drawn.set_size({"width": _WIDTH, "height": height})
    sheet.insert_chart(1, len(table.columns) + 1, drawn)
