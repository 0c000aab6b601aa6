"""Core figures, and figures kept in the project, agree with the engine after every change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.domain.settings import AnalysisSettings, PathRule
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.day_sums import DAY_MODELS
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.services.analysis import (
    analyse,
    core_analysis,
    core_data,
    default_settings,
)
from attribution_desktop.services.care import verify_project
from attribution_desktop.services.channels import merge_channels, rename_channel
from attribution_desktop.services.editing import (
    delete_customer,
    delete_journey,
    undo_change,
    undo_import,
)
from attribution_desktop.services.imports import import_journeys, import_spend
from attribution_desktop.services.project_settings import change_setting
from attribution_desktop.services.projects import Project, create_project
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
    "changing a setting": lambda project: change_setting(project, "half_life_days", "3"),
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


def close_to(value: float) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("name", CHANGES)
def test_core_and_kept_figures_are_the_engines_after_every_change(
    project: Project, name: str
) -> None:
    settings = replace(default_settings(project), models=DAY_MODELS, lookback_days=10)
    analyse(project, settings)
    revision = project.file.revision
    CHANGES[name](project)
    kept = read_channel_revenue(project.file, settings.digest())
    assert (kept is None) == (project.file.revision != revision)
    settings = replace(default_settings(project), models=DAY_MODELS, lookback_days=10)
    for start, end in PERIODS:
        check_core(project, replace(settings, start=start, end=end))
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


def check_core(project: Project, settings: AnalysisSettings) -> None:
    """The core says of everything what the whole says, and what the journeys themselves say."""
    core = core_analysis(core_data(project, settings), settings)
    assert core is not None
    check_against_journeys(project, settings, core)
    assert stated_by(analyse(project, settings)) == core


def stated_by(whole: Analysis) -> Analysis:
    """The whole without what a core analysis does not know."""
    assert whole.is_whole
    known = whole.paths.statistics
    assert whole.summary.average_path_length == (
        None if known.average_path_length is None else close_to(known.average_path_length)
    )
    return replace(
        whole, path_analysis=None, summary=replace(whole.summary, median_days_to_convert=None)
    )


def check_against_journeys(project: Project, settings: AnalysisSettings, core: Analysis) -> None:
    journeys = build_journeys(project.dataset().interactions, settings)
    attributor = ConversionAttributor(journeys, settings)
    names = (*journeys.channels, NO_TOUCHPOINT)
    for credit in core.models:
        expected = attributor.credit(credit.model)
        found = {entry.channel: entry for entry in credit.credits}
        for code, channel in enumerate(names):
            entry = found.get(channel)
            revenue = expected.revenue[code] / MICROS_PER_UNIT
            assert (entry.revenue if entry else 0.0) == close_to(revenue)
            assert (entry.conversions if entry else 0.0) == close_to(expected.conversions[code])
        assert credit.caveats == expected.caveats
    reach = dict(zip(names, attributor.touched_conversions().tolist(), strict=True))
    for row in core.channel_figures:
        assert row.touched_conversions == close_to(reach[row.channel])
    has_touch, summary = journeys.length > 0, core.summary
    assert summary.revenue == journeys.value[journeys.is_converting].sum() / MICROS_PER_UNIT
    assert summary.conversions == close_to(journeys.weight[journeys.is_converting].sum())
    assert summary.journeys == close_to(journeys.weight[has_touch].sum())
    assert summary.untimed_journeys == close_to(
        journeys.weight[has_touch & ~journeys.is_timed].sum()
    )
    assert summary.touchpoints == close_to(touchpoints(project, settings))


def touchpoints(project: Project, settings: AnalysisSettings) -> float:
    """Distinct touches of timed journeys, one by one; those of path rows as often as they count."""
    journeys = build_journeys(project.dataset().interactions, settings)
    seen: set[int] = set()
    counted = 0.0
    for place in range(len(journeys.start)):
        touches = range(int(journeys.start[place]), int(journeys.end[place]))
        if journeys.is_timed[place]:
            seen.update(touches)
        else:
            counted += float(journeys.weight[place]) * len(touches)
    return counted + len(seen)


OTHERS = {
    "restarting": {"path_rule": PathRule.RESTART},
    "excluding": {"excluded_channels": ("ch3", "a")},
    "unlimited": {"lookback_days": None, "excluded_channels": ("ch1",)},
    "in another zone": {"time_zone": "Asia/Kathmandu"},
}


@pytest.mark.parametrize("name", OTHERS)
def test_every_single_day_is_the_engines_under_other_settings(project: Project, name: str) -> None:
    settings = replace(default_settings(project), **OTHERS[name])  # type: ignore[arg-type]
    for number in range(0, 28, 3):
        day = date(2022, 6, 1) + timedelta(days=number)
        check_core(project, replace(settings, start=day, end=day + timedelta(days=number // 9)))
    project.close()


def test_a_model_that_does_not_add_up_is_left_to_the_whole_analysis(project: Project) -> None:
    settings = default_settings(project)
    data = core_data(project, settings)
    assert core_analysis(data, replace(settings, model="markov")) is None
    shown = core_analysis(data, replace(settings, models=("linear", "markov")))
    assert shown is not None
    assert "markov" not in [credit.model for credit in shown.models]
    assert (shown.comparison.models, shown.insights) == ((), ())
    assert shown.channel_figures
    with pytest.raises(LookupError):
        _ = shown.paths
    project.close()


def test_sums_of_other_settings_answer_nothing(project: Project) -> None:
    settings = default_settings(project)
    data = core_data(project, settings)
    assert core_analysis(data, replace(settings, lookback_days=3.0)) is None
    assert core_analysis(data, replace(settings, margin=0.5, top_patterns=3)) is not None
    project.close()


def test_an_empty_project_has_no_credit(tmp_path: Path) -> None:
    with create_project(tmp_path / "empty.attribution") as project:
        settings = default_settings(project)
        for start in (None, date(2022, 1, 1)):
            check_core(project, replace(settings, start=start))


def test_a_day_far_from_all_others_costs_one_row(tmp_path: Path) -> None:
    text = EVENTS + "c1,ch1,1950-01-01T00:00:00Z,,\nc1,ch2,1950-01-02T00:00:00Z,F1,3\n"
    with create_project(tmp_path / "far.attribution") as project:
        (tmp_path / "far.csv").write_text(text, encoding="utf-8")
        import_journeys(project, tmp_path / "far.csv", ImportOptions())
        settings = default_settings(project)
        sums = core_data(project, settings).sums
        assert len(sums.day) == len(np.unique(sums.day)) < 32
        check_core(project, settings)
        check_core(project, replace(settings, end=date(1990, 1, 1)))
