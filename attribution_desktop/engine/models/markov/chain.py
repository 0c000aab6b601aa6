"""The chain's states and arcs, laid out over journeys."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.interactions import CodeColumn, FloatColumn, IntColumn
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.engine.models.model import Evidence, FloatTable
from attribution_desktop.engine.slices import (
    TOUCHES_A_BLOCK,
    blocks,
    gathered,
    numbered,
    repeated,
)
from attribution_desktop.engine.tally import Tally, side_by_side, tallied

_LARGEST_CODE = 1 << 62
_LARGEST_INT32 = 1 << 31


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """States are the last `order` channels, fewer at the start of a journey.

    Parameters
    ----------
    channels, order
        How many channels there are and how many a state remembers.
    members
        (s, order) channel codes of each state, the latest first, -1 where the journey is shorter.
    arc_from, arc_to
        (a,) the states that each arc leads from and to.
    journey
        (j,) journeys with touches, as indices into `Journeys`.
    first, last
        (j,) the states in which they begin and end.
    arc, arc_owner
        (t,) each step's arc, and which of the j journeys takes it.
    """

    channels: int
    order: int
    members: IntColumn
    arc_from: IntColumn
    arc_to: IntColumn
    journey: IntColumn
    first: CodeColumn
    last: CodeColumn
    arc: CodeColumn
    arc_owner: CodeColumn

    @property
    def states(self) -> int:
        return len(self.members)

    @property
    def arcs(self) -> int:
        return len(self.arc_from)


@dataclass(frozen=True, slots=True, eq=False)
class ChainCounts:
    """Sums over journeys for d data sets at once.

    Parameters
    ----------
    arc
        (d, a) journeys that take each arc.
    start, conversions, nulls
        (d, s) journeys that begin in a state, convert from it, are lost from it.
    value
        (d, s) micros that convert from it.
    bare_conversions, bare_value
        (d,) what converts without a touch, outside the chain.
    """

    arc: FloatTable
    start: FloatTable
    conversions: FloatTable
    nulls: FloatTable
    value: FloatTable
    bare_conversions: FloatColumn
    bare_value: FloatColumn


def build_chain(journeys: Journeys, order: int) -> Chain:
    """Lay out all journeys that have touches and weight.

    Raises
    ------
    UsageError
        When there are too many channels for chains of this order.
    """
    channels = len(journeys.channels)
    base = channels + 1
    if base**order > _LARGEST_CODE:
        raise UsageError(
            f"A Markov chain of order {order} over {channels} channels is too large.",
            "Choose a lower order.",
        )
    journey = np.flatnonzero((journeys.length > 0) & (journeys.weight > 0))
    length = journeys.length[journey]
    step = gathered(journeys.channel, journeys.start[journey], length)
    codes, state = _states(step, length, base, order)
    first = np.cumsum(length) - length
    arcs, arc = _arcs(step, state, length, channels, len(codes))
    arc_from = arcs // channels
    successor = codes[arc_from] % base ** (order - 1) * base + arcs % channels + 1
    return Chain(
        channels=channels,
        order=order,
        members=np.stack([codes // base**lag % base - 1 for lag in range(order)], axis=1),
        arc_from=arc_from,
        arc_to=np.searchsorted(codes, successor),
        journey=journey,
        first=state[first],
        last=state[first + length - 1],
        arc=arc,
        arc_owner=repeated(np.arange(len(journey), dtype=np.int32), length - 1),
    )


def _states(
    step: CodeColumn, length: IntColumn, base: int, order: int
) -> tuple[IntColumn, CodeColumn]:
    """The codes of all states, and (m,) the state after each step."""
    if order == 1:
        return np.arange(1, base), step
    code: CodeColumn | IntColumn = np.empty(len(step), np.int64)
    if base**order <= _LARGEST_INT32:
        code = np.empty(len(step), np.int32)
    done = 0
    for part in blocks(length):
        size = length[part]
        end = done + int(size.sum())
        code[done:end] = state_codes(step[done:end], np.cumsum(size) - size, size, base, order)
        done = end
    codes, state = numbered(code, base**order)
    return codes, state.astype(np.int32)


def _arcs(
    step: CodeColumn, state: CodeColumn, length: IntColumn, channels: int, states: int
) -> tuple[IntColumn, CodeColumn]:
    """The distinct (state, next channel) pairs as codes, and (t,) which one each step takes."""
    pair = np.empty(len(step) - len(length), np.int64)
    done, filled = 0, 0
    for part in blocks(length):
        size = length[part]
        end = done + int(size.sum())
        is_last = np.zeros(end - done, bool)
        is_last[np.cumsum(size) - 1] = True
        source = done + np.flatnonzero(~is_last)
        pair[filled : filled + len(source)] = (
            state[source].astype(np.int64) * channels + step[source + 1]
        )
        filled += len(source)
        done = end
    arcs, arc = numbered(pair, states * channels)
    return arcs, arc.astype(np.int32)


def state_codes(
    step: CodeColumn, first: IntColumn, length: IntColumn, base: int, order: int
) -> IntColumn:
    """(m,) the last `order` channels as digits, 1 more than their code, the latest lowest.

    Parameters
    ----------
    step
        (m,) channel codes, journey after journey.
    first, length
        (j,) where a journey begins and how many steps it has.
    base
        One more than the number of channels; a digit of 0 stands before the journey's start.
    """
    code = step.astype(np.int64) + 1
    position = np.arange(len(step)) - np.repeat(first, length)
    for lag in range(1, order):
        earlier = np.zeros(len(step), np.int64)
        earlier[lag:] = step[:-lag] + 1
        code += np.where(position >= lag, earlier, 0) * base**lag
    return code


def chain_statistics(chain: Chain, evidence: Evidence, unit: IntColumn, units: int) -> sp.csr_array:
    """(units, a + 4 s + 2) the sums of `ChainCounts`, side by side, by resampling unit."""
    journeys, bare = evidence.journeys, evidence.bare
    of, weight = unit[chain.journey], journeys.weight[chain.journey]
    is_won = journeys.is_converting[chain.journey]
    first, last = chain.first.astype(np.int64), chain.last.astype(np.int64)
    no_column = np.zeros(len(bare), np.int64)
    arcs = Tally(units, chain.arcs)
    for begin in range(0, len(chain.arc), TOUCHES_A_BLOCK):
        part = slice(begin, begin + TOUCHES_A_BLOCK)
        owner = chain.arc_owner[part]
        arcs.add(of[owner], chain.arc[part].astype(np.int64), weight[owner])
    parts = (
        (of, first, weight, chain.states),
        (of, last, np.where(is_won, weight, 0.0), chain.states),
        (of, last, np.where(is_won, 0.0, weight), chain.states),
        (of, last, journeys.value[chain.journey].astype(np.float64), chain.states),
        (unit[bare], no_column, journeys.weight[bare], 1),
        (unit[bare], no_column, journeys.value[bare].astype(np.float64), 1),
    )
    return side_by_side([arcs, *tallied(parts, units)])


def chain_counts(chain: Chain, statistics: FloatTable) -> ChainCounts:
    """Take the columns of `chain_statistics` apart again."""
    a, s = chain.arcs, chain.states
    return ChainCounts(
        arc=statistics[:, :a],
        start=statistics[:, a : a + s],
        conversions=statistics[:, a + s : a + 2 * s],
        nulls=statistics[:, a + 2 * s : a + 3 * s],
        value=statistics[:, a + 3 * s : a + 4 * s],
        bare_conversions=statistics[:, -2],
        bare_value=statistics[:, -1],
    )
