"""Yes and no from text."""

import numpy as np
import polars as pl

from attribution_desktop.domain.interactions import BoolColumn
from attribution_desktop.importing.faults import RowFaults

_YES = frozenset({"1", "1.0", "true", "t", "yes", "y", "x"})
_NO = frozenset({"", "0", "0.0", "false", "f", "no", "n"})


def read_flags(texts: pl.Series, field: str, faults: RowFaults) -> BoolColumn:
    """(n,) whether the trimmed (n,) texts say yes; what says neither is a reject `bad-flag`."""
    lowered = texts.str.to_lowercase()
    spellings = set(lowered.unique().to_list())
    is_yes: BoolColumn = lowered.is_in(sorted(_YES)).to_numpy()
    if not spellings <= _YES | _NO:
        is_unclear = np.asarray(~lowered.is_in(sorted(_YES | _NO)).to_numpy())
        message = "Write 1, true or yes for a conversion, and 0, false, no or nothing for none."
        faults.add(is_unclear, field, "bad-flag", message, texts)
    return is_yes
