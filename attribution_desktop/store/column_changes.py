"""What changed in a project since its columns were read: cost by what changed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TypeVar

import apsw
import numpy as np
import numpy.typing as npt

from attribution_desktop.domain.interactions import (
    NO_PATHS,
    Conversions,
    Dataset,
    IntColumn,
    Interactions,
    PathRows,
    Touches,
)
from attribution_desktop.store.bulk import fetch_number
from attribution_desktop.store.column_rows import Kind
from attribution_desktop.store.columns import (
    ChannelCodes,
    read_channels,
    read_conversions,
    read_fingerprint,
    read_paths,
    read_spend,
    read_touches,
)
from attribution_desktop.store.failures import nonsense_is_damage
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.segment_marks import SegmentMark, later_segments, segment_marks

Scalar = TypeVar("Scalar", bound=np.generic)

MOST_ROWS = 200_000
"""More changed rows are read with all the others."""


@dataclass(frozen=True, slots=True, eq=False)
class ColumnMarks:
    """The state that columns were read in."""

    revision: int
    channels: ChannelCodes
    segments: Mapping[Kind, tuple[SegmentMark, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class ChangedPart:
    """Everything of the customers that anything changed for.

    Parameters
    ----------
    customers
        Their numbers, rising; also those that have nothing left.
    dataset
        Their touches and orders as they are now, and all path rows and spend.
    """

    customers: IntColumn
    dataset: Dataset


def column_marks(project: ProjectFile) -> ColumnMarks:
    """The present state, to be held against a later one."""
    with project.snapshot() as connection, nonsense_is_damage(project.path):
        return ColumnMarks(
            revision=project.revision,
            channels=read_channels(connection),
            segments={kind: segment_marks(connection, kind) for kind in Kind},
        )


def changed_part(project: ProjectFile, before: Dataset, marks: ColumnMarks) -> ChangedPart | None:
    """What to put in place of the changed customers' part of `before`.

    Parameters
    ----------
    marks
        Of the state in which `before` was read.

    Returns
    -------
    None where so much changed that all is to be read again: channels that got other codes or names,
    path rows, or very many touches.
    """
    with project.snapshot() as connection, nonsense_is_damage(project.path):
        channels = read_channels(connection)
        if not _only_adds(marks.channels, channels):
            return None
        customers = _changed_customers(connection, before, marks)
        paths = _read_paths_again(connection, channels, before.interactions.paths)
        if customers is None or paths is None:
            return None
        spend = read_spend(connection, channels)
        identity = project.identity_with(read_fingerprint(connection, channels, paths, spend))
        interactions = Interactions(
            channels=channels.names,
            touches=read_touches(connection, channels, customers.tolist()),
            conversions=read_conversions(connection, customers.tolist()),
            paths=paths,
        )
    return ChangedPart(customers, Dataset(identity, interactions, spend))


def with_changes(before: Dataset, part: ChangedPart) -> Dataset:
    """All of the project as it is now, without reading it again."""
    old, new = before.interactions, part.dataset.interactions
    interactions = Interactions(
        channels=new.channels,
        touches=_touches_with(old.touches, new.touches, part.customers),
        conversions=_conversions_with(old.conversions, new.conversions, part.customers),
        paths=new.paths,
    )
    return Dataset(part.dataset.identity, interactions, part.dataset.spend)


def _only_adds(before: ChannelCodes, now: ChannelCodes) -> bool:
    """Whether all that changed is that there are more channels."""
    size = len(before.code_of_row)
    return now.names[: len(before.names)] == before.names and bool(
        np.array_equal(now.code_of_row[:size], before.code_of_row)
    )


def _changed_customers(
    connection: apsw.Connection, before: Dataset, marks: ColumnMarks
) -> IntColumn | None:
    found: list[IntColumn] = [np.zeros(0, np.int64)]
    interactions = before.interactions
    known: Mapping[Kind, Touches | Conversions] = {
        Kind.TOUCHES: interactions.touches,
        Kind.ORDERS: interactions.conversions,
    }
    for kind in Kind:
        later = later_segments(connection, kind, marks.segments[kind], MOST_ROWS)
        if later is None:
            return None
        found.append(later.customer)
        if len(later.removed):
            place = np.flatnonzero(np.isin(known[kind].row, later.removed))
            found.append(known[kind].customer[place])
    return np.unique(np.concatenate(found))


def _read_paths_again(
    connection: apsw.Connection, channels: ChannelCodes, before: PathRows
) -> PathRows | None:
    """The path rows; None where they are not those from before."""
    count = fetch_number(connection, "SELECT COUNT(*) FROM attribution_path WHERE is_path")
    if count != len(before.row):
        return None
    if not count:
        return NO_PATHS
    now = read_paths(connection, channels)
    is_same = all(
        np.array_equal(getattr(now, field.name), getattr(before, field.name))
        for field in fields(PathRows)
    )
    return now if is_same else None


def _touches_with(old: Touches, new: Touches, customers: IntColumn) -> Touches:
    splice = _Splice(old.customer, new.customer, customers)
    return Touches(
        customer=splice.of(old.customer, new.customer),
        channel=splice.of(old.channel, new.channel),
        instant=splice.of(old.instant, new.instant),
        row=splice.of(old.row, new.row),
    )


def _conversions_with(old: Conversions, new: Conversions, customers: IntColumn) -> Conversions:
    splice = _Splice(old.customer, new.customer, customers)
    return Conversions(
        customer=splice.of(old.customer, new.customer),
        instant=splice.of(old.instant, new.instant),
        value=splice.of(old.value, new.value),
        row=splice.of(old.row, new.row),
    )


class _Splice:
    """Takes customers' elements out of columns sorted by customer and puts others in their place.

    Parameters
    ----------
    old, new
        (n,) and (m,) rising customer numbers of the columns' elements.
    customers
        Whose elements of the old columns go; the new ones are theirs only.
    """

    def __init__(self, old: IntColumn, new: IntColumn, customers: IntColumn) -> None:
        self._is_kept = np.ones(len(old), np.bool_)
        low = [int(place) for place in np.searchsorted(old, customers, side="left")]
        high = [int(place) for place in np.searchsorted(old, customers, side="right")]
        for first, after in zip(low, high, strict=True):
            self._is_kept[first:after] = False
        before = np.searchsorted(old, new, side="left")
        # Of the old elements before a new one, those that stay.
        gone = np.cumsum([0, *(after - first for first, after in zip(low, high, strict=True))])
        place = before - gone[np.searchsorted(customers, new, side="left")]
        self._is_new = np.zeros(int(self._is_kept.sum()) + len(new), np.bool_)
        self._is_new[place + np.arange(len(new))] = True

    def of(self, old: npt.NDArray[Scalar], new: npt.NDArray[Scalar]) -> npt.NDArray[Scalar]:
        """A column of both."""
        out = np.empty(len(self._is_new), old.dtype)
        out[self._is_new] = new
        out[~self._is_new] = old[self._is_kept]
        return out
