"""The distinct sets of channels that journeys touch, and look-up of their subsets."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.channels import channel_key
from attribution_desktop.domain.interactions import IntColumn
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.mixing import HashColumn, mixed
from attribution_desktop.engine.patterns import Sequences, grouped
from attribution_desktop.engine.slices import blocks, expanded, gathered, numbered

_BITS = 63


@dataclass(frozen=True, slots=True, eq=False)
class ChannelSets:
    """Distinct channel sets of journeys with touches.

    Parameters
    ----------
    journey
        (j,) journeys with touches, as indices into `Journeys`.
    set_of
        (j,) the set that each touches.
    members
        Channel codes of each set, ordered by channel key: the same for every order of import.
    keys
        (k,) a number a channel; a set's key is the exclusive or of its channels'. Exact up to 63
        channels, a 64-bit hash above.
    by_key
        (s,) set keys in rising order, and `rank` which set each is.
    """

    journey: IntColumn
    set_of: IntColumn
    members: Sequences
    keys: HashColumn
    by_key: HashColumn
    rank: IntColumn

    @property
    def count(self) -> int:
        return len(self.members.length)

    def found(self, keys: HashColumn) -> IntColumn:
        """Which set each key belongs to; `count` for a set that no journey touches exactly."""
        place = np.minimum(np.searchsorted(self.by_key, keys), self.count - 1)
        return np.where(self.by_key[place] == keys, self.rank[place], self.count)


def channel_sets(journeys: Journeys) -> ChannelSets:
    """Find the distinct sets; exact, whatever the number of channels."""
    journey = np.flatnonzero((journeys.length > 0) & (journeys.weight > 0))
    channels = len(journeys.channels)
    order = np.array(
        sorted(range(channels), key=lambda code: channel_key(journeys.channels[code])), np.int64
    )
    place = np.empty(channels, np.int64)
    place[order] = np.arange(channels)
    length = journeys.length[journey]
    code = gathered(journeys.channel, journeys.start[journey], length)
    steps = Sequences(channel=code, first=np.cumsum(length) - length, length=length)
    number = np.arange(channels, dtype=np.uint64)
    if channels <= _BITS:
        keys = (np.uint64(1) << number)[place]
        set_of, members = _by_mask(steps, keys, order)
    else:
        keys = mixed(number)[place]
        set_of, members = _by_sorting(steps, place, order)
    set_keys = (
        np.bitwise_xor.reduceat(keys[members.channel], members.first)
        if len(members.length)
        else np.zeros(0, np.uint64)
    )
    rank = np.argsort(set_keys, kind="stable")
    return ChannelSets(journey, set_of, members, keys, set_keys[rank], rank)


def _by_mask(steps: Sequences, keys: HashColumn, order: IntColumn) -> tuple[IntColumn, Sequences]:
    """Sets as bit masks, one bit a channel in the order of channel keys."""
    if not len(steps.length):
        return np.zeros(0, np.int64), steps
    masks = np.empty(len(steps.length), np.int64)
    for part in blocks(steps.length):
        first, size = steps.first[part], steps.length[part]
        bits = keys[steps.channel[first[0] : first[-1] + size[-1]]]
        masks[part] = np.bitwise_or.reduceat(bits, first - first[0]).astype(np.int64)
    distinct, set_of = numbered(masks, 1 << len(keys))
    is_member = (distinct[:, None] >> np.arange(len(keys))) & 1
    length = is_member.sum(axis=1)
    places = np.nonzero(is_member)[1]
    return set_of, Sequences(order[places].astype(np.int32), np.cumsum(length) - length, length)


def _by_sorting(
    steps: Sequences, place: IntColumn, order: IntColumn
) -> tuple[IntColumn, Sequences]:
    """Sets as sorted sequences of distinct channels, for more channels than a mask holds."""
    owner = np.repeat(np.arange(len(steps.length)), steps.length)
    pairs = np.unique(owner * len(place) + place[steps.channel])
    size = np.bincount(pairs // len(place), minlength=len(steps.length))
    distinct = Sequences(order[pairs % len(place)].astype(np.int32), np.cumsum(size) - size, size)
    groups = grouped(distinct)
    length = distinct.length[groups.example]
    channel = distinct.channel[expanded(distinct.first[groups.example], length)]
    return groups.group, Sequences(channel, np.cumsum(length) - length, length)


def by_size(sets: ChannelSets, chosen: IntColumn) -> Iterator[tuple[int, IntColumn]]:
    """(number of channels, the chosen sets of that size), sizes rising."""
    length = sets.members.length[chosen]
    for size in np.unique(length):
        yield int(size), chosen[length == size]
