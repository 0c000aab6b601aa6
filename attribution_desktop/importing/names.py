"""Texts as codes, numbered in order of first appearance."""

import numpy as np
import polars as pl

from attribution_desktop.domain.channels import channel_key, channel_name
from attribution_desktop.domain.interactions import CodeColumn


class ExactCodes(dict[str, int]):
    """Code of each distinct text: keys are equal only when every character is."""

    def __missing__(self, text: str) -> int:
        code = self[text] = len(self)
        return code

    def codes(self, texts: pl.Series) -> CodeColumn:
        """(n,) codes of (n,) texts; new texts get the next numbers."""
        return np.fromiter(map(self.__getitem__, texts.to_list()), np.int32, len(texts))

    def names(self) -> list[str]:
        return list(self)


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
