"""Stable hashes of journeys by their content, whatever order they were imported in."""

import hashlib

import numpy as np

from attribution_desktop.domain.channels import channel_key
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.mixing import HashColumn, mixed
from attribution_desktop.engine.slices import blocks, expanded


def name_hashes(names: tuple[str, ...]) -> HashColumn:
    """(k,) hashes of channel keys, the same in every process and for every channel order."""
    digests = (hashlib.blake2b(channel_key(name).encode(), digest_size=8) for name in names)
    return np.array([int.from_bytes(digest.digest(), "big") for digest in digests], np.uint64)


def journey_hashes(journeys: Journeys) -> HashColumn:
    """(j,) hashes of channels, times, value, weight and outcome of each journey."""
    own = mixed(journeys.at.astype(np.uint64))
    own = mixed(own + journeys.value.astype(np.uint64))
    own = mixed(own + journeys.weight.view(np.uint64) + journeys.is_converting)
    touched = np.flatnonzero(journeys.length > 0)
    if not len(touched):
        return own
    names = name_hashes(journeys.channels)
    for part in blocks(journeys.length[touched]):
        some = touched[part]
        length = journeys.length[some]
        first = np.cumsum(length) - length
        touch = expanded(journeys.start[some], length)
        position = np.arange(len(touch)) - np.repeat(first, length)
        steps = mixed(names[journeys.channel[touch]] + position.astype(np.uint64))
        steps = mixed(steps + journeys.instant[touch].astype(np.uint64))
        own[some] += np.add.reduceat(steps, first)
    return mixed(own)
