"""A report as pages: title block, sections, definitions, page numbers."""

from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.report_document import Kpi, ReportDocument, Section
from attribution_desktop.reports.page_flow import Flow
from attribution_desktop.reports.page_parts import (
    CONTENT_WIDTH,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Box,
    Measure,
    Page,
    Style,
    Words,
)
from attribution_desktop.reports.page_tables import draw_table, least_height
from attribution_desktop.reports.page_text import broken, plain, shortened
from attribution_desktop.visuals.tokens import PRINT

_KPIS_A_ROW = 4
_KPI_GAP = 8.0
_KPI_PADDING = 8.0
_KPI_HEIGHT = 54.0
_HEADING_HEIGHT = 44.0
_MOST_KEPT_TOGETHER = 430.0


def pages_of(document: ReportDocument, measure: Measure) -> tuple[Page, ...]:
    """The finished pages; `measure` says how wide text is in the fonts that will be used."""
    flow = Flow(measure)
    _title_block(flow, document)
    for section in document.sections:
        _section(flow, section)
    _definitions(flow, document)
    return _numbered(flow.pages, document, measure)


def _title_block(flow: Flow, document: ReportDocument) -> None:
    identity = document.analysis.identity
    flow.paragraph(document.title, Style.TITLE)
    flow.y += 2
    flow.paragraph(f"Amounts in {identity.currency}", Style.STRONG)
    for line in document.settings_in_words:
        flow.paragraph(line, Style.BODY, PRINT.muted)
    flow.paragraph(
        f"Data and settings: fingerprint {document.analysis.fingerprint}",
        Style.CAPTION,
        PRINT.muted,
    )
    flow.y += 6
    flow.rule(PRINT.control_border)
    flow.y += 10


def _section(flow: Flow, section: Section) -> None:
    flow.skip(6)
    flow.make_room(_opening_height(flow, section))
    flow.paragraph(section.title, Style.HEADING)
    flow.paragraph(section.question, Style.BODY, PRINT.muted)
    flow.y += 6
    for start in range(0, len(section.kpis), _KPIS_A_ROW):
        _kpi_row(flow, section.kpis[start : start + _KPIS_A_ROW])
    for paragraph in section.paragraphs:
        flow.paragraph(paragraph)
        flow.y += 3
    flow.skip(4)
    for table in section.tables:
        draw_table(flow, table)


def _opening_height(flow: Flow, section: Section) -> float:
    """Points down to the end of the first table, or a part of a page where that is too much."""
    rows = -(-len(section.kpis) // _KPIS_A_ROW)
    height = _HEADING_HEIGHT + rows * (_KPI_HEIGHT + _KPI_GAP)
    for paragraph in section.paragraphs:
        lines = broken(paragraph, Style.BODY, CONTENT_WIDTH, flow.measure)
        height += len(lines) * Style.BODY.line_height + 3
    if section.tables:
        height += least_height(flow, section.tables[0])
    return height if height <= _MOST_KEPT_TOGETHER else _HEADING_HEIGHT + 90


def _kpi_row(flow: Flow, kpis: tuple[Kpi, ...]) -> None:
    flow.make_room(_KPI_HEIGHT + _KPI_GAP)
    width = (CONTENT_WIDTH - _KPI_GAP * (_KPIS_A_ROW - 1)) / _KPIS_A_ROW
    for number, kpi in enumerate(kpis):
        _kpi(flow, kpi, MARGIN + number * (width + _KPI_GAP), width)
    flow.y += _KPI_HEIGHT + _KPI_GAP


def _kpi(flow: Flow, kpi: Kpi, x: float, width: float) -> None:
    flow.place(Box(x, flow.y, width, _KPI_HEIGHT, PRINT.grid))
    flow.place(Box(x + 0.7, flow.y + 0.7, width - 1.4, _KPI_HEIGHT - 1.4, PRINT.surface))
    y = flow.y + 5
    for text, style, colour in (
        (kpi.label, Style.CAPTION, PRINT.muted),
        (formatted(kpi.value, kpi.kind), Style.KPI, PRINT.text),
        (kpi.note, Style.CAPTION, PRINT.muted),
    ):
        if text:
            fitting = shortened(plain(text), style, width - 2 * _KPI_PADDING, flow.measure)
            flow.place(Words(x + _KPI_PADDING, y + style.rise, fitting, style, colour))
        y += style.line_height


def _definitions(flow: Flow, document: ReportDocument) -> None:
    """What every figure in the report means."""
    definitions = {
        column.label: column.definition
        for table in document.tables()
        for column in table.columns
        if column.definition
    }
    if not definitions:
        return
    flow.skip(6)
    flow.make_room(60)
    flow.paragraph("Definitions", Style.HEADING)
    flow.y += 2
    for label, definition in definitions.items():
        _definition(flow, label, definition)


def _definition(flow: Flow, label: str, definition: str) -> None:
    lead = 128.0
    flow.make_room(Style.BODY.line_height * 2)
    name = shortened(plain(label), Style.STRONG, lead - 8, flow.measure)
    flow.place(Words(MARGIN, flow.y + Style.STRONG.rise, name, Style.STRONG))
    flow.paragraph(definition, indent=lead)
    flow.y += 2


def _numbered(
    pages: tuple[Page, ...], document: ReportDocument, measure: Measure
) -> tuple[Page, ...]:
    style = Style.CAPTION
    y = PAGE_HEIGHT - MARGIN + 4
    name = shortened(plain(document.title), style, CONTENT_WIDTH - 80, measure)
    finished: list[Page] = []
    for number, page in enumerate(pages, start=1):
        count = f"{number} of {len(pages)}"
        x = PAGE_WIDTH - MARGIN - measure(count, style)
        finished.append(
            (
                *page,
                Words(MARGIN, y, name, style, PRINT.muted),
                Words(x, y, count, style, PRINT.muted),
            )
        )
    return tuple(finished)
