"""The window as a whole: opening, showing, refreshing, remembering, closing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QPushButton,
    QTableView,
)
from pytestqt.qtbot import QtBot

from attribution_desktop.services.catalogue import available_models
from attribution_desktop.services.projects import create_demo_project, create_project
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.export_wish import ExportWish
from attribution_desktop.ui.places import Places
from attribution_desktop.ui.tabs.budget import BudgetTab
from attribution_desktop.ui.tabs.channel_roi import ChannelRoiTab
from attribution_desktop.ui.tabs.journeys import JourneysTab
from attribution_desktop.ui.tabs.model_comparison import ModelComparisonTab
from attribution_desktop.ui.tabs.paths import PathsTab
from attribution_desktop.ui.tabs.summary import SummaryTab
from attribution_desktop.ui.tasks import Job, Step

Settled = Callable[[], None]


def test_without_a_project_the_welcome_page_is_shown(program: Program) -> None:
    assert program.window.is_welcoming
    assert not program.window.actions_.export.isEnabled()
    assert "No project" in program.window.status.text


def test_the_demo_fills_every_tab(demo: Program) -> None:
    window = demo.window
    assert not window.is_welcoming
    assert all(tab.has_content for tab in window.tabs)
    summary, roi, comparison, paths, budget, journeys = window.tabs
    assert isinstance(summary, SummaryTab)
    assert summary.revenue.text == "879.95"
    assert summary.reconciliation.text().endswith("= 879.95 USD")
    assert isinstance(roi, ChannelRoiTab)
    assert roi.table.shown_texts()[0][:3] == ["paid_search", "168.00", "299.99"]
    assert roi.table.shown_texts()[-1][0] == "Total"
    assert isinstance(comparison, ModelComparisonTab)
    assert comparison.table.shown_texts()[0][1:3] == ["449.98", "249.99"]
    assert any("disagree most" in words for words in comparison.findings.sentences)
    assert isinstance(paths, PathsTab)
    assert paths.lengths_note.startswith("average 3.00")
    assert ["paid_search ×3", "1"] in [row[:2] for row in paths.patterns.shown_texts()]
    assert isinstance(budget, BudgetTab)
    assert budget.amount.value() == 406.00
    assert isinstance(journeys, JourneysTab)
    assert "5 conversions" in window.status.text
    assert "15 touchpoints" in window.status.text


def test_a_recommended_split_adds_up_to_the_budget(demo: Program) -> None:
    budget = next(tab for tab in demo.window.tabs if isinstance(tab, BudgetTab))
    budget.amount.setValue(1000.01)
    budget.recommend()
    assert budget.plan is not None
    assert round(sum(row.recommended_spend for row in budget.plan.channels), 2) == 1000.01
    assert budget.table.shown_texts()[-1][2] == "1,000.01"


def test_another_model_moves_the_credit(demo: Program, settled: Settled) -> None:
    window = demo.window
    window.filter.model.setCurrentIndex(window.filter.model.findData("last_touch"))
    window.filter.model.activated.emit(window.filter.model.currentIndex())
    settled()
    summary = window.tabs[0]
    assert isinstance(summary, SummaryTab)
    assert summary.table.shown_texts()[0][:2] == ["direct", "479.97"]
    assert window.filter.reset.isVisible()
    window.filter.reset.click()
    settled()
    assert summary.table.shown_texts()[0][:2] == ["paid_search", "299.99"]
    assert not window.filter.reset.isVisible()


def test_a_filter_that_matches_nothing_says_so_and_can_be_cleared(
    demo: Program, settled: Settled
) -> None:
    demo.session.change_settings(
        replace(demo.session.settings, start=date(2020, 1, 1), end=date(2020, 1, 2))
    )
    settled()
    tab = demo.window.tab
    assert tab.panel.heading == "Nothing matches the filter"
    tab.panel.action_requested.emit("clear-filter")
    settled()
    assert tab.has_content


def test_a_project_without_data_offers_the_import(
    program: Program, settled: Settled, tmp_path: Path
) -> None:
    program.session.create(tmp_path / "new.attribution", "New", "EUR", "Europe/Berlin")
    settled()
    assert {tab.panel.heading for tab in program.window.tabs} == {"No journeys yet"}
    assert not any(tab.has_content for tab in program.window.tabs)


def test_a_file_that_is_no_project_is_refused_and_the_demo_stays(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    file = tmp_path / "letter.attribution"
    file.write_text("Dear Sir or Madam, " * 100)
    demo.session.open(file)
    settled()
    assert demo.window.notice.isVisible()
    assert "letter.attribution" in demo.window.notice.text
    assert demo.window.tab.has_content


@pytest.mark.parametrize("suffix", ["pdf", "json", "zip"])
def test_a_report_is_written_in_the_format_of_its_name(
    demo: Program, settled: Settled, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"report.{suffix}"
    demo.wiring.conversations.export_requested.emit(path, ExportWish())
    settled()
    assert path.stat().st_size > 0
    assert str(path) in demo.window.notice.text


def test_keys_lead_to_the_pages(demo: Program, qtbot: QtBot) -> None:
    demo.window.activateWindow()
    for number, tab in enumerate(demo.window.tabs, start=1):
        demo.window.actions_.pages[number - 1].trigger()
        assert demo.window.tab is tab


def test_theme_tab_and_project_are_remembered(
    application: QApplication, places: Places, demo: Program, settled: Settled
) -> None:
    demo.window.actions_.light.trigger()
    demo.window.show_tab("paths")
    demo.window.close()
    again = Program(application, places, has_native_dialogs=False)
    try:
        assert again.window.tab.slug == "paths"
        assert again.window.actions_.light.isChecked()
        again.open_at_start(None)
        again.session.shut_down()
    finally:
        again.shut_down()


def test_closing_the_window_leaves_the_project_to_others(demo: Program, places: Places) -> None:
    demo.session.refresh()
    demo.window.close()
    assert not demo.session.is_busy
    beside = [f"demo.attribution{ending}" for ending in ("-wal", "-shm", "-journal", ".lock")]
    assert not [name for name in beside if places.demo.with_name(name).exists()]
    places.demo.rename(places.demo.with_name("moved.attribution"))


def test_a_closed_project_leads_back_to_the_welcome_page(demo: Program, settled: Settled) -> None:
    demo.window.actions_.close_project.trigger()
    settled()
    assert demo.window.is_welcoming


def test_a_project_opened_again_keeps_its_data(
    program: Program, settled: Settled, tmp_path: Path
) -> None:
    path = tmp_path / "shop.attribution"
    create_project(path, name="Shop").close()
    program.session.open(path)
    settled()
    program.session.open(path)
    settled()
    assert program.session.facts is not None
    assert program.session.facts.name == "Shop"
    assert not program.window.notice.isVisible()


def test_every_control_can_be_told_apart_by_a_screen_reader(demo: Program) -> None:
    unnamed = [
        control
        for kind in (QAbstractSpinBox, QComboBox, QPushButton, QTableView)
        for control in demo.window.findChildren(kind)
        if not (control.accessibleName() or getattr(control, "text", str)())
        and control.objectName() != "qt_tableview"
        and control.isVisible()
    ]
    assert unnamed == []


def test_a_project_that_is_open_elsewhere_can_be_read(
    program: Program, settled: Settled, tmp_path: Path
) -> None:
    path = tmp_path / "shared.attribution"
    with create_demo_project(path):
        program.session.open(path)
        settled()
        assert program.session.facts is not None
        assert not program.session.facts.is_writable
        assert program.window.tab.has_content
        assert not program.window.actions_.track_journey.isEnabled()
        assert "reading only" in program.window.notice.text
    program.session.close()
    settled()


def test_work_shows_itself_only_after_half_a_second(program: Program, qtbot: QtBot) -> None:
    status = program.window.work
    job = Job("Importing a.csv", lambda _: None, print, print)
    status.begin(job)
    status.advance(Step("reading", 1_000, 4_000))
    assert not status.isVisible()
    qtbot.waitUntil(status.isVisible, timeout=2_000)
    assert status.text == "Importing a.csv: reading 1,000 of 4,000"
    status.end()
    assert not status.isVisible()


@pytest.mark.parametrize("model", [model.id for model in available_models()])
def test_every_model_can_be_chosen(demo: Program, settled: Settled, model: str) -> None:
    demo.session.change_settings(replace(demo.session.settings, model=model))
    settled()
    assert all(tab.has_content for tab in demo.window.tabs)
    assert demo.window.filter.model.currentData() == model
    summary = demo.window.tabs[0]
    assert isinstance(summary, SummaryTab)
    assert summary.table.shown_texts()[-1][1] == "879.95"
