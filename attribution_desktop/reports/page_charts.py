"""Charts on pages, in the print theme: drawn from the cells of the table they belong to.

They are parts like any other, so that they are vectors, their texts can be searched, and a page
can be laid out in any thread, without a widget.
"""

from attribution_desktop.domain.report_document import Chart, Table
from attribution_desktop.reports.chart_columns import draw_columns
from attribution_desktop.reports.chart_data import UPRIGHT, Drawn, drawn
from attribution_desktop.reports.chart_rows import draw_rows, row_height
from attribution_desktop.reports.page_flow import Flow
from attribution_desktop.reports.page_parts import MARGIN, Box, Style, Words
from attribution_desktop.reports.page_text import shortened
from attribution_desktop.visuals.tokens import PRINT

_COLUMNS_HEIGHT = 130.0
_AXIS_HEIGHT = 26.0
_TITLE_HEIGHT = Style.TABLE_TITLE.line_height + 6
_LEGEND_LINE = Style.CAPTION.line_height + 3
_LEGEND_SQUARE = 6.0
_LEGEND_GAP = 14.0


def chart_height(chart: Chart, table: Table) -> float:
    """Points that the chart needs on one page, about; a legend may add a line or two."""
    shown = drawn(chart, table)
    return _TITLE_HEIGHT + _plot_height(shown) + _AXIS_HEIGHT + _LEGEND_LINE


def draw_chart(flow: Flow, chart: Chart, table: Table, channels: tuple[str, ...]) -> None:
    """The chart with its title, on one page; nothing where there is nothing to draw."""
    shown = drawn(chart, table, channels)
    if not shown.rows:
        return
    flow.make_room(chart_height(chart, table) + _LEGEND_LINE)
    flow.paragraph(chart.title, Style.TABLE_TITLE)
    flow.y += 4
    if len(shown.series) > 1:
        _legend(flow, shown)
    height = _plot_height(shown)
    if shown.kind in UPRIGHT:
        draw_columns(flow, shown, height)
    else:
        draw_rows(flow, shown, height)
    if shown.left_out:
        flow.paragraph(
            f"The first {len(shown.rows)} of {len(shown.rows) + shown.left_out} rows are drawn; "
            f"{_whole(table)}.",
            Style.CAPTION,
            PRINT.muted,
        )
    flow.y += 12


def _whole(table: Table) -> str:
    """Where the rows are that a chart has no room for."""
    most = table.most_on_paper
    is_on_paper = most is None or len(table.rows) <= most
    return "the table has them all" if is_on_paper else "all rows: CSV and workbook"


def _plot_height(shown: Drawn) -> float:
    if shown.kind in UPRIGHT:
        return _COLUMNS_HEIGHT
    return row_height(shown) * len(shown.rows)


def _legend(flow: Flow, shown: Drawn) -> None:
    x, end = MARGIN, MARGIN + flow.width
    for name, colour in shown.series:
        text = shortened(name, Style.CAPTION, flow.width - 20, flow.measure)
        width = _LEGEND_SQUARE + 4 + flow.measure(text, Style.CAPTION)
        if x > MARGIN and x + width > end:
            x = MARGIN
            flow.y += _LEGEND_LINE
        flow.place(Box(x, flow.y + 2, _LEGEND_SQUARE, _LEGEND_SQUARE, colour))
        flow.place(Words(x + _LEGEND_SQUARE + 4, flow.y + Style.CAPTION.rise, text, Style.CAPTION))
        x += width + _LEGEND_GAP
    flow.y += _LEGEND_LINE + 2
