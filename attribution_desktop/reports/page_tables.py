"""Tables on pages: repeated headers, aligned figures, total rows, columns that go on below."""

from dataclasses import dataclass, replace
from decimal import Decimal

from attribution_desktop.domain.figures import FIGURES, Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.report_document import Cell, Column, Table
from attribution_desktop.reports.page_flow import Flow
from attribution_desktop.reports.page_parts import (
    CONTENT_WIDTH,
    MARGIN,
    Box,
    Measure,
    Style,
    Words,
)
from attribution_desktop.reports.page_text import broken, plain
from attribution_desktop.visuals.tokens import PRINT, mix

_GAP = 8.0
_ROW_GAP = 4.0
_LEAST_TEXT_WIDTH = 90.0
_MOST_TEXT_SHARE = 0.5
_MOST_HEADER_WIDTH = 58.0
_LINES_A_CELL = 3
_MOST_ROWS = 40
_WITH_BAR = frozenset({"revenue", "recommended_spend"})
_BAR = mix(PRINT.surface, PRINT.accent, 0.14)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A column on the page. `top` is the value of a full bar, None without bars."""

    index: int
    column: Column
    x: float
    width: float
    top: float | None

    @property
    def is_text(self) -> bool:
        return self.column.kind is Kind.TEXT


@dataclass(frozen=True, slots=True)
class _Text:
    lines: list[str]
    style: Style
    colour: str


def draw_table(flow: Flow, table: Table) -> None:
    """The whole table; columns that do not fit beside each other follow in further blocks.

    Every block starts with the text columns at the left, so that each row keeps its name. A table
    that adds up is drawn to its last row, of any other the beginning.
    """
    left_out = 0 if table.total else max(len(table.rows) - _MOST_ROWS, 0)
    shown = replace(table, rows=table.rows[:_MOST_ROWS]) if left_out else table
    blocks = _blocks(shown, flow.measure)
    for number, columns in enumerate(blocks, start=1):
        part = f" ({number} of {len(blocks)})" if len(blocks) > 1 else ""
        _draw_block(flow, shown, columns, f"{table.title}{part}")
        if left_out:
            flow.paragraph(f"… and {left_out} more rows, in the CSV.", Style.CELL, PRINT.muted)
        flow.skip(12)


def _draw_block(flow: Flow, table: Table, columns: tuple[_Placed, ...], title: str) -> None:
    header_height = _header_height(flow, columns)
    flow.make_room(Style.TABLE_TITLE.line_height + header_height + 5 * Style.CELL.line_height)
    flow.paragraph(title, Style.TABLE_TITLE)
    flow.skip(2)
    _draw_header(flow, columns)
    if not table.rows:
        flow.paragraph("No rows.", Style.CELL, PRINT.muted)
        return
    last = len(table.rows) - 1
    for number, row in enumerate(table.rows):
        height = _row_height(flow, columns, row, Style.CELL)
        # The last row never leaves its total alone on the next page.
        needed = height * 2 if number == last and table.total else height
        flow.make_room(needed, lambda: _draw_header(flow, columns))
        _draw_row(flow, columns, row, Style.CELL)
    if table.total:
        flow.rule(PRINT.control_border)
        flow.y += 1
        _draw_row(flow, columns, table.total, Style.CELL_STRONG)


def _blocks(table: Table, measure: Measure) -> list[tuple[_Placed, ...]]:
    """The columns in groups that fit the width of the page, as even as can be."""
    indices = range(len(table.columns))
    texts = [index for index in indices if table.columns[index].kind is Kind.TEXT]
    numbers = [index for index in indices if index not in texts]
    leading = [index for index in texts if not numbers or index < numbers[0]] or texts[:1]
    most = CONTENT_WIDTH * (_MOST_TEXT_SHARE if numbers else 1)
    natural = {index: _natural_width(table, index, measure) for index in indices}
    natural.update({index: min(natural[index], most) for index in texts})
    least = {
        index: width if index in numbers else min(width, _LEAST_TEXT_WIDTH)
        for index, width in natural.items()
    }
    room = CONTENT_WIDTH - sum(least[index] + _GAP for index in leading)
    following = [index for index in indices if index not in leading]
    groups = _grouped(following, least, room)
    return [_placed(table, sorted([*leading, *group]), natural) for group in groups]


def _grouped(indices: list[int], widths: dict[int, float], room: float) -> list[list[int]]:
    """Neighbours together, each group within `room` points where a single column is."""
    groups: list[list[int]] = [[]]
    for index in indices:
        if groups[-1] and _width_of([*groups[-1], index], widths) > room:
            groups.append([])
        groups[-1].append(index)
    size = -(-len(indices) // len(groups))
    even = [indices[start : start + size] for start in range(0, len(indices), size or 1)]
    is_fitting = all(_width_of(group, widths) <= room for group in even)
    return even if even and is_fitting else groups


def _width_of(group: list[int], widths: dict[int, float]) -> float:
    return sum(widths[index] + _GAP for index in group) - _GAP


def _placed(table: Table, indices: list[int], natural: dict[int, float]) -> tuple[_Placed, ...]:
    """Numbers as wide as they are; texts share what is left, none wider than it needs."""
    is_text = {index: table.columns[index].kind is Kind.TEXT for index in indices}
    left = CONTENT_WIDTH - _GAP * (len(indices) - 1)
    left -= sum(natural[index] for index in indices if not is_text[index])
    widths = {index: natural[index] for index in indices}
    texts = sorted((index for index in indices if is_text[index]), key=lambda i: natural[i])
    for place, index in enumerate(texts):
        widths[index] = max(min(natural[index], left / (len(texts) - place)), 1.0)
        left -= widths[index]
    numbers = sum(1 for index in indices if not is_text[index])
    # What is left spreads the figures, within reason: eyes lose a row across wide gaps.
    spread = min(max(left, 0) / numbers, 40.0) if numbers else 0.0
    placed: list[_Placed] = []
    x = MARGIN
    for index in indices:
        width = widths[index] + (0 if is_text[index] else spread)
        column = table.columns[index]
        placed.append(_Placed(index, column, x, width, _top(table, index)))
        x += width + _GAP
    return tuple(placed)


def _top(table: Table, index: int) -> float | None:
    if table.columns[index].id not in _WITH_BAR:
        return None
    cells = (row[index] for row in table.rows)
    numbers = [float(cell) for cell in cells if isinstance(cell, int | float | Decimal)]
    top = max(numbers, default=0.0)
    return top if top > 0 and min(numbers) >= 0 else None


def _natural_width(table: Table, index: int, measure: Measure) -> float:
    """Width of the widest cell, or of the header's longest word."""
    column = table.columns[index]
    cells = [measure(_text(row[index], column), Style.CELL) for row in table.rows]
    if table.total:
        cells.append(measure(_text(table.total[index], column), Style.CELL_STRONG))
    label = plain(column.label)
    words = [measure(word, Style.CELL_STRONG) for word in label.split()]
    whole = min(measure(label, Style.CELL_STRONG), _MOST_HEADER_WIDTH)
    return max([*cells, *words, whole], default=0.0)


