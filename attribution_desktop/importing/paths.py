"""Path texts as channel codes: the separator, and the steps."""

import re
from dataclasses import dataclass

import numpy as np
import polars as pl

from attribution_desktop.domain.imports import AmbiguousInput
from attribution_desktop.domain.interactions import CodeColumn, IntColumn
from attribution_desktop.importing.names import ChannelCodes

KNOWN_SEPARATORS = (">>>", " -> ", " > ", "|")
DEFAULT_SEPARATOR = " > "
_MAY_REPEAT = r"× ?\d|\(\d+([.,]\d+)? ?%\)$"
_REPEATED = re.compile(
    r"(?P<name>.+?)(?:\s*×\s*(?P<times>[1-9]\d{0,3}))?(?:\s*\((?P<share>\d+(?:[.,]\d+)?)\s*%\))?"
)
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
    repeats
        Steps that had a count or a percentage.
    """

    channel: CodeColumn
    count: IntColumn
    empty: IntColumn
    repeats: int = 0


def separators_in(paths: pl.Series) -> set[str]:
    """The known separators that occur in (p,) paths."""
    return {
        separator
        for separator in KNOWN_SEPARATORS
        if paths.str.contains(separator, literal=True).any()
    }


def separator_of(name: str, found: set[str]) -> str:
    """The one known separator that occurs in a column; the usual one where none does.

    Raises
    ------
    AmbiguousInput
        When several occur: any choice would be a guess.
    """
    if len(found) > 1:
        listed = " and ".join(repr(one) for one in KNOWN_SEPARATORS if one in found)
        first = next(one for one in KNOWN_SEPARATORS if one in found)
        raise AmbiguousInput(
            f"The paths of {name} contain {listed}; which of them separates the channels is "
            "not clear.",
            f"Say so, for example --path-separator {first!r}.",
            "path_separator",
        )
    return next(iter(found), DEFAULT_SEPARATOR)


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
    if steps.str.contains(_MAY_REPEAT).any():
        return _expanded(steps, lengths, channels)
    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(is_step)])
    ends = np.cumsum(lengths)
    count = before[ends] - before[ends - lengths]
    is_blank = (paths.str.len_bytes() == 0).to_numpy()
    return Steps(
        channels.codes(steps.filter(pl.Series(is_step))),
        count,
        np.where(is_blank, 0, lengths - count),
    )


def _expanded(steps: pl.Series, lengths: IntColumn, channels: ChannelCodes) -> Steps:
    """Steps such as `Organic Search × 3 (100%)`, their counts written out."""
    texts: list[str] = []
    count = np.zeros(lengths.size, dtype=np.int64)
    empty = np.zeros(lengths.size, dtype=np.int64)
    repeats = 0
    owner = np.repeat(np.arange(lengths.size), lengths).tolist()
    for step, path in zip(steps.to_list(), owner, strict=True):
        found = _REPEATED.fullmatch(step)
        if found is None or not step:
            empty[path] += not step
            count[path] += bool(step)
            texts += [step] if step else []
            continue
        times = int(found["times"] or 1)
        is_repeat = found["times"] is not None or found["share"] is not None
        repeats += is_repeat
        texts += [found["name"].strip()] * times
        count[path] += times
    empty[lengths == 1] = 0
    return Steps(channels.codes(pl.Series(texts, dtype=pl.String)), count, empty, repeats)
