"""Path texts as channel codes: the separator, and the steps."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.interactions import CodeColumn, IntColumn
from attribution_desktop.importing.names import ChannelCodes

KNOWN_SEPARATORS = (">>>", " -> ", " > ", "|")
DEFAULT_SEPARATOR = " > "
_CUT = "\x1f"
"""Stands for a separator once it was recognised; no text file has it."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps of (p,) paths end to end.

    Parameters
    ----------
    channel
        Codes of all steps.
    count
        (p,) steps of each path.
    empty
        (p,) empty steps that were dropped.
    """

    channel: CodeColumn
    count: IntColumn
    empty: IntColumn


def separator_of(name: str, paths: list[pl.Series]) -> str:
    """The one known separator that occurs in the column; the usual one where none does.

    Raises
    ------
    InputRefused
        When several occur: any choice would be a guess.
    """
    found = [
        separator
        for separator in KNOWN_SEPARATORS
        if any(part.str.contains(separator, literal=True).any() for part in paths)
    ]
    if len(found) > 1:
        listed = " and ".join(repr(separator) for separator in found)
        raise InputRefused(
            f"The paths of {name} contain {listed}; which of them separates the channels is "
            "not clear.",
            f"Say so, for example --path-separator {found[0]!r}.",
        )
    return found[0] if found else DEFAULT_SEPARATOR


def steps_of(paths: pl.Series, separator: str, channels: ChannelCodes) -> Steps:
    """Cut (p,) trimmed paths into steps; empty steps are dropped."""
    # Padded and replaced twice, so that "a > > b" and "a >" have their empty steps: two separators
    # in a row share a space, and the first pass leaves it to the second.
    padded = " " + paths + " "
    for _ in range(2):
        padded = padded.str.replace_all(separator, f" {_CUT} ", literal=True)
    parts = padded.str.split(_CUT)
    lengths = parts.list.len().to_numpy().astype(np.int64)
    steps = parts.explode().str.strip_chars()
    is_step = (steps.str.len_bytes() > 0).to_numpy()
    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(is_step)])
    ends = np.cumsum(lengths)
    count = before[ends] - before[ends - lengths]
    is_blank = (paths.str.len_bytes() == 0).to_numpy()
    return Steps(
        channels.codes(steps.filter(pl.Series(is_step))),
        count,
        np.where(is_blank, 0, lengths - count),
    )
