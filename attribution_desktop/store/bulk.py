"""Columns into rows and rows into columns, in blocks, so that cancelling takes effect soon.

One prepared single-row statement with `executemany` was measured faster here than 30 to 150 rows
a statement: most of the time goes into the identity index, not into stepping the statement.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

import apsw
import numpy as np
import numpy.typing as npt

from attribution_desktop.domain.interactions import IntColumn
from attribution_desktop.domain.progress import Progress

BLOCK_ROWS = 50_000
"""About 0.3 s of inserting."""

FETCH_ROWS = 250_000

READING = "Reading the project"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where rows are stored: a connection inside its transaction, and the import they belong to.

    `import_id` is None for what is entered by hand.
    """

    connection: apsw.Connection
    import_id: int | None
    progress: Progress


def row_blocks(
    columns: Sequence[Sequence[Any] | IntColumn], progress: Progress, stage: str
) -> Iterator[Iterator[tuple[Any, ...]]]:
    """Rows of equally long columns, a block at a time, each reported before it is handed out.

    Raises
    ------
    Cancelled
        When `progress` does.
    """
    total = len(columns[0])
    for start in range(0, total, BLOCK_ROWS):
        progress(stage, start, total)
        yield zip(*(_cells(column[start : start + BLOCK_ROWS]) for column in columns), strict=True)
    progress(stage, total, total)


def _cells(column: Sequence[Any] | IntColumn) -> Sequence[Any]:
    """Python's own numbers, a block at a time: of all rows at once they would fill the memory."""
    return column.tolist() if isinstance(column, np.ndarray) else column


@contextmanager
def rebuilt_indexes(connection: apsw.Connection, *tables: str) -> Iterator[None]:
    """Without the tables' own indexes inside; they are made at once, sorted, at the end.

    For the first rows of a table: an index that grows row by row is written at random places.
    """
    marks = ",".join("?" * len(tables))
    query = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"  # noqa: S608  # marks only
        f" AND tbl_name IN ({marks})"
    )
    indexes = connection.execute(query, tables).fetchall()
    for name, _ in indexes:
        connection.execute(f'DROP INDEX "{name}"')
    yield
    for _, statement in indexes:
        connection.execute(str(statement))


def is_empty_table(connection: apsw.Connection, table: str) -> bool:
    """Whether a table of the schema has no row."""
    return not fetch_number(connection, f"SELECT EXISTS (SELECT 1 FROM {table})")  # noqa: S608


def next_id(connection: apsw.Connection, table: str) -> int:
    """One above the highest row id of a table of the schema."""
    query = f"SELECT COALESCE(MAX(id), 0) + 1 FROM {table}"  # noqa: S608  # a name of the schema
    return fetch_number(connection, query)


def fetch_integers(
    connection: apsw.Connection,
    query: str,
    width: int,
    progress: Progress,
    bindings: Sequence[Any] = (),
) -> npt.NDArray[np.int64]:
    """(n, width) the result of a query whose columns are all integers and never NULL."""
    cursor = connection.execute(query, tuple(bindings))
    blocks = [np.empty((0, width), np.int64)]
    while True:
        cells = chain.from_iterable(islice(cursor, FETCH_ROWS))
        blocks.append(np.fromiter(cells, np.int64).reshape(-1, width))
        progress(READING, sum(map(len, blocks)), 0)
        if len(blocks[-1]) < FETCH_ROWS:
            return np.concatenate(blocks)


def fetch_floats(
    connection: apsw.Connection, query: str, progress: Progress
) -> npt.NDArray[np.float64]:
    """(n,) the result of a query of one REAL column that is never NULL."""
    cursor = connection.execute(query)
    blocks = [np.empty(0, np.float64)]
    while True:
        cells = (cell for (cell,) in islice(cursor, FETCH_ROWS))
        blocks.append(np.fromiter(cells, np.float64))
        progress(READING, sum(map(len, blocks)), 0)
        if len(blocks[-1]) < FETCH_ROWS:
            return np.concatenate(blocks)


def fetch_number(connection: apsw.Connection, query: str, bindings: Sequence[Any] = ()) -> int:
    """The integer that a query of one row and one column answers."""
    row: tuple[Any, ...] = connection.execute(query, tuple(bindings)).fetchall()[0]
    return int(row[0])


def holds_data(connection: apsw.Connection) -> bool:
    """Whether there are touches, orders or spend."""
    query = (
        "SELECT EXISTS (SELECT 1 FROM touchpoint_interaction)"
        " OR EXISTS (SELECT 1 FROM attribution_path) OR EXISTS (SELECT 1 FROM daily_spend)"
    )
    return bool(fetch_number(connection, query))
