"""Sentences of the Summary page lead to as many journeys as they say."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from attribution_desktop.ui.application import Program
from attribution_desktop.ui.tabs.journeys import JourneysTab
from attribution_desktop.ui.tabs.summary import SummaryTab
from attribution_desktop.ui.widgets.statement import Statement

Settled = Callable[[], None]


def found_after(program: Program, statement: Statement, words: str, settled: Settled) -> str:
    way = next(way for way in statement.ways if words in way.text().replace("&", ""))
    way.trigger()
    settled()
    tab = program.window.tab
    assert isinstance(tab, JourneysTab)
    return tab.found_text


def test_the_reconciling_line_leads_to_the_journeys_it_counts(
    demo: Program, summary: SummaryTab, settled: Settled
) -> None:
    line = summary.reconciliation
    assert line.text().startswith("5 conversions = 5 credited + 0 without a touchpoint")
    assert found_after(demo, line, "all conversions", settled).startswith("5 journeys: 5 conv")


def test_a_finding_about_a_channel_leads_to_the_journeys_that_touch_it(
    demo: Program, summary: SummaryTab, settled: Settled
) -> None:
    analysed = summary.analysed
    assert analysed is not None
    touched = {row.channel: row.touched_conversions for row in analysed.analysis.channel_figures}
    led = 0
    for number, words in enumerate(summary.insights.sentences):
        statement = summary.insights.statement(number)
        for way in statement.ways:
            (channel,) = way.data().channels
            assert channel in words
            text = found_after(demo, statement, "Show journeys", settled)
            assert text.startswith(f"{touched[channel]:.0f} journey")
            led += 1
    assert led


def test_without_an_untouched_order_there_is_no_way_to_one(summary: SummaryTab) -> None:
    assert len(summary.reconciliation.ways) == 1


def test_the_reconciling_line_is_reached_by_keyboard_and_copied(summary: SummaryTab) -> None:
    line = summary.reconciliation
    assert line.focusPolicy() & Qt.FocusPolicy.TabFocus
    next(action for action in line.actions() if action.text() == "&Copy").trigger()
    assert QGuiApplication.clipboard().text() == line.text()
