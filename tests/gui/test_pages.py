"""The pages on a real window: what they show, how they filter each other, what they lead to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollBar
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.imports import ImportFormat, ImportOptions
from attribution_desktop.domain.journey_query import JourneyQuery, Outcome
from attribution_desktop.services.imports import import_journeys
from attribution_desktop.services.projects import create_project
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.models.figure_table import Role
from attribution_desktop.ui.tabs.base import Tab
from attribution_desktop.ui.tabs.channel_roi import ChannelRoiTab
from attribution_desktop.ui.tabs.model_comparison import ModelComparisonTab
from attribution_desktop.ui.tabs.paths import PathsTab
from attribution_desktop.ui.tabs.summary import SummaryTab
from attribution_desktop.ui.widgets.filter_bar import FilterBar
from attribution_desktop.visuals.charts import Bar, Bin, HeatCell, TrendStep

Settled = Callable[[], None]


Page = TypeVar("Page", bound=Tab)


def page(program: Program, kind: type[Page]) -> Page:
    return next(tab for tab in program.window.tabs if isinstance(tab, kind))


def bar_of(program: Program) -> FilterBar:
    found = program.window.findChild(FilterBar)
    assert found is not None
    return found


# Summary


def test_a_period_is_compared_with_the_one_before(demo: Program, settled: Settled) -> None:
    summary = page(demo, SummaryTab)
    assert summary.revenue.change == ""
    demo.session.change_settings(
        replace(demo.session.settings, start=date(2026, 9, 9), end=date(2026, 9, 11))
    )
    settled()
    assert summary.conversions.change == "was 0 before"
    demo.session.change_settings(
        replace(demo.session.settings, start=date(2026, 9, 10), end=date(2026, 9, 12))
    )
    settled()
    assert summary.revenue.change == "▲ 100.0 % against the 3 days before"
    assert summary.spend.change == "unchanged against the 3 days before"


def test_without_days_enough_before_nothing_is_compared(demo: Program, settled: Settled) -> None:
    summary = page(demo, SummaryTab)
    demo.session.change_settings(
        replace(demo.session.settings, start=date(2026, 9, 3), end=date(2026, 9, 13))
    )
    settled()
    assert summary.revenue.change == ""


def test_a_finding_leads_to_its_proof(demo: Program, qtbot: QtBot) -> None:
    summary, roi = page(demo, SummaryTab), page(demo, ChannelRoiTab)
    number = next(
        at for at, words in enumerate(summary.insights.sentences) if words.startswith("email earns")
    )
    QTest.keyClick(summary.insights.button(number), Qt.Key.Key_Space)
    assert demo.window.tab is roi
    assert roi.focus == "email"
    (index,) = {index.row() for index in roi.table.selectedIndexes()}
    assert roi.table.shown_texts()[index][0] == "email"
    assert bar_of(demo).chips.texts == ("Focus on email",)


@pytest.mark.parametrize("size", [(1280, 800), (1024, 768)])
def test_between_three_and_five_findings_fit_without_scrolling(
    demo: Program, qtbot: QtBot, size: tuple[int, int]
) -> None:
    summary = page(demo, SummaryTab)
    demo.window.resize(*size)

    def is_whole() -> bool:
        return not any(bar.isVisible() for bar in summary.findChildren(QScrollBar))

    qtbot.waitUntil(is_whole)
    assert 3 <= len(summary.insights.sentences) <= 5


def test_rows_of_files_are_reconciled_with_credit(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    summary = page(demo, SummaryTab)
    assert summary.reconciliation.text().startswith("5 conversions = 5 credited + 0 without")
    file = tmp_path / "paths.csv"
    file.write_text("path,conversions,value\nemail > direct,2,30\nemail,nonsense,1\n")
    with create_project(tmp_path / "shop.attribution", name="Shop") as project:
        import_journeys(project, file, ImportOptions(format=ImportFormat.JOURNEYS))
    demo.session.open(tmp_path / "shop.attribution")
    settled()
    text = summary.reconciliation.text()
    assert text.startswith("2 rows in 1 file = 1 imported + 1 rejected  →  2 conversions")


def test_a_step_of_the_trend_becomes_the_period(demo: Program, settled: Settled) -> None:
    summary = page(demo, SummaryTab)
    summary.trend.chart.bar_clicked.emit(TrendStep(8, ""))
    settled()
    assert demo.session.settings.start == demo.session.settings.end
    bar_of(demo).period_back.click()
    settled()
    assert not demo.session.settings.has_period


def test_every_figure_of_the_summary_leads_to_its_journeys(demo: Program) -> None:
    summary = page(demo, SummaryTab)
    asked: list[JourneyQuery] = []
    summary.journeys_requested.connect(asked.append)
    summary.conversions.actions()[0].trigger()
    summary.chart.journeys_wanted.emit(Bar("email", 1.0, ""))
    summary.table.journeys_wanted.emit(0)
    summary.trend.chart.journeys_wanted.emit(TrendStep(3, ""))
    (way,) = summary.reconciliation.ways
    way.trigger()
    assert asked == [
        JourneyQuery(),
        JourneyQuery(channels=("email",)),
        JourneyQuery(channels=("paid_search",)),
        JourneyQuery(start=date(2026, 9, 4), end=date(2026, 9, 4)),
        JourneyQuery(),
    ]


# One channel on all pages


def test_a_bar_focuses_its_channel_everywhere_until_it_is_clicked_again(demo: Program) -> None:
    summary, paths = page(demo, SummaryTab), page(demo, PathsTab)
    bar = Bar("organic", 1.0, "")
    summary.chart.bar_clicked.emit(bar)
    assert all(tab.focus == "organic" for tab in demo.window.tabs)
    assert [row[0] for row in paths.patterns.shown_texts()] == [
        "paid_search → organic → email → direct",
        "organic → referral → direct",
    ]
    summary.chart.bar_clicked.emit(bar)
    assert all(tab.focus is None for tab in demo.window.tabs)
    assert len(paths.patterns.shown_texts()) == 5


def test_a_focus_outlives_other_settings_but_not_its_project(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    page(demo, SummaryTab).channel_focused.emit("social")
    demo.session.change_settings(replace(demo.session.settings, model="last_touch"))
    settled()
    roi = page(demo, ChannelRoiTab)
    selected = {index.row() for index in roi.table.selectedIndexes()}
    assert [roi.table.shown_texts()[row][0] for row in selected] == ["social"]
    demo.session.create(tmp_path / "new.attribution", "New", "EUR", "UTC")
    settled()
    assert roi.focus is None
    assert bar_of(demo).chips.texts == ()


def test_rows_are_chosen_and_opened_by_keyboard(demo: Program, qtbot: QtBot) -> None:
    roi = page(demo, ChannelRoiTab)
    demo.window.show_tab(roi.slug)
    asked: list[JourneyQuery] = []
    roi.journeys_requested.connect(asked.append)
    roi.table.setFocus()
    roi.table.setCurrentIndex(roi.table.model().index(1, 0))
    QTest.keyClick(roi.table, Qt.Key.Key_Space)
    assert roi.focus == "email"
    QTest.keyClick(roi.table, Qt.Key.Key_Return)
    assert asked == [JourneyQuery(channels=("email",))]
    roi.table.setCurrentIndex(roi.table.model().index(roi.table.model().rowCount() - 1, 0))
    QTest.keyClick(roi.table, Qt.Key.Key_Return)
    assert len(asked) == 1


# Channel ROI


def test_return_is_coloured_around_break_even(demo: Program, settled: Settled) -> None:
    roi = page(demo, ChannelRoiTab)

    def signs() -> dict[str, int]:
        model = roi.table.model()
        column = roi.table.figures.columns.index(
            next(one for one in roi.table.figures.columns if one.title == "ROAS")
        )
        return {
            str(model.index(row, 0).data()): model.index(row, column).data(Role.SIGN)
            for row in range(model.rowCount())
        }

    assert signs()["paid_search"] == 1
    demo.session.change_settings(replace(demo.session.settings, margin=0.5))
    settled()
    assert signs()["paid_search"] == -1
    assert signs()["email"] == 1
    assert signs()["direct"] == 0


def test_points_tell_spend_revenue_and_return(demo: Program) -> None:
    roi = page(demo, ChannelRoiTab)
    points = {mark.payload.label: mark for mark in roi.scatter._marks}  # type: ignore[attr-defined]  # points of the scatter
    assert set(points) == {"paid_search", "email", "referral", "social", "display"}
    assert "Spend: 168.00 USD" in points["paid_search"].tooltip
    assert "ROAS: 1.79×" in points["paid_search"].tooltip


# Model comparison


def test_the_chain_is_computed_on_request_and_drawn(demo: Program, settled: Settled) -> None:
    comparison = page(demo, ModelComparisonTab)
    demo.window.show_tab(comparison.slug)
    comparison.view.setCurrentText("Markov transitions")
    assert comparison.chain.offer.isVisible()
    QTest.keyClick(comparison.chain.offer, Qt.Key.Key_Space)
    settled()
    assert "markov" in demo.session.settings.models
    cells = {
        (mark.payload.row, mark.payload.column): mark.value  # type: ignore[attr-defined]  # cells of the matrix
        for mark in comparison.chain.chart._marks
    }
    assert cells["(start)", "paid_search"] == pytest.approx(0.4)
    assert cells["direct", "(conversion)"] == pytest.approx(1.0)
    assert cells["direct", "email"] is None


def test_arcs_of_the_chain_lead_to_their_journeys(demo: Program) -> None:
    comparison = page(demo, ModelComparisonTab)
    asked: list[JourneyQuery] = []
    comparison.journeys_requested.connect(asked.append)
    for row, column in (
        ("(start)", "email"),
        ("email", "direct"),
        ("direct", "(conversion)"),
        ("email", "(null)"),
        ("radio", "email"),
    ):
        comparison.chain.chart.journeys_wanted.emit(HeatCell(row, column, 1.0, "", ""))
    assert asked == [
        JourneyQuery(outcome=Outcome.ALL, begins=("email",)),
        JourneyQuery(outcome=Outcome.ALL, contains=("email", "direct")),
        JourneyQuery(ends=("direct",)),
        JourneyQuery(outcome=Outcome.NOT_CONVERTING, ends=("email",)),
    ]


def test_the_disagreement_is_told_in_money(demo: Program) -> None:
    comparison = page(demo, ModelComparisonTab)
    titles = [column.title for column in comparison.table.figures.columns]
    rows = {row[0]: row for row in comparison.table.shown_texts()}
    assert rows["direct"][titles.index("Disagreement")] == "479.97"


# Paths


def test_every_picture_of_the_paths_filters_the_others(demo: Program) -> None:
    paths = page(demo, PathsTab)
    paths.lengths.bar_clicked.emit(Bin("3", 3.0))
    assert paths.chips.texts == ("Path of 3 touches",)
    assert len(paths.patterns.shown_texts()) == 3
    assert sum(mark.value or 0 for mark in paths.lags._marks) == 3
    assert sum(mark.value or 0 for mark in paths.matrix._marks) == 3
    assert sum(mark.value or 0 for mark in paths.lengths._marks) == 5
    paths.matrix.bar_clicked.emit(HeatCell("organic", "direct", 1.0, "", ""))
    assert [row[0] for row in paths.patterns.shown_texts()] == ["organic → referral → direct"]
    paths.lengths.bar_clicked.emit(Bin("3", 3.0))
    assert paths.chips.texts == ("First touch organic", "Last touch direct")
    chip = paths.chips.chip("FIRST")
    assert chip is not None
    chip.click()
    assert paths.chips.texts == ()
    assert len(paths.patterns.shown_texts()) == 5


def test_a_part_of_the_flow_keeps_the_paths_that_pass_it(demo: Program) -> None:
    paths = page(demo, PathsTab)
    link = next(
        mark.payload
        for mark in paths.flow._marks
        if getattr(mark.payload, "source", "") == "paid_search"
        and getattr(mark.payload, "target", "") == "organic"
    )
    paths.flow.bar_clicked.emit(link)
    assert [row[0] for row in paths.patterns.shown_texts()] == [
        "paid_search → organic → email → direct"
    ]
    assert paths.chips.texts == ("With touch 1 paid_search, touch 2 organic",)
    paths.flow.bar_clicked.emit(link)
    assert len(paths.patterns.shown_texts()) == 5


def test_every_picture_of_the_paths_leads_to_its_journeys(demo: Program) -> None:
    paths = page(demo, PathsTab)
    asked: list[JourneyQuery] = []
    paths.journeys_requested.connect(asked.append)
    paths.lengths.journeys_wanted.emit(Bin("3", 3.0))
    paths.lags.journeys_wanted.emit(Bin("8–14", 2.0))
    paths.matrix.journeys_wanted.emit(HeatCell("organic", "direct", 1.0, "", ""))
    paths.flow.journeys_wanted.emit(paths.flow._marks[0].payload)
    row = [texts[0] for texts in paths.patterns.shown_texts()].index("social → direct")
    paths.patterns.journeys_wanted.emit(row)
    assert asked == [
        JourneyQuery(least_touches=3, most_touches=3),
        JourneyQuery(least_days=8.0, most_days=15.0),
        JourneyQuery(begins=("organic",), ends=("direct",)),
        JourneyQuery(outcome=Outcome.ALL, begins=("paid_search",)),
        JourneyQuery(path=("social", "direct")),
    ]


def test_patterns_that_are_not_shown_in_reports_are_looked_through_too(
    program: Program, settled: Settled, tmp_path: Path
) -> None:
    path, file = tmp_path / "many.attribution", tmp_path / "paths.csv"
    file.write_text("path\n" + "\n".join(f"c{number:02}" for number in range(25)) + "\n")
    with create_project(path, name="Many") as project:
        import_journeys(project, file, ImportOptions(format=ImportFormat.JOURNEYS))
    program.session.open(path)
    settled()
    paths = page(program, PathsTab)
    assert len(paths.patterns.shown_texts()) == 25
    paths.channel_focused.emit("c24")
    assert [row[0] for row in paths.patterns.shown_texts()] == ["c24"]
