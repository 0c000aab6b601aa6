"""In which order the touches of a batch are stored, and which of them may be equal."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.imports import TouchBatch
from attribution_desktop.domain.interactions import BoolColumn, IntColumn
from attribution_desktop.store.column_rows import Rows, narrow, order_of_small_numbers, sorted_rows
from attribution_desktop.store.identities import RowIds


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The kept touches of a batch as they would be stored.

    They come by customer, instant and place in the file, and get their ids in this order: the
    table, its identity index and the columns are then all written one row behind the other, and
    ids still decide between touches of one customer and instant as the file does.

    Parameters
    ----------
    index
        (m,) places in the batch. Like the row ids of customers and channels in 32 bits where
        they fit.
    customer, channel, instant
        (m,) what to store.
    occurrence
        (m,) see `_occurrences`; None: all 0.
    first_row
        The id of the first; the others follow it.
    """

    index: IntColumn
    customer: IntColumn
    channel: IntColumn
    instant: IntColumn
    occurrence: IntColumn | None
    first_row: int

    def __len__(self) -> int:
        return len(self.index)

    def rows(self, places: slice | IntColumn) -> Rows:
        """Some of the touches as rows of the table."""
        numbers = np.arange(places.start, places.stop) if isinstance(places, slice) else places
        return Rows(
            customer=self.customer[places].astype(np.int64),
            instant=self.instant[places],
            third=self.channel[places].astype(np.int64),
            row=self.first_row + numbers,
        )

    def occurrences(self, places: slice | IntColumn) -> IntColumn:
        """The occurrences of some of the touches."""
        if self.occurrence is None:
            return np.zeros(len(self.index[places]), np.int64)
        return self.occurrence[places]


def candidates_of(batch: TouchBatch, kept: BoolColumn, rows: RowIds, first_row: int) -> Candidates:
    """The `kept` touches of a batch in their order, with row ids from `first_row` on."""
    customer = narrow(rows.customers)[batch.customer]
    index = order_of_small_numbers(customer)
    if not kept.all():
        index = index[kept[index]]
    # Files mostly come in order of time: then the order by customer is all there is to do.
    ordered = sorted_rows(
        Rows(
            customer=customer[index],
            instant=batch.instant[index],
            third=narrow(rows.channels)[batch.channel[index]],
            row=index,
        )
    )
    return Candidates(
        index=ordered.row,
        customer=ordered.customer,
        channel=ordered.third,
        instant=ordered.instant,
        occurrence=_occurrences(batch, ordered),
        first_row=first_row,
    )


def _occurrences(batch: TouchBatch, ordered: Rows) -> IntColumn | None:
    """0 for touches with a time of day; equal touches of a mere date are counted 0, 1, 2.

    So the k-th equal one of a later file meets the k-th stored one, and only what exceeds the
    stored ones is new. None: there are no equal ones.

    Parameters
    ----------
    ordered
        The kept touches in their order, with their places in the batch as row ids.
    """
    tied = _tied(ordered)
    tied = tied[batch.is_date_only[ordered.row[tied]]]
    if not len(tied):
        return None
    occurrences = np.zeros(len(ordered), np.int64)
    counted: Counter[tuple[int, int, int, str, str]] = Counter()
    for place in tied.tolist():
        index = int(ordered.row[place])
        touch = (
            int(ordered.customer[place]),
            int(ordered.third[place]),
            int(ordered.instant[place]),
            batch.session[index] if batch.session is not None else "",
            batch.metadata[index] if batch.metadata is not None else "",
        )
        occurrences[place] = counted[touch]
        counted[touch] += 1
    return occurrences if occurrences.any() else None


def _tied(ordered: Rows) -> IntColumn:
    """Places of touches that share customer and instant with another: only they can be equal."""
    is_tied = (ordered.customer[1:] == ordered.customer[:-1]) & (
        ordered.instant[1:] == ordered.instant[:-1]
    )
    in_tie = np.zeros(len(ordered), np.bool_)
    in_tie[1:] |= is_tied
    in_tie[:-1] |= is_tied
    return np.flatnonzero(in_tie)
