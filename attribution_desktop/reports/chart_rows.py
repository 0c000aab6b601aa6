"""Horizontal bars from a zero baseline, each with its value at its end."""

from collections.abc import Callable

from attribution_desktop.reports.chart_data import Drawn, DrawnBar
from attribution_desktop.reports.page_flow import Flow
from attribution_desktop.reports.page_parts import MARGIN, Box, Style, Words
from attribution_desktop.reports.page_text import shortened
from attribution_desktop.visuals.scale import fitting_range, ticks
from attribution_desktop.visuals.tokens import PRINT

_LABEL_SHARE = 0.3
_LABEL_GAP = 8.0
_VALUE_GAP = 4.0
_SINGLE_ROW = 17.0
_SINGLE_BAR = 11.0
_GROUPED_BAR = 8.0
_GROUP_GAP = 7.0
_WHISKER = 0.8
_WHISKER_END = 5.0
_STYLE = Style.CAPTION
_Scale = Callable[[float], float]


def row_height(shown: Drawn) -> float:
    """Points from one row to the next."""
    count = len(shown.series)
    return _SINGLE_ROW if count == 1 else count * _GROUPED_BAR + _GROUP_GAP


def draw_rows(flow: Flow, shown: Drawn, height: float) -> None:
    """The bars at the present place, with an axis below."""
    wanted = max(flow.measure(row.label, Style.CELL) for row in shown.rows)
    label_width = min(wanted, flow.width * _LABEL_SHARE)
    left = MARGIN + label_width + _LABEL_GAP
    width = MARGIN + flow.width - left
    low, high = fitting_range(
        [
            _extent(bar, flow.measure(bar.text, _STYLE) + 2 * _VALUE_GAP)
            for row in shown.rows
            for bar in row.bars
            if bar is not None
        ],
        width,
    )

    def x_at(value: float) -> float:
        return left + (value - low) / (high - low) * width

    found = [(0.0, "0")]
    if any(bar and (bar.value or bar.low or bar.high) for row in shown.rows for bar in row.bars):
        found = ticks((low, high), width, lambda text: flow.measure(text, _STYLE))
    for value, _ in found:
        flow.place(Box(x_at(value), flow.y, 0.5, height, PRINT.grid))
    step = row_height(shown)
    for place, row in enumerate(shown.rows):
        top = flow.y + place * step
        label = shortened(row.label, Style.CELL, label_width, flow.measure)
        x = MARGIN + label_width - flow.measure(label, Style.CELL)
        middle = top + step / 2 + Style.CELL.size * 0.35
        flow.place(Words(x, middle, label, Style.CELL))
        bars = len(row.bars)
        thick = _SINGLE_BAR if bars == 1 else _GROUPED_BAR
        first = top + (step - bars * thick) / 2
        for number, bar in enumerate(row.bars):
            if bar is not None:
                y = first + number * thick
                zero, end = x_at(0.0), x_at(bar.value)
                area = Box(min(zero, end), y, abs(end - zero), thick, bar.colour)
                _place_bar(flow, area)
                _whisker(flow, bar, y + thick / 2, x_at)
    flow.place(Box(x_at(0.0), flow.y, 0.8, height, PRINT.control_border))
    flow.y += height + 2
    for value, text in found:
        half = flow.measure(text, _STYLE) / 2
        x = min(x_at(value) - half, MARGIN + flow.width - 2 * half)
        flow.place(Words(max(x, MARGIN), flow.y + _STYLE.rise, text, _STYLE, PRINT.muted))
    flow.y += _STYLE.line_height
    title = shortened(shown.axis_title, _STYLE, width, flow.measure)
    flow.place(Words(left, flow.y + _STYLE.rise, title, _STYLE, PRINT.muted))
    flow.y += _STYLE.line_height


def _extent(bar: DrawnBar, room: float) -> tuple[float, float, float]:
    ends = [value for value in (bar.value, bar.low, bar.high) if value is not None]
    return min(ends), max(ends), room


def _place_bar(flow: Flow, area: Box) -> None:
    if area.width > 0:
        flow.place(Box(area.x, area.y + 0.5, area.width, area.height - 1, area.colour))


def _whisker(flow: Flow, bar: DrawnBar, middle: float, x_at: _Scale) -> None:
    """The interval, if any, and the value's text beyond it."""
    is_negative = bar.value < 0
    reach = [bar.value]
    if bar.low is not None and bar.high is not None:
        start, end = x_at(bar.low), x_at(bar.high)
        flow.place(Box(start, middle - _WHISKER / 2, end - start, _WHISKER, PRINT.text))
        for x in (start, end):
            top = middle - _WHISKER_END / 2
            flow.place(Box(x - _WHISKER / 2, top, _WHISKER, _WHISKER_END, PRINT.text))
        reach += [bar.low, bar.high]
    baseline = middle + _STYLE.size * 0.35
    if is_negative and max(reach) <= 0:
        x = x_at(min(reach)) - _VALUE_GAP - flow.measure(bar.text, _STYLE)
    else:
        x = x_at(max(*reach, 0.0)) + _VALUE_GAP
    flow.place(Words(x, baseline, bar.text, _STYLE))
