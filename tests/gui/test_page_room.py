"""What pages do with the room there is, and what they offer where data are missing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QSplitter
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.imports import ImportFormat, ImportOptions
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.tabs.budget import BudgetTab
from attribution_desktop.ui.tabs.channel_roi import ChannelRoiTab
from attribution_desktop.ui.tabs.paths import PathsTab
from attribution_desktop.ui.tabs.summary import SummaryTab
from attribution_desktop.ui.tabs.yielding_splitter import YieldingSplitter

Settled = Callable[[], None]


def page(program: Program, kind: type) -> object:
    return next(tab for tab in program.window.tabs if isinstance(tab, kind))


@pytest.fixture
def unpaid(program: Program, settled: Settled, tmp_path: Path) -> Program:
    """A project with a journey and no spend."""
    file = tmp_path / "events.csv"
    file.write_text("customer,channel,timestamp,order,value\nc1,email,2026-08-02,A-1,50.00\n")
    program.session.create(tmp_path / "new.attribution", "New", "EUR", "UTC")
    settled()
    program.session.import_file(file, ImportOptions())
    settled()
    return program


def dismiss_spend_chooser(program: Program) -> None:
    chooser = program.window.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    assert chooser.windowTitle() == "Import spend"
    chooser.reject()


def test_without_spend_the_returns_offer_to_import_some(unpaid: Program, settled: Settled) -> None:
    returns = page(unpaid, ChannelRoiTab)
    assert isinstance(returns, ChannelRoiTab)
    unpaid.window.show_tab(returns.slug)
    settled()
    assert returns.spend_offer.isVisible()
    returns.spend_offer.click()
    dismiss_spend_chooser(unpaid)


def test_without_spend_the_budget_offers_to_import_some_in_place_of_charts_and_levers(
    unpaid: Program, settled: Settled
) -> None:
    budget = page(unpaid, BudgetTab)
    assert isinstance(budget, BudgetTab)
    unpaid.window.show_tab(budget.slug)
    settled()
    assert not budget.has_content
    assert not budget.pictures.curve.isVisible()
    assert not budget.asking.isVisible()
    assert budget.panel.text == (
        "No spend is recorded in this period, so there is nothing to split by."
    )
    button = next(one for one in budget.panel.findChildren(QPushButton) if one.isVisible())
    assert button.accessibleName() == "Import spend…"
    button.click()
    dismiss_spend_chooser(unpaid)


def test_without_spend_a_profit_is_no_gain_and_says_that_nothing_is_taken_off(
    unpaid: Program, settled: Settled, tmp_path: Path
) -> None:
    summary, returns = page(unpaid, SummaryTab), page(unpaid, ChannelRoiTab)
    assert isinstance(summary, SummaryTab)
    assert isinstance(returns, ChannelRoiTab)

    def profit() -> object:
        model = returns.table.model()
        column = next(
            place
            for place in range(model.columnCount())
            if model.headerData(place, Qt.Orientation.Horizontal).startswith("Profit")
        )
        return model.index(0, column).data()

    assert (summary.spend.change, summary.profit.change) == (
        "None is recorded",
        "Before spend: none is recorded",
    )
    assert profit() == "50.00"
    file = tmp_path / "spend.csv"
    file.write_text("date,channel,cost\n2026-08-02,email,10.00\n")
    unpaid.session.import_file(file, ImportOptions(format=ImportFormat.SPEND))
    settled()
    assert (summary.spend.change, summary.profit.change) == ("", "")
    assert profit() == "+40.00"


def test_the_budget_is_planned_as_soon_as_there_is_spend(
    unpaid: Program, settled: Settled, tmp_path: Path
) -> None:
    budget = page(unpaid, BudgetTab)
    assert isinstance(budget, BudgetTab)
    unpaid.window.show_tab(budget.slug)
    settled()
    file = tmp_path / "spend.csv"
    file.write_text("date,channel,cost\n2026-08-02,email,10.00\n")
    unpaid.session.import_file(file, ImportOptions(format=ImportFormat.SPEND))
    settled()
    assert budget.has_content
    assert budget.plan is not None
    assert budget.amount.value() == 10


def test_with_spend_there_is_nothing_to_offer(demo: Program, settled: Settled) -> None:
    returns = page(demo, ChannelRoiTab)
    assert isinstance(returns, ChannelRoiTab)
    demo.window.show_tab(returns.slug)
    settled()
    assert not returns.spend_offer.isVisible()


def test_below_a_chart_with_room_to_spare_stands_its_table(demo: Program, settled: Settled) -> None:
    summary = page(demo, SummaryTab)
    assert isinstance(summary, SummaryTab)
    for height, has_room in ((1080, True), (768, False), (1080, True)):
        demo.window.resize(1920, height)
        settled()
        assert summary.views.shows_both is has_room
    summary.view.setCurrentIndex(1)
    settled()
    assert not summary.chart.isVisible()
    assert summary.table.isVisible()
    demo.window.resize(1280, 800)
    settled()
    assert not summary.chart.isVisible()


def test_findings_have_the_height_they_ask_for_until_a_hand_decides(
    demo: Program, settled: Settled, qtbot: QtBot
) -> None:
    splitter = demo.window.findChild(YieldingSplitter)
    assert isinstance(splitter, YieldingSplitter)

    def fits() -> bool:
        return splitter.sizes()[1] == splitter.widget(1).sizeHint().height()

    demo.window.resize(1920, 1080)
    qtbot.waitUntil(fits)
    trend, findings = splitter.sizes()
    assert trend > 2 * findings
    assert splitter.saveState().isEmpty()
    demo.window.resize(1920, 980)
    qtbot.waitUntil(lambda: splitter.sizes() == [trend - 100, findings])
    splitter.setSizes([200, 400])
    splitter.splitterMoved.emit(200, 1)
    demo.window.resize(1920, 1000)
    settled()
    assert splitter.sizes()[1] != findings
    assert not splitter.saveState().isEmpty()


def test_figures_keep_their_width_and_the_chart_of_returns_takes_the_rest(
    demo: Program, settled: Settled
) -> None:
    returns = page(demo, ChannelRoiTab)
    assert isinstance(returns, ChannelRoiTab)
    demo.window.show_tab(returns.slug)
    demo.window.resize(1920, 1080)
    settled()
    splitter = returns.findChild(QSplitter, "channel-roi-page")
    assert isinstance(splitter, QSplitter)
    figures, chart = splitter.sizes()
    assert figures <= 1000
    assert chart > 800


def test_paths_tell_their_touches_only_where_repeats_are_one_step(
    demo: Program, settled: Settled
) -> None:
    paths = page(demo, PathsTab)
    assert isinstance(paths, PathsTab)
    columns = len(paths.patterns.figures.columns)
    demo.window.filter.more.repeats.click()
    settled()
    assert len(paths.patterns.figures.columns) == columns + 1
    assert paths.patterns.figures.columns[-1].title == "Average\ntouches"


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_no_table_of_paths_is_moved_sideways_even_with_large_amounts(
    program: Program, settled: Settled, tmp_path: Path, width: int
) -> None:
    file = tmp_path / "events.csv"
    channels = [f"A channel whose name is long {n}" for n in range(6)]
    rows = [
        f"c{customer},{channels[(customer + step) % 6]},2026-08-0{step + 1},{order},"
        for customer in range(12)
        for step, order in enumerate(("", "", f"A-{customer}"))
    ]
    lines = [f"{row}98765432.10" if ",A-" in row else row for row in rows]
    file.write_text("\n".join(["customer,channel,timestamp,order,value", *lines]))
    program.session.create(tmp_path / "new.attribution", "New", "EUR", "UTC")
    settled()
    program.session.import_file(file, ImportOptions())
    settled()
    paths = page(program, PathsTab)
    assert isinstance(paths, PathsTab)
    program.window.show_tab(paths.slug)
    program.window.resize(width, 768)
    settled()
    assert paths.patterns.figures.rowCount() > 3
    assert paths.patterns.horizontalScrollBar().maximum() == 0


def test_notes_of_a_narrow_pane_are_shorter_and_never_cut(demo: Program, settled: Settled) -> None:
    paths = page(demo, PathsTab)
    assert isinstance(paths, PathsTab)
    demo.window.show_tab(paths.slug)
    demo.window.resize(1280, 800)
    settled()
    texts = [label.text() for label in paths.findChildren(QLabel)]
    assert "median 7.0 days" in texts
