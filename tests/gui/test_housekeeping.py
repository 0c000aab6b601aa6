"""Projects before, and themes: dark, light, and the desktop's own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QSplitter, QTableView
from pytestqt.qtbot import QtBot

from attribution_desktop.services.projects import create_project
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.places import Places
from attribution_desktop.ui.theming import theme_for
from attribution_desktop.visuals.theme import current_theme

Settled = Callable[[], None]


def opened(program: Program, settled: Settled, *paths: Path) -> None:
    for path in paths:
        create_project(path).close()
        program.session.open(path)
        settled()


def menu_texts(program: Program) -> list[str]:
    menu = program.window.recent_menu
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if action.text()]


def test_projects_are_offered_again_the_last_one_first(
    program: Program, settled: Settled, tmp_path: Path
) -> None:
    opened(program, settled, tmp_path / "one.attribution", tmp_path / "R&D.attribution")
    assert menu_texts(program)[:2] == ["&1 R&&D", "&2 one"]
    program.session.close()
    settled()
    buttons = program.house.recent.list.findChildren(QPushButton)
    assert [button.text() for button in buttons] == ["R&&D", "one"]
    buttons[1].click()
    settled()
    assert program.session.facts is not None
    assert program.session.facts.name == "one"


def test_a_project_that_is_gone_is_marked_and_can_be_forgotten(
    program: Program, settled: Settled, tmp_path: Path
) -> None:
    opened(program, settled, tmp_path / "kept.attribution", tmp_path / "gone.attribution")
    program.session.close()
    settled()
    (tmp_path / "gone.attribution").unlink()
    assert menu_texts(program) == ["gone – not found", "&2 kept", "&Remove those not found"]
    program.window.recent_menu.actions()[-1].trigger()
    assert menu_texts(program)[0] == "&1 kept"


def test_no_more_than_ten_projects_are_remembered(tmp_path: Path) -> None:
    memory = WindowMemory(tmp_path / "window.ini")
    for number in range(12):
        memory.add_recent(tmp_path / f"{number}.attribution")
    memory.add_recent(tmp_path / "5.attribution")
    assert " ".join(path.stem for path in memory.recent) == "5 11 10 9 8 7 6 4 3 2"


@pytest.mark.parametrize(
    ("choice", "scheme", "name"),
    [
        ("system", Qt.ColorScheme.Light, "light"),
        ("system", Qt.ColorScheme.Dark, "dark"),
        ("system", Qt.ColorScheme.Unknown, "dark"),
        ("light", Qt.ColorScheme.Dark, "light"),
        ("", Qt.ColorScheme.Light, "dark"),
    ],
)
def test_a_choice_and_the_desktop_settle_the_theme(
    choice: str, scheme: Qt.ColorScheme, name: str
) -> None:
    assert theme_for(choice, scheme).name == name


def test_the_desktops_theme_is_followed_while_it_changes(
    program: Program, application: QApplication, qtbot: QtBot
) -> None:
    program.window.actions_.system.trigger()
    application.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert current_theme().name == "light"
    qtbot.waitUntil(lambda: not program.house.theming.is_switching, timeout=5_000)
    program.window.actions_.dark.trigger()
    application.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert current_theme().name == "dark"
    assert program.window.actions_.dark.isChecked()


def test_what_a_page_looked_like_is_there_again(
    application: QApplication, places: Places, demo: Program
) -> None:
    page = next(tab for tab in demo.window.tabs if tab.slug == "channel-roi")
    demo.window.show_tab("channel-roi")
    table = next(table for table in page.findChildren(QTableView) if table.isSortingEnabled())
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    splitters = demo.window.findChildren(QSplitter)
    for splitter in splitters:
        splitter.setSizes([300, 200])
    sizes = [splitter.saveState() for splitter in splitters]
    demo.window.close()
    again = Program(application, places, has_native_dialogs=False)
    try:
        page = next(tab for tab in again.window.tabs if tab.slug == "channel-roi")
        table = next(table for table in page.findChildren(QTableView) if table.isSortingEnabled())
        header = table.horizontalHeader()
        assert header.sortIndicatorSection() == 1
        assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        assert [splitter.saveState() for splitter in again.window.findChildren(QSplitter)] == sizes
    finally:
        again.shut_down()
