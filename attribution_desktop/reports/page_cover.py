"""The title page: project, period, settings in words, fingerprint, contents."""

from collections.abc import Sequence
from dataclasses import replace

from attribution_desktop.domain.report_document import ReportDocument
from attribution_desktop.domain.report_look import ReportLook
from attribution_desktop.reports.page_flow import Flow
from attribution_desktop.reports.page_parts import (
    MARGIN,
    Bookmark,
    Box,
    Leap,
    Measure,
    Page,
    Stamp,
    Style,
    Words,
)
from attribution_desktop.reports.page_text import shortened
from attribution_desktop.visuals.tokens import PRINT

_LOGO_HEIGHT = 48.0
_LOGO_WIDTH = 220.0
_INDENT = 14.0
_BAND = 3.0


def cover(
    document: ReportDocument, look: ReportLook, measure: Measure, bookmarks: Sequence[Bookmark]
) -> tuple[tuple[Page, ...], tuple[Bookmark, ...], tuple[Leap, ...]]:
    """The title pages, the bookmarks as they lie behind them, and the contents' leaps."""
    count = 1
    while True:
        behind = tuple(replace(mark, page=mark.page + count) for mark in bookmarks)
        flow = Flow(measure, look)
        _title(flow, document)
        leaps = _contents(flow, behind)
        if len(flow.pages) == count:
            return flow.pages, behind, leaps
        count = len(flow.pages)


def _title(flow: Flow, document: ReportDocument) -> None:
    look, identity = flow.look, document.analysis.identity
    if look.logo is not None:
        flow.place(Stamp(MARGIN, flow.y, _LOGO_WIDTH, _LOGO_HEIGHT))
        flow.y += _LOGO_HEIGHT + 16
    if look.company:
        flow.paragraph(look.company, Style.LEAD, PRINT.muted)
    flow.y += 60 if flow.y < MARGIN + 1 else 30
    flow.place(Box(MARGIN, flow.y, 56, _BAND, look.accent))
    flow.y += 16
    flow.paragraph(document.title, Style.COVER)
    flow.y += 6
    first, *others = document.settings_in_words or ("",)
    flow.paragraph(first, Style.LEAD)
    flow.y += 14
    flow.paragraph(f"Amounts in {identity.currency}", Style.STRONG)
    for line in others:
        flow.paragraph(line, Style.BODY, PRINT.muted)
    flow.paragraph(
        f"Data and settings: fingerprint {document.analysis.fingerprint}",
        Style.CAPTION,
        PRINT.muted,
    )
    flow.y += 28


def _contents(flow: Flow, bookmarks: Sequence[Bookmark]) -> tuple[Leap, ...]:
    if not bookmarks:
        return ()
    flow.make_room(60)
    flow.paragraph("Contents", Style.HEADING)
    flow.y += 4
    leaps = []
    for mark in bookmarks:
        style = Style.BODY if mark.level else Style.STRONG
        colour = PRINT.muted if mark.level else PRINT.text
        if not mark.level:
            flow.skip(4)
        flow.make_room(style.line_height + 2)
        number = str(mark.page + 1)
        x = MARGIN + _INDENT * mark.level
        end = MARGIN + flow.width - flow.measure(number, style)
        title = shortened(mark.title, style, end - x - 12, flow.measure)
        flow.place(Words(x, flow.y + style.rise, title, style, colour))
        flow.place(Words(end, flow.y + style.rise, number, style, colour))
        page = len(flow.pages) - 1
        leaps.append(Leap(page, MARGIN, flow.y, flow.width, style.line_height, mark))
        flow.y += style.line_height + 1
    return tuple(leaps)
