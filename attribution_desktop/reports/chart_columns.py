"""Upright columns: how often each length occurs, and amounts over time."""

import math

from attribution_desktop.domain.report_document import ChartKind
from attribution_desktop.reports.chart_data import Drawn, DrawnRow
from attribution_desktop.reports.page_flow import Flow
from attribution_desktop.reports.page_parts import MARGIN, Box, Style, Words
from attribution_desktop.visuals.scale import ticks
from attribution_desktop.visuals.tokens import PRINT

_BAR_SHARE = 0.7
_MOST_BAR = 40.0
_NAME_GAP = 6.0
_FEW = 8
_LEAST_BETWEEN_LINES = 26.0
_STYLE = Style.CAPTION
_HEAD = _STYLE.line_height + 2


def draw_columns(flow: Flow, shown: Drawn, height: float) -> None:
    """The columns at the present place, each with its value above and its name below."""
    flow.place(
        Words(MARGIN, flow.y + _STYLE.rise, shown.axis_title, _STYLE, PRINT.muted),
    )
    flow.y += _STYLE.line_height
    known = [bar.value for row in shown.rows for bar in row.bars if bar is not None]
    top_value = max([*known, 0.0]) or 1.0
    bottom = flow.y + height - _STYLE.line_height
    room = height - _STYLE.line_height - _HEAD
    indent = _grid(flow, bottom, room, top_value) if shown.kind is ChartKind.STEPS else 0.0
    left, width = MARGIN + indent, flow.width - indent
    slot = width / max(len(shown.rows), _FEW)
    widest = max((flow.measure(row.label, _STYLE) for row in shown.rows), default=0.0)
    # As many names as stand side by side; each is below its own column.
    every = math.ceil((1.5 * widest + _NAME_GAP) / slot) if len(shown.rows) > _FEW else 1
    for place, row in enumerate(shown.rows):
        middle = left + (place + 0.5) * slot
        _draw_bars(flow, row, middle, bottom, slot, room / top_value)
        if place % every == 0:
            wide = flow.measure(row.label, _STYLE)
            x = min(max(middle - wide / 2, left), left + width - wide)
            flow.place(Words(x, bottom + _STYLE.rise + 1, row.label, _STYLE, PRINT.muted))
    flow.place(Box(MARGIN, bottom, flow.width, 0.8, PRINT.control_border))
    flow.y = bottom + _STYLE.line_height + 2
    flow.place(Words(MARGIN, flow.y + _STYLE.rise, shown.label_title, _STYLE, PRINT.muted))
    flow.y += _STYLE.line_height


def _grid(flow: Flow, bottom: float, room: float, top: float) -> float:
    """Lines at round amounts, each with its amount before it; the room that the amounts take."""
    found = [
        (value, text)
        for value, text in ticks(
            (0.0, top), room, lambda _: _STYLE.line_height, gap=_LEAST_BETWEEN_LINES
        )
        if value > 0
    ]
    indent = max((flow.measure(text, _STYLE) for _, text in found), default=0.0) + _NAME_GAP
    for value, text in found:
        y = bottom - value / top * room
        flow.place(Box(MARGIN + indent, y, flow.width - indent, 0.5, PRINT.grid))
        x = MARGIN + indent - _NAME_GAP - flow.measure(text, _STYLE)
        flow.place(Words(x, y + _STYLE.size * 0.35, text, _STYLE, PRINT.muted))
    return indent


def _draw_bars(  # noqa: PLR0913, PLR0917  # a place on the page has as many sides
    flow: Flow, row: DrawnRow, middle: float, bottom: float, slot: float, scale: float
) -> None:
    """A column a series around `middle`; `scale` is points a unit."""
    count = max(len(row.bars), 1)
    thick = min(slot * _BAR_SHARE / count, _MOST_BAR)
    for number, bar in enumerate(row.bars):
        if bar is None:
            continue
        x = middle + (number - count / 2) * thick
        size = max(bar.value, 0.0) * scale
        colour = flow.look.accent if count == 1 else bar.colour
        flow.place(Box(x, bottom - size, thick, size, colour))
        wide = flow.measure(bar.text, _STYLE)
        if bar.value and wide <= slot / count:
            flow.place(Words(x + (thick - wide) / 2, bottom - size - 3, bar.text, _STYLE))
