"""Searching a project: by id through the indexes as by columns, and read page by page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.days import Step
from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.domain.journey_query import JourneyQuery, Outcome
from attribution_desktop.domain.journey_rows import JourneyRow
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.services.analysis import analyse, default_settings
from attribution_desktop.services.editing import delete_journey
from attribution_desktop.services.imports import import_journeys
from attribution_desktop.services.journey_search import (
    JourneyOrder,
    find_journeys,
    journey_page,
    relisted,
)
from attribution_desktop.services.open_journeys import open_journey
from attribution_desktop.services.projects import Project, create_project
from attribution_desktop.services.undoing import StepKind, data_steps, redo_step, undo_step

_EVERYTHING = 1_000


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Forty customers with timed touches, orders and none; and imported paths beside them."""
    random = np.random.default_rng(7)
    lines = ["customer,channel,timestamp,order,value"]
    for customer in range(40):
        for touch in range(random.integers(1, 5)):
            day = random.integers(1, 28)
            channel = ("email", "direct", "social")[random.integers(3)]
            lines.append(f"c-{customer},{channel},2026-03-{day:02}T{touch:02}:00:00Z,,")
        if customer % 3:
            lines.append(f"c-{customer},,2026-04-01T{customer % 24:02}:00:00Z,o-{customer},10")
    lines.append("bare,,2026-04-02T00:00:00Z,o-bare,10")
    events, paths = tmp_path / "events.csv", tmp_path / "paths.csv"
    events.write_text("\n".join(lines))
    paths.write_text(
        "path,order,customer,value,conversions\nemail > direct,p-1,c-1,5,1\nsocial,p-2,,7,3\n"
    )
    with create_project(tmp_path / "p.attribution") as made:
        import_journeys(made, events, ImportOptions())
        import_journeys(made, paths, ImportOptions())
        yield made


def _rows(project: Project, query: JourneyQuery, settings: AnalysisSettings) -> list[JourneyRow]:
    found = find_journeys(project, query, settings)
    return list(journey_page(project, found, 0, _EVERYTHING))


def _same(rows: list[JourneyRow]) -> list[JourneyRow]:
    return sorted(rows, key=lambda row: (row.order, row.customer, row.at or 0))


@pytest.mark.parametrize("text", ["c-1", "c-", "o-2", "o-bare", "p-", "p-2", "nobody"])
@pytest.mark.parametrize("outcome", list(Outcome))
def test_ids_are_found_through_the_indexes_as_by_looking_at_every_row(
    project: Project, text: str, outcome: Outcome
) -> None:
    settings = replace(default_settings(project), lookback_days=10.0)
    found = _rows(project, JourneyQuery(text=text, outcome=outcome), settings)
    wanted = [
        row
        for row in _rows(project, JourneyQuery(outcome=outcome), settings)
        if row.customer.startswith(text) or row.order.startswith(text)
    ]
    assert _same(found) == _same(wanted)


def test_all_conversions_found_are_those_of_the_analysis(project: Project) -> None:
    settings = default_settings(project)
    found = find_journeys(project, JourneyQuery(), settings)
    summary = analyse(project, settings).summary
    assert (found.conversions, found.revenue) == (summary.conversions, summary.revenue)
    assert found.has_counts


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/Los_Angeles"])
@pytest.mark.parametrize("step", list(Step))
def test_a_step_of_days_finds_as_many_conversions_as_it_counts(
    project: Project, zone: str, step: Step
) -> None:
    settings = replace(default_settings(project), time_zone=zone, end=date(2026, 4, 2))
    days = analyse(project, settings).days
    assert days.first is not None
    assert days.last is not None
    spans = days.by(step, days.first, days.last)
    for span in spans:
        found = find_journeys(project, JourneyQuery(start=span.first, end=span.last), settings)
        counted = (span.totals.conversions, span.totals.revenue)
        assert (found.conversions, found.revenue) == counted, span
    assert sum(span.totals.conversions for span in spans) > 20


def test_as_many_conversions_touch_a_channel_as_are_found_for_it(project: Project) -> None:
    settings = default_settings(project)
    analysis = analyse(project, settings)
    assert {row.channel for row in analysis.channel_figures} > {NO_TOUCHPOINT, "email"}
    for row in analysis.channel_figures:
        found = find_journeys(project, JourneyQuery(channels=(row.channel,)), settings)
        if row.channel == NO_TOUCHPOINT:
            assert (found.conversions, found.revenue) == (row.conversions, row.revenue)
        else:
            assert found.conversions == row.touched_conversions > row.conversions


def test_pages_put_together_are_the_list(project: Project) -> None:
    found = find_journeys(project, JourneyQuery(outcome=Outcome.ALL), default_settings(project))
    pages = [journey_page(project, found, first, 7) for first in range(0, found.count, 7)]
    assert tuple(row for page in pages for row in page) == journey_page(
        project, found, 0, _EVERYTHING
    )
    by_touches = relisted(found, JourneyOrder.TOUCHES, is_descending=False)
    lengths = [len(row.path) for row in journey_page(project, by_touches, 0, _EVERYTHING)]
    assert lengths == sorted(lengths)


def test_what_led_to_no_order_cannot_be_edited_but_a_path_can(project: Project) -> None:
    settings = default_settings(project)
    found = find_journeys(project, JourneyQuery(outcome=Outcome.NOT_CONVERTING), settings)
    opened = [open_journey(project, found, place, settings) for place in range(found.count)]
    assert opened
    for journey in opened:
        assert bool(journey.why_not_edited) == (journey.path_row is None)


def test_every_open_journey_shares_its_credit_out_whole(project: Project) -> None:
    settings = replace(default_settings(project), models=("linear", "shapley", "markov"))
    found = find_journeys(project, JourneyQuery(), settings)
    for place in range(found.count):
        journey = open_journey(project, found, place, settings)
        names = [model for model, _ in journey.models]
        for number, name in enumerate(names):
            weights = [touch.weights[number] for touch in journey.touches]
            if name == "markov" or not weights:
                assert set(weights) <= {None}
            else:
                assert sum(weight or 0.0 for weight in weights) == pytest.approx(1.0)
        assert not journey.why_not_edited
        assert (journey.path_row is not None) == journey.row.order.startswith("p-")
        for number in range(len(journey.touches)):
            assert "→" in journey.arithmetic("time_decay", number)


def test_an_order_without_touches_is_found_under_its_own_row(project: Project) -> None:
    rows = _rows(project, JourneyQuery(channels=(NO_TOUCHPOINT,)), default_settings(project))
    assert [row.order for row in rows] == ["o-bare"]
    assert (rows[0].path, rows[0].days) == ((), None)


def test_steps_are_undone_and_done_again_in_the_order_of_doing(project: Project) -> None:
    delete_journey(project, "o-1")
    steps = data_steps(project)
    assert [step.name for step in steps] == [
        "Deletion of order o-1",
        "Import of paths.csv",
        "Import of events.csv",
    ]
    undone = []
    for step in steps:
        gone, changes = undo_step(project, step)
        assert changes
        undone.append(gone)
    assert not [step for step in data_steps(project) if step.kind is StepKind.IMPORT]
    for gone in reversed(undone[1:]):
        redo_step(project, gone)
    assert [step.name for step in data_steps(project)] == [
        "Import of paths.csv",
        "Import of events.csv",
    ]
    with pytest.raises(InputRefused):
        undo_step(project, steps[0])
