"""How much the chain should remember, judged on journeys that it was not fitted on."""

from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.interactions import IntColumn
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.settings import HIGHEST_MARKOV_ORDER
from attribution_desktop.engine.models.markov.chain import state_codes
from attribution_desktop.engine.models.model import FloatTable
from attribution_desktop.engine.slices import expanded, numbered, summed
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
    steps = _steps(journeys, units, highest)
    held_out = _held_out_scores(steps, highest)
    journeys_a_fold = _fold_weights(journeys, units).sum(axis=0)
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


def _fold_weights(journeys: Journeys, units: Units) -> FloatTable:
    """(j, folds) how much of each journey's weight every fold holds out.

    A path row that stands for many deals its unit journeys out one fold after the other.
    """
    unit = units.of_journey
    first = (units.key % np.uint64(FOLDS)).astype(np.int64) + units.occurrence
    weights = np.zeros((len(unit), FOLDS))
    whole = np.floor(journeys.weight)
    has_touch = journeys.length > 0
    is_row = (journeys.customer < 0) & (whole > 1)
    for fold in range(FOLDS):
        turn = (fold - first[unit]) % FOLDS
        dealt = np.maximum(np.ceil((whole - turn) / FOLDS), 0) + np.where(
            turn == 0, journeys.weight - whole, 0
        )
        weights[:, fold] = np.where(is_row, dealt, np.where(turn == 0, journeys.weight, 0.0))
    return weights * has_touch[:, None]


def _steps(journeys: Journeys, units: Units, memory: int) -> _Steps:
    channels = max(len(journeys.channels), 1)
    base, symbols = channels + 1, channels + 2
    journey = np.flatnonzero(journeys.length > 0)
    length = journeys.length[journey]
    step = journeys.channel[expanded(journeys.start[journey], length)].astype(np.int64)
    first = np.cumsum(length) - length
    code = state_codes(step, first, length, base, memory)
    is_last = np.zeros(len(step), bool)
    is_last[first + length - 1] = True
    ending = np.where(journeys.is_converting[journey], channels, channels + 1)
    following = np.zeros(len(step), np.int64)
    following[:-1] = step[1:]
    following[is_last] = ending
    # The step into the first touch has the empty memory, code 0.
    owner = np.concatenate([np.arange(len(journey)), np.repeat(np.arange(len(journey)), length)])
    codes = np.concatenate([np.zeros(len(journey), np.int64), code])
    follow = np.concatenate([step[first], following])
    distinct, number = numbered(codes * symbols + follow, base**memory * symbols)
    shares = _fold_weights(journeys, units)[journey][owner]
    weight = np.stack(
        [summed(number, shares[:, fold], len(distinct)) for fold in range(FOLDS)], axis=1
    )
    return _Steps(distinct // symbols, distinct % symbols, weight, base, symbols)


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
    folds = range(amounts.shape[1])
    sums = [summed(number, amounts[:, fold], len(distinct))[number] for fold in folds]
    return np.stack(sums, axis=1)
