"""Timed touches: stored in bulk; the identity index decides which are new."""

from collections import Counter

import apsw
import numpy as np

from attribution_desktop.domain.imports import TouchBatch
from attribution_desktop.domain.interactions import BoolColumn, IntColumn
from attribution_desktop.store.bulk import Destination, fetch_number, row_blocks
from attribution_desktop.store.identities import RowIds

_INSERT = (
    "INSERT OR IGNORE INTO touchpoint_interaction (id, customer_id, channel_id, timestamp,"
    " session_id, touchpoint_metadata, occurrence, import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


def store_touches(
    destination: Destination, batch: TouchBatch, kept: BoolColumn, rows: RowIds
) -> BoolColumn:
    """Store those of the `kept` touches that the project does not have yet.

    Returns
    -------
    (n,) which touches of the batch are new.
    """
    connection = destination.connection
    chosen = np.flatnonzero(kept)
    # Ids follow the order of the file: they are the tie-break among touches of one instant.
    base = next_id(connection, "touchpoint_interaction")
    columns = (
        (base + chosen).tolist(),
        rows.customers[batch.customer[chosen]].tolist(),
        rows.channels[batch.channel[chosen]].tolist(),
        batch.instant[chosen].tolist(),
        _texts(batch.session, chosen),
        _texts(batch.metadata, chosen),
        _occurrences(batch, chosen),
        [destination.import_id] * len(chosen),
    )
    for block in row_blocks(columns, destination.progress, "Storing touchpoints"):
        connection.executemany(_INSERT, block)
    is_new = np.zeros(len(kept), np.bool_)
    stored = connection.execute("SELECT id FROM touchpoint_interaction WHERE id >= ?", (base,))
    is_new[np.fromiter((row for (row,) in stored), np.int64) - base] = True
    return is_new


def next_id(connection: apsw.Connection, table: str) -> int:
    """One above the highest row id of a table of the schema."""
    query = f"SELECT COALESCE(MAX(id), 0) + 1 FROM {table}"  # noqa: S608  # a name of the schema
    return fetch_number(connection, query)


def _texts(column: list[str] | None, chosen: IntColumn) -> list[str]:
    if column is None:
        return [""] * len(chosen)
    return [column[index] for index in chosen.tolist()]


def _occurrences(batch: TouchBatch, chosen: IntColumn) -> list[int]:
    """0 for touches with a time of day; equal touches of a mere date are counted 0, 1, 2.

    So the k-th equal one of a later file meets the k-th stored one, and only what exceeds the
    stored ones is new.
    """
    occurrences = [0] * len(chosen)
    counted: Counter[tuple[int, int, int, str, str]] = Counter()
    for place in np.flatnonzero(batch.is_date_only[chosen]).tolist():
        index = int(chosen[place])
        touch = (
            int(batch.customer[index]),
            int(batch.channel[index]),
            int(batch.instant[index]),
            batch.session[index] if batch.session is not None else "",
            batch.metadata[index] if batch.metadata is not None else "",
        )
        occurrences[place] = counted[touch]
        counted[touch] += 1
    return occurrences
