"""Narrow lists as two halves beside each other, where one below the other half a page is blank."""

from dataclasses import replace

from attribution_desktop.domain.report_document import Table
from attribution_desktop.reports.page_columns import Placed, column_blocks, whole_width
from attribution_desktop.reports.page_parts import Measure

_FEWEST_ROWS = 12
_MOST_ROWS = 40
"""As many rows stay on one page, half of them high: no half is read over two pages."""

_GUTTER = 24.0


def on_paper(
    table: Table, measure: Measure, width: float
) -> tuple[Table, list[tuple[Placed, ...]]]:
    """The table as it is drawn in `width` points, and its columns in blocks below each other.

    Of a narrow list the second half stands right of the first, in further columns of one block.
    """
    half = (width - _GUTTER) / 2
    is_list = table.total is None and _FEWEST_ROWS <= len(table.rows) <= _MOST_ROWS
    if not is_list or whole_width(table, measure) > half:
        return table, column_blocks(table, measure, width)
    count = len(table.columns)
    (left,) = column_blocks(table, measure, half)
    right = (
        replace(placed, index=placed.index + count, x=placed.x + half + _GUTTER) for placed in left
    )
    return _doubled(table), [(*left, *right)]


def _doubled(table: Table) -> Table:
    middle = -(-len(table.rows) // 2)
    left, right = table.rows[:middle], list(table.rows[middle:])
    if len(right) < middle:
        right.append(("",) * len(table.columns))
    rows = tuple((*one, *other) for one, other in zip(left, right, strict=True))
    return replace(table, columns=table.columns * 2, rows=rows)
