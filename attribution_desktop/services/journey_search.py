"""Finding journeys, and reading what was found page by page."""

from dataclasses import dataclass, replace

import numpy as np

from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY, UNDATED
from attribution_desktop.domain.interactions import IntColumn
from attribution_desktop.domain.journey_query import JourneyQuery
from attribution_desktop.domain.journey_rows import JourneyRow
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.engine.journey_search import (
    JourneyOrder,
    lags,
    listed,
    matching_journeys,
)
from attribution_desktop.services.projects import Project
from attribution_desktop.store.journey_search import load_named
from attribution_desktop.store.reading import customer_names, order_ids

__all__ = ["FoundJourneys", "JourneyOrder", "find_journeys", "journey_page", "relisted"]

MOST_NAMED = 500
"""Customers, and orders, that a text is looked up among."""


@dataclass(frozen=True, slots=True, eq=False)
class FoundJourneys:
    """What a query found; pages of it are read with `journey_page`.

    Parameters
    ----------
    journeys
        The journeys that were searched: all of the project, or those of the customers named.
    index
        (n,) the found ones in `journeys`, as they are listed.
    conversions, revenue
        Of the found ones together; revenue in the currency's unit.
    is_cut
        Whether a text begins more customers or orders than were looked at.
    weight
        How many journeys the found ones stand for together.
    has_counts
        Whether any of them stands for another number of journeys than one.
    order, is_descending
        What they are listed by.
    """

    query: JourneyQuery
    journeys: Journeys
    index: IntColumn
    conversions: float
    revenue: float
    is_cut: bool
    weight: float = 0.0
    has_counts: bool = False
    order: JourneyOrder = JourneyOrder.WHEN
    is_descending: bool = True

    @property
    def count(self) -> int:
        return len(self.index)


def find_journeys(
    project: Project,
    query: JourneyQuery,
    settings: AnalysisSettings,
    progress: Progress = unreported,
) -> FoundJourneys:
    """The journeys under these settings that meet a query, the newest first.

    They are those of the analysis. A text is looked up through the project's indexes; only what
    it names is read then.
    """
    if query.text.strip():
        return _named(project, query, settings)
    journeys = project.working_set.analytics(progress).journeys(settings, progress)
    progress("Searching journeys", 0, 0)
    index = matching_journeys(journeys, query, settings.time_zone)
    return _found(query, journeys, index, is_cut=False)


def relisted(found: FoundJourneys, order: JourneyOrder, *, is_descending: bool) -> FoundJourneys:
    """The same journeys in another order."""
    index = listed(found.journeys, np.sort(found.index), order, is_descending=is_descending)
    return replace(found, index=index, order=order, is_descending=is_descending)


def journey_page(
    project: Project, found: FoundJourneys, first: int, count: int
) -> tuple[JourneyRow, ...]:
    """Up to `count` of the found journeys from place `first` on."""
    journeys, index = found.journeys, found.index[first : first + count]
    orders = order_ids(project.file, journeys.source_row[index].tolist())
    customers = customer_names(project.file, journeys.customer[index].tolist())
    lag = lags(journeys, index).tolist()
    rows = zip(index.tolist(), orders, customers, lag, strict=True)
    return tuple(_row(journeys, *row) for row in rows)


def _row(journeys: Journeys, journey: int, order: str, customer: str, lag: int) -> JourneyRow:
    at, is_converting = int(journeys.at[journey]), bool(journeys.is_converting[journey])
    codes = journeys.channel[int(journeys.start[journey]) : int(journeys.end[journey])]
    return JourneyRow(
        order=order,
        customer=customer,
        at=None if at == UNDATED else at,
        value=int(journeys.value[journey]) / MICROS_PER_UNIT if is_converting else None,
        count=float(journeys.weight[journey]),
        path=tuple(journeys.channels[code] for code in codes.tolist()),
        days=None if lag == UNDATED else lag / MICROSECONDS_PER_DAY,
        is_converting=is_converting,
        is_timed=bool(journeys.is_timed[journey]),
    )


def _named(project: Project, query: JourneyQuery, settings: AnalysisSettings) -> FoundJourneys:
    named = load_named(project.file, query.text.strip(), MOST_NAMED)
    journeys = build_journeys(named.interactions, settings)
    index = matching_journeys(journeys, query, settings.time_zone)
    is_meant = np.isin(journeys.customer[index], np.array(sorted(named.customers), np.int64))
    is_meant |= np.isin(journeys.source_row[index], np.array(sorted(named.orders), np.int64))
    return _found(query, journeys, index[is_meant], is_cut=named.is_cut)


def _found(
    query: JourneyQuery, journeys: Journeys, index: IntColumn, *, is_cut: bool
) -> FoundJourneys:
    won, weight = index[journeys.is_converting[index]], journeys.weight[index]
    return FoundJourneys(
        query=query,
        journeys=journeys,
        index=listed(journeys, index, JourneyOrder.WHEN, is_descending=True),
        conversions=float(journeys.weight[won].sum()),
        revenue=int(journeys.value[won].sum()) / MICROS_PER_UNIT,
        is_cut=is_cut,
        weight=float(weight.sum()),
        has_counts=bool((weight != 1).any()),
    )
