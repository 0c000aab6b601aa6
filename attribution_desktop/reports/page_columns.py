"""Which columns of a table stand beside each other on a page, where, and how wide."""

from dataclasses import dataclass
from decimal import Decimal

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.report_document import Cell, Column, Table
from attribution_desktop.reports.page_parts import MARGIN, Measure, Style
from attribution_desktop.reports.page_text import plain

_GAP = 8.0
_LEAST_TEXT_WIDTH = 90.0
_MOST_TEXT_SHARE = 0.5
_MOST_HEADER_WIDTH = 58.0
_MOST_SPREAD = 40.0
_WITH_BAR = frozenset({"revenue", "recommended_spend"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A column on the page. `top` is the value of a full bar, None without bars."""

    index: int
    column: Column
    x: float
    width: float
    top: float | None

    @property
    def is_text(self) -> bool:
        return self.column.kind is Kind.TEXT


def column_blocks(table: Table, measure: Measure, width: float) -> list[tuple[Placed, ...]]:
    """The columns in groups that fit into `width` points, as even as can be."""
    indices = range(len(table.columns))
    texts = [index for index in indices if table.columns[index].kind is Kind.TEXT]
    numbers = [index for index in indices if index not in texts]
    leading = [index for index in texts if not numbers or index < numbers[0]] or texts[:1]
    most = width * (_MOST_TEXT_SHARE if numbers else 1)
    natural = {index: _natural_width(table, index, measure) for index in indices}
    natural.update({index: min(natural[index], most) for index in texts})
    least = {
        index: wide if index in numbers else min(wide, _LEAST_TEXT_WIDTH)
        for index, wide in natural.items()
    }
    room = width - sum(least[index] + _GAP for index in leading)
    following = [index for index in indices if index not in leading]
    groups = _grouped(following, least, room)
    return [_placed(table, sorted([*leading, *group]), natural, width) for group in groups]


def whole_width(table: Table, measure: Measure) -> float:
    """Points that all columns take beside each other when no text is broken."""
    widths = {index: _natural_width(table, index, measure) for index in range(len(table.columns))}
    return _width_of(list(widths), widths)


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


def _placed(
    table: Table, indices: list[int], natural: dict[int, float], room: float
) -> tuple[Placed, ...]:
    """Numbers as wide as they are; texts share what is left, none wider than it needs."""
    is_text = {index: table.columns[index].kind is Kind.TEXT for index in indices}
    left = room - _GAP * (len(indices) - 1)
    left -= sum(natural[index] for index in indices if not is_text[index])
    widths = {index: natural[index] for index in indices}
    texts = sorted((index for index in indices if is_text[index]), key=lambda i: natural[i])
    for place, index in enumerate(texts):
        widths[index] = max(min(natural[index], left / (len(texts) - place)), 1.0)
        left -= widths[index]
    numbers = sum(1 for index in indices if not is_text[index])
    # What is left spreads the figures, within reason: eyes lose a row across wide gaps.
    spread = min(max(left, 0) / numbers, _MOST_SPREAD) if numbers else 0.0
    placed: list[Placed] = []
    x = MARGIN
    for index in indices:
        width = widths[index] + (0 if is_text[index] else spread)
        column = table.columns[index]
        placed.append(Placed(index, column, x, width, _top(table, index)))
        x += width + _GAP
    return tuple(placed)


def _top(table: Table, index: int) -> float | None:
    if table.columns[index].id not in _WITH_BAR or table.total is None:
        return None
    cells = (row[index] for row in table.rows)
    numbers = [float(cell) for cell in cells if isinstance(cell, int | float | Decimal)]
    top = max(numbers, default=0.0)
    return top if top > 0 and min(numbers) >= 0 else None


def _natural_width(table: Table, index: int, measure: Measure) -> float:
    """Width of the widest cell, or of the header's longest word."""
    column = table.columns[index]
    cells = [measure(cell_text(row[index], column), Style.CELL) for row in table.rows]
    if table.total:
        cells.append(measure(cell_text(table.total[index], column), Style.CELL_STRONG))
    label = plain(column.label)
    words = [measure(word, Style.CELL_STRONG) for word in label.split()]
    whole = min(measure(label, Style.CELL_STRONG), _MOST_HEADER_WIDTH)
    return max([*cells, *words, whole], default=0.0)


def cell_text(cell: Cell, column: Column) -> str:
    """A cell in one line; an unknown text is blank, an unknown figure a dash."""
    if cell is None and column.kind is Kind.TEXT:
        return ""
    return plain(formatted(cell, column.kind))
