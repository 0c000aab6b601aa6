"""A walk over every control of every page and dialog: named, reached by key, told apart."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from attribution_desktop.ui.application import Program
from attribution_desktop.ui.pages import TAB_TYPES
from tests.gui.controls import (
    clashes,
    controls,
    menu_clashes,
    mnemonics,
    orphans,
    shortcut_clashes,
    unnamed,
    unreachable,
)

Settled = Callable[[], None]

DIALOGS = (
    "new_project",
    "track_journey",
    "imports",
    "channel_rules",
    "channels",
    "export",
    "settings",
    "guide",
    "about",
)
"""Actions that open a dialog of ours; those that choose a file open Qt's."""


def faults(root: QWidget) -> dict[str, list[str]]:
    found = {
        "unnamed": unnamed(root),
        "unreachable": unreachable(root),
        "clashes": clashes(root),
        "labels without a control": orphans(root),
    }
    return {kind: told for kind, told in found.items() if told}


@pytest.mark.parametrize("slug", [kind.slug for kind in TAB_TYPES])
def test_every_control_of_a_page_is_named_reached_and_told_apart(
    demo: Program, settled: Settled, slug: str
) -> None:
    demo.window.show_tab(slug)
    settled()
    assert len(list(controls(demo.window))) > 4
    assert faults(demo.window) == {}


def test_every_control_of_the_first_page_is_named_reached_and_told_apart(program: Program) -> None:
    assert faults(program.window) == {}


@pytest.fixture
def opened(demo: Program, settled: Settled) -> Iterator[Callable[[str], QDialog]]:
    """Opens the dialog of an action and closes it in the end."""
    dialogs: list[QDialog] = []

    def open_dialog(name: str) -> QDialog:
        action: QAction = getattr(demo.window.actions_, name)
        assert action.isEnabled()
        action.trigger()
        settled()
        dialogs.extend(
            widget
            for widget in QApplication.topLevelWidgets()
            if isinstance(widget, QDialog) and widget.isVisible()
        )
        return dialogs[-1]

    yield open_dialog
    for dialog in dialogs:
        dialog.close()


@pytest.mark.parametrize("name", DIALOGS)
def test_every_control_of_a_dialog_is_named_reached_and_told_apart(
    opened: Callable[[str], QDialog], name: str
) -> None:
    dialog = opened(name)
    assert dialog.windowTitle()
    assert faults(dialog) == {}


def test_every_page_of_the_settings_is_named_reached_and_told_apart(
    demo: Program, settled: Settled
) -> None:
    dialog = demo.house.settings.open_settings()
    settled()
    for place in range(dialog.pages.count()):
        dialog.pages.setCurrentIndex(place)
        assert faults(dialog) == {}, dialog.pages.tabText(place)
    dialog.close()


def test_no_two_entries_of_a_menu_answer_to_one_letter(demo: Program) -> None:
    menus = demo.window.menuBar().findChildren(QMenu)
    assert len(menus) >= 5
    for menu in menus:
        menu.aboutToShow.emit()
        assert menu_clashes(menu) == [], menu.title()
        entries = [action for action in menu.actions() if not action.isSeparator()]
        texts = [action.text() for action in entries]
        assert len(mnemonics(texts)) == len(texts), f"{menu.title()}: {texts}"


def test_no_two_actions_share_a_key(demo: Program) -> None:
    actions = [action for action in vars(demo.window.actions_).values() if _is_action(action)]
    actions += demo.window.actions_.pages
    assert len(actions) > 20
    assert shortcut_clashes(action.shortcut() for action in actions) == []


def _is_action(value: object) -> bool:
    return isinstance(value, QAction)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("track_journey", "Ctrl+N"),
        ("open_project", "Ctrl+O"),
        ("import_journeys", "Ctrl+I"),
        ("export", "Ctrl+E"),
        ("export_pdf", "Ctrl+P"),
        ("find", "Ctrl+F"),
        ("refresh", "F5"),
        ("settings", "Ctrl+,"),
        ("guide", "F1"),
        ("undo", "Ctrl+Z"),
        ("redo", "Ctrl+Shift+Z"),
    ],
)
def test_every_key_that_was_promised_leads_to_its_action(
    program: Program, name: str, keys: str
) -> None:
    assert getattr(program.window.actions_, name).shortcut().toString() == keys


def test_pages_have_the_keys_one_to_six(demo: Program, qtbot: QtBot) -> None:
    keys = [action.shortcut().toString() for action in demo.window.actions_.pages]
    assert keys == [f"Ctrl+{number}" for number in range(1, 7)]


def test_the_key_of_the_filter_leads_to_it(demo: Program) -> None:
    demo.window.activateWindow()
    demo.window.actions_.find.trigger()
    assert demo.window.focusWidget() is demo.window.filter.period
