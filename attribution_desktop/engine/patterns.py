"""Grouping journeys by their channel sequence, exactly and without a loop over journeys."""

from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.interactions import CodeColumn, IntColumn
from attribution_desktop.domain.mixing import HashColumn, mixed
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.engine.slices import blocks, counted, expanded, gathered

_STAGE = "Comparing paths"


@dataclass(frozen=True, slots=True, eq=False)
class Sequences:
    """Channel sequences one after the other.

    Parameters
    ----------
    channel
        (m,) channel codes.
    first, length
        (j,) where sequence i begins and how many steps it has, at least 1.
    """

    channel: CodeColumn
    first: IntColumn
    length: IntColumn

    def of(self, sequence: int) -> CodeColumn:
        """(length,) channel codes of one sequence."""
        first = int(self.first[sequence])
        return self.channel[first : first + int(self.length[sequence])]


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Equal sequences share a group.

    Parameters
    ----------
    group
        (j,) group number of each sequence.
    example
        (g,) the first sequence of each group.
    """

    group: IntColumn
    example: IntColumn


def sequences(channel: CodeColumn, start: IntColumn, length: IntColumn) -> Sequences:
    """Lay slices of a touch column out one after the other; every slice has a touch."""
    return Sequences(
        channel=gathered(channel, start, length),
        first=np.cumsum(length) - length,
        length=length,
    )


def collapsed(steps: Sequences) -> Sequences:
    """The same sequences with runs of one channel as one step."""
    if not len(steps.channel):
        return steps
    is_step = np.ones(len(steps.channel), bool)
    is_step[1:] = np.diff(steps.channel) != 0
    is_step[steps.first] = True
    length = np.add.reduceat(is_step.astype(np.int64), steps.first)
    return Sequences(
        channel=steps.channel[is_step], first=np.cumsum(length) - length, length=length
    )


def grouped(steps: Sequences, progress: Progress = unreported) -> Groups:
    """Group equal sequences; raises `Cancelled` when `progress` says so.

    Sequences are sorted by a 64-bit hash and then compared step by step with their group's first;
    should two different ones ever share a hash, another salt is tried. The result is exact.
    """
    if not len(steps.length):
        return Groups(np.zeros(0, np.int64), np.zeros(0, np.int64))
    salt = 1
    while True:
        hashes = _hashed(steps, salt, progress)
        groups = _grouped_by_hash(hashes)
        if _is_exact(steps, groups, progress):
            return groups
        salt += 1


def _hashed(steps: Sequences, salt: int, progress: Progress) -> HashColumn:
    hashes = np.empty(len(steps.length), np.uint64)
    for part in blocks(steps.length):
        progress(_STAGE, part.start, 2 * len(steps.length))
        first, length = steps.first[part], steps.length[part]
        begin = first[0]
        channel = steps.channel[begin : first[-1] + length[-1]]
        position = np.arange(len(channel)) - np.repeat(first - begin, length)
        place = (position.astype(np.uint64) << np.uint64(32)) + channel.astype(np.uint64)
        salted = mixed(mixed(place) + np.uint64(salt))
        hashes[part] = np.add.reduceat(salted, first - begin)
    return hashes + mixed(steps.length.astype(np.uint64))


def _grouped_by_hash(hashes: HashColumn) -> Groups:
    order = np.argsort(hashes, kind="stable")
    in_order = hashes[order]
    is_new = np.ones(len(order), bool)
    is_new[1:] = in_order[1:] != in_order[:-1]
    group = np.empty(len(order), np.int64)
    group[order] = counted(is_new) - 1
    return Groups(group=group, example=order[is_new])


def _is_exact(steps: Sequences, groups: Groups, progress: Progress) -> bool:
    example = groups.example[groups.group]
    if (steps.length != steps.length[example]).any():
        return False
    for part in blocks(steps.length):
        progress(_STAGE, len(steps.length) + part.start, 2 * len(steps.length))
        first, length = steps.first[part], steps.length[part]
        own = steps.channel[first[0] : first[-1] + length[-1]]
        if (own != steps.channel[expanded(steps.first[example[part]], length)]).any():
            return False
    return True
