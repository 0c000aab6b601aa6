"""The filter bar: the timeline, what is not the default, and the way back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.days import DailyTotals
from attribution_desktop.domain.instants import day_number
from attribution_desktop.domain.settings import AnalysisSettings, PathRule
from attribution_desktop.services.catalogue import available_models
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.tabs.summary import SummaryTab
from attribution_desktop.ui.widgets.filter_bar import FilterBar

FIRST = date(2025, 1, 1)
DAYS = 100
Asked = list[AnalysisSettings]
Settled = Callable[[], None]


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[FilterBar]:
    """A bar that gets what it asks for, over a hundred days with a conversion each."""
    made = FilterBar([(model.id, model.label, model.explanation) for model in available_models()])
    qtbot.addWidget(made)
    made.resize(1000, 60)
    first = day_number(FIRST)
    counts = tuple(1.0 for _ in range(DAYS))
    days = DailyTotals(
        tuple(range(first, first + DAYS)), counts, counts, tuple(None for _ in range(DAYS))
    )
    made.set_data_days(FIRST, FIRST + timedelta(days=DAYS - 1))
    made.show_data(days, ("email", "direct", "<b>social</b> & co"))
    made.show()
    return made


@pytest.fixture
def asked(bar: FilterBar) -> Asked:
    """All settings that were asked for; each is shown at once, as the session does."""
    found: Asked = []

    def take(settings: AnalysisSettings) -> None:
        found.append(settings)
        bar.show_settings(settings, AnalysisSettings())

    bar.settings_requested.connect(take)
    return found


def point(bar: FilterBar, day: int) -> QPoint:
    """In the middle of a day of the timeline, counted from 0."""
    line = bar.timeline
    wanted = FIRST + timedelta(days=day)
    return QPoint(round((line.x_of(wanted) + line.x_after(wanted)) / 2), line.height() // 2)


def test_dragging_on_the_timeline_asks_for_every_period_on_the_way(
    bar: FilterBar, asked: Asked
) -> None:
    line = bar.timeline
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=point(bar, 10))
    for day in (11, 15, 15, 20):
        QTest.mouseMove(line, point(bar, day))
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=point(bar, 20))
    start = FIRST + timedelta(days=10)
    assert [(s.start, (s.end or start) - start) for s in asked] == [
        (start, timedelta(days=days)) for days in (1, 5, 10)
    ]
    assert bar.period.currentText() == "2025-01-11 – 2025-01-21"


def test_a_period_can_be_moved_and_its_ends_pulled(bar: FilterBar, asked: Asked) -> None:
    line = bar.timeline
    bar.show_settings(
        AnalysisSettings(start=FIRST + timedelta(days=20), end=FIRST + timedelta(days=40)),
        AnalysisSettings(),
    )
    for begin, end, expected in ((30, 35, (25, 45)), (25, 22, (22, 45)), (45, 60, (22, 60))):
        QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=point(bar, begin))
        QTest.mouseMove(line, point(bar, end))
        QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=point(bar, end))
        assert line.range == tuple(FIRST + timedelta(days=day) for day in expected)


def test_a_period_that_is_moved_beyond_the_data_keeps_its_length(
    bar: FilterBar, asked: Asked
) -> None:
    line = bar.timeline
    bar.show_settings(
        AnalysisSettings(start=FIRST + timedelta(days=80), end=FIRST + timedelta(days=89)),
        AnalysisSettings(),
    )
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=point(bar, 85))
    QTest.mouseMove(line, point(bar, 99))
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton)
    assert line.range == (FIRST + timedelta(days=90), FIRST + timedelta(days=99))


def test_keys_move_and_stretch_the_period_and_delete_shows_all_time(
    bar: FilterBar, asked: Asked
) -> None:
    line = bar.timeline
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert (asked[-1].start, asked[-1].end) == (FIRST, FIRST + timedelta(days=98))
    QTest.keyClick(line, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert (asked[-1].start, asked[-1].end) == (
        FIRST + timedelta(days=2),
        FIRST + timedelta(days=99),
    )
    QTest.keyClick(line, Qt.Key.Key_Delete)
    assert not asked[-1].has_period
    count = len(asked)
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert len(asked) == count


def test_page_keys_step_to_the_period_before_and_after(bar: FilterBar, asked: Asked) -> None:
    bar.show_settings(
        AnalysisSettings(start=FIRST + timedelta(days=20), end=FIRST + timedelta(days=29)),
        AnalysisSettings(),
    )
    QTest.keyClick(bar.timeline, Qt.Key.Key_PageUp)
    assert bar.timeline.range == (FIRST + timedelta(days=10), FIRST + timedelta(days=19))
    QTest.keyClick(bar.timeline, Qt.Key.Key_PageDown)
    QTest.keyClick(bar.timeline, Qt.Key.Key_PageDown)
    assert bar.timeline.range == (FIRST + timedelta(days=30), FIRST + timedelta(days=39))


def test_a_timeline_without_dates_cannot_be_used(qtbot: QtBot) -> None:
    made = FilterBar([("linear", "Linear", "")])
    qtbot.addWidget(made)
    assert not made.timeline.isEnabled()


CHANGES: list[dict[str, object]] = [
    {"lookback_days": 30.0},
    {"lookback_days": None},
    {"path_rule": PathRule.RESTART},
    {"excluded_channels": ("direct", "<b>social</b> & co")},
    {"half_life_days": 3.5},
    {"markov_order": None},
    {"custom_weights": (1.0, 2.0, 3.0)},
    {"is_collapsing_repeats": True},
]


@pytest.mark.parametrize("changes", CHANGES)
def test_what_is_not_the_default_has_a_chip_that_takes_it_back(
    bar: FilterBar, asked: Asked, changes: dict[str, object]
) -> None:
    default = AnalysisSettings(excluded_channels=("email",))
    settings = replace(default, **changes)  # type: ignore[arg-type]  # fields by name
    bar.show_settings(settings, default)
    (name,) = changes
    chip = bar.chips.chip(name)
    assert chip is not None
    assert bar.reset.isVisible()
    chip.click()
    assert asked[-1] == default
    bar.show_settings(default, default)
    assert not bar.chips.isVisible()
    assert not bar.reset.isVisible()


def test_period_and_model_can_each_be_taken_back(bar: FilterBar, asked: Asked) -> None:
    bar.show_settings(AnalysisSettings(start=FIRST, model="last_touch"), AnalysisSettings())
    bar.period_back.click()
    assert asked[-1] == AnalysisSettings(model="last_touch")
    bar.model_back.click()
    assert asked[-1] == AnalysisSettings()
    assert not bar.period_back.isVisible()
    assert not bar.model_back.isVisible()


def test_the_panel_of_more_settings_asks_by_keyboard_alone(bar: FilterBar, asked: Asked) -> None:
    QTest.keyClick(bar.more_button, Qt.Key.Key_Space)
    more = bar.more
    assert more.isVisible()
    QTest.keyClick(more.lookback, Qt.Key.Key_Up)
    assert asked[-1].lookback_days == 60
    QTest.keyClick(more.rule, Qt.Key.Key_Down)
    assert asked[-1].path_rule is PathRule.RESTART
    more.half_life.setFocus()
    more.half_life.selectAll()
    QTest.keyClicks(more.half_life, "14")
    assert asked[-1].half_life_days == 7
    QTest.keyClick(more.half_life, Qt.Key.Key_Return)
    assert asked[-1].half_life_days == 14
    more.excluded.setCurrentRow(1)
    QTest.keyClick(more.excluded, Qt.Key.Key_Space)
    assert asked[-1].excluded_channels == ("direct",)
    QTest.keyClick(more.repeats, Qt.Key.Key_Space)
    assert asked[-1].is_collapsing_repeats
    QTest.keyClick(more, Qt.Key.Key_Escape)
    assert not more.isVisible()
    assert not bar.more_button.isChecked()


def test_any_number_of_days_can_be_looked_back(bar: FilterBar, asked: Asked) -> None:
    more = bar.more
    bar.more_button.click()
    more.lookback.setCurrentIndex(more.lookback.count() - 1)
    more.lookback.activated.emit(more.lookback.currentIndex())
    assert more.lookback_days.isVisible()
    more.lookback_days.selectAll()
    QTest.keyClicks(more.lookback_days, "45")
    QTest.keyClick(more.lookback_days, Qt.Key.Key_Return)
    assert asked[-1].lookback_days == 45
    assert more.lookback.currentText() == "Other…"
    more.close()


def test_settings_of_models_that_nobody_looks_at_are_not_offered(bar: FilterBar) -> None:
    bar.more_button.click()
    assert not bar.more.order.isVisible()
    assert not bar.more.weights[0].isVisible()
    bar.show_settings(AnalysisSettings(model="markov", models=("custom",)), AnalysisSettings())
    assert bar.more.order.isVisible()
    assert bar.more.weights[0].isVisible()
    bar.more.close()


def test_a_focus_has_a_chip_of_its_own(bar: FilterBar, qtbot: QtBot) -> None:
    bar.show_focus("<b>social</b> & co")
    assert bar.chips.texts == ("Focus on <b>social</b> & co",)
    chip = bar.chips.chip("focus")
    assert chip is not None
    with qtbot.waitSignal(bar.focus_cleared):
        chip.click()


def test_custom_dates_are_typed_in_the_panel(bar: FilterBar, asked: Asked) -> None:
    bar.period.setCurrentIndex(bar.period.count() - 1)
    bar.period.activated.emit(bar.period.currentIndex())
    assert (asked[-1].start, asked[-1].end) == (FIRST, FIRST + timedelta(days=DAYS - 1))
    more = bar.more
    assert more.isVisible()
    assert more.focusWidget() is more.start
    more.start.setCurrentSection(more.start.Section.DaySection)
    QTest.keyClick(more.start, Qt.Key.Key_Up)
    assert asked[-1].start == FIRST + timedelta(days=1)
    more.end.setDate(QDate(2024, 12, 1))
    assert asked[-1].start == asked[-1].end == date(2024, 12, 1)
    more.close()


@pytest.mark.parametrize("width", [1024, 1280])
def test_everything_fits_side_by_side(bar: FilterBar, width: int) -> None:
    bar.resize(width, 90)
    bar.show_settings(
        AnalysisSettings(start=FIRST, end=FIRST, model="last_non_direct", lookback_days=30),
        AnalysisSettings(),
    )
    assert bar.minimumSizeHint().width() <= width
    assert bar.timeline.width() >= bar.timeline.minimumSizeHint().width()


def test_the_pages_follow_the_timeline(demo: Program, settled: Settled) -> None:
    summary = next(tab for tab in demo.window.tabs if isinstance(tab, SummaryTab))
    bar = demo.window.findChild(FilterBar)
    assert bar is not None
    assert bar.timeline.isEnabled()
    assert demo.session.analysed is not None
    last = demo.session.analysed.last_day
    bar.timeline.range_requested.emit(last, last)
    settled()
    assert summary.conversions.text == "1"
    bar.period_back.click()
    settled()
    assert summary.conversions.text == "5"
