"""Rows of several integers in one integer each, so that one statement inserts a whole block.

SQLite reads an array of 64-bit integers in place (its `carray`), without a call into Python and
without the interpreter's lock: a tenth of what binding the cells one by one costs, and the window
stays alive meanwhile. An array has one column only; so the columns of a block are taken relative
to their lowest number, in steps of their greatest common divisor, and laid side by side in bits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.interactions import IntColumn

MOST_BITS = 63
"""Of a number that SQLite shifts as one without a sign."""

FEWEST_ROWS = 256
"""Shorter blocks are not cut any further."""

_LARGEST_SPAN = 2**MOST_BITS

CELL = "((value >> ?) & ?) * ? + ?"
"""SQL of one of a row's integers; its bindings are a `Packing`'s `bindings`."""


@dataclass(frozen=True, slots=True, eq=False)
class Packing:
    """(n,) rows as one integer each; `bindings` of one `CELL` after another."""

    rows: IntColumn
    bindings: tuple[int, ...]


def packings(
    columns: Sequence[IntColumn], block_rows: int
) -> Iterator[tuple[slice, Packing | None]]:
    """Equally long columns, a block at a time.

    A block whose numbers lie too far apart is halved; None stands for one that stays so.
    """
    size = len(columns[0])
    for start in range(0, size, block_rows):
        yield from _halved(columns, slice(start, min(start + block_rows, size)))


def _halved(columns: Sequence[IntColumn], block: slice) -> Iterator[tuple[slice, Packing | None]]:
    packing = _packed([column[block].astype(np.int64) for column in columns])
    size = block.stop - block.start
    if packing is not None or size < 2 * FEWEST_ROWS:
        yield block, packing
        return
    middle = block.start + size // 2
    yield from _halved(columns, slice(block.start, middle))
    yield from _halved(columns, slice(middle, block.stop))


def _packed(columns: Sequence[IntColumn]) -> Packing | None:
    """None where the numbers do not fit."""
    rows = np.zeros(len(columns[0]), np.int64)
    bindings: list[int] = []
    used = 0
    for column in columns:
        lowest = int(column.min())
        span = int(column.max()) - lowest
        if span >= _LARGEST_SPAN:
            return None
        distance = column - lowest
        step = int(np.gcd.reduce(distance)) or 1
        bits = (span // step).bit_length()
        if used + bits > MOST_BITS:
            return None
        rows |= (distance // step) << used
        bindings += [used, (1 << bits) - 1, step, lowest]
        used += bits
    return Packing(rows, tuple(bindings))
