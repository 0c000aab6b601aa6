"""A journey that was imported without times is changed and deleted on the real window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.imports import ImportFormat, ImportOptions
from attribution_desktop.domain.journey_query import JourneyQuery, Outcome
from attribution_desktop.services.imports import import_journeys
from attribution_desktop.services.projects import create_project
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.dialogs.path_row import PathRowDialog
from attribution_desktop.ui.tabs.journeys import JourneysTab
from tests.gui.controls import clashes, orphans, tabbed, unnamed, unreachable

Wait = Callable[[], None]
_WAIT = 5_000


@pytest.fixture
def tab(program: Program, settled: Wait, tmp_path: Path) -> JourneysTab:
    """The only path row of a project, opened: three conversions, four lost journeys, no id."""
    file = tmp_path / "paths.csv"
    file.write_text("path,conversions,null,value\nemail > direct,3,4,90\n")
    path = tmp_path / "paths.attribution"
    with create_project(path, name="Paths") as project:
        import_journeys(project, file, ImportOptions(format=ImportFormat.JOURNEYS))
    program.session.open(path)
    settled()
    program.window.show_tab("journeys")
    settled()
    found = program.window.tab
    assert isinstance(found, JourneysTab)
    return found


@pytest.fixture
def dialog(program: Program, tab: JourneysTab, settled: Wait, qtbot: QtBot) -> PathRowDialog:
    """The dialog of the path, opened from the list by its key."""
    qtbot.waitUntil(lambda: tab.detail.journey is not None, timeout=_WAIT)
    tab.list.setFocus()
    QTest.keyClick(tab.list, Qt.Key.Key_Return)
    settled()
    found = program.window.findChild(PathRowDialog)
    assert isinstance(found, PathRowDialog)
    return found


def _write(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)


def test_a_path_is_changed_and_that_undone(
    program: Program, tab: JourneysTab, dialog: PathRowDialog, settled: Wait
) -> None:
    assert tab.found_text == "3 journeys in 1 row: 3 conversions worth 90.00 USD"
    assert dialog.steps.steps() == ("email", "direct")
    assert dialog.value.text() == "90.00"
    _write(dialog.conversions, "2.5")
    _write(dialog.nulls, "0")
    _write(dialog.value, "100")
    _write(dialog.order, "P-1")
    _write(dialog.steps.rows[0].channel, "podcast")
    QTest.keyClick(dialog.steps.rows[0].down, Qt.Key.Key_Space)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settled()
    assert program.window.findChild(PathRowDialog) is None
    assert tab.found_text == "2.50 journeys in 1 row: 2.50 conversions worth 100.00 USD"
    assert tab.detail.journey is not None
    assert tab.detail.journey.row.path == ("direct", "podcast")
    assert tab.detail.journey.row.order == "P-1"
    program.window.actions_.undo.trigger()
    settled()
    assert tab.found_text == "3 journeys in 1 row: 3 conversions worth 90.00 USD"


def test_every_control_of_the_dialog_is_named_reached_and_told_apart(dialog: PathRowDialog) -> None:
    for fault in (unnamed, unreachable, clashes, orphans):
        assert not fault(dialog), fault


def test_the_tab_key_comes_to_the_touches_before_the_button_that_adds_one(
    dialog: PathRowDialog,
) -> None:
    first, second = (row.channel for row in dialog.steps.rows)
    wanted = [dialog.value, first, second, dialog.steps.add, dialog.store]
    assert [widget for widget in tabbed(dialog) if widget in wanted] == wanted


def test_what_cannot_be_is_said_before_it_is_stored(dialog: PathRowDialog) -> None:
    for field, text, message in (
        (dialog.conversions, "many", "Write a number of at least 0, such as 3 or 2.5."),
        (dialog.nulls, "-1", "Write a number of at least 0, such as 3 or 2.5."),
        (dialog.value, "much", "Write an amount of at least 0, such as 199.99."),
    ):
        before = field.text()
        _write(field, text)
        assert message in dialog.messages
        assert not dialog.store.isEnabled()
        _write(field, before)
        assert dialog.reason == ""
    _write(dialog.conversions, "0")
    assert dialog.reason == "Without conversions it has no value."
    _write(dialog.value, "0")
    _write(dialog.nulls, "0")
    assert dialog.reason == "Still needed: journeys that it stands for."
    _write(dialog.nulls, "1")
    for _ in range(2):
        QTest.keyClick(dialog.steps.rows[0].remove, Qt.Key.Key_Space)
    assert "one touch at least" in dialog.reason


def test_a_path_gets_a_date_and_loses_it(
    tab: JourneysTab, dialog: PathRowDialog, settled: Wait, qtbot: QtBot
) -> None:
    assert not dialog.converted_at.isEnabled()
    dialog.is_dated.click()
    wanted = 1_700_000_000_000_000
    dialog.converted_at.set_exact(wanted)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settled()
    qtbot.waitUntil(
        lambda: tab.detail.journey is not None and tab.detail.journey.row.at == wanted,
        timeout=_WAIT,
    )


def test_a_path_without_an_id_is_deleted_and_brought_back(
    program: Program, tab: JourneysTab, settled: Wait, qtbot: QtBot
) -> None:
    tab.show_query(JourneyQuery(outcome=Outcome.ALL))
    settled()
    assert tab.list.journeys.rowCount() == 2
    qtbot.waitUntil(lambda: tab.detail.journey is not None, timeout=_WAIT)
    tab.list.setFocus()
    QTest.keyClick(tab.list, Qt.Key.Key_Delete)
    settled()
    analysed = program.session.analysed
    assert analysed is not None
    assert not analysed.analysis.has_journeys
    program.window.actions_.undo.trigger()
    settled()
    assert tab.list.journeys.rowCount() == 2
