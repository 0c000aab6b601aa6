"""Tables as text: aligned columns, numbers never broken."""

import unicodedata

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.report_document import Cell, Column, Table

_GAP = "  "
_ELLIPSIS = "…"
_LEAST_TEXT_WIDTH = 12


def table_text(table: Table, width: int | None = None) -> str:
    """The table with its header, a rule and, where it has one, its total row.

    Parameters
    ----------
    width
        Columns of the terminal: texts are shortened to fit. None: nothing is shortened.
    """
    body = [_texts(row, table.columns) for row in table.rows]
    total = [] if table.total is None else [_texts(table.total, table.columns)]
    header = tuple(plain(column.label) for column in table.columns)
    widths = _widths([header, *body, *total], table.columns, width)
    lines = [_line(header, table.columns, widths), _rule(widths)]
    lines += [_line(row, table.columns, widths) for row in body]
    if not body:
        lines.append("(no rows)")
    if total:
        lines += [_rule(widths), _line(total[0], table.columns, widths)]
    return "\n".join(lines)


def plain(text: str) -> str:
    """One line that no terminal takes for a command: control characters become spaces."""
    shown = (" " if unicodedata.category(sign) in {"Cc", "Cf"} else sign for sign in text)
    return " ".join("".join(shown).split())


def _texts(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(
        "" if cell is None and column.kind is Kind.TEXT else plain(formatted(cell, column.kind))
        for cell, column in zip(row, columns, strict=True)
    )


def _widths(
    rows: list[tuple[str, ...]], columns: tuple[Column, ...], width: int | None
) -> list[int]:
    widths = [max(display_width(row[index]) for row in rows) for index in range(len(columns))]
    if width is None:
        return widths
    texts = [index for index, column in enumerate(columns) if column.kind is Kind.TEXT]
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - width
    for index in sorted(texts, key=lambda index: -widths[index]):
        taken = max(min(excess, widths[index] - _LEAST_TEXT_WIDTH), 0)
        widths[index] -= taken
        excess -= taken
    return widths


def _line(row: tuple[str, ...], columns: tuple[Column, ...], widths: list[int]) -> str:
    cells = []
    for text, column, width in zip(row, columns, widths, strict=True):
        fitting = _shortened(text, width)
        blank = " " * (width - display_width(fitting))
        cells.append(fitting + blank if column.kind is Kind.TEXT else blank + fitting)
    return _GAP.join(cells).rstrip()


def _rule(widths: list[int]) -> str:
    return _GAP.join("─" * width for width in widths)


def _shortened(text: str, width: int) -> str:
    if display_width(text) <= width:
        return text
    while text and display_width(text) + 1 > width:
        text = text[:-1]
    return text + _ELLIPSIS


def display_width(text: str) -> int:
    """Columns that a terminal gives to the text: wide signs take two, combining ones none.

    Examples
    --------
    >>> display_width("email"), display_width("日本"), display_width("e\u0301")
    (5, 4, 1)
    """
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )
