"""The distinct sets of channels that journeys touch, and look-up of their subsets."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.channels import channel_key
from attribution_desktop.domain.interactions import IntColumn
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.engine.hashing import HashColumn, mixed
from attribution_desktop.engine.patterns import Sequences, grouped
from attribution_desktop.engine.slices import expanded

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
    by_name = sorted(range(len(journeys.channels)), key=lambda i: channel_key(journeys.channels[i]))
    channels = max(len(by_name), 1)
    order = np.array(by_name, np.int64)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    length = journeys.length[journey]
    step = place[journeys.channel[expanded(journeys.start[journey], length)]]
    owner = np.repeat(np.arange(len(journey)), length)
    pairs = np.unique(owner * channels + step)
    size = np.bincount(pairs // channels, minlength=len(journey))
    distinct = Sequences(
        channel=(pairs % channels).astype(np.int32), first=np.cumsum(size) - size, length=size
    )
    groups = grouped(distinct)
    members = _examples(distinct, groups.example)
    number = np.arange(channels, dtype=np.uint64)
    keys = np.uint64(1) << number if channels <= _BITS else mixed(number)
    set_keys = (
        np.bitwise_xor.reduceat(keys[members.channel], members.first)
        if len(members.length)
        else np.zeros(0, np.uint64)
    )
    rank = np.argsort(set_keys, kind="stable")
    return ChannelSets(
        journey=journey,
        set_of=groups.group,
        members=Sequences(order[members.channel].astype(np.int32), members.first, members.length),
        keys=keys[place] if len(place) else keys,
        by_key=set_keys[rank],
        rank=rank,
    )


def _examples(distinct: Sequences, example: IntColumn) -> Sequences:
    length = distinct.length[example]
    channel = distinct.channel[expanded(distinct.first[example], length)]
    return Sequences(channel, np.cumsum(length) - length, length)


def by_size(sets: ChannelSets, chosen: IntColumn) -> Iterator[tuple[int, IntColumn]]:
    """(number of channels, the chosen sets of that size), sizes rising."""
    length = sets.members.length[chosen]
    for size in np.unique(length):
        yield int(size), chosen[length == size]
