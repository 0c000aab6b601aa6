"""How much the chain should remember, judged on journeys that it was not fitted on."""

from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.interactions import FloatColumn, IntColumn
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.settings import HIGHEST_MARKOV_ORDER
from attribution_desktop.engine.models.markov.chain import state_codes
from attribution_desktop.engine.models.model import FloatTable
from attribution_desktop.engine.slices import blocks, gathered, numbered, summed
from attribution_desktop.engine.units import Units, resampling_units

FOLDS = 5


@dataclass(frozen=True, slots=True)
class OrderChoice:
    """The chosen order, and (order, held-out log-likelihood of all journeys) for each tried."""

    order: int
    scores: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Steps:
    """Distinct steps: the last channels as a code, what came next, and how often in each fold.

    `weight` is (u, folds). Symbols are the channels, then conversion, then null.
    """

    code: IntColumn
    symbol: IntColumn
    weight: FloatTable
    base: int
    symbols: int


def choose_order(journeys: Journeys, highest: int = HIGHEST_MARKOV_ORDER) -> OrderChoice:
    """The lowest order within one standard error of the best (Breiman et al. 1984).

    Five folds by hash of the customer. Probabilities back off to shorter memories,
    (n(h→x) + P_{k−1}(x|h′)) / (n(h) + 1), down to uniform, so that an unseen step is not −∞.
    """
    units = resampling_units(journeys)
    steps, journeys_a_fold = _steps(journeys, units, highest)
    held_out = _held_out_scores(steps, highest)
    is_used = journeys_a_fold > 0
    if is_used.sum() <= 1:
        return OrderChoice(1, ())
    means = held_out[:, is_used] / journeys_a_fold[is_used]
    average = means.mean(axis=1)
    best = int(average.argmax())
    error = float(means[best].std(ddof=1)) / float(np.sqrt(is_used.sum()))
    chosen = int(np.flatnonzero(average >= average[best] - error)[0]) + 1
    totals = held_out.sum(axis=1)
    return OrderChoice(chosen, tuple((i + 1, float(total)) for i, total in enumerate(totals)))


def _fold_weights(journeys: Journeys, units: Units, chosen: IntColumn) -> FloatTable:
    """(c, folds) how much of the weight of each chosen journey every fold holds out.

    A path row that stands for many deals its unit journeys out one fold after the other.
    """
    unit, weight = units.of_journey[chosen], journeys.weight[chosen]
    first = (units.key[unit] % np.uint64(FOLDS)).astype(np.int64) + units.occurrence[unit]
    whole = np.floor(weight)
    is_row = (journeys.customer[chosen] < 0) & (whole > 1)
    weights = np.zeros((len(chosen), FOLDS))
    for fold in range(FOLDS):
        turn = (fold - first) % FOLDS
        rest = np.where(turn == 0, weight - whole, 0.0)
        dealt = np.maximum(np.ceil((whole - turn) / FOLDS), 0.0) + rest
        weights[:, fold] = np.where(is_row, dealt, np.where(turn == 0, weight, 0.0))
    return weights


def _steps(journeys: Journeys, units: Units, memory: int) -> tuple[_Steps, FloatColumn]:
    """All distinct steps, and (folds,) how many journeys each fold holds out."""
    channels = max(len(journeys.channels), 1)
    base, symbols = channels + 1, channels + 2
    chosen = np.flatnonzero(journeys.length > 0)
    found: list[IntColumn] = []
    tables: list[FloatTable] = []
    held_out = np.zeros(FOLDS)
    for part in blocks(journeys.length[chosen]):
        shares = _fold_weights(journeys, units, chosen[part])
        held_out += shares.sum(axis=0)
        key, owner = _keys(journeys, chosen[part], base, memory)
        distinct, number = numbered(key, base**memory * symbols)
        found.append(distinct)
        tables.append(_summed_columns(number, shares[owner], len(distinct)))
    if not found:
        nothing = np.zeros(0, np.int64)
        return _Steps(nothing, nothing, np.zeros((0, FOLDS)), base, symbols), held_out
    keys, number = np.unique(np.concatenate(found), return_inverse=True)
    weight = _summed_columns(number, np.concatenate(tables), len(keys))
    return _Steps(keys // symbols, keys % symbols, weight, base, symbols), held_out


def _keys(
    journeys: Journeys, chosen: IntColumn, base: int, memory: int
) -> tuple[IntColumn, IntColumn]:
    """(n,) memory and next symbol of every step as one number, and (n,) the journey it is of."""
    symbols = base + 1
    length = journeys.length[chosen]
    step = gathered(journeys.channel, journeys.start[chosen], length)
    first = np.cumsum(length) - length
    code = state_codes(step, first, length, base, memory)
    following = np.empty(len(step), np.int64)
    following[:-1] = step[1:]
    ending = np.where(journeys.is_converting[chosen], base - 1, base)
    following[first + length - 1] = ending
    journey = np.arange(len(chosen))
    # The step into the first touch has the empty memory, code 0.
    key = np.concatenate([step[first].astype(np.int64), code * symbols + following])
    return key, np.concatenate([journey, np.repeat(journey, length)])


def _summed_columns(number: IntColumn, amounts: FloatTable, size: int) -> FloatTable:
    """(size, folds) the sum of (n, folds) amounts by number."""
    columns = (summed(number, amounts[:, fold], size) for fold in range(FOLDS))
    return np.stack(list(columns), axis=1)


def _held_out_scores(steps: _Steps, highest: int) -> FloatTable:
    """(highest, folds) log-likelihood of each fold under the chain fitted on the others."""
    training = steps.weight.sum(axis=1, keepdims=True) - steps.weight
    probability = np.full(training.shape, 1.0 / steps.symbols)
    scores = np.zeros((highest, FOLDS))
    for order in range(highest + 1):
        memory = steps.code % steps.base**order
        seen = _summed_by(memory * steps.symbols + steps.symbol, training)
        probability = (seen + probability) / (_summed_by(memory, training) + 1.0)
        if order:
            scores[order - 1] = (steps.weight * np.log(probability)).sum(axis=0)
    return scores


def _summed_by(key: IntColumn, amounts: FloatTable) -> FloatTable:
    """(u, folds) for each row the sum of `amounts` over all rows of the same key."""
    distinct, number = np.unique(key, return_inverse=True)
    return _summed_columns(number, amounts, len(distinct))[number]
