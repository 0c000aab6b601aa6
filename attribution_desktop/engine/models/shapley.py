"""The Shapley value of channels as an entry of the registry (definitions, "Shapley value")."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np
import scipy.sparse as sp

from attribution_desktop.domain.analysis import Notice, ShapleyDetails
from attribution_desktop.domain.interactions import FloatColumn, IntColumn
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.models.channel_sets import ChannelSets, channel_sets
from attribution_desktop.engine.models.model import (
    CreditTable,
    Evidence,
    FloatTable,
    ModelFit,
    summed_up,
)
from attribution_desktop.engine.models.shapley_values import Games, games
from attribution_desktop.engine.slices import numbered, summed
from attribution_desktop.engine.tally import side_by_side, tallied

SHRINKAGE = 20.0
"""a: how many journeys at the overall rate each set's own rate is shrunk by."""

_BLOCKS_KEPT = 8


@dataclass(frozen=True, slots=True)
class ShapleyModel:
    """Credits the channels of a journey by what each adds to the conversion rate."""

    id: str = "shapley"
    name: str = "Shapley value"
    explanation: str = (
        "A channel's credit is what it adds, on average, to the conversion rate of the channels "
        "it appears with."
    )

    def label(self, settings: AnalysisSettings) -> str:
        del settings
        return self.name

    def prepared(self, evidence: Evidence, settings: AnalysisSettings) -> "PreparedShapley":
        del settings
        return PreparedShapley(evidence, channel_sets(evidence.journeys))

    def touch_weights(self, evidence: Evidence, settings: AnalysisSettings) -> FloatColumn:
        """A channel's share of its journey, evenly over its touches there."""
        return self.prepared(evidence, settings).touch_weights()


SHAPLEY = ShapleyModel()


@dataclass(frozen=True, slots=True, eq=False)
class _Shares:
    """One block of games: (n, size) shares of each set's conversions, and how many were clipped."""

    games: Games
    share: FloatTable
    clipped: int


