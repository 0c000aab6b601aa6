"""Tables on pages: repeated headers, aligned figures, total rows, columns that go on below."""

from dataclasses import dataclass, replace
from decimal import Decimal

from attribution_desktop.domain.figures import FIGURES, Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.report_document import Cell, Table
from attribution_desktop.reports.page_columns import Placed, cell_text
from attribution_desktop.reports.page_flow import Flow
from attribution_desktop.reports.page_halves import on_paper
from attribution_desktop.reports.page_parts import (
    Box,
    Style,
    Words,
)
from attribution_desktop.reports.page_text import broken
from attribution_desktop.visuals.tokens import PRINT, mix

_ROW_GAP = 4.0
_LINES_A_CELL = 3
_MOST_UNBROKEN = 320.0
_ROWS_UNDER_HEADER = 5
_BAR = mix(PRINT.surface, PRINT.accent, 0.14)


@dataclass(frozen=True, slots=True)
class _Text:
    lines: list[str]
    style: Style
    colour: str


def draw_table(flow: Flow, table: Table) -> None:
    """The whole table; columns that do not fit beside each other follow in further blocks.

    Every block starts with the text columns at the left, so that each row keeps its name. Of a
    list that is too long for paper the beginning is drawn, and it is said how much is left out.
    """
    beginning = _beginning(table)
    left_out = len(table.rows) - len(beginning.rows)
    shown, blocks = on_paper(beginning, flow.measure, flow.width)
    for number, columns in enumerate(blocks, start=1):
        part = f" ({number} of {len(blocks)})" if len(blocks) > 1 else ""
        _draw_block(flow, shown, columns, f"{table.title}{part}")
        if left_out:
            flow.paragraph(_elsewhere(left_out, len(table.rows)), Style.CELL, PRINT.muted)
        flow.skip(12)


def _elsewhere(left_out: int, rows: int) -> str:
    """Where the rows are that paper has no room for."""
    more, every = (formatted(count, Kind.COUNT) for count in (left_out, rows))
    return f"… and {more} more rows. All {every} rows: CSV and workbook."


def least_height(flow: Flow, table: Table) -> float:
    """Points that a table's title and what belongs under it need on one page."""
    shown, blocks = on_paper(_beginning(table), flow.measure, flow.width)
    return _together(flow, shown, blocks[0])


def _beginning(table: Table) -> Table:
    return replace(table.written(), rows=table.rows[: table.most_on_paper])


def _together(flow: Flow, table: Table, columns: tuple[Placed, ...]) -> float:
    """A short table is not broken over two pages; of a long one the beginning stays together."""
    rows = table.rows if table.total is None else (*table.rows, table.total)
    heights = [_row_height(flow, columns, row, Style.CELL) for row in rows]
    head = Style.TABLE_TITLE.line_height + _header_height(flow, columns) + 2 * _ROW_GAP
    is_short = sum(heights) <= _MOST_UNBROKEN
    return head + sum(heights if is_short else heights[:_ROWS_UNDER_HEADER])


def _draw_block(flow: Flow, table: Table, columns: tuple[Placed, ...], title: str) -> None:
    flow.make_room(_together(flow, table, columns))
    flow.paragraph(title, Style.TABLE_TITLE)
    flow.skip(2)
    _draw_header(flow, columns)
    if not table.rows:
        flow.paragraph("No rows.", Style.CELL, PRINT.muted)
        return
    total = table.total if table.total and _says_anything(table.total, columns) else None
    last = len(table.rows) - 1
    for number, row in enumerate(table.rows):
        height = _row_height(flow, columns, row, Style.CELL)
        # The last row never leaves its total alone on the next page.
        needed = height * 2 if number == last and total else height
        flow.make_room(needed, lambda: _draw_header(flow, columns))
        _draw_row(flow, columns, row, Style.CELL)
    if total:
        flow.rule(PRINT.control_border)
        flow.y += 1
        _draw_row(flow, columns, total, Style.CELL_STRONG)


def _says_anything(total: tuple[Cell, ...], columns: tuple[Placed, ...]) -> bool:
    return any(total[placed.index] is not None for placed in columns if not placed.is_text)


def _header_lines(flow: Flow, placed: Placed) -> list[str]:
    return broken(placed.column.label, Style.CELL_STRONG, placed.width, flow.measure)


def _header_height(flow: Flow, columns: tuple[Placed, ...]) -> float:
    lines = max(len(_header_lines(flow, placed)) for placed in columns)
    return lines * Style.CELL.line_height + _ROW_GAP


def _draw_header(flow: Flow, columns: tuple[Placed, ...]) -> None:
    height = _header_height(flow, columns)
    for placed in columns:
        lines = _header_lines(flow, placed)
        top = flow.y + height - _ROW_GAP - len(lines) * Style.CELL.line_height
        _draw_text(flow, placed, top, _Text(lines, Style.CELL_STRONG, PRINT.muted))
    flow.y += height
    flow.rule(PRINT.control_border)
    flow.y += 2


def _cell_lines(flow: Flow, placed: Placed, cell: Cell, style: Style) -> list[str]:
    text = cell_text(cell, placed.column)
    if not placed.is_text:
        return [text]
    return broken(text, style, placed.width, flow.measure, at_most=_LINES_A_CELL)


def _row_height(
    flow: Flow, columns: tuple[Placed, ...], row: tuple[Cell, ...], style: Style
) -> float:
    lines = max(len(_cell_lines(flow, placed, row[placed.index], style)) for placed in columns)
    return lines * style.line_height + _ROW_GAP


def _draw_row(flow: Flow, columns: tuple[Placed, ...], row: tuple[Cell, ...], style: Style) -> None:
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


def _draw_text(flow: Flow, placed: Placed, top: float, text: _Text) -> None:
    for number, line in enumerate(text.lines):
        indent = 0.0 if placed.is_text else placed.width - flow.measure(line, text.style)
        baseline = top + number * text.style.line_height + text.style.rise
        flow.place(Words(placed.x + indent, baseline, line, text.style, text.colour))


def _colour(cell: Cell, placed: Placed) -> str:
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
