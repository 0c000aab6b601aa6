"""Texts as codes, numbered in order of first appearance; and sorted in the end."""

import numpy as np
import polars as pl

from attribution_desktop.domain.channels import channel_key, channel_name
from attribution_desktop.domain.interactions import CodeColumn

_NAMES_AT_ONCE = 100_000


class ExactCodes:
    """Code of each distinct text: texts are equal only when every character is.

    Polars keeps the texts and looks them up a block at a time, in a tenth of the memory and of
    the time of a dictionary, and without the interpreter's lock.
    """

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget all texts; the next one gets the code 0."""
        # Polars forgets categories that no column has.
        self._kept = pl.Series([], dtype=pl.Categorical(pl.Categories.random()))
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def codes(self, texts: pl.Series) -> CodeColumn:
        """(n,) codes of (n,) texts; new texts get the next numbers."""
        codes = texts.cast(self._kept.dtype).to_physical().to_numpy().astype(np.int32)
        self._size = max(self._size, int(codes.max(initial=-1)) + 1)
        return codes

    def names(self) -> list[str]:
        """The texts in the order of their codes."""
        return self._texts().to_list()

    def in_order(self) -> tuple[list[str], CodeColumn]:
        """The texts sorted, and by code (k,) the place of its text among them.

        The codes are forgotten meanwhile: beside the sorted texts they take too much memory.
        """
        table = pl.DataFrame({"text": self._texts(), "code": np.arange(self._size)})
        self.clear()
        # By two columns Polars sorts rows, which takes half as long as the order of one column.
        table = table.sort("text", "code")
        places = np.empty(len(table), np.int32)
        places[table["code"].to_numpy()] = np.arange(len(table), dtype=np.int32)
        names: list[str] = []
        # In parts: meanwhile nobody else gets a turn of the interpreter.
        for part in table["text"].to_frame().iter_slices(_NAMES_AT_ONCE):
            names += part.to_series().to_list()
        return names, places

    def _texts(self) -> pl.Series:
        codes = pl.Series(np.arange(self._size, dtype=np.uint32))
        return codes.cat.to(self._kept.dtype).cast(pl.String)


class ChannelCodes(dict[str, int]):
    """Code of each spelling; spellings with one channel key share a code."""

    def __init__(self) -> None:
        super().__init__()
        self._code_of_key: dict[str, int] = {}
        self._names: list[str] = []
        self._spellings = ExactCodes()
        self._code_of_spelling = np.empty(0, np.int32)

    def __missing__(self, text: str) -> int:
        key = channel_key(text)
        code = self._code_of_key.get(key)
        if code is None:
            code = self._code_of_key[key] = len(self._names)
            self._names.append(channel_name(text))
        self[text] = code
        return code

    def codes(self, texts: pl.Series) -> CodeColumn:
        """(n,) codes of (n,) spellings; an empty one is the channel `(not set)`."""
        spelling = self._spellings.codes(texts)
        if len(self._spellings) > len(self._code_of_spelling):
            known = self._spellings.names()
            self._code_of_spelling = np.array([self[text] for text in known], np.int32)
        return self._code_of_spelling[spelling]

    def names(self) -> list[str]:
        """The first spelling seen of each channel."""
        return self._names


def renumbered(codes: CodeColumn, places: CodeColumn) -> CodeColumn:
    """(n,) the place of each code; -1, which stands for nothing, stays."""
    is_any = codes >= 0
    if is_any.all():
        return places[codes]
    found = codes.copy()
    found[is_any] = places[codes[is_any]]
    return found
