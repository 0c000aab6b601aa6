"""In which order the touches of a batch are stored, and which of them may be equal."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.imports import TouchBatch
from attribution_desktop.domain.interactions import BoolColumn, IntColumn
from attribution_desktop.store.identities import RowIds
from attribution_desktop.store.segments import Rows, sorted_rows


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The kept touches of a batch as they would be stored.

    They come by customer, instant and place in the file, and get their ids in this order: the
    table, its identity index and the columns are then all written one row behind the other, and
    ids still decide between touches of one customer and instant as the file does.

    Parameters
    ----------
    index
        (m,) places in the batch.
    rows
        (m,) the columns to store.
    occurrence
        (m,) see `_occurrences`; None: all 0.
    """

    index: IntColumn
    rows: Rows
    occurrence: IntColumn | None

    def __len__(self) -> int:
        return len(self.index)

    def occurrences(self, part: slice | IntColumn) -> IntColumn:
        """The occurrences of some of the touches."""
        if self.occurrence is None:
            return np.zeros(len(self.index[part]), np.int64)
        return self.occurrence[part]


def candidates_of(batch: TouchBatch, kept: BoolColumn, rows: RowIds, first_row: int) -> Candidates:
    """The `kept` touches of a batch in their order, with row ids from `first_row` on."""
    chosen = np.flatnonzero(kept)
    in_file = Rows(
        customer=rows.customers[batch.customer[chosen]],
        instant=batch.instant[chosen],
        third=rows.channels[batch.channel[chosen]],
        row=chosen,
    )
    ordered = sorted_rows(in_file)
    row = first_row + np.arange(len(chosen))
    stored = Rows(ordered.customer, ordered.instant, ordered.third, row)
    return Candidates(ordered.row, stored, _occurrences(batch, ordered))


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
