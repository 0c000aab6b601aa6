"""Sums by day, and figures kept in the project, agree with the engine after every change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.domain.settings import AnalysisSettings, PathRule
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.services.analysis import analyse, default_settings
from attribution_desktop.services.care import verify_project
from attribution_desktop.services.channels import merge_channels, rename_channel
from attribution_desktop.services.editing import (
    delete_customer,
    delete_journey,
    undo_change,
    undo_import,
)
from attribution_desktop.services.imports import import_journeys, import_spend
from attribution_desktop.services.projects import Project, create_project
from attribution_desktop.services.quick_figures import DAILY_MODELS, daily_figures
from attribution_desktop.services.tracking import track_journey
from attribution_desktop.store.derived import read_channel_revenue

DATA = Path(__file__).parent.parent / "data"
NOON = 1_655_723_112_000_000
DAY = 86_400_000_000

EVENTS = "customer,channel,timestamp,order,value\n" + "".join(
    f"c{i % 9},ch{i % 4},2022-06-{1 + i % 28:02}T{i % 24:02}:30:00Z,"
    + (f"A{i},{i}.25" if i % 5 == 0 else ",")
    + "\n"
    for i in range(120)
)
PATHS = "path,conversions,value,nulls\na > ch1 > b,2.5,30,1\nch2,1,4,0\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = create_project(tmp_path / "shop.attribution", time_zone="America/New_York")
    for name, text in (("events.csv", EVENTS), ("paths.csv", PATHS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        import_journeys(project, tmp_path / name, ImportOptions())
    return project


def journey(project: Project) -> object:
    touches = (TrackedTouch("new", NOON - DAY), TrackedTouch("ch1", NOON))
    tracked = TrackedJourney("c1", "T1", 7_000_000, NOON, touches)
    return track_journey(project, tracked, default_settings(project))


CHANGES: dict[str, Callable[[Project], object]] = {
    "nothing": lambda _: None,
    "tracking": journey,
    "undoing an import": lambda project: undo_import(project, 1),
    "undoing the undo": lambda project: (undo_import(project, 2), undo_change(project)),
    "deleting a journey": lambda project: delete_journey(project, "A20"),
    "deleting a customer": lambda project: delete_customer(project, "c5"),
    "renaming a channel": lambda project: rename_channel(project, "ch1", "first"),
    "merging channels": lambda project: merge_channels(project, "ch1", "ch2"),
    "importing spend": lambda project: import_spend(project, DATA / "spend.csv", ImportOptions()),
}

PERIODS = (
    (None, None),
    (date(2022, 6, 10), None),
    (None, date(2022, 6, 12)),
    (date(2022, 6, 3), date(2022, 6, 3)),
    (date(2022, 6, 5), date(2022, 6, 20)),
    (date(2030, 1, 1), date(2030, 2, 1)),
    (date(2001, 1, 1), date(2001, 2, 1)),
)


@pytest.mark.parametrize("name", CHANGES)
def test_sums_by_day_and_kept_figures_are_the_engines_after_every_change(
    project: Project, name: str
) -> None:
    settings = replace(default_settings(project), models=DAILY_MODELS, lookback_days=10)
    analyse(project, settings)
    revision = project.file.revision
    CHANGES[name](project)
    kept = read_channel_revenue(project.file, settings.digest())
    assert (kept is None) == (project.file.revision != revision)
    check_days(project, settings)
    analysis = analyse(project, settings)
    rows = read_channel_revenue(project.file, settings.digest()) or ()
    assert [(row.model, row.channel, row.revenue) for row in rows] == [
        (credit.model, entry.channel, entry.revenue)
        for credit in analysis.models
        for entry in credit.credits
    ]
    path = project.path
    project.close()
    assert verify_project(path).is_sound


def check_days(project: Project, settings: AnalysisSettings) -> None:
    figures = daily_figures(project, settings)
    analytics = AttributionAnalytics(project.dataset())
    for start, end in PERIODS:
        analysis = analytics.analysed(replace(settings, start=start, end=end))
        for model in DAILY_MODELS:
            credit = {entry.channel: entry for entry in figures.credit(model, start, end)}
            for expected in analysis.model_credit(model).credits:
                found = credit.pop(expected.channel)
                assert found.revenue == pytest.approx(expected.revenue, rel=1e-9, abs=1e-9)
                assert found.conversions == pytest.approx(expected.conversions, rel=1e-9, abs=1e-9)
            assert all(abs(rest.revenue) < 1e-9 for rest in credit.values())


def test_every_single_day_is_the_engines_under_other_settings(project: Project) -> None:
    settings = replace(
        default_settings(project), path_rule=PathRule.RESTART, excluded_channels=("ch3",)
    )
    figures = daily_figures(project, settings, ("linear",))
    analytics = AttributionAnalytics(project.dataset())
    for number in range(0, 28, 3):
        day = date(2022, 6, 1) + timedelta(days=number)
        analysis = analytics.analysed(replace(settings, start=day, end=day))
        total = sum(entry.revenue for entry in figures.credit("linear", day, day))
        assert total == pytest.approx(analysis.summary.revenue)
    project.close()


def test_an_empty_project_has_no_credit(tmp_path: Path) -> None:
    with create_project(tmp_path / "empty.attribution") as project:
        figures = daily_figures(project, default_settings(project))
        assert [entry.revenue for entry in figures.credit("linear")] == [0]
        assert [entry.revenue for entry in figures.credit("linear", date(2022, 1, 1))] == [0]
        with pytest.raises(KeyError):
            daily_figures(project, default_settings(project), ("markov",))
