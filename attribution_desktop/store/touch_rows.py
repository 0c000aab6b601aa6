"""Touches into their table: whole blocks of numbers at once, rows with texts one by one."""

from collections.abc import Iterator

import apsw
import numpy as np

from attribution_desktop.domain.imports import TouchBatch
from attribution_desktop.store.bulk import BLOCK_ROWS, Destination
from attribution_desktop.store.packed_rows import CELL, packings
from attribution_desktop.store.touch_order import Candidates

TABLE = "touchpoint_interaction"

_STAGE = "Storing touchpoints"

_INSERT = (
    f"INSERT OR IGNORE INTO {TABLE} (id, customer_id, channel_id, timestamp, occurrence,"
    " session_id, touchpoint_metadata, import_id)"
)


def insert_touches(destination: Destination, batch: TouchBatch, candidates: Candidates) -> None:
    """Insert touches; those that the identity index knows are passed over.

    Raises
    ------
    Cancelled
        When the destination's progress does.
    """
    has_texts = batch.session is not None or batch.metadata is not None
    stored = _with_texts if has_texts else _of_numbers
    destination.progress(_STAGE, 0, len(candidates))
    for part in stored(destination, batch, candidates):
        destination.progress(_STAGE, part.stop, len(candidates))


def _of_numbers(
    destination: Destination, batch: TouchBatch, candidates: Candidates
) -> Iterator[slice]:
    """Insert touches of nothing but numbers; yields each block when it is stored."""
    columns = [candidates.customer, candidates.channel, candidates.instant]
    occurrence = "0"
    if candidates.occurrence is not None:
        columns.append(candidates.occurrence)
        occurrence = CELL
    statement = (
        f"{_INSERT} SELECT rowid + ?, {CELL}, {CELL}, {CELL}, {occurrence}, '', '',"  # noqa: S608  # ours
        f" {_import_cell(destination)} FROM carray(?)"
    )
    for part, packing in packings(columns, BLOCK_ROWS):
        if packing is None:
            _insert_rows(destination, batch, candidates, part)
        else:
            # The array counts its rows from 1.
            before = candidates.first_row + part.start - 1
            bindings = (before, *packing.bindings, apsw.carray(packing.rows))
            destination.connection.execute(statement, bindings)
        yield part


def _with_texts(
    destination: Destination, batch: TouchBatch, candidates: Candidates
) -> Iterator[slice]:
    """Insert touches with sessions or metadata; yields each block when it is stored."""
    for start in range(0, len(candidates), BLOCK_ROWS):
        part = slice(start, min(start + BLOCK_ROWS, len(candidates)))
        _insert_rows(destination, batch, candidates, part)
        yield part


def _insert_rows(
    destination: Destination, batch: TouchBatch, candidates: Candidates, part: slice
) -> None:
    rows = candidates.rows(np.arange(part.start, part.stop))
    numbers = (rows.row, rows.customer, rows.third, rows.instant)
    columns: list[list[int] | list[str]] = [column.tolist() for column in numbers]
    columns.append(candidates.occurrences(part).tolist())
    cells = ["?"] * len(columns)
    index = candidates.index[part].tolist()
    for texts in (batch.session, batch.metadata):
        # What is the same in every row stands in the statement: binding it would cost as much.
        cells.append("''" if texts is None else "?")
        if texts is not None:
            columns.append([texts[place] for place in index])
    cells.append(_import_cell(destination))
    statement = f"{_INSERT} VALUES ({', '.join(cells)})"
    destination.connection.executemany(statement, zip(*columns, strict=True))


def _import_cell(destination: Destination) -> str:
    return "NULL" if destination.import_id is None else str(destination.import_id)
