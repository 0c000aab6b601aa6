"""Tracking, editing and deleting journeys on the real window, by keyboard."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.journey_query import JourneyQuery
from attribution_desktop.domain.notation import PLAIN, use_notation
from attribution_desktop.domain.tracking import TrackedTouch
from attribution_desktop.services.editing import own_journey
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.dialogs.track_journey import TrackJourneyDialog
from attribution_desktop.ui.tabs.journeys import JourneysTab
from tests.gui.controls import tabbed

Wait = Callable[[], None]
_WAIT = 5_000
_CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def plain_again() -> Iterator[None]:
    yield
    use_notation(PLAIN)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))


@pytest.fixture
def tab(demo: Program, settled: Wait) -> JourneysTab:
    QTest.keyClick(demo.window, Qt.Key.Key_6, _CONTROL)
    settled()
    found = demo.window.tab
    assert isinstance(found, JourneysTab)
    return found


@pytest.fixture
def opened(demo: Program, settled: Wait) -> TrackJourneyDialog:
    """The dialog of a new journey, opened by its key."""
    QTest.keyClick(demo.window, Qt.Key.Key_N, _CONTROL)
    dialog = demo.window.findChild(TrackJourneyDialog)
    assert isinstance(dialog, TrackJourneyDialog)
    settled()
    return dialog


def _write(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, text)


def _orders(program: Program) -> float:
    analysed = program.session.analysed
    assert analysed is not None
    return analysed.analysis.summary.conversions


def _open_order(tab: JourneysTab, order: str, settled: Wait, qtbot: QtBot) -> None:
    tab.show_query(JourneyQuery(text=order))
    settled()
    qtbot.waitUntil(
        lambda: tab.detail.journey is not None and tab.detail.journey.row.order == order,
        timeout=_WAIT,
    )


def test_a_journey_is_entered_with_keys_and_previewed_while_it_is(
    demo: Program, opened: TrackJourneyDialog, settled: Wait, qtbot: QtBot
) -> None:
    assert "Still needed" in opened.reason
    _write(opened.customer, "customer-9")
    _write(opened.value, "80")
    _write(opened.touches.rows[0].channel, "email")
    _write(opened.touches.rows[0].session, "s-1")
    QTest.keyClick(opened.touches.add, Qt.Key.Key_Space)
    _write(opened.touches.rows[1].channel, "podcast")
    assert opened.reason == ""
    qtbot.waitUntil(lambda: len(opened.preview.table.shown_texts()) == 3, timeout=_WAIT)
    assert opened.preview.table.shown_texts() == [
        ["email", "80.00", "0.00", "40.00", "40.00"],
        ["podcast", "0.00", "80.00", "40.00", "40.00"],
        ["Total", "80.00", "80.00", "80.00", "80.00"],
    ]
    QTest.keyClick(opened, Qt.Key.Key_Return)
    settled()
    assert _orders(demo) == 6
    analysed = demo.session.analysed
    assert analysed is not None
    assert analysed.channels[-1] == "podcast"


def test_another_journey_can_be_added_after_the_first(
    demo: Program, opened: TrackJourneyDialog, settled: Wait
) -> None:
    for number in (1, 2):
        _write(opened.customer, f"new-{number}")
        _write(opened.value, "10")
        _write(opened.touches.rows[0].channel, "email")
        QTest.keyClick(opened.another, Qt.Key.Key_Space)
        settled()
        assert opened.isVisible()
        assert f"The journey of new-{number} was stored." in opened.reason
        assert opened.customer.text() == ""
    opened.reject()
    settled()
    assert _orders(demo) == 7


def test_the_tab_key_goes_through_the_dialog_as_it_is_read(
    demo: Program, opened: TrackJourneyDialog, settled: Wait, qtbot: QtBot
) -> None:
    """Also in the journey that is entered after the first, whose touches are new rows."""
    cancel = opened.buttons.button(QDialogButtonBox.StandardButton.Cancel)
    for order in ("first", "second"):
        _write(opened.customer, order)
        _write(opened.value, "10")
        channels = [row.channel for row in (*opened.touches.rows, opened.touches.new_row())]
        for channel in channels:
            channel.setCurrentText("email")
        qtbot.waitUntil(channels[-1].isVisible, timeout=_WAIT)
        wanted = [opened.value, opened.converted_at, *channels, opened.touches.add]
        wanted += [opened.store, opened.another, cancel]
        opened.value.setFocus()
        assert [widget for widget in tabbed(opened) if widget in wanted] == wanted
        opened.another.click()
        settled()
    assert _orders(demo) == 7
    opened.reject()


def test_what_is_wrong_is_said_below_its_field(opened: TrackJourneyDialog) -> None:
    _write(opened.value, "12,50")
    _write(opened.touches.rows[0].moment, "2099")
    assert "199.99" in opened.messages[2]
    assert opened.messages[3] == "Comes after the conversion."
    assert not opened.store.isEnabled()
    assert opened.store.toolTip() == opened.reason
    opened.reject()


def test_a_journey_is_edited_as_one_step(
    demo: Program, tab: JourneysTab, settled: Wait, qtbot: QtBot
) -> None:
    _open_order(tab, "ORD-1001", settled, qtbot)
    tab.list.setFocus()
    QTest.keyClick(tab.detail.edit, Qt.Key.Key_Space)
    settled()
    dialog = demo.window.findChild(TrackJourneyDialog)
    assert isinstance(dialog, TrackJourneyDialog)
    assert dialog.windowTitle() == "Edit order ORD-1001"
    assert [row.name for row in dialog.touches.rows] == [
        "paid_search",
        "organic",
        "email",
        "direct",
    ]
    dialog.value.selectAll()
    _write(dialog.value, "300")
    QTest.keyClick(dialog.touches.rows[0].remove, Qt.Key.Key_Space)
    QTest.keyClick(dialog.store, Qt.Key.Key_Space)
    settled()
    journey = tab.detail.journey
    assert journey is not None
    assert (journey.row.value, journey.row.path) == (300.0, ("organic", "email", "direct"))
    assert demo.window.notice.text == "Change of order ORD-1001: done."
    assert demo.window.actions_.undo.text() == "&Undo Change of order ORD-1001"
    # Without a window manager nobody brings the window back when a dialog closes.
    demo.window.actions_.undo.trigger()
    settled()
    journey = tab.detail.journey
    assert journey is not None
    assert (journey.row.value, len(journey.row.path)) == (199.99, 4)


def test_an_edit_to_a_taken_order_is_refused_in_the_dialog(
    demo: Program, tab: JourneysTab, settled: Wait, qtbot: QtBot
) -> None:
    _open_order(tab, "ORD-1001", settled, qtbot)
    demo.wiring.features.journey_editing.edit("ORD-1001")
    settled()
    dialog = demo.window.findChild(TrackJourneyDialog)
    assert isinstance(dialog, TrackJourneyDialog)
    dialog.order.selectAll()
    _write(dialog.order, "ORD-1002")
    QTest.keyClick(dialog.store, Qt.Key.Key_Space)
    settled()
    assert "There is an order ORD-1002 already" in dialog.fault.text()
    dialog.reject()


def test_opening_a_journey_to_edit_it_and_saving_changes_nothing(
    demo: Program, tab: JourneysTab, settled: Wait, qtbot: QtBot
) -> None:
    _open_order(tab, "ORD-1003", settled, qtbot)
    demo.wiring.features.journey_editing.edit("ORD-1003")
    settled()
    dialog = demo.window.findChild(TrackJourneyDialog)
    assert isinstance(dialog, TrackJourneyDialog)
    QTest.keyClick(dialog.store, Qt.Key.Key_Space)
    settled()
    assert not demo.window.actions_.undo.isEnabled()


def test_a_journey_is_deleted_by_key_and_brought_back(
    demo: Program, tab: JourneysTab, settled: Wait, qtbot: QtBot
) -> None:
    _open_order(tab, "ORD-1002", settled, qtbot)
    tab.show_query(JourneyQuery())
    settled()
    place = tab.list.place
    assert place == 0
    tab.list.setFocus()
    QTest.keyClick(tab.list, Qt.Key.Key_Delete)
    settled()
    assert _orders(demo) == 4
    assert tab.list.journeys.rowCount() == 4
    QTest.keyClick(demo.window, Qt.Key.Key_Z, _CONTROL)
    settled()
    assert (_orders(demo), tab.list.journeys.rowCount()) == (5, 5)


def test_a_customer_goes_for_good_only_when_that_is_confirmed(
    demo: Program, tab: JourneysTab, settled: Wait, qtbot: QtBot
) -> None:
    _open_order(tab, "ORD-1002", settled, qtbot)
    erase = next(action for action in tab.list.actions() if "for good" in action.text())
    erase.trigger()
    box = demo.window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    settled()
    assert _orders(demo) == 5
    box = demo.wiring.features.journey_editing.ask_erasure("customer-2")
    button = next(button for button in box.findChildren(QPushButton) if "for good" in button.text())
    QTest.keyClick(button, Qt.Key.Key_Space)
    settled()
    assert _orders(demo) == 4
    assert "customer-2 is deleted for good: 2 touches and 1 orders." in demo.window.notice.text
    assert not demo.window.actions_.undo.isEnabled()


def test_a_customer_whose_bytes_somebody_keeps_from_going_is_gone_from_what_is_shown(
    demo: Program, settled: Wait
) -> None:
    assert demo.session.facts is not None
    reader = ProjectFile.open(demo.session.facts.path, is_writable=False)
    with reader, reader.snapshot():
        reader.setting("name")
        box = demo.wiring.features.journey_editing.ask_erasure("customer-2")
        erase = next(one for one in box.findChildren(QPushButton) if "for good" in one.text())
        QTest.keyClick(erase, Qt.Key.Key_Space)
        settled()
        assert "may be left" in demo.window.notice.text
        assert _orders(demo) == 4


def test_a_stored_journey_is_shown_as_it_is(demo: Program, settled: Wait) -> None:
    before: list[object] = []
    demo.session.ask_project(
        "Reading", lambda project, _: own_journey(project, "ORD-1004"), before.append, before.append
    )
    settled()
    demo.wiring.features.journey_editing.edit("ORD-1004")
    settled()
    dialog = demo.window.findChild(TrackJourneyDialog)
    assert isinstance(dialog, TrackJourneyDialog)
    assert [dialog._entry()] == before
    dialog.reject()


@pytest.mark.parametrize("many", [1, 3, 30])
def test_nothing_scrolls_sideways_however_many_touches(
    opened: TrackJourneyDialog, many: int
) -> None:
    long = "Paid Search — brand keywords, Germany, Austria and Switzerland (always on)"
    touches = tuple(TrackedTouch(long, 1_700_000_000_000_000) for _ in range(many))
    opened.set_channels([long, "קידום ממומן", "🎯"])
    opened.touches.set_touches(touches)
    opened.adjustSize()
    for area in opened.touches.findChildren(QScrollArea):
        row = opened.touches.rows[0]
        right = row.remove.mapTo(area.viewport(), row.remove.rect().topRight()).x()
        assert 0 < right < area.viewport().width()
        assert not area.horizontalScrollBar().isVisible()
    assert opened.width() <= 1024
    assert opened.height() <= 720


def test_amounts_are_read_and_shown_in_the_notation(
    demo: Program, tab: JourneysTab, settled: Wait, qtbot: QtBot
) -> None:
    demo.house.notations.choose("de_DE")
    _open_order(tab, "ORD-1004", settled, qtbot)
    tab.list.setFocus()
    QTest.keyClick(tab.list, Qt.Key.Key_Return)
    settled()
    dialog = demo.window.findChild(TrackJourneyDialog)
    assert isinstance(dialog, TrackJourneyDialog)
    assert dialog.value.text() == "249,99"
    dialog.value.selectAll()
    QTest.keyClicks(dialog.value, "1.249,50")
    assert dialog.reason == ""
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settled()
    assert tab.found_text == "1 journey: 1 conversion worth 1.249,50 USD"
