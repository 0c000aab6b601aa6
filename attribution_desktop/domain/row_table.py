"""`RowTable`: rows too many for memory, handed out a block at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.interactions import CodeColumn, FloatColumn, IntColumn


@dataclass(frozen=True, slots=True, eq=False)
class CodedTexts:
    """(n,) cells of few different texts, so that each text is looked at once.

    Parameters
    ----------
    texts
        The different texts.
    codes
        (n,) indices into `texts`.
    """

    texts: Sequence[str]
    codes: IntColumn | CodeColumn

    def __len__(self) -> int:
        return len(self.codes)


@dataclass(frozen=True, slots=True, eq=False)
class InstantCells:
    """(n,) cells of instants: microseconds UTC, or `UNDATED` for an empty cell."""

    micros: IntColumn

    def __len__(self) -> int:
        return len(self.micros)


@dataclass(frozen=True, slots=True, eq=False)
class NumberCells:
    """(n,) cells of numbers, each the shortest decimal that reads back as it; empty where NaN."""

    numbers: FloatColumn

    def __len__(self) -> int:
        return len(self.numbers)


@dataclass(frozen=True, slots=True, eq=False)
class AmountCells:
    """(n,) cells of micros, as exact decimals of at least two places."""

    micros: IntColumn

    def __len__(self) -> int:
        return len(self.micros)


def empty_cells(count: int) -> CodedTexts:
    return CodedTexts(("",), np.zeros(count, np.int64))


RowColumn = Sequence[str] | CodedTexts | AmountCells | InstantCells | NumberCells

RowBlock = tuple[RowColumn, ...]
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
