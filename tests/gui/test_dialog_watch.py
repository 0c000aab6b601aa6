"""Every dialog goes by Escape, answers F1, and remembers its tables."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from attribution_desktop.ui.application import Program
from attribution_desktop.ui.dialogs.channels import ChannelsDialog
from attribution_desktop.ui.dialogs.guide import GuideDialog
from attribution_desktop.ui.widgets.tables import Ordering
from tests.gui.test_walk import DIALOGS

Settled = Callable[[], None]


def _dialogs(program: Program) -> list[QDialog]:
    return [one for one in program.window.findChildren(QDialog) if one.isVisible()]


def _opened(program: Program, settled: Settled, qtbot: QtBot, name: str) -> QDialog:
    getattr(program.window.actions_, name).trigger()
    settled()
    (dialog,) = _dialogs(program)
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and QApplication.focusWidget() is not None)
    return dialog


@pytest.mark.parametrize("name", DIALOGS)
def test_escape_closes_a_dialog_and_leaves_everything_as_it_was(
    demo: Program, settled: Settled, qtbot: QtBot, name: str
) -> None:
    settings, facts = demo.session.settings, demo.session.facts
    dialog = _opened(demo, settled, qtbot, name)
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)
    settled()
    assert _dialogs(demo) == []
    assert (demo.session.settings, demo.session.facts) == (settings, facts)
    assert not demo.window.actions_.undo.isEnabled()


@pytest.mark.parametrize("name", DIALOGS)
def test_f1_in_a_dialog_opens_one_guide_that_can_be_used(
    demo: Program, settled: Settled, qtbot: QtBot, name: str
) -> None:
    dialog = _opened(demo, settled, qtbot, name)
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_F1)
    (guide,) = [one for one in _dialogs(demo) if isinstance(one, GuideDialog)]
    modal = QApplication.activeModalWidget()
    assert modal is None or modal is dialog
    assert guide is dialog or modal is None or guide.parentWidget() is dialog
    guide.reject()
    dialog.reject()


def test_a_guide_beside_the_window_makes_way_for_one_over_a_dialog(
    demo: Program, settled: Settled, qtbot: QtBot
) -> None:
    demo.window.actions_.guide.trigger()
    demo.window.actions_.settings.trigger()
    settled()
    dialog = next(one for one in _dialogs(demo) if not isinstance(one, GuideDialog))
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    (guide,) = [one for one in _dialogs(demo) if isinstance(one, GuideDialog)]
    assert guide.parentWidget() is dialog
    dialog.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    demo.window.actions_.guide.trigger()
    (left,) = _dialogs(demo)
    assert left.parentWidget() is demo.window
    left.reject()


def test_a_table_of_a_dialog_keeps_its_widths_until_the_dialog_is_opened_again(
    demo: Program, settled: Settled, qtbot: QtBot
) -> None:
    dialog = _opened(demo, settled, qtbot, "channels")
    assert isinstance(dialog, ChannelsDialog)
    table = dialog.table
    chosen = table.columnWidth(1) + 16
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 1))
    modifiers = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(table, Qt.Key.Key_Right, modifiers)
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    dialog.reject()
    again = _opened(demo, settled, qtbot, "channels")
    assert isinstance(again, ChannelsDialog)
    table = again.table
    assert table.columnWidth(1) == chosen
    assert table.order == Ordering(table.figures.columns[0].title, is_falling=True)
    again.reject()
