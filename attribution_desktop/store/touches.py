"""Timed touches: which of a batch are new, and how they are stored."""

from collections import Counter
from dataclasses import dataclass

import apsw
import numpy as np

from attribution_desktop.domain.imports import TouchBatch
from attribution_desktop.domain.interactions import BoolColumn, IntColumn
from attribution_desktop.domain.mixing import HashColumn
from attribution_desktop.store.bulk import (
    Destination,
    is_empty_table,
    next_id,
    rebuilt_indexes,
    row_blocks,
)
from attribution_desktop.store.content import touch_content
from attribution_desktop.store.digests import add_digests, digest_of, touch_hashes
from attribution_desktop.store.hashing import text_hashes
from attribution_desktop.store.identities import RowIds
from attribution_desktop.store.segments import (
    SEGMENT_ROWS,
    Change,
    Content,
    Kind,
    Rows,
    added_content,
    append_change,
    sorted_rows,
)

TABLE = "touchpoint_interaction"

REBUILDING_ROWS = 20_000
"""From as many first rows on, indexes are made at the end instead of row by row."""

_STAGE = "Storing touchpoints"


@dataclass(frozen=True, slots=True, eq=False)
class _Candidates:
    """The kept touches of a batch as they would be stored.

    Parameters
    ----------
    index
        (m,) places in the batch.
    sorted
        The same touches by customer, instant and row id.
    tied
        (t,) places in these columns, ascending, of touches whose customer has another one at the
        same instant: only they can be duplicates of each other.
    """

    index: IntColumn
    row: IntColumn
    customer: IntColumn
    channel: IntColumn
    instant: IntColumn
    occurrence: IntColumn
    sorted: Rows
    tied: IntColumn


def store_touches(
    destination: Destination,
    batch: TouchBatch,
    kept: BoolColumn,
    rows: RowIds,
    customer_hash: HashColumn,
) -> BoolColumn:
    """Store those of the `kept` touches that the project does not have yet.

    Parameters
    ----------
    customer_hash
        By the batch's customer codes.

    Returns
    -------
    (n,) which touches of the batch are new.
    """
    is_new = np.zeros(len(kept), np.bool_)
    if not kept.any():
        return is_new
    connection = destination.connection
    candidates = _candidates(connection, batch, kept, rows)
    is_first = is_empty_table(connection, TABLE)
    if is_first and len(candidates.row) >= REBUILDING_ROWS:
        is_stored = _first_of_equals(batch, candidates)
        with rebuilt_indexes(connection, TABLE):
            _insert(destination, batch, candidates, is_stored)
            destination.progress("Indexing touchpoints", 0, 0)
    else:
        _insert(destination, batch, candidates, np.ones(len(candidates.row), np.bool_))
        is_stored = _is_there(connection, candidates.row)
    _keep_columns(destination, batch, candidates, is_stored, customer_hash)
    is_new[candidates.index[is_stored]] = True
    return is_new


def _candidates(
    connection: apsw.Connection, batch: TouchBatch, kept: BoolColumn, rows: RowIds
) -> _Candidates:
    chosen = np.flatnonzero(kept)
    # Ids follow the order of the file: they are the tie-break among touches of one instant.
    row = next_id(connection, TABLE) + chosen
    customer = rows.customers[batch.customer[chosen]]
    channel = rows.channels[batch.channel[chosen]]
    instant = batch.instant[chosen]
    ordered = sorted_rows(Rows(customer, instant, channel, row))
    tied = np.searchsorted(row, _tied_rows(ordered))
    occurrence = _occurrences(batch, chosen, channel, tied)
    return _Candidates(chosen, row, customer, channel, instant, occurrence, ordered, tied)


def _tied_rows(ordered: Rows) -> IntColumn:
    """Row ids, ascending, of touches that share customer and instant with another."""
    is_tied = (ordered.customer[1:] == ordered.customer[:-1]) & (
        ordered.instant[1:] == ordered.instant[:-1]
    )
    in_tie = np.zeros(len(ordered), np.bool_)
    in_tie[1:] |= is_tied
    in_tie[:-1] |= is_tied
    return np.sort(ordered.row[in_tie])


def _occurrences(
    batch: TouchBatch, chosen: IntColumn, channel: IntColumn, tied: IntColumn
) -> IntColumn:
    """0 for touches with a time of day; equal touches of a mere date are counted 0, 1, 2.

    So the k-th equal one of a later file meets the k-th stored one, and only what exceeds the
    stored ones is new.
    """
    occurrences = np.zeros(len(chosen), np.int64)
    counted: Counter[tuple[int, int, int, str, str]] = Counter()
    for place in tied[batch.is_date_only[chosen[tied]]].tolist():
        touch = _identity(batch, int(chosen[place]), int(channel[place]))
        occurrences[place] = counted[touch]
        counted[touch] += 1
    return occurrences


