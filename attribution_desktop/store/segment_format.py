"""How a segment's rows, removed ids and content sums lie in the bytes of its cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from attribution_desktop.domain.errors import ProjectDamaged
from attribution_desktop.domain.interactions import IntColumn
from attribution_desktop.store.column_rows import Kind, Rows

Cell = np.dtype[np.signedinteger[npt.NBitBase]]

ROW = np.dtype("<i8")
"""A row id, and any number beside the rows."""

_CELLS: Mapping[Kind, tuple[Cell, ...]] = {
    Kind.TOUCHES: tuple(np.dtype(code) for code in ("<i8", "<i8", "<i4", "<i4")),
    Kind.ORDERS: tuple(np.dtype(code) for code in ("<i8", "<i8", "<i8", "<i4")),
}
"""How instant, row id, channel or value, and customer are kept: wide cells first, so that each
column begins where its cells are aligned."""


@dataclass(frozen=True, slots=True, eq=False)
class StoredColumn:
    """Where a column lies in a body, and the (n,) column in memory that it belongs to."""

    cell: Cell
    offset: int
    column: IntColumn


def empty_rows(kind: Kind, count: int) -> Rows:
    """Room for rows: customers, instants and row ids in 64 bits, the third column as it is kept.

    All of it is one piece of memory: the system hands out a large piece faster than four smaller.
    """
    instant, row, third, _ = _CELLS[kind]
    cells = (instant, row, np.dtype(np.int64), third)
    ends = np.cumsum([count * cell.itemsize for cell in cells]).tolist()
    parts = np.split(np.empty(ends[-1], np.uint8), ends[:-1])
    instants, numbers, customers, thirds = (
        part.view(cell) for part, cell in zip(parts, cells, strict=True)
    )
    return Rows(customers, instants, thirds, numbers)


def stored_columns(kind: Kind, rows: Rows) -> Iterator[StoredColumn]:
    """The columns of a segment's rows in the order of its body."""
    offset = 0
    for cell, column in zip(_CELLS[kind], _columns(rows), strict=True):
        yield StoredColumn(cell, offset, column)
        offset += len(column) * cell.itemsize


def body_from(kind: Kind, rows: Rows) -> bytes:
    """A segment's body; the inverse of `rows_from_body`."""
    cells = zip(_columns(rows), _CELLS[kind], strict=True)
    return b"".join(column.astype(cell).tobytes() for column, cell in cells)


def rows_from_body(kind: Kind, count: int, body: bytes) -> Rows:
    """(count,) rows as 64-bit integers.

    Raises
    ------
    ProjectDamaged
        When there are not as many bytes as the rows need.
    """
    require_length(kind, count, len(body))
    rows = empty_rows(kind, count)
    for stored in stored_columns(kind, rows):
        stored.column[:] = np.frombuffer(body, stored.cell, count, stored.offset)
    return rows


def require_length(kind: Kind, count: int, length: int) -> None:
    """Raise `ProjectDamaged` where a body has not as many bytes as its rows need."""
    if length != count * sum(cell.itemsize for cell in _CELLS[kind]):
        raise _damaged()


def numbers_from(stored: bytes) -> IntColumn:
    """(n,) row ids that a segment takes away."""
    if len(stored) % ROW.itemsize:
        raise _damaged()
    return np.frombuffer(stored, ROW)


def pairs_from(stored: bytes) -> dict[int, int]:
    """Content sums by channel row id."""
    numbers = numbers_from(stored)
    if len(numbers) % 2:
        raise _damaged()
    channels, amounts = numbers.reshape(-1, 2).T.tolist()
    return dict(zip(channels, amounts, strict=True))


def _columns(rows: Rows) -> tuple[IntColumn, ...]:
    return rows.instant, rows.row, rows.third, rows.customer


def _damaged() -> ProjectDamaged:
    return ProjectDamaged(
        "The project's columns are damaged: a segment has another length than its rows need.",
        "Run verify, and restore a backup of the project.",
    )
