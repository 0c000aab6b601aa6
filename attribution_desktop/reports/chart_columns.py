"""Upright columns: how often each length occurs."""

from attribution_desktop.reports.chart_data import Drawn
from attribution_desktop.reports.page_flow import Flow
from attribution_desktop.reports.page_parts import MARGIN, Box, Style, Words
from attribution_desktop.visuals.tokens import PRINT

_BAR_SHARE = 0.7
_MOST_BAR = 40.0
_STYLE = Style.CAPTION
_HEAD = _STYLE.line_height + 2


def draw_columns(flow: Flow, shown: Drawn, height: float) -> None:
    """The columns at the present place, each with its value above and its name below."""
    flow.place(
        Words(MARGIN, flow.y + _STYLE.rise, shown.axis_title, _STYLE, PRINT.muted),
    )
    flow.y += _STYLE.line_height
    slot = flow.width / max(len(shown.rows), 8)
    thick = min(slot * _BAR_SHARE, _MOST_BAR)
    known = [bar.value for row in shown.rows for bar in row.bars if bar is not None]
    top_value = max([*known, 0.0]) or 1.0
    bottom = flow.y + height - _STYLE.line_height
    for place, row in enumerate(shown.rows):
        x = MARGIN + place * slot
        middle = x + slot / 2
        for bar in row.bars:
            if bar is None:
                continue
            size = bar.value / top_value * (height - _STYLE.line_height - _HEAD)
            flow.place(Box(middle - thick / 2, bottom - size, thick, size, flow.look.accent))
            if bar.value:
                wide = flow.measure(bar.text, _STYLE)
                baseline = bottom - size - 3
                if wide <= slot:
                    flow.place(Words(middle - wide / 2, baseline, bar.text, _STYLE))
        name = flow.measure(row.label, _STYLE)
        flow.place(
            Words(middle - name / 2, bottom + _STYLE.rise + 1, row.label, _STYLE, PRINT.muted)
        )
    flow.place(Box(MARGIN, bottom, flow.width, 0.8, PRINT.control_border))
    flow.y = bottom + _STYLE.line_height + 2
    flow.place(Words(MARGIN, flow.y + _STYLE.rise, shown.label_title, _STYLE, PRINT.muted))
    flow.y += _STYLE.line_height
