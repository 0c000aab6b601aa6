"""An amount that a sentence names stands, to the cent, in the tables of the same report."""

import re
from decimal import Decimal

import pytest

from attribution_desktop.domain.analysis import Analysis, Notice
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.report_document import Table
from attribution_desktop.domain.sentences import sentence
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.services.report_tables import (
    channel_table,
    comparison_table,
    revenue_table,
)
from tests.engine.material import Path, dataset_of, interactions_of
from tests.reports.random_projects import random_analysis

AMOUNT = re.compile(r"[\d,]+\.\d\d(?= EUR)")


def amounts_in_tables(analysis: Analysis, channel: str) -> set[str]:
    """Spend and credit in the rows of the channel, as they are written on paper."""
    return {
        *cells(revenue_table(analysis), channel, ("revenue",)),
        *cells(channel_table(analysis), channel, ("spend",)),
        *cells(comparison_table(analysis.comparison), channel, analysis.comparison.models),
    }


def cells(table: Table, channel: str, columns: tuple[str, ...]) -> list[str]:
    return [
        formatted(row[table.place(name)], Kind.MONEY)
        for row in table.rows
        if row[0] == channel
        for name in columns
    ]


def amounts_said(notice: Notice) -> list[str]:
    return AMOUNT.findall(sentence(notice))


def check_amounts(analysis: Analysis) -> int:
    """How many amounts were found; each of them in the tables."""
    count = 0
    for notice in analysis.insights:
        said = amounts_said(notice)
        if said:
            channel = str(dict(notice.parameters)["channel"])
            assert set(said) <= amounts_in_tables(analysis, channel), sentence(notice)
        count += len(said)
    return count


@pytest.mark.parametrize("seed", range(0, 40, 2))
def test_every_amount_of_a_finding_stands_in_the_tables(seed: int) -> None:
    assert check_amounts(random_analysis(3 + seed, seed))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(40, 400, 2))
def test_every_amount_of_many_findings_stands_in_the_tables(seed: int) -> None:
    assert check_amounts(random_analysis(2 + seed % 60, seed))


@pytest.mark.parametrize("seed", range(0, 40, 2))
def test_the_ends_of_a_comparison_are_amounts_of_its_models(seed: int) -> None:
    table = comparison_table(random_analysis(3 + seed, seed).comparison)
    models = range(1, table.place("mean"))
    low, high, spread = (table.place(name) for name in ("minimum", "maximum", "disagreement"))
    for row in table.rows:
        credited = [row[place] for place in models]
        assert row[low] in credited
        assert row[high] in credited
        assert row[spread] == row[high] - row[low]


def test_conversions_without_values_are_said_as_they_are_shown() -> None:
    data = dataset_of(interactions_of(paths=[Path(("a", "b", "c"))]))
    analysis = AttributionAnalytics(data).analysed(AnalysisSettings())
    shown = {row.channel: row.shown_conversions for row in analysis.channel_figures}
    # Thirds add up to one conversion, so one of them is shown larger than it rounds.
    assert shown["a"] == Decimal("0.34")
    assert "a leads to the most conversions under Linear: 0.34" in sentence(analysis.insights[0])
