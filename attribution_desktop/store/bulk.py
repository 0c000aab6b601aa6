"""Columns into rows and rows into columns, in blocks, so that cancelling takes effect soon.

One prepared single-row statement with `executemany` was measured faster here than 30 to 150 rows
a statement: most of the time goes into the identity index, not into stepping the statement.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

import apsw
import numpy as np
import numpy.typing as npt

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
    columns: Sequence[Sequence[Any]], progress: Progress, stage: str
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
        yield zip(*(column[start : start + BLOCK_ROWS] for column in columns), strict=True)
    progress(stage, total, total)


def fetch_integers(
    connection: apsw.Connection,
    query: str,
    width: int,
    progress: Progress,
    bindings: Sequence[int] = (),
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
