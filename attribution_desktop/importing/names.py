"""Texts as codes, numbered in order of first appearance."""

import numpy as np
import polars as pl

from attribution_desktop.domain.channels import channel_key, channel_name
from attribution_desktop.domain.interactions import CodeColumn


class ExactCodes:
    """Code of each distinct text: texts are equal only when every character is.

    Polars keeps the texts and looks them up a block at a time, in a tenth of the memory and of
    the time of a dictionary, and without the interpreter's lock.
    """

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget all texts; the next one gets the code 0."""
        self._categories = pl.Categories.random()
        # Polars forgets categories that no column has.
        self._kept = pl.Series([], dtype=pl.Categorical(self._categories))

    def codes(self, texts: pl.Series) -> CodeColumn:
        """(n,) codes of (n,) texts; new texts get the next numbers."""
        return texts.cast(self._kept.dtype).to_physical().to_numpy().astype(np.int32)

    def names(self) -> list[str]:
        """The texts in the order of their codes."""
        texts = self._categories.to_series()
        if texts.null_count():
            raise RuntimeError("A code was given to no text.")
        return texts.to_list()


class ChannelCodes(dict[str, int]):
    """Code of each spelling; spellings with one channel key share a code."""

    def __init__(self) -> None:
        super().__init__()
        self._code_of_key: dict[str, int] = {}
        self._names: list[str] = []

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
        return np.fromiter(map(self.__getitem__, texts.to_list()), np.int32, len(texts))

    def names(self) -> list[str]:
        """The first spelling seen of each channel."""
        return self._names
