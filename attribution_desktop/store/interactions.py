"""Touches and orders of one source: a row that is both is taken, merged or rejected as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.batch_sums import sums_of_orders, sums_of_touches
from attribution_desktop.domain.imports import ConversionBatch, TouchBatch
from attribution_desktop.domain.interactions import BoolColumn
from attribution_desktop.domain.mixing import HashColumn
from attribution_desktop.domain.progress import awaited
from attribution_desktop.store.bulk import Destination
from attribution_desktop.store.conversions import (
    ResolvedConversions,
    resolve_conversions,
    store_conversions,
)
from attribution_desktop.store.hashing import text_hashes
from attribution_desktop.store.identities import (
    RowIds,
    known_rows,
    stored_channels,
    stored_customers,
    used_codes,
)
from attribution_desktop.store.stored_rows import StoredRows
from attribution_desktop.store.touches import store_touches

_NO_ROWS = np.empty(0, np.int64)
_NO_CODES = np.empty(0, np.int32)
_NO_MARKS = np.empty(0, np.bool_)

NO_TOUCHES = TouchBatch(_NO_CODES, _NO_CODES, _NO_ROWS, _NO_MARKS, None, None, _NO_ROWS)
NO_CONVERSIONS = ConversionBatch(_NO_CODES, _NO_ROWS, [], _NO_ROWS, _NO_MARKS, _NO_ROWS)


@dataclass(frozen=True, slots=True, eq=False)
class InteractionSource:
    """What one file, or one entry by hand, says of touches and orders."""

    customers: Sequence[str]
    channels: Sequence[str]
    touches: TouchBatch
    conversions: ConversionBatch


@dataclass(frozen=True, slots=True, eq=False)
class StoredInteractions:
    """The rows by their fate, and each conversion's order id."""

    rows: StoredRows
    orders: tuple[str, ...]


def store_interactions(destination: Destination, source: InteractionSource) -> StoredInteractions:
    """Store what is new of a source, inside the caller's transaction.

    Raises
    ------
    Cancelled
        When the destination's progress does.
    """
    connection = destination.connection
    touches, conversions = source.touches, source.conversions
    destination.progress("Looking up customers", 0, 0)
    known = known_rows(connection, source.customers, source.channels)
    resolved = resolve_conversions(connection, conversions, source.customers, known.customers)
    is_rejected = resolved.is_rejected & conversions.is_with_touch
    ask, stage = destination.progress, "Looking up customers"
    kept = awaited(lambda: ~_is_on_line(touches, conversions, is_rejected), ask, stage)
    hashes = awaited(lambda: text_hashes(source.customers), ask, stage)
    rows = _stored_row_ids(destination, source, known, kept, resolved, hashes)
    is_new_touch = store_touches(destination, touches, kept, rows, hashes)
    store_conversions(destination, conversions, resolved, rows, hashes)
    return StoredInteractions(
        _stored_rows(touches, conversions, resolved, kept, is_new_touch), tuple(resolved.order)
    )


def _stored_row_ids(  # noqa: PLR0913, PLR0917  # what a source and its fate consist of
    destination: Destination,
    source: InteractionSource,
    known: RowIds,
    kept: BoolColumn,
    resolved: ResolvedConversions,
    hashes: HashColumn,
) -> RowIds:
    """Store the customers and channels that the rows to be stored need."""
    touches, conversions = source.touches, source.conversions
    customers = used_codes(
        len(source.customers),
        touches.customer[kept],
        conversions.customer[resolved.is_new_order],
    )
    channels = used_codes(len(source.channels), touches.channel[kept])
    return RowIds(
        stored_customers(
            destination.connection,
            source.customers,
            known.customers,
            customers,
            hashes,
            destination.progress,
        ),
        stored_channels(destination.connection, source.channels, known.channels, channels),
    )


def _stored_rows(
    touches: TouchBatch,
    conversions: ConversionBatch,
    resolved: ResolvedConversions,
    kept: BoolColumn,
    is_new_touch: BoolColumn,
) -> StoredRows:
    """Count rows of the file: one that is touch and order counts once, new if either part is."""
    is_new_row = is_new_touch | _is_on_line(
        touches, conversions, resolved.is_new & conversions.is_with_touch
    )
    is_own_row = ~conversions.is_with_touch & ~resolved.is_rejected
    imported = int(is_new_row.sum()) + int((is_own_row & resolved.is_new).sum())
    sums = sums_of_orders(conversions.instant[resolved.is_new], conversions.value[resolved.is_new])
    return StoredRows(
        imported=imported,
        duplicate=int(kept.sum()) + int(is_own_row.sum()) - imported,
        rejects=resolved.rejects,
        sums=sums_of_touches(touches.instant[is_new_touch]) + sums,
    )


def _is_on_line(
    touches: TouchBatch, conversions: ConversionBatch, marked: BoolColumn
) -> BoolColumn:
    """(n,) touches whose row of the file is the row of a marked conversion."""
    lines = conversions.line[marked]
    if not len(lines):
        return np.zeros(len(touches.line), np.bool_)
    # Lines of a file ascend: a look at its place is cheaper than a set of all lines.
    place = np.minimum(np.searchsorted(lines, touches.line), len(lines) - 1)
    is_on: BoolColumn = lines[place] == touches.line
    return is_on
