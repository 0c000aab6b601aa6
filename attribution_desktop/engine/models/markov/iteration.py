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
    # Transposed: what enters a state, from which.
    entering = sp.csr_array(
        (arc * scale[chain.arc_from], (chain.arc_to, chain.arc_from)),
        shape=(chain.states, chain.states),
    )
    # One column with the whole chain, then one a channel with that channel's states cut out.
    is_open = np.concatenate([np.ones((chain.states, 1), bool), ~is_member], axis=1)
    rewards = np.stack([won * scale, earned * scale])
    reached = rewards @ expected_visits(entering, start, is_open, rewards)
    started = float(start.sum())
    return (
        _lost(reached[0]),
        _lost(reached[1]),
        float(reached[0, 0]) / started if started else 0.0,
    )


def _lost(reached: FloatColumn) -> FloatColumn:
    whole = float(reached[0])
    if not whole > 0:
        return np.zeros(len(reached) - 1)
    lost: FloatColumn = np.maximum((whole - reached[1:]) / whole, 0.0)
    return lost


def expected_visits(
    entering: sp.csr_array,
    start: FloatColumn,
    is_open: npt.NDArray[np.bool_],
    rewards: FloatTable,
) -> FloatTable:
    """(s, c) how often each state is visited in all, every column with its own closed states.

    Solves V = mask(start + entering V) by iteration from below. The error is bounded, not guessed:
    where every increment is at most λ < 1 times the one before, all later ones together are at
    most increment λ / (1 − λ). Where 500 steps do not suffice, each column is factorised.

    Parameters
    ----------
    entering
        (s, s) transition probabilities between transient states, transposed.
    start
        (s,) journeys that begin in each state.
    is_open
        (s, c) which states a column may pass.
    rewards
        (r, s) what a visit is worth; every reward must be right to 1e-13.
    """
    mask = is_open.astype(np.float64)
    increment = start[:, None] * mask
    total = increment.copy()
    for step in range(1, _MOST_STEPS + 1):
        previous, increment = increment, entering @ increment
        increment *= mask
        total += increment
        if step % _STEPS_A_CHECK == 0 and _is_settled(previous, increment, rewards, total):
            return total
    return _factorised(entering, start, is_open)


def _is_settled(
    previous: FloatTable, increment: FloatTable, rewards: FloatTable, total: FloatTable
) -> bool:
    is_moving = increment > 0
    if (previous[is_moving] <= 0).any():
        return False
    growth = np.divide(increment, previous, out=np.zeros_like(increment), where=is_moving)
    slowest = growth.max(axis=0, initial=0.0)
    if (slowest >= 1).any():
        return False
    left = rewards @ (increment * (slowest / (1 - slowest)))
    return bool((left <= _TOLERANCE * (rewards @ total)).all())


def _factorised(
    entering: sp.csr_array, start: FloatColumn, is_open: npt.NDArray[np.bool_]
) -> FloatTable:
    visits = np.zeros(is_open.shape)
    for column in range(is_open.shape[1]):
        states = np.flatnonzero(is_open[:, column])
        if len(states):
            system = sp.csc_array(sp.eye_array(len(states)) - entering[states][:, states])
            visits[states, column] = sla.splu(system).solve(start[states])
    return visits