def _text(cell: Cell, column: Column) -> str:
    if cell is None and column.kind is Kind.TEXT:
        return ""
    return plain(formatted(cell, column.kind))


def _header_lines(flow: Flow, placed: _Placed) -> list[str]:
    return broken(placed.column.label, Style.CELL_STRONG, placed.width, flow.measure)


def _header_height(flow: Flow, columns: tuple[_Placed, ...]) -> float:
    lines = max(len(_header_lines(flow, placed)) for placed in columns)
    return lines * Style.CELL.line_height + _ROW_GAP


def _draw_header(flow: Flow, columns: tuple[_Placed, ...]) -> None:
    height = _header_height(flow, columns)
    for placed in columns:
        lines = _header_lines(flow, placed)
        top = flow.y + height - _ROW_GAP - len(lines) * Style.CELL.line_height
        _draw_text(flow, placed, top, _Text(lines, Style.CELL_STRONG, PRINT.muted))
    flow.y += height
    flow.rule(PRINT.control_border)
    flow.y += 2


def _cell_lines(flow: Flow, placed: _Placed, cell: Cell, style: Style) -> list[str]:
    text = _text(cell, placed.column)
    if not placed.is_text:
        return [text]
    return broken(text, style, placed.width, flow.measure, at_most=_LINES_A_CELL)


def _row_height(
    flow: Flow, columns: tuple[_Placed, ...], row: tuple[Cell, ...], style: Style
) -> float:
    lines = max(len(_cell_lines(flow, placed, row[placed.index], style)) for placed in columns)
    return lines * style.line_height + _ROW_GAP


def _draw_row(
    flow: Flow, columns: tuple[_Placed, ...], row: tuple[Cell, ...], style: Style
) -> None:
    height = _row_height(flow, columns, row, style)
    for placed in columns:
        cell = row[placed.index]
        if (
            placed.top is not None
            and style is Style.CELL
            and isinstance(cell, int | float | Decimal)
        ):
            width = placed.width * float(cell) / placed.top
            flow.place(Box(placed.x, flow.y + 3, width, style.line_height - 2, _BAR))
        lines = _cell_lines(flow, placed, cell, style)
        text = _Text(lines, style, _colour(cell, placed))
        _draw_text(flow, placed, flow.y + _ROW_GAP / 2, text)
    flow.y += height
    flow.rule()


def _draw_text(flow: Flow, placed: _Placed, top: float, text: _Text) -> None:
    for number, line in enumerate(text.lines):
        indent = 0.0 if placed.is_text else placed.width - flow.measure(line, text.style)
        baseline = top + number * text.style.line_height + text.style.rise
        flow.place(Words(placed.x + indent, baseline, line, text.style, text.colour))


def _colour(cell: Cell, placed: _Placed) -> str:
    figure = FIGURES.get(placed.column.id)
    if cell is None:
        return PRINT.muted
    is_loss = (
        figure is not None
        and figure.has_good_sign
        and isinstance(cell, int | float | Decimal)
        and cell < 0
    )
    return PRINT.negative if is_loss else PRINT.text
