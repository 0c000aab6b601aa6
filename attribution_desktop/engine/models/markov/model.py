"""The Markov chain as an entry of the registry."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from attribution_desktop.domain.analysis import MarkovDetails, Notice, Transition
from attribution_desktop.domain.interactions import FloatColumn, IntColumn
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.models.markov.chain import (
    Chain,
    ChainCounts,
    build_chain,
    chain_counts,
    chain_statistics,
)
from attribution_desktop.engine.models.markov.iteration import higher_order_removal
from attribution_desktop.engine.models.markov.order_choice import OrderChoice, choose_order
from attribution_desktop.engine.models.markov.removal import Removal, first_order_removal
from attribution_desktop.engine.models.model import (
    CreditTable,
    Evidence,
    FloatTable,
    ModelFit,
    summed_up,
)
from attribution_desktop.engine.slices import summed

START, CONVERSION, NULL = "(start)", "(conversion)", "(null)"


@dataclass(frozen=True, slots=True)
class MarkovModel:
    """Credits channels by what their removal would lose."""

    id: str = "markov"
    name: str = "Markov chain"
    explanation: str = (
        "A channel's credit is the share of conversions that would be lost without it."
    )

    def label(self, settings: AnalysisSettings) -> str:
        order = "auto" if settings.markov_order is None else str(settings.markov_order)
        return f"Markov chain (order {order})"

    def prepared(self, evidence: Evidence, settings: AnalysisSettings) -> "PreparedMarkov":
        choice = None
        order = settings.markov_order
        if order is None:
            choice = choose_order(evidence.journeys)
            order = choice.order
        return PreparedMarkov(evidence, build_chain(evidence.journeys, order), choice)

    def touch_weights(self, evidence: Evidence, settings: AnalysisSettings) -> FloatColumn | None:
        """None: the chain credits channels, not touches."""
        del evidence, settings
        return None  # None is the answer, not its absence


MARKOV = MarkovModel()


class PreparedMarkov:
    """A chain over one set of journeys."""

    def __init__(self, evidence: Evidence, chain: Chain, choice: OrderChoice | None) -> None:
        self._evidence = evidence
        self._chain = chain
        self._choice = choice

    def totals(self) -> FloatTable:
        return summed_up(self, len(self._evidence.journeys.start))

    def statistics(self, unit: IntColumn, units: int) -> sp.csr_array:
        return chain_statistics(self._chain, self._evidence, unit, units)

    def credits(self, statistics: FloatTable) -> CreditTable:
        """Each channel's removal effect as a share of all, times the conversions in the chain."""
        counts = chain_counts(self._chain, statistics)
        return _credits(counts, self._removal(counts))

    def fit(self, statistics: FloatTable) -> ModelFit:
        counts = chain_counts(self._chain, statistics)
        removal = self._removal(counts)
        has_nulls = counts.nulls[0].sum() > 0
        return ModelFit(
            _credits(counts, removal),
            () if has_nulls else (Notice("markov-without-nulls"),),
            self._details(counts, removal),
        )

    def _details(self, counts: ChainCounts, removal: Removal) -> MarkovDetails:
        names = self._evidence.journeys.channels
        is_known = bool(removal.conversions.sum() > 0)
        effects = removal.conversions[0]
        return MarkovDetails(
            order=self._chain.order,
            conversion_probability=float(removal.probability[0]) if is_known else None,
            removal_effects=tuple(
                (name, float(effects[code]) if is_known else None)
                for code, name in enumerate(names)
            ),
            transitions=self._transitions(counts),
            order_scores=self._choice.scores if self._choice else (),
        )

    def _removal(self, counts: ChainCounts) -> Removal:
        if self._chain.order == 1:
            return first_order_removal(self._chain, counts)
        return higher_order_removal(self._chain, counts)

    def _transitions(self, counts: ChainCounts) -> tuple[Transition, ...]:
        """All arcs that occur, those of the start first, with count and probability."""
        chain = self._chain
        arc, start, won, lost = (
            counts.arc[0],
            counts.start[0],
            counts.conversions[0],
            counts.nulls[0],
        )
        leaving = summed(chain.arc_from, arc, chain.states) + won + lost
        names = [*map(self._state_name, range(chain.states)), START, CONVERSION, NULL]
        state = np.arange(chain.states)
        special = np.repeat(np.arange(chain.states, chain.states + 3), chain.states)
        source = np.concatenate([special[: chain.states], chain.arc_from, state, state])
        target = np.concatenate([state, chain.arc_to, special[chain.states :]])
        count = np.concatenate([start, arc, won, lost])
        total = np.append(leaving, start.sum())[source]
        used = np.flatnonzero(count)
        columns = (source[used], target[used], count[used] / total[used], count[used])
        return tuple(
            Transition(names[i], names[j], probability, number)
            for i, j, probability, number in zip(*(c.tolist() for c in columns), strict=True)
        )

    def _state_name(self, state: int) -> str:
        codes = self._chain.members[state][::-1]
        return " > ".join(self._evidence.journeys.channels[code] for code in codes if code >= 0)


def _credits(counts: ChainCounts, removal: Removal) -> CreditTable:
    return CreditTable(
        revenue=_credit(removal.value, counts.value.sum(axis=1), counts.bare_value),
        conversions=_credit(
            removal.conversions, counts.conversions.sum(axis=1), counts.bare_conversions
        ),
    )


def _credit(removal: FloatTable, total: FloatColumn, bare: FloatColumn) -> FloatTable:
    whole = removal.sum(axis=1, keepdims=True)
    share = np.divide(removal, whole, out=np.zeros_like(removal), where=whole > 0)
    return np.concatenate([share * total[:, None], bare[:, None]], axis=1)
