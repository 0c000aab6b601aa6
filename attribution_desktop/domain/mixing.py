"""The one function that hashes 64-bit numbers, in project files as in the engine.

Digests that are stored in projects stand on it: it must never change.
"""

import numpy as np
import numpy.typing as npt

HashColumn = npt.NDArray[np.uint64]

GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def mixed(values: HashColumn) -> HashColumn:
    """The finaliser of splitmix64 (Steele, Lea and Flood 2014), element by element; wraps.

    Examples
    --------
    >>> mixed(np.array([0, 1], np.uint64)).tolist()
    [16294208416658607535, 10451216379200822465]
    """
    values = values + GOLDEN
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
