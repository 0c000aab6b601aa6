"""Core figures are shown before the whole analysis, and never instead of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.ui.analyses import MILLISECONDS_OF_REST
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.desk import Analysed
from attribution_desktop.ui.tabs.base import Tab

AT = 1_736_000_000_000_000
HOUR = 3_600_000_000


class Heard:
    """What the session delivered, in order."""

    def __init__(self, program: Program) -> None:
        self.names: list[str] = []
        self.figures: list[Analysed] = []
        session = program.session
        session.core_changed.connect(self._on_core)
        session.analysis_changed.connect(self._on_whole)
        session.intervals_estimated.connect(self._on_intervals)

    def _on_core(self, analysed: Analysed) -> None:
        self._note("core", analysed)

    def _on_whole(self, analysed: Analysed) -> None:
        self._note("whole", analysed)

    def _on_intervals(self, analysed: Analysed) -> None:
        self._note("intervals", analysed)

    def _note(self, name: str, analysed: Analysed) -> None:
        self.names.append(name)
        self.figures.append(analysed)

    def clear(self) -> None:
        self.names.clear()
        self.figures.clear()


@pytest.fixture
def heard(program: Program) -> Heard:
    return Heard(program)


def tab_named(program: Program, slug: str) -> Tab:
    return next(tab for tab in program.window.tabs if tab.slug == slug)


def dated(program: Program, days: int) -> object:
    """Ask for the data without their first days."""
    session = program.session
    assert session.analysed is not None
    first = session.analysed.first_day
    assert isinstance(first, date)
    session.change_settings(replace(session.settings, start=first + timedelta(days=days)))
    return session.settings.start


def test_a_project_opens_to_core_figures_then_the_whole_then_intervals(
    heard: Heard, demo: Program
) -> None:
    assert heard.names == ["core", "whole", "intervals"]
    core, whole, _ = (analysed.analysis for analysed in heard.figures)
    assert not core.is_whole
    assert whole.is_whole
    assert core.models == whole.models
    assert core.channel_figures == whole.channel_figures
    assert heard.figures[0].channels == heard.figures[1].channels
    assert heard.figures[0].first_day == heard.figures[1].first_day
    assert demo.session.analysed is heard.figures[2]


@pytest.mark.parametrize("slug", ["summary", "channel-roi", "model-comparison"])
def test_other_dates_are_shown_before_the_call_returns(
    demo: Program, heard: Heard, settled: Callable[[], None], slug: str
) -> None:
    demo.window.show_tab(slug)
    settled()
    heard.clear()
    start = dated(demo, 1)
    tab = tab_named(demo, slug)
    assert heard.names == ["core"]
    assert tab.analysed is heard.figures[0]
    assert tab.analysed.analysis.settings.start == start
    assert tab.has_content
    settled()
    assert heard.names == ["core", "whole", "intervals"]
    assert tab.analysed is heard.figures[2]


def test_a_page_that_needs_paths_keeps_what_it_shows_until_the_whole_is_there(
    demo: Program, heard: Heard, settled: Callable[[], None]
) -> None:
    paths = tab_named(demo, "paths")
    before = paths.analysed
    heard.clear()
    dated(demo, 1)
    assert paths.analysed is before
    settled()
    assert paths.analysed is not before


def test_quick_changes_end_in_one_whole_analysis(
    demo: Program, heard: Heard, settled: Callable[[], None]
) -> None:
    heard.clear()
    for days in (1, 2, 1, 0):
        dated(demo, days)
    settled()
    assert heard.names == ["core"] * 4 + ["whole", "intervals"]
    assert heard.figures[-1].analysis.settings == replace(
        demo.session.settings, draws=heard.figures[-1].analysis.settings.draws
    )


def test_a_shown_model_that_does_not_add_up_leaves_comparing_to_the_whole(
    demo: Program, heard: Heard, settled: Callable[[], None]
) -> None:
    comparison = tab_named(demo, "model-comparison")
    before = comparison.analysed
    heard.clear()
    demo.session.change_settings(replace(demo.session.settings, models=("linear", "markov")))
    assert heard.names == ["core"]
    assert comparison.analysed is before
    settled()
    assert heard.names[1:] == ["whole", "intervals"]
    heard.clear()
    demo.session.change_settings(replace(demo.session.settings, model="markov"))
    settled()
    assert heard.names == ["whole", "intervals"]


def test_a_tracked_journey_is_in_the_core_figures_first(
    demo: Program, heard: Heard, settled: Callable[[], None]
) -> None:
    assert demo.session.analysed is not None
    before = demo.session.analysed.analysis.summary.revenue
    heard.clear()
    touch = TrackedTouch("email", AT - HOUR)
    demo.session.track(TrackedJourney("c9", "T1", 5_000_000, AT, (touch,)))
    settled()
    assert heard.names == ["core", "whole", "intervals"]
    for analysed in heard.figures:
        assert analysed.analysis.summary.revenue == pytest.approx(before + 5)


def test_an_interrupted_analysis_is_taken_up_again_when_nothing_changed(
    demo: Program, heard: Heard, settled: Callable[[], None], qtbot: QtBot, tmp_path: Path
) -> None:
    heard.clear()
    start = dated(demo, 1)
    with qtbot.waitSignal(demo.session.import_failed) as failed:
        demo.session.import_file(tmp_path / "nowhere.csv", ImportOptions())
    assert isinstance(failed.args[0], InputRefused)
    settled()
    assert heard.names[-2:] == ["whole", "intervals"]
    assert heard.figures[-1].analysis.settings.start == start


def test_a_closed_project_leaves_no_analysis_behind(
    demo: Program, heard: Heard, settled: Callable[[], None]
) -> None:
    heard.clear()
    dated(demo, 1)
    demo.session.close()
    settled()
    assert heard.names == ["core"]
    assert demo.session.analysed is None


def test_what_is_outdated_is_marked_until_the_new_figures_are_there(
    demo: Program, qtbot: QtBot
) -> None:
    demo.window.show_tab("paths")
    paths = tab_named(demo, "paths")
    assert not paths.updating.isVisible()
    paths.expect_analysis()
    qtbot.waitUntil(paths.updating.isVisible)
    assert demo.session.analysed is not None
    paths.show_analysis(demo.session.analysed)
    assert not paths.updating.isVisible()


def test_sums_of_a_few_settings_stay_in_the_window(
    demo: Program, heard: Heard, settled: Callable[[], None]
) -> None:
    session = demo.session
    for days in (5.0, 6.0):
        session.change_settings(replace(session.settings, lookback_days=days))
        settled()
    heard.clear()
    session.change_settings(replace(session.settings, lookback_days=5.0))
    assert heard.names == ["core"]
    for days in range(10, 20):
        session.change_settings(replace(session.settings, lookback_days=float(days)))
        settled()
    heard.clear()
    session.change_settings(replace(session.settings, lookback_days=5.0))
    assert heard.names == []
    settled()
    assert heard.names == ["core", "whole", "intervals"]


def test_a_program_that_ends_when_core_figures_are_shown_asks_for_no_more(
    demo: Program, heard: Heard, qtbot: QtBot
) -> None:
    demo.session.core_changed.connect(demo.session.shut_down)
    heard.clear()
    dated(demo, 1)
    assert not demo.session.is_busy
    qtbot.wait(2 * MILLISECONDS_OF_REST)
    assert heard.names == ["core"]