def _first_of_equals(batch: TouchBatch, candidates: _Candidates) -> BoolColumn:
    """(m,) which touches have no equal one before them in the file."""
    is_first = np.ones(len(candidates.row), np.bool_)
    seen: set[tuple[tuple[int, int, int, str, str], int]] = set()
    for place in candidates.tied.tolist():
        identity = (
            _identity(batch, int(candidates.index[place]), int(candidates.channel[place])),
            int(candidates.occurrence[place]),
        )
        is_first[place] = identity not in seen
        seen.add(identity)
    return is_first


def _identity(batch: TouchBatch, index: int, channel: int) -> tuple[int, int, int, str, str]:
    return (
        int(batch.customer[index]),
        channel,
        int(batch.instant[index]),
        batch.session[index] if batch.session is not None else "",
        batch.metadata[index] if batch.metadata is not None else "",
    )


def _insert(
    destination: Destination, batch: TouchBatch, candidates: _Candidates, is_wanted: BoolColumn
) -> None:
    """Insert the wanted touches; those that the identity index knows are passed over."""
    wanted: IntColumn | slice = slice(None) if is_wanted.all() else np.flatnonzero(is_wanted)
    columns: list[IntColumn | list[str]] = [
        candidates.row[wanted],
        candidates.customer[wanted],
        candidates.channel[wanted],
        candidates.instant[wanted],
    ]
    cells = ["?"] * len(columns)
    # What is the same in every row stands in the statement: binding it would cost as much again.
    for texts in (batch.session, batch.metadata):
        cells.append("''" if texts is None else "?")
        if texts is not None:
            columns.append([texts[index] for index in candidates.index[wanted].tolist()])
    has_occurrences = bool(candidates.occurrence.any())
    cells.append("?" if has_occurrences else "0")
    if has_occurrences:
        columns.append(candidates.occurrence[wanted])
    cells.append("NULL" if destination.import_id is None else str(destination.import_id))
    statement = (
        f"INSERT OR IGNORE INTO {TABLE} (id, customer_id, channel_id, timestamp, session_id,"  # noqa: S608
        f" touchpoint_metadata, occurrence, import_id) VALUES ({', '.join(cells)})"
    )
    for block in row_blocks(columns, destination.progress, _STAGE):
        destination.connection.executemany(statement, block)


def _is_there(connection: apsw.Connection, row: IntColumn) -> BoolColumn:
    """(m,) which of the ids, all above those of earlier rows, were stored."""
    query = f"SELECT id FROM {TABLE} WHERE id >= ?"  # noqa: S608
    stored = connection.execute(query, (int(row[0]),))
    found = np.fromiter((number for (number,) in stored), np.int64)
    is_there = np.zeros(len(row), np.bool_)
    is_there[np.searchsorted(row, found)] = True
    return is_there


def _keep_columns(
    destination: Destination,
    batch: TouchBatch,
    candidates: _Candidates,
    is_stored: BoolColumn,
    customer_hash: HashColumn,
) -> None:
    """Add the stored touches to the columnar copy and to the digest of their import."""
    stored = np.flatnonzero(is_stored)
    if not len(stored):
        return
    destination.progress("Keeping columns", 0, 0)
    ordered = candidates.sorted
    if len(stored) < len(candidates.row):
        ordered = ordered.taken(is_stored[np.searchsorted(candidates.row, ordered.row)])
    content: Content = {}
    import_number = destination.import_id or 0
    # In blocks: the hashes of all touches at once would take as much memory as all the rest.
    for start in range(0, len(stored), SEGMENT_ROWS):
        part = stored[start : start + SEGMENT_ROWS]
        index = candidates.index[part]
        customers = customer_hash[batch.customer[index]]
        found = touch_content(customers, batch.instant[index], candidates.channel[part])
        content = added_content(content, found)
        digest = digest_of(_row_hashes(batch, candidates, part, index))
        add_digests(destination.connection, TABLE, {import_number: digest})
    change = Change(Kind.TOUCHES, ordered, np.empty(0, np.int64), content)
    append_change(destination.connection, change, destination.import_id)


def _row_hashes(
    batch: TouchBatch, candidates: _Candidates, part: IntColumn, index: IntColumn
) -> HashColumn:
    return touch_hashes(
        candidates.row[part],
        candidates.customer[part],
        candidates.channel[part],
        candidates.instant[part],
        candidates.occurrence[part],
        _hashes(batch.session, index),
        _hashes(batch.metadata, index),
    )


def _hashes(texts: list[str] | None, index: IntColumn) -> HashColumn:
    if texts is None:
        return np.repeat(text_hashes([""]), len(index))
    return text_hashes([texts[place] for place in index.tolist()])
