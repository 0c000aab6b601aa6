"""Removal effects of chains that remember more than one channel, by fixed-point iteration."""

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
import scipy.sparse.linalg as sla

from attribution_desktop.domain.interactions import FloatColumn
from attribution_desktop.engine.models.markov.chain import Chain, ChainCounts
from attribution_desktop.engine.models.markov.removal import Removal
from attribution_desktop.engine.models.model import FloatTable
from attribution_desktop.engine.slices import summed

_TOLERANCE = 1e-13
_MOST_STEPS = 500
_STEPS_A_CHECK = 8


def higher_order_removal(chain: Chain, counts: ChainCounts) -> Removal:
    """The removal effects of d data sets, one after the other."""
    is_member = _membership(chain)
    found = [_removal(chain, counts, i, is_member) for i in range(len(counts.arc))]
    shape = (len(found), chain.channels)
    return Removal(
        conversions=np.array([conversions for conversions, _, _ in found]).reshape(shape),
        value=np.array([value for _, value, _ in found]).reshape(shape),
        probability=np.array([probability for _, _, probability in found]),
    )


def _membership(chain: Chain) -> npt.NDArray[np.bool_]:
    """(s, channels) whether a state contains a channel."""
    is_member = np.zeros((chain.states, chain.channels + 1), bool)
    for lag in range(chain.order):
        is_member[np.arange(chain.states), chain.members[:, lag]] = True
    # The last column collects the -1 of shorter states.
    return is_member[:, :-1]


def _removal(
    chain: Chain, counts: ChainCounts, index: int, is_member: npt.NDArray[np.bool_]
) -> tuple[FloatColumn, FloatColumn, float]:
    """(channels,) lost share of conversions and of value, and the conversion probability."""
    arc, start = counts.arc[index], counts.start[index]
    won, earned = counts.conversions[index], counts.value[index]
    departures = summed(chain.arc_from, arc, chain.states) + won + counts.nulls[index]
    scale = np.divide(1.0, departures, out=np.zeros_like(departures), where=departures > 0)
    steps = sp.csr_array(
        (arc * scale[chain.arc_from], (chain.arc_from, chain.arc_to)),
        shape=(chain.states, chain.states),
    )
    # One column with the whole chain, then one a channel with that channel's states cut out.
    is_open = np.concatenate([np.ones((chain.states, 1), bool), ~is_member], axis=1)
    rewards = np.concatenate(
        [
            np.where(is_open, (reward * scale)[:, None], 0.0)
            for reward in (won, earned / max(float(earned.sum()), 1.0))
        ],
        axis=1,
    )
    solved = solve_absorbing(steps, rewards, np.concatenate([is_open, is_open], axis=1), start)
    reached = start @ solved
    width = chain.channels + 1
    conversions, value = reached[:width], reached[width:]
    started = float(start.sum())
    return (
        _lost(conversions),
        _lost(value),
        float(conversions[0]) / started if started else 0.0,
    )


def _lost(reached: FloatColumn) -> FloatColumn:
    whole = float(reached[0])
    if not whole > 0:
        return np.zeros(len(reached) - 1)
    lost: FloatColumn = np.maximum((whole - reached[1:]) / whole, 0.0)
    return lost


def solve_absorbing(
    steps: sp.csr_array,
    rewards: FloatTable,
    is_open: npt.NDArray[np.bool_],
    start: FloatColumn,
) -> FloatTable:
    """Solve X = mask(rewards + steps X), every column with its own closed states.

    Iterates X ← rewards + steps X from below. The error is bounded, not guessed: where every
    increment is at most λ < 1 times the one before, all later ones together are at most
    increment / (1 − λ). Where 500 steps do not suffice, each column is factorised.

    Parameters
    ----------
    steps
        (s, s) transition probabilities between transient states.
    rewards
        (s, c), 0 in closed states.
    is_open
        (s, c) which states a column may pass.
    start
        (s,) weights under which the error must be below 1e-13 of the result.
    """
    total = rewards.copy()
    increment = rewards
    for step in range(1, _MOST_STEPS + 1):
        previous = increment
        increment = np.where(is_open, steps @ previous, 0.0)
        total += increment
        if step % _STEPS_A_CHECK == 0 and _is_settled(previous, increment, total, start):
            return total
    return _factorised(steps, rewards, is_open)


def _is_settled(
    previous: FloatTable, increment: FloatTable, total: FloatTable, start: FloatColumn
) -> bool:
    is_moving = increment > 0
    if not is_moving.any():
        return True
    if (previous[is_moving] <= 0).any():
        return False
    growth = np.divide(increment, previous, out=np.zeros_like(increment), where=is_moving)
    slowest = growth.max(axis=0)
    if (slowest >= 1).any():
        return False
    left = (start @ increment) / (1 - slowest)
    return bool((left <= _TOLERANCE * (start @ total)).all())


def _factorised(
    steps: sp.csr_array, rewards: FloatTable, is_open: npt.NDArray[np.bool_]
) -> FloatTable:
    solved = np.zeros(rewards.shape)
    # Columns with the same open states share one factorisation.
    alike: dict[bytes, list[int]] = {}
    for column in range(rewards.shape[1]):
        alike.setdefault(is_open[:, column].tobytes(), []).append(column)
    for columns in alike.values():
        states = np.flatnonzero(is_open[:, columns[0]])
        if len(states):
            system = sp.csc_array(sp.eye_array(len(states)) - steps[states][:, states])
            cells = np.ix_(states, columns)
            solved[cells] = sla.splu(system).solve(rewards[cells])
    return solved
