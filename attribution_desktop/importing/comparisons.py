"""Exports that hold their rows twice: compared periods, or audiences beside all users."""

import re

from attribution_desktop.domain.errors import InputRefused

_START_DATE = re.compile(r"^\"?#\s*start date:?\s*(\d[\d\-/.]*)", re.IGNORECASE)
_RANGE = re.compile(r"\b((?:19|20)\d{6})\s*[-–]\s*((?:19|20)\d{6})\b")
_COMPARED = frozenset({"date range", "date comparison", "comparison"})


def refuse_comparison(name: str, preamble: tuple[str, ...], columns: tuple[str, ...]) -> None:
    """Refuse a file that names two periods above its header, or in a column.

    Raises
    ------
    InputRefused
        When it does.
    """
    starts = {found[1] for line in preamble if (found := _START_DATE.match(line))}
    ranges = {found for line in preamble for found in _RANGE.findall(line)}
    keys = {column.strip().casefold() for column in columns}
    if len(starts) > 1 or len(ranges) > 1 or keys & _COMPARED:
        raise _compared(name)


def refuse_second_table(name: str, first_cell: str) -> None:
    """Refuse a file when a short row of it starts another table of the same kind.

    Raises
    ------
    InputRefused
        When it does.
    """
    if _START_DATE.match(first_cell):
        raise _compared(name)


def refuse_twin_columns(name: str, column: str, field: str) -> None:
    """Refuse a known export in which a column that is needed is there twice.

    Raises
    ------
    InputRefused
        Always.
    """
    raise InputRefused(
        f"{name} has two columns named {column!r}; which one holds the {field} is not clear, as in "
        "an export that compares two periods or segments.",
        "Export it again with one date range and without a comparison, or rename one of them.",
    )


def _compared(name: str) -> InputRefused:
    return InputRefused(
        f"{name} compares two periods or audiences; their rows would count twice.",
        "Export it again with one date range and without a comparison.",
    )
