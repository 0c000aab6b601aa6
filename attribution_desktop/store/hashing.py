"""Hashes of texts and numbers, whole columns at a time; the same in every process and version.

Sums of them (modulo 2⁶⁴) do not depend on the order of rows, and change by what changes.
"""

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from attribution_desktop.domain.mixing import GOLDEN, HashColumn, mixed

_BLOCK = 65_536
_LONGEST_QUICK = 64
"""Bytes: longer texts are hashed one by one, so that one of them does not widen a whole block."""

_WORD = 8


def row_hashes(columns: Iterable[npt.NDArray[np.int64] | HashColumn]) -> HashColumn:
    """(n,) a hash a row of equally long columns of 64-bit cells, whose order counts."""
    combined: HashColumn | None = None
    for column in columns:
        cells = np.ascontiguousarray(column).view(np.uint64)
        combined = mixed(cells if combined is None else combined + cells)
    if combined is None:
        raise ValueError("A row has at least one cell.")
    return combined


def total(hashes: HashColumn) -> int:
    """Their sum modulo 2⁶⁴, as a signed 64-bit integer."""
    return int(hashes.sum(dtype=np.uint64).astype(np.int64))


def wrapped(number: int) -> int:
    """Any integer as the signed 64-bit one that is equal modulo 2⁶⁴."""
    return (number + 2**63) % 2**64 - 2**63


def text_hashes(texts: Sequence[str]) -> HashColumn:
    """(n,) hashes of texts; a text's hash does not depend on its neighbours."""
    found = np.empty(len(texts), np.uint64)
    for start in range(0, len(texts), _BLOCK):
        block = texts[start : start + _BLOCK]
        found[start : start + len(block)] = _block_hashes(block)
    return found


def _block_hashes(texts: Sequence[str]) -> HashColumn:
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    length = np.fromiter(map(len, encoded), np.int64, len(encoded))
    is_long = length > _LONGEST_QUICK
    short = encoded
    if is_long.any():
        short = [text if len(text) <= _LONGEST_QUICK else b"" for text in encoded]
    width = -(-max(1, int(length[~is_long].max(initial=1))) // _WORD) * _WORD
    words = np.array(short, f"S{width}").view("<u8").reshape(len(short), -1)
    hashes = mixed(length.astype(np.uint64))
    for place in range(words.shape[1]):
        # Padding counts for nothing, or a text's hash would depend on the longest of its block.
        is_word = words[:, place] != 0
        step = mixed(words[:, place] + np.uint64((place + 1) * int(GOLDEN) % 2**64))
        hashes += np.where(is_word, step, np.uint64(0))
    hashes = mixed(hashes)
    for index in np.flatnonzero(is_long).tolist():
        digest = hashlib.blake2b(encoded[index], digest_size=_WORD).digest()
        hashes[index] = int.from_bytes(digest, "little")
    return hashes
