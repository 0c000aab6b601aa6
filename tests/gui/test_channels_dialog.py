"""Channels are renamed and merged in a dialog, and both are undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from attribution_desktop.ui.application import Program
from attribution_desktop.ui.dialogs.channels import ChannelsDialog

Wait = Callable[[], None]


@pytest.fixture
def dialog(demo: Program, settled: Wait) -> ChannelsDialog:
    opened = demo.wiring.features.channels.open_channels()
    assert opened is not None
    settled()
    return opened


def _names(dialog: ChannelsDialog) -> list[str]:
    return [row[0] for row in dialog.table.shown_texts()]


def _choose(dialog: ChannelsDialog, name: str) -> None:
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(_names(dialog).index(name)):
        QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    assert dialog.chosen == name


def test_a_channel_is_renamed_and_the_name_comes_back(
    demo: Program, dialog: ChannelsDialog, settled: Wait
) -> None:
    _choose(dialog, "email")
    assert not dialog.rename.isEnabled()
    dialog.name.setFocus()
    QTest.keyClicks(dialog.name, "Newsletter")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    settled()
    assert dialog.isVisible()
    assert "Newsletter" in _names(dialog)
    assert dialog.message.text() == "email is now shown as Newsletter."
    assert demo.window.actions_.undo.text() == "&Undo Renaming of email to Newsletter"
    QTest.keyClick(dialog.undo, Qt.Key.Key_Space)
    settled()
    assert "email" in _names(dialog)
    dialog.reject()


def test_a_channel_is_merged_into_another(
    demo: Program, dialog: ChannelsDialog, settled: Wait
) -> None:
    _choose(dialog, "social")
    dialog.target.setFocus()
    dialog.target.setCurrentIndex(dialog.target.findData("email"))
    QTest.keyClick(dialog.merge, Qt.Key.Key_Space)
    settled()
    assert "social" not in _names(dialog)
    row = next(row for row in dialog.table.shown_texts() if row[0] == "email")
    assert row[1:] == ["5", "social"]
    analysed = demo.session.analysed
    assert analysed is not None
    assert "social" not in analysed.channels
    dialog.reject()


def test_a_name_that_is_taken_is_refused_in_the_dialog(
    dialog: ChannelsDialog, settled: Wait
) -> None:
    _choose(dialog, "email")
    dialog.name.setText("Direct")
    dialog.name.textEdited.emit("Direct")
    QTest.keyClick(dialog.rename, Qt.Key.Key_Space)
    settled()
    assert "another channel already" in dialog.message.text()
    dialog.reject()


def test_every_control_has_a_name(dialog: ChannelsDialog) -> None:
    for widget in (dialog.name, dialog.target, dialog.table, dialog.undo):
        assert widget.accessibleName()
    dialog.reject()


def test_without_channels_the_dialog_says_what_brings_some(
    program: Program, settled: Wait, tmp_path: Path
) -> None:
    program.session.create(tmp_path / "new.attribution", "New", "EUR", "UTC")
    settled()
    opened = program.wiring.features.channels.open_channels()
    assert opened is not None
    settled()
    assert opened.nothing.isVisible()
    assert opened.nothing.heading == "No channels yet"
    assert "imported" in opened.nothing.text
    assert not opened.table.isVisible()
    assert not opened.rename.isVisible()
    opened.reject()


def test_with_channels_there_is_nothing_to_say_in_their_place(dialog: ChannelsDialog) -> None:
    assert not dialog.nothing.isVisible()
    assert dialog.table.isVisible()
    assert dialog.rename.isVisible()
    dialog.reject()


def test_of_a_long_name_the_beginning_is_seen_and_typing_replaces_it(
    dialog: ChannelsDialog,
) -> None:
    _choose(dialog, "email")
    assert dialog.name.cursorPosition() == 0
    dialog.name.setFocus()
    QTest.keyClicks(dialog.name, "News")
    assert dialog.name.text() == "News"
    dialog.reject()
