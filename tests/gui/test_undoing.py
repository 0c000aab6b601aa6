"""Undo and redo on the real window, by keyboard."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.budget import BudgetRequest, Scenario
from attribution_desktop.domain.channel_rules import DEFAULT_RULES, ChannelRule
from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.services.channel_rules import channel_rules
from attribution_desktop.services.project_settings import change_setting
from attribution_desktop.ui.application import Program

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_JOURNEY = TrackedJourney(
    "zoe", "Z1", 50_000_000, 1_789_000_000_000_000, (TrackedTouch("radio", 1_788_900_000_000_000),)
)

Wait = Callable[[], None]


@pytest.fixture
def undo(demo: Program, settled: Wait) -> Wait:
    def press() -> None:
        demo.window.setFocus()
        QTest.keyClick(demo.window, Qt.Key.Key_Z, _CONTROL)
        settled()

    return press


@pytest.fixture
def redo(demo: Program, settled: Wait) -> Wait:
    def press() -> None:
        demo.window.setFocus()
        QTest.keyClick(demo.window, Qt.Key.Key_Z, _CONTROL | _SHIFT)
        settled()

    return press


def _orders(program: Program) -> str:
    analysed = program.session.analysed
    assert analysed is not None
    return f"{analysed.analysis.summary.conversions:g}"


def test_nothing_done_is_nothing_to_undo(demo: Program) -> None:
    do = demo.window.actions_
    assert not do.undo.isEnabled()
    assert not do.redo.isEnabled()
    assert do.undo.text() == "&Undo"


def test_a_tracked_journey_is_undone_and_done_again(
    demo: Program, settled: Wait, undo: Wait, redo: Wait
) -> None:
    demo.session.track(_JOURNEY)
    settled()
    do = demo.window.actions_
    assert do.undo.text() == "&Undo Tracking of order Z1"
    assert demo.window.notice.text == "Order Z1 was stored with 1 touch."
    assert _orders(demo) == "6"
    undo()
    assert _orders(demo) == "5"
    assert do.redo.text() == "&Redo Tracking of order Z1"
    assert demo.window.notice.text == "Undone: Tracking of order Z1."
    redo()
    assert _orders(demo) == "6"
    assert not do.redo.isEnabled()


def test_an_import_is_undone_and_done_again(
    demo: Program, settled: Wait, undo: Wait, redo: Wait, tmp_path: Path
) -> None:
    file = tmp_path / "R&D shop.csv"
    file.write_text("customer,channel,timestamp,order,value\nann,radio,2026-09-08T10:00:00Z,X1,9\n")
    demo.session.import_file(file, ImportOptions())
    settled()
    do = demo.window.actions_
    assert do.undo.text() == "&Undo Import of R&&D shop.csv"
    assert _orders(demo) == "6"
    undo()
    assert (_orders(demo), do.undo.isEnabled()) == ("5", False)
    redo()
    assert (_orders(demo), do.undo.text()) == ("6", "&Undo Import of R&&D shop.csv")
    undo()
    assert _orders(demo) == "5"


def test_the_filter_and_the_data_are_undone_in_the_order_of_doing(
    demo: Program, settled: Wait, undo: Wait
) -> None:
    session, do = demo.session, demo.window.actions_
    before = session.settings
    session.track(_JOURNEY)
    settled()
    session.change_settings(replace(before, model="last_touch"))
    settled()
    assert do.undo.text() == "&Undo Change of model"
    undo()
    assert session.settings == before
    assert _orders(demo) == "6"
    undo()
    assert _orders(demo) == "5"
    assert not do.undo.isEnabled()


def test_the_notice_offers_to_undo(demo: Program, settled: Wait, qtbot: QtBot) -> None:
    demo.session.track(_JOURNEY)
    settled()
    button = next(
        widget
        for widget in demo.window.notice.findChildren(QWidget)
        if widget.accessibleName() == "Undo" and widget.isVisible()
    )
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    settled()
    assert _orders(demo) == "5"
    assert demo.window.notice.text == "Undone: Tracking of order Z1."


def test_what_was_done_before_the_program_was_started_can_be_undone(
    demo: Program, settled: Wait, undo: Wait
) -> None:
    demo.session.track(_JOURNEY)
    settled()
    path = demo.session.facts.path if demo.session.facts else Path()
    demo.window.actions_.close_project.trigger()
    settled()
    assert not demo.window.actions_.undo.isEnabled()
    demo.session.open(path)
    settled()
    assert demo.window.actions_.undo.text() == "&Undo Tracking of order Z1"
    undo()
    assert _orders(demo) == "5"


def test_steps_are_undone_one_after_the_other(demo: Program, settled: Wait, undo: Wait) -> None:
    demo.session.track(_JOURNEY)
    settled()
    later = replace(_JOURNEY, order="Z2", converted_at=_JOURNEY.converted_at + 1)
    demo.session.track(later)
    settled()
    undo()
    undo()
    assert _orders(demo) == "5"
    assert demo.window.actions_.redo.isEnabled()


def test_channel_rules_are_put_back(demo: Program, settled: Wait, undo: Wait, redo: Wait) -> None:
    rules = demo.wiring.features.rules
    brand = (ChannelRule("Brand", "google"), *DEFAULT_RULES)
    rules._keep(brand)
    settled()
    assert "channel rules are kept" in demo.window.notice.text
    assert demo.window.actions_.undo.text() == "&Undo Change of channel rules"
    assert _rules(demo, settled) == brand
    undo()
    assert _rules(demo, settled) == DEFAULT_RULES
    redo()
    assert _rules(demo, settled) == brand


def _rules(program: Program, settled: Wait) -> tuple[ChannelRule, ...]:
    found: list[tuple[ChannelRule, ...]] = []
    program.session.ask_project(
        "Reading", lambda project, _: channel_rules(project), found.append, found.append
    )
    settled()
    return found[0]


def test_a_scenario_that_was_removed_comes_back(demo: Program, settled: Wait, undo: Wait) -> None:
    demo.window.show_tab("budget")
    settled()
    link = demo.wiring.features.budget
    scenario = Scenario("Spring", BudgetRequest(budget=100.0), 90.0, 120.0, (("email", 90.0),))
    link._keep((scenario,))
    settled()
    assert demo.window.actions_.undo.text() == "&Undo Keeping of scenario Spring"
    link._keep(())
    settled()
    undo()
    assert link._scenarios == (scenario,)
    undo()
    assert link._scenarios == ()


def test_a_filter_that_follows_the_projects_defaults_is_no_step_of_its_own(
    demo: Program, settled: Wait
) -> None:
    demo.session.ask_project(
        "Setting",
        lambda project, _: change_setting(project, "model", "last_touch"),
        demo.session.announce,
        demo.session.announce,
    )
    settled()
    assert demo.session.settings.model == "last_touch"
    assert not demo.window.actions_.undo.isEnabled()
