"""Removal effects: the share of conversions lost when a channel's arcs lead to null.

Anderl, Becker, von Wangenheim and Schumann (2016) define the effect and simulate it; here it is
solved.
"""

from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.interactions import FloatColumn
from attribution_desktop.engine.models.markov.chain import Chain, ChainCounts
from attribution_desktop.engine.models.model import FloatTable


@dataclass(frozen=True, slots=True, eq=False)
class Removal:
    """For d data sets.

    Parameters
    ----------
    conversions, value
        (d, channels) the share of conversions, of their value, that each channel's removal loses.
    probability
        (d,) of a journey converting.
    """

    conversions: FloatTable
    value: FloatTable
    probability: FloatColumn


def first_order_removal(chain: Chain, counts: ChainCounts) -> Removal:
    """The closed form: visit_k · b_k / p for all channels of all data sets at once.

    The chain is never normalised: with M = diag(departures) − arcs, the inverse of I − Q is
    M⁻¹ diag(departures), and the departures cancel out of every result.
    """
    d, k = counts.start.shape
    arcs = np.zeros((d, k, k))
    arcs[:, chain.arc_from, chain.arc_to] = counts.arc
    inverse = inverse_of_m_matrix(arcs, counts.conversions + counts.nulls)
    reach = np.einsum("di,dij->dj", counts.start, inverse)
    diagonal = np.einsum("dii->di", inverse)
    visits = np.divide(reach, diagonal, out=np.zeros((d, k)), where=diagonal > 0)
    onward_conversions = np.einsum("dij,dj->di", inverse, counts.conversions)
    onward_value = np.einsum("dij,dj->di", inverse, counts.value)
    won = np.einsum("di,di->d", counts.start, onward_conversions)
    earned = np.einsum("di,di->d", counts.start, onward_value)
    started = counts.start.sum(axis=1)
    return Removal(
        conversions=_shares(visits * onward_conversions, won),
        value=_shares(visits * onward_value, earned),
        probability=np.divide(won, started, out=np.zeros(d), where=started > 0),
    )


def _shares(lost: FloatTable, total: FloatColumn) -> FloatTable:
    whole = total[:, None]
    return np.divide(lost, whole, out=np.zeros_like(lost), where=whole > 0)


def inverse_of_m_matrix(arcs: "np.ndarray", exits: FloatTable) -> "np.ndarray":
    """(d, k, k) inverses of M, where M_ii = exits_i + Σ_{j≠i} arcs_ij and M_ij = −arcs_ij.

    Gauss–Jordan elimination in the manner of Grassmann, Taksar and Heyman (1985): diagonals are
    made anew from what leaves a state, so that nothing is ever subtracted and every entry is right
    to a few units in the last place. Self-loops do not matter. A state that nothing leaves has a
    row of zeros.

    Parameters
    ----------
    arcs
        (d, k, k), at least 0; the diagonal is ignored.
    exits
        (d, k), at least 0: what leaves the transient states.
    """
    d, k, _ = arcs.shape
    off = arcs.copy()
    off[:, range(k), range(k)] = 0.0
    leaving = exits.copy()
    right = np.broadcast_to(np.eye(k), (d, k, k)).copy()
    pivots = np.empty((d, k))
    for p in range(k):
        pivot = off[:, p, :].sum(axis=1) + leaving[:, p]
        pivots[:, p] = pivot
        factor = np.divide(
            off[:, :, p], pivot[:, None], out=np.zeros((d, k)), where=pivot[:, None] > 0
        )
        off += factor[:, :, None] * off[:, p, None, :]
        leaving += factor * leaving[:, p, None]
        right += factor[:, :, None] * right[:, p, None, :]
        off[:, :, p] = 0.0
        off[:, range(k), range(k)] = 0.0
    return np.divide(
        right, pivots[:, :, None], out=np.zeros_like(right), where=pivots[:, :, None] > 0
    )
