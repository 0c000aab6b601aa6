"""`RowTable`: rows too many for memory, handed out a block at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

RowBlock = tuple[Sequence[str], ...]
"""Equally long columns of cells."""


@dataclass(frozen=True, slots=True, eq=False)
class RowTable:
    """A table that is read while it is written; `blocks` can be gone through once.

    Parameters
    ----------
    id
        The name under which it can be exported.
    columns
        Ids, in order.
    numbers
        Ids of the columns that hold plain decimals with a point; all others hold text.
    """

    id: str
    columns: tuple[str, ...]
    numbers: frozenset[str]
    blocks: Iterator[RowBlock]
