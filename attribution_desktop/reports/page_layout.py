"""A report as pages: title page, sections, page numbers."""

from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.report_document import Kpi, ReportDocument, Section
from attribution_desktop.domain.report_look import PLAIN_LOOK, ReportLook
from attribution_desktop.reports.page_charts import chart_height, draw_chart
from attribution_desktop.reports.page_cover import cover
from attribution_desktop.reports.page_flow import Flow
from attribution_desktop.reports.page_parts import (
    MARGIN,
    SHEETS,
    Box,
    Layout,
    Measure,
    Page,
    Style,
    Words,
)
from attribution_desktop.reports.page_tables import draw_table, least_height
from attribution_desktop.reports.page_text import broken, plain, shortened
from attribution_desktop.visuals.tokens import PRINT

_MOST_KPIS_A_ROW = 4
_LEAST_KPIS_A_ROW = 3
_KPI_GAP = 8.0
_KPI_PADDING = 9.0
_KPI_HEIGHT = 54.0
_KPI_MARK = 2.0
_FIGURE_STYLES = (Style.KPI, Style.LEAD_STRONG, Style.TABLE_TITLE, Style.CELL_STRONG)
_HEADING_HEIGHT = 44.0
_MOST_KEPT_TOGETHER = 0.97
_LEAST_OPENING = _HEADING_HEIGHT + 90
_TERM_WIDTH = 128.0


def laid_out(document: ReportDocument, measure: Measure, look: ReportLook = PLAIN_LOOK) -> Layout:
    """The finished pages; `measure` says how wide text is in the fonts that will be used."""
    flow = Flow(measure, look)
    for section in document.sections:
        _section(flow, document, section)
    title_pages, bookmarks, leaps = cover(document, look, measure, flow.bookmarks)
    pages = title_pages if flow.is_empty else title_pages + flow.pages
    return Layout(SHEETS[look.paper], _numbered(pages, document, flow), bookmarks, leaps)


def _section(flow: Flow, document: ReportDocument, section: Section) -> None:
    flow.skip(14)
    flow.make_room(_opening_height(flow, section))
    flow.bookmark(section.title, 0)
    flow.paragraph(section.title, Style.HEADING)
    flow.paragraph(section.question, Style.BODY, PRINT.muted)
    flow.y += 6
    size = _kpis_a_row(section)
    for start in range(0, len(section.kpis), size):
        _kpi_row(flow, section.kpis[start : start + size], size)
    for paragraph in section.paragraphs:
        flow.paragraph(paragraph)
        flow.y += 3
    flow.skip(6)
    for table in section.tables:
        for chart in section.charts:
            if chart.table == table.id:
                draw_chart(flow, chart, table, document.channels or document.analysis.channels)
        flow.make_room(least_height(flow, table))
        flow.bookmark(table.title, 1)
        draw_table(flow, table)
    for term, definition in section.terms:
        _term(flow, term, definition)


def _opening_height(flow: Flow, section: Section) -> float:
    """Points down to the end of the first chart or table, or less where that is too much."""
    rows = -(-len(section.kpis) // _kpis_a_row(section))
    height = _HEADING_HEIGHT + rows * (_KPI_HEIGHT + _KPI_GAP)
    for paragraph in section.paragraphs:
        lines = broken(paragraph, Style.BODY, flow.width, flow.measure)
        height += len(lines) * Style.BODY.line_height + 3
    if section.tables:
        first = section.tables[0]
        charts = [chart for chart in section.charts if chart.table == first.id]
        height += chart_height(charts[0], first) if charts else least_height(flow, first)
    is_small = height <= flow.sheet.content_height * _MOST_KEPT_TOGETHER
    return height if is_small else _LEAST_OPENING


def _kpis_a_row(section: Section) -> int:
    """As many as stand evenly: six are two rows of three."""
    rows = -(-len(section.kpis) // _MOST_KPIS_A_ROW) or 1
    return -(-len(section.kpis) // rows) or 1


def _kpi_row(flow: Flow, kpis: tuple[Kpi, ...], size: int) -> None:
    flow.make_room(_KPI_HEIGHT + _KPI_GAP)
    places = max(size, _LEAST_KPIS_A_ROW)
    width = (flow.width - _KPI_GAP * (places - 1)) / places
    for number, kpi in enumerate(kpis):
        _kpi(flow, kpi, MARGIN + number * (width + _KPI_GAP), width)
    flow.y += _KPI_HEIGHT + _KPI_GAP


def _kpi(flow: Flow, kpi: Kpi, x: float, width: float) -> None:
    flow.place(Box(x, flow.y, width, _KPI_HEIGHT, PRINT.grid))
    flow.place(Box(x + 0.7, flow.y + 0.7, width - 1.4, _KPI_HEIGHT - 1.4, PRINT.surface))
    flow.place(Box(x, flow.y, _KPI_MARK, _KPI_HEIGHT, flow.look.accent))
    y = flow.y + 5
    room = width - 2 * _KPI_PADDING
    figure = formatted(kpi.value, kpi.kind)
    for text, style, colour in (
        (kpi.label, Style.CAPTION, PRINT.muted),
        (figure, _figure_style(flow, figure, room), PRINT.text),
        (kpi.note, Style.CAPTION, PRINT.muted),
    ):
        line = Style.KPI if text is figure else style
        if text:
            fitting = shortened(plain(text), style, room, flow.measure)
            flow.place(Words(x + _KPI_PADDING, y + line.rise, fitting, style, colour))
        y += line.line_height


def _figure_style(flow: Flow, figure: str, room: float) -> Style:
    """The largest in which a figure is whole: one that is cut says something else."""
    fitting = (style for style in _FIGURE_STYLES if flow.measure(figure, style) <= room)
    return next(fitting, _FIGURE_STYLES[-1])


def _term(flow: Flow, term: str, definition: str) -> None:
    names = broken(term, Style.STRONG, _TERM_WIDTH - 8, flow.measure)
    lines = broken(definition, Style.BODY, flow.width - _TERM_WIDTH, flow.measure)
    height = max(len(names), len(lines)) * Style.BODY.line_height
    flow.make_room(height)
    top = flow.y
    for number, line in enumerate(names):
        y = top + number * Style.STRONG.line_height + Style.STRONG.rise
        flow.place(Words(MARGIN, y, line, Style.STRONG))
    for number, line in enumerate(lines):
        y = top + number * Style.BODY.line_height + Style.BODY.rise
        flow.place(Words(MARGIN + _TERM_WIDTH, y, line, Style.BODY))
    flow.y = top + height + 3


def _numbered(pages: tuple[Page, ...], document: ReportDocument, flow: Flow) -> tuple[Page, ...]:
    """Every page with its number, and all but the first with what they belong to."""
    style, sheet, measure = Style.CAPTION, flow.sheet, flow.measure
    y = sheet.height - MARGIN + 4
    title = " · ".join(part for part in (flow.look.company, document.title) if part)
    name = shortened(plain(title), style, sheet.content_width - 80, measure)
    finished: list[Page] = []
    for number, page in enumerate(pages, start=1):
        count = f"{number} of {len(pages)}"
        x = sheet.width - MARGIN - measure(count, style)
        foot = [Words(x, y, count, style, PRINT.muted)]
        if number > 1:
            foot.insert(0, Words(MARGIN, y, name, style, PRINT.muted))
        finished.append((*page, *foot))
    return tuple(finished)