class PreparedShapley:
    """Channel sets over one set of journeys; statistics are c_T, n_T and the value of T."""

    def __init__(self, evidence: Evidence, sets: ChannelSets) -> None:
        self._evidence = evidence
        self._sets = sets
        journeys = evidence.journeys
        is_won = journeys.is_converting[sets.journey]
        self._converting = numbered(sets.set_of[is_won], sets.count)[0]
        # A few blocks are kept between draws; more would cost more memory than they save time.
        self._kept = tuple(islice(games(sets, self._converting), _BLOCKS_KEPT + 1))

    def totals(self) -> FloatTable:
        return summed_up(self, len(self._evidence.journeys.start))

    def statistics(self, unit: IntColumn, units: int) -> sp.csr_array:
        sets, journeys, bare = self._sets, self._evidence.journeys, self._evidence.bare
        of, weight = unit[sets.journey], journeys.weight[sets.journey]
        won = np.where(journeys.is_converting[sets.journey], weight, 0.0)
        value = journeys.value[sets.journey].astype(np.float64)
        no_column = np.zeros(len(bare), np.int64)
        parts = (
            (of, sets.set_of, won, sets.count),
            (of, sets.set_of, weight, sets.count),
            (of, sets.set_of, value, sets.count),
            (unit[bare], no_column, journeys.weight[bare], 1),
            (unit[bare], no_column, journeys.value[bare].astype(np.float64), 1),
        )
        return side_by_side(tallied(parts, units))

    def credits(self, statistics: FloatTable) -> CreditTable:
        rows = [self._credit(row) for row in statistics]
        return CreditTable(
            revenue=np.array([revenue for revenue, _, _ in rows]),
            conversions=np.array([conversions for _, conversions, _ in rows]),
        )

    def fit(self, statistics: FloatTable) -> ModelFit:
        count = self._sets.count
        won, all_ = statistics[0, :count].sum(), statistics[0, count : 2 * count].sum()
        notices = [] if won < all_ else [Notice("shapley-without-nulls")]
        revenue, conversions, clipped = self._credit(statistics[0])
        if clipped:
            notices.append(Notice("shapley-clipped", (("count", float(clipped)),)))
        return ModelFit(
            CreditTable(revenue[None, :], conversions[None, :]),
            tuple(notices),
            ShapleyDetails(clipped),
        )

    def touch_weights(self) -> FloatColumn:
        """(m,) weights of all converting touches."""
        touches, sets = self._evidence.touches, self._sets
        channels, share = touches.channels, self._share_of_set
        set_of = np.zeros(len(self._evidence.journeys.start), np.int64)
        set_of[sets.journey] = sets.set_of
        pair = touches.owner * channels + touches.channel
        _, number, count = np.unique(pair, return_inverse=True, return_counts=True)
        weight: FloatColumn = share[set_of[touches.journey][touches.owner], touches.channel]
        shared: FloatColumn = weight / count[number]
        return shared

    def journey_weights(self, journey: int) -> FloatColumn:
        """(touches,) weights of the touches of one converting journey that has some.

        Parameters
        ----------
        journey
            Index in the journeys that the model is laid out over.
        """
        journeys, sets = self._evidence.journeys, self._sets
        channel = journeys.channel[int(journeys.start[journey]) : int(journeys.end[journey])]
        own = int(sets.set_of[np.searchsorted(sets.journey, journey)])
        times = np.bincount(channel, minlength=self._evidence.touches.channels)
        weights: FloatColumn = self._share_of_set[own, channel] / times[channel]
        return weights

    @cached_property
    def _share_of_set(self) -> FloatTable:
        """(sets, channels) what part of a set's conversions each channel gets."""
        share: FloatTable = np.zeros((self._sets.count, self._evidence.touches.channels))
        for block in self._shares(self.totals()[0]):
            share[block.games.sets[:, None], block.games.players] = block.share
        return share

    def _credit(self, row: FloatColumn) -> tuple[FloatColumn, FloatColumn, int]:
        """(channels + 1,) micros and conversions for one row, and how many values were clipped."""
        count, channels = self._sets.count, self._evidence.touches.channels
        won, value = row[:count], row[2 * count : 3 * count]
        revenue, conversions, clipped = np.zeros(channels), np.zeros(channels), 0
        for block in self._shares(row):
            revenue += _dealt(block, value, channels)
            conversions += _dealt(block, won, channels)
            clipped += block.clipped
        return np.append(revenue, row[-1]), np.append(conversions, row[-2]), clipped

    def _shares(self, row: FloatColumn) -> Iterator[_Shares]:
        worth = self._worth(row)
        for block in self._games():
            values = block.values(worth)
            # Noise below 0 is no finding: only what is clearly negative counts as clipped.
            clipped = int((values < -1e-12).sum())  # noqa: PLR2004
            kept = np.maximum(values, 0.0)
            whole = kept.sum(axis=1, keepdims=True)
            even = 1.0 / values.shape[1]
            share = np.divide(kept, whole, out=np.full_like(kept, even), where=whole > 0)
            yield _Shares(block, share, clipped)

    def _worth(self, row: FloatColumn) -> FloatColumn:
        """(s + 2,) the shrunk conversion rate of each set, of an unseen one, of the empty one."""
        count = self._sets.count
        won, all_ = row[:count], row[count : 2 * count]
        overall = float(won.sum()) / float(all_.sum()) if all_.sum() else 0.0
        rate = (won + SHRINKAGE * overall) / (all_ + SHRINKAGE)
        return np.concatenate([rate, [overall, 0.0]])

    def _games(self) -> Iterator[Games]:
        yield from self._kept[:_BLOCKS_KEPT]
        if len(self._kept) > _BLOCKS_KEPT:
            yield from islice(games(self._sets, self._converting), _BLOCKS_KEPT, None)


def _dealt(block: _Shares, amount: FloatColumn, channels: int) -> FloatColumn:
    """(channels,) each channel's part of its sets' amounts."""
    credit = block.share * amount[block.games.sets][:, None]
    return summed(block.games.players.ravel(), credit.ravel(), channels)
