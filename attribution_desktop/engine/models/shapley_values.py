"""Shapley values of many small games at once: exact up to 12 players, sampled above."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import factorial

import numpy as np
import numpy.typing as npt

from attribution_desktop.domain.interactions import FloatColumn, IntColumn
from attribution_desktop.engine.models.channel_sets import ChannelSets, by_size
from attribution_desktop.engine.models.model import FloatTable

MOST_EXACT_PLAYERS = 12
LEAST_SAMPLED_ORDERS = 1024
_SEED = 20_190_805
_CELLS_A_BLOCK = 1 << 22

Lookup = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Games:
    """Games of one size, whose coalitions' worths are found by look-up.

    Parameters
    ----------
    sets
        (n,) which set each game is about.
    players
        (n, size) channel codes.
    lookup
        Indices into the vector of worths: (n, 2^size) by coalition when exact, or
        (n, orders, size + 1) by the first players of sampled orders.
    place
        (orders, size) where each player stands in each sampled order; None when exact.
    """

    sets: IntColumn
    players: IntColumn
    lookup: Lookup
    place: IntColumn | None

    def values(self, worth: FloatColumn) -> FloatTable:
        """(n, size) Shapley values.

        Parameters
        ----------
        worth
            (s + 2,) of each set, then of an unseen set, then of the empty one.
        """
        worths = worth[self.lookup]
        if self.place is None:
            weights = coalition_weights(self.players.shape[1])
            exact: FloatTable = np.einsum("nc,cp->np", worths, weights)
            return exact
        gained = np.diff(worths, axis=2)
        place = np.broadcast_to(self.place, (len(self.sets), *self.place.shape))
        sampled: FloatTable = np.take_along_axis(gained, place, axis=2).mean(axis=1)
        return sampled


@lru_cache(maxsize=MOST_EXACT_PLAYERS)
def coalition_weights(players: int) -> FloatTable:
    """(2^players, players) what each coalition's worth adds to each player's value.

    Coalition c holds player p when bit p of c is set. A player's value is the sum over coalitions
    T without it of |T|! (n − |T| − 1)! / n! · (v(T ∪ p) − v(T)) (Shapley 1953).
    """
    coalition = np.arange(1 << players)[:, None]
    holds = (coalition >> np.arange(players)) & 1
    size = holds.sum(axis=1)
    chance = np.array(
        [factorial(t) * factorial(players - t - 1) / factorial(players) for t in range(players)]
    )
    joining = np.append(0.0, chance)[size]
    leaving = np.append(chance, 0.0)[size]
    weights: FloatTable = np.where(holds == 1, joining[:, None], -leaving[:, None])
    return weights


def games(sets: ChannelSets, chosen: IntColumn) -> Iterator[Games]:
    """The games of the chosen sets, in blocks of one size and bounded memory."""
    for size, same in by_size(sets, chosen):
        is_exact = size <= MOST_EXACT_PLAYERS
        cells = 1 << size if is_exact else (LEAST_SAMPLED_ORDERS + 2 * size) * (size + 1)
        block = max(_CELLS_A_BLOCK // cells, 1)
        for begin in range(0, len(same), block):
            part = same[begin : begin + block]
            yield _exact(sets, part, size) if is_exact else _sampled(sets, part, size)


def _exact(sets: ChannelSets, part: IntColumn, size: int) -> Games:
    players = _players(sets, part, size)
    keys = sets.keys[players]
    coalition = np.zeros((len(part), 1), np.uint64)
    for player in range(size):
        coalition = np.concatenate([coalition, coalition ^ keys[:, player, None]], axis=1)
    lookup = sets.found(coalition).astype(np.int32)
    lookup[:, 0] = sets.count + 1
    return Games(part, players, lookup, None)


def _sampled(sets: ChannelSets, part: IntColumn, size: int) -> Games:
    players = _players(sets, part, size)
    order = _sampled_orders(size)
    joined = np.bitwise_xor.accumulate(sets.keys[players][:, order], axis=2)
    lookup = np.empty((*joined.shape[:2], size + 1), np.int32)
    lookup[:, :, 0] = sets.count + 1
    lookup[:, :, 1:] = sets.found(joined)
    return Games(part, players, lookup, np.argsort(order, axis=1))


def _sampled_orders(size: int) -> IntColumn:
    """(n, size) orders, n at least 1,024, the same at every call.

    Antithetic: every order is followed by its reverse (Mitchell et al. 2022). Every rotation of
    an order is there too, so that each player stands in each place equally often: joining the
    empty coalition, worth nothing, is by far the largest step, and must not be left to chance.
    """
    rng = np.random.default_rng((_SEED, size))
    bases = -(-LEAST_SAMPLED_ORDERS // (2 * size))
    base = rng.permuted(np.tile(np.arange(size), (bases, 1)), axis=1)
    turn = (np.arange(size)[:, None] + np.arange(size)) % size
    turned = base[:, turn].reshape(-1, size)
    return np.concatenate([turned, turned[:, ::-1]])


def _players(sets: ChannelSets, part: IntColumn, size: int) -> IntColumn:
    place = sets.members.first[part][:, None] + np.arange(size)
    players: IntColumn = sets.members.channel[place].astype(np.int64)
    return players
