"""The head of a report names the days that it covers."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.services.analysis import analyse, default_settings
from attribution_desktop.services.projects import create_demo_project
from attribution_desktop.services.reporting import settings_in_words
from tests.reports.random_projects import random_analysis


@pytest.fixture
def demo(tmp_path: Path) -> Analysis:
    with create_demo_project(tmp_path / "demo.attribution") as project:
        return analyse(project, default_settings(project))


def period_of(analysis: Analysis, start: date | None = None, end: date | None = None) -> str:
    asked = replace(analysis, settings=replace(analysis.settings, start=start, end=end))
    return settings_in_words(asked)[0]


def test_all_time_is_said_with_its_first_and_last_day(demo: Analysis) -> None:
    assert demo.covered is not None
    first, last = demo.covered
    assert period_of(demo) == f"Period: all time, {first} to {last} (UTC)"


def test_an_open_end_is_said_with_its_day(demo: Analysis) -> None:
    assert demo.covered is not None
    first, last = demo.covered
    start = period_of(demo, start=first)
    assert start == f"Period: {first} to the latest day, {last} (UTC)"
    end = period_of(demo, end=last)
    assert end == f"Period: the beginning, {first}, to {last} (UTC)"
    assert period_of(demo, first, last) == f"Period: {first} to {last} (UTC)"


def test_where_nothing_is_dated_no_day_is_named() -> None:
    nothing = random_analysis(0, 2)
    assert nothing.covered is None
    assert period_of(nothing) == "Period: all time (UTC)"
    day = date(2026, 5, 1)
    assert period_of(nothing, start=day) == "Period: 2026-05-01 to the latest day (UTC)"
    assert period_of(nothing, end=day) == "Period: the beginning to 2026-05-01 (UTC)"
