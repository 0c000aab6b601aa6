"""A theme is switched in short rounds, and no picture shows two themes."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from attribution_desktop.ui.application import Program
from attribution_desktop.ui.dialogs.settings import SettingsDialog
from attribution_desktop.visuals.tokens import DARK, LIGHT


def _text(widget: QWidget) -> str:
    return widget.palette().color(QPalette.ColorRole.WindowText).name().upper()


def _switched(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not program.house.theming.is_switching, timeout=5_000)


def _left_behind(roots: list[QWidget]) -> list[QWidget]:
    """Labels and buttons in the dark theme's colour of text."""
    parts = [part for root in roots for part in root.findChildren(QWidget)]
    written = [part for part in parts if isinstance(part, QLabel | QAbstractButton)]
    assert len(written) > 10
    return [part for part in written if _text(part) in (DARK.text, DARK.muted)]


def test_the_screen_keeps_its_picture_until_all_that_is_seen_is_switched(
    demo: Program, qtbot: QtBot
) -> None:
    window = demo.window
    window.actions_.light.trigger()
    assert not window.updatesEnabled()
    while not window.updatesEnabled():
        QCoreApplication.processEvents()
    left = _left_behind([window])
    assert not [part for part in left if part.isVisible()]
    assert left, "nothing is left for later rounds: the switch was one long step"
    assert window.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.window)
    _switched(demo, qtbot)
    assert not _left_behind([window])


def test_a_page_brought_to_the_front_while_the_theme_switches_has_the_new_one(
    demo: Program, qtbot: QtBot
) -> None:
    window = demo.window
    window.actions_.light.trigger()
    for slug in ("budget", "paths"):
        window.show_tab(slug)
        assert not _left_behind([window.tab])
    _switched(demo, qtbot)


def test_a_tool_bar_that_comes_to_be_seen_while_the_theme_switches_has_the_new_one(
    program: Program,
) -> None:
    window, theming = program.window, program.house.theming
    assert window.is_welcoming
    window.actions_.light.trigger()
    # What is seen has been restyled; then a project opens and brings the tool bar with it.
    theming._go_on()
    window.show_workspace(is_open=True)
    while theming.is_switching:
        theming._go_on()
    buttons = window.findChildren(QToolButton)
    assert [button for button in buttons if button.text() == "Import"]
    assert not [button.text() for button in buttons if _text(button) == DARK.text]


def test_a_dialog_that_is_open_takes_the_other_theme_and_goes_on(
    demo: Program, qtbot: QtBot
) -> None:
    dialog = demo.house.settings.open_settings()
    assert isinstance(dialog, SettingsDialog)
    demo.window.actions_.light.trigger()
    demo.window.actions_.dark.trigger()
    demo.window.actions_.light.trigger()
    _switched(demo, qtbot)
    assert dialog.updatesEnabled()
    assert not _left_behind([dialog, demo.window])
    dialog.reject()


def test_a_dialog_closed_while_the_theme_switches_does_no_harm(demo: Program, qtbot: QtBot) -> None:
    dialog = demo.house.settings.open_settings()
    demo.window.actions_.light.trigger()
    dialog.reject()
    _switched(demo, qtbot)
    assert demo.window.updatesEnabled()
    assert QApplication.activeModalWidget() is None


def test_a_dialog_opened_after_the_switch_has_the_theme_from_the_start(
    program: Program, qtbot: QtBot
) -> None:
    program.window.actions_.light.trigger()
    dialog = program.house.settings.open_settings()
    label = dialog.findChildren(QLabel)[0]
    assert _text(label) in (LIGHT.text, LIGHT.muted)
    _switched(program, qtbot)
    dialog.reject()
