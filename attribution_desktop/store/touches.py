"""Timed touches: which of a batch are new, and how they are stored."""

import apsw
import numpy as np

from attribution_desktop.domain.imports import TouchBatch
from attribution_desktop.domain.interactions import BoolColumn, IntColumn
from attribution_desktop.domain.mixing import HashColumn
from attribution_desktop.store.bulk import Destination, next_id
from attribution_desktop.store.content import touch_content
from attribution_desktop.store.digests import add_digests, digest_of, touch_hashes
from attribution_desktop.store.hashing import text_hashes
from attribution_desktop.store.identities import RowIds
from attribution_desktop.store.segments import (
    SEGMENT_ROWS,
    Change,
    Content,
    Kind,
    added_content,
    append_change,
)
from attribution_desktop.store.touch_order import Candidates, candidates_of
from attribution_desktop.store.touch_rows import TABLE, insert_touches


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
    candidates = candidates_of(batch, kept, rows, next_id(connection, TABLE))
    before = connection.total_changes()
    insert_touches(destination, batch, candidates)
    if connection.total_changes() - before == len(candidates):
        is_stored = np.ones(len(candidates), np.bool_)
    else:
        is_stored = _is_there(connection, candidates.rows.row)
    _keep_columns(destination, batch, candidates, is_stored, customer_hash)
    is_new[candidates.index[is_stored]] = True
    return is_new


def _is_there(connection: apsw.Connection, row: IntColumn) -> BoolColumn:
    """(m,) which of the ids, all above those of earlier rows, were stored."""
    query = f"SELECT id FROM {TABLE} WHERE id >= ?"  # noqa: S608
    stored = connection.execute(query, (int(row[0]),))
    found = np.fromiter((number for (number,) in stored), np.int64)
    is_there = np.zeros(len(row), np.bool_)
    is_there[found - row[0]] = True
    return is_there


def _keep_columns(
    destination: Destination,
    batch: TouchBatch,
    candidates: Candidates,
    is_stored: BoolColumn,
    customer_hash: HashColumn,
) -> None:
    """Add the stored touches to the columnar copy and to the digest of their import."""
    stored = np.flatnonzero(is_stored)
    if not len(stored):
        return
    destination.progress("Keeping columns", 0, 0)
    content: Content = {}
    import_number = destination.import_id or 0
    # In blocks: the hashes of all touches at once would take as much memory as all the rest.
    for start in range(0, len(stored), SEGMENT_ROWS):
        part = stored[start : start + SEGMENT_ROWS]
        customers = customer_hash[batch.customer[candidates.index[part]]]
        rows = candidates.rows.taken(part)
        content = added_content(content, touch_content(customers, rows.instant, rows.third))
        digest = digest_of(_row_hashes(batch, candidates, part))
        add_digests(destination.connection, TABLE, {import_number: digest})
    rows = candidates.rows
    if len(stored) < len(candidates):
        rows = rows.taken(stored)
    change = Change(Kind.TOUCHES, rows, np.empty(0, np.int64), content)
    append_change(destination.connection, change, destination.import_id)


def _row_hashes(batch: TouchBatch, candidates: Candidates, part: IntColumn) -> HashColumn:
    rows, index = candidates.rows.taken(part), candidates.index[part]
    return touch_hashes(
        rows.row,
        rows.customer,
        rows.third,
        rows.instant,
        candidates.occurrences(part),
        _hashes(batch.session, index),
        _hashes(batch.metadata, index),
    )


def _hashes(texts: list[str] | None, index: IntColumn) -> HashColumn:
    if texts is None:
        return np.repeat(text_hashes([""]), len(index))
    return text_hashes([texts[place] for place in index.tolist()])
