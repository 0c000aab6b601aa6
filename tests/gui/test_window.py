"""The window as a whole: opening, showing, refreshing, remembering, closing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QTableView,
)
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.errors import Cancelled
from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY
from attribution_desktop.services.catalogue import available_models
from attribution_desktop.services.projects import create_demo_project, create_project
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.dialogs.import_file import ImportDialog
from attribution_desktop.ui.places import Places
from attribution_desktop.ui.tabs.budget import BudgetTab
from attribution_desktop.ui.tabs.channel_roi import ChannelRoiTab
from attribution_desktop.ui.tabs.model_comparison import ModelComparisonTab
from attribution_desktop.ui.tabs.paths import PathsTab
from attribution_desktop.ui.tabs.summary import SummaryTab
from attribution_desktop.ui.tasks import Job, Step

Settled = Callable[[], None]
EVENTS = (
    "customer,channel,timestamp,order,value\n"
    "c1,email,2026-08-01T10:00:00Z,,\n"
    "c1,<b>tv</b>,2026-08-02T10:00:00Z,A-1,50.00\n"
    "c2,email,never,,\n"
)


def test_without_a_project_the_welcome_page_is_shown(program: Program) -> None:
    assert program.window.is_welcoming
    assert not program.window.actions_.export.isEnabled()
    assert "No project" in program.window.status.text


def test_the_demo_fills_every_tab(demo: Program) -> None:
    window = demo.window
    assert not window.is_welcoming
    assert all(tab.has_content for tab in window.tabs)
    summary, roi, comparison, paths, budget = window.tabs
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
    assert paths.statistics.texts[0] == "3.00"
    assert ["paid_search ×3", "1"] in [row[:2] for row in paths.patterns.shown_texts()]
    assert isinstance(budget, BudgetTab)
    assert budget.amount.value() == 406.00
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


def test_a_tracked_journey_refreshes_every_tab(
    demo: Program, settled: Settled, qtbot: QtBot
) -> None:
    dialog = demo.window.conversations.open_track_journey()
    assert dialog is not None
    assert not dialog.store.isEnabled()
    assert "customer" in dialog.reason
    qtbot.keyClicks(dialog.customer, "customer-9")
    qtbot.keyClicks(dialog.order, "ORD-2000")
    qtbot.keyClicks(dialog.value, "120.05")
    dialog.touches.rows[0].channel.setCurrentText("podcast")
    assert dialog.store.isEnabled()
    dialog.store.click()
    settled()
    texts = [tab.table.shown_texts() for tab in demo.window.tabs if hasattr(tab, "table")]
    assert all(any(row[0] == "podcast" for row in table) for table in texts)
    paths = next(tab for tab in demo.window.tabs if isinstance(tab, PathsTab))
    assert any(row[0] == "podcast" for row in paths.patterns.shown_texts())
    assert "ORD-2000" in demo.window.notice.text


def test_a_refused_journey_stays_in_the_dialog(demo: Program, settled: Settled) -> None:
    dialog = demo.window.conversations.open_track_journey()
    assert dialog is not None
    dialog.customer.setText("somebody-else")
    dialog.order.setText("ORD-1001")
    dialog.value.setText("1.00")
    dialog.touches.rows[0].channel.setCurrentText("email")
    dialog.store.click()
    settled()
    assert dialog.isVisible()
    assert "ORD-1001" in dialog.fault.text()
    assert dialog.customer.text() == "somebody-else"
    assert dialog.store.isEnabled()
    dialog.reject()


def test_impossible_input_is_named_where_it_stands(demo: Program) -> None:
    dialog = demo.window.conversations.open_track_journey()
    assert dialog is not None
    dialog.value.setText("12,5")
    dialog.value.textEdited.emit("12,5")
    late = dialog.converted_at.instant + MICROSECONDS_PER_DAY
    dialog.touches.add_touch(late, "email")
    _, _, value, touches = dialog.messages
    assert "199.99" in value
    assert touches == "Touch 2 comes after the conversion."
    assert not dialog.store.isEnabled()
    dialog.reject()


def test_touches_can_be_moved_and_removed(demo: Program) -> None:
    dialog = demo.window.conversations.open_track_journey()
    assert dialog is not None
    editor = dialog.touches
    editor.rows[0].channel.setCurrentText("first")
    editor.add_touch(editor.rows[0].moment.instant, "second")
    editor.rows[1].up.click()
    assert [touch.channel for touch in editor.touches()] == ["second", "first"]
    editor.rows[0].remove.click()
    assert [touch.channel for touch in editor.touches()] == ["first"]
    assert not editor.rows[0].remove.isEnabled()
    dialog.reject()


def test_an_imported_file_accounts_for_every_row(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    file = tmp_path / "events.csv"
    file.write_text(EVENTS)
    demo.window.import_file(file)
    dialog = demo.window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    settled()
    assert dialog.fields["customer"].currentText() == "customer"
    dialog.import_button.click()
    settled()
    assert dialog.has_result
    assert dialog.outcome.sentences[0].startswith("3 rows read = 2 imported + 0 duplicates + 1 rej")
    assert dialog.outcome.rejects.shown_texts()[0][1] == "4"
    dialog.reject()


def test_markup_in_channel_names_stays_literal(
    program: Program, settled: Settled, tmp_path: Path
) -> None:
    file = tmp_path / "events.csv"
    file.write_text(EVENTS)
    program.window.import_file(file)
    settled()
    dialog = program.window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    dialog.import_button.click()
    settled()
    dialog.reject()
    summary = program.window.tabs[0]
    assert isinstance(summary, SummaryTab)
    assert "<b>tv</b>" in [row[0] for row in summary.table.shown_texts()]
    showing = [label for label in program.window.findChildren(QLabel) if "<b>" in label.text()]
    assert showing
    assert {label.textFormat() for label in showing} == {Qt.TextFormat.PlainText}


def test_a_cancelled_import_leaves_no_trace(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    file = tmp_path / "many.csv"
    lines = [f"c{n},email,2026-08-01T10:00:00Z,," for n in range(200_000)]
    file.write_text("customer,channel,timestamp,order,value\n" + "\n".join(lines))
    demo.window.import_file(file)
    dialog = demo.window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    settled()
    failures: list[BaseException] = []
    demo.session.import_failed.connect(failures.append)
    dialog.import_button.click()
    dialog.reject()
    settled()
    assert [type(error) for error in failures] == [Cancelled]
    assert "Nothing was imported" in dialog.message.text()
    assert dialog.isVisible()
    dialog.reject()
    demo.session.refresh()
    settled()
    assert "15 touchpoints" in demo.window.status.text


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


def test_a_dropped_file_opens_the_import(demo: Program, settled: Settled, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(EVENTS)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    demo.window.dropEvent(
        QDropEvent(
            QPoint(10, 10),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    settled()
    dialog = demo.window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    assert dialog.isVisible()
    dialog.reject()


@pytest.mark.parametrize("suffix", ["pdf", "json", "zip"])
def test_a_report_is_written_in_the_format_of_its_name(
    demo: Program, settled: Settled, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"report.{suffix}"
    demo.window.conversations.export_requested.emit(path)
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
    assert not list(places.demo.parent.glob("demo.attribution-*"))
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


def test_the_export_dialog_takes_a_file_name(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    demo.window.actions_.export_pdf.trigger()
    dialog = demo.window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("report")
    dialog.accept()
    settled()
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_an_unexpected_error_is_shown_and_the_window_lives(
    demo: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    error = RuntimeError("<b>boom</b>")
    demo.tell_unexpected(RuntimeError, error, None)
    assert "RuntimeError" in demo.window.notice.text
    assert demo.window.isVisible()
    assert "boom" in capsys.readouterr().err


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
