"""Timed touches: which of a batch are new, and how they are stored."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import apsw
import numpy as np

from attribution_desktop.domain.imports import TouchBatch
from attribution_desktop.domain.interactions import BoolColumn, IntColumn
from attribution_desktop.domain.mixing import HashColumn
from attribution_desktop.domain.progress import awaited
from attribution_desktop.store.bulk import Destination, next_id
from attribution_desktop.store.column_rows import Kind
from attribution_desktop.store.content import touch_content
from attribution_desktop.store.digests import Digest, add_digests, digest_of, touch_hashes
from attribution_desktop.store.hashing import text_hashes
from attribution_desktop.store.identities import RowIds
from attribution_desktop.store.segment_content import Content
from attribution_desktop.store.segments import SEGMENT_ROWS, Change, append_change
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
    first = next_id(connection, TABLE)
    candidates = awaited(
        lambda: candidates_of(batch, kept, rows, first), destination.progress, "Sorting touchpoints"
    )
    parts: list[slice] | list[IntColumn] = list(_slices(len(candidates)))
    # SQLite and NumPy both work without the interpreter's lock: one beside the other.
    aside = ThreadPoolExecutor(1)
    try:
        sums = [aside.submit(_summed, batch, candidates, part, customer_hash) for part in parts]
        before = connection.total_changes()
        insert_touches(destination, batch, candidates)
        if connection.total_changes() - before == len(candidates):
            found = [running.result() for running in sums]
        else:
            stored = _stored_places(connection, candidates)
            parts = [stored[part] for part in _slices(len(stored))]
            found = [_summed(batch, candidates, part, customer_hash) for part in parts]
    finally:
        aside.shutdown(cancel_futures=True)
    _keep_columns(destination, candidates, parts, found)
    for part in parts:
        is_new[candidates.index[part]] = True
    return is_new


def _slices(size: int) -> Iterator[slice]:
    """In parts: the hashes of all touches at once would take as much memory as all the rest."""
    for start in range(0, size, SEGMENT_ROWS):
        yield slice(start, min(start + SEGMENT_ROWS, size))


def _stored_places(connection: apsw.Connection, candidates: Candidates) -> IntColumn:
    """Those of the candidates, whose ids are above those of earlier rows, that were stored."""
    first = candidates.first_row
    query = f"SELECT id FROM {TABLE} WHERE id >= ?"  # noqa: S608
    return np.fromiter((row - first for (row,) in connection.execute(query, (first,))), np.int64)


def _summed(
    batch: TouchBatch, candidates: Candidates, part: slice | IntColumn, customer_hash: HashColumn
) -> tuple[Content, Digest]:
    """What some of the touches add to the fingerprint and to the digest of their import."""
    rows, index = candidates.rows(part), candidates.index[part]
    content = touch_content(customer_hash[batch.customer[index]], rows.instant, rows.third)
    hashes = touch_hashes(
        rows.row,
        rows.customer,
        rows.third,
        rows.instant,
        candidates.occurrences(part),
        _hashes(batch.session, index),
        _hashes(batch.metadata, index),
    )
    return content, digest_of(hashes)


def _hashes(texts: list[str] | None, index: IntColumn) -> HashColumn:
    if texts is None:
        return np.repeat(text_hashes([""]), len(index))
    return text_hashes([texts[place] for place in index.tolist()])


def _keep_columns(
    destination: Destination,
    candidates: Candidates,
    parts: Sequence[slice | IntColumn],
    sums: Sequence[tuple[Content, Digest]],
) -> None:
    """Add the stored touches to the columnar copy and to the digest of their import."""
    connection, import_id = destination.connection, destination.import_id
    for number, (part, (content, digest)) in enumerate(zip(parts, sums, strict=True)):
        destination.progress("Keeping columns", number, len(parts))
        nothing = np.empty(0, np.int64)
        append_change(
            connection, Change(Kind.TOUCHES, candidates.rows(part), nothing, content), import_id
        )
        add_digests(connection, TABLE, {import_id or 0: digest})
