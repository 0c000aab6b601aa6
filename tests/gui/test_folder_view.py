"""Folders are shown in the desktop's file manager, or named where that cannot be."""

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices

from attribution_desktop.ui.application import Program
from attribution_desktop.ui.folder_view import show_folder
from tests.gui.conftest import OpenedFolders


def test_a_folder_is_made_and_shown(
    program: Program, opened_folders: OpenedFolders, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    show_folder(folder, program.window)
    assert folder.is_dir()
    assert opened_folders.paths == [folder]
    assert not program.window.notice.isVisible()


@pytest.mark.qt_log_ignore("openDocument")
def test_without_a_file_manager_the_window_says_where_the_folder_is(
    program: Program, tmp_path: Path
) -> None:
    QDesktopServices.unsetUrlHandler("file")
    show_folder(tmp_path, program.window)
    assert program.window.notice.isVisible()
    assert str(tmp_path) in program.window.notice.text


def test_a_folder_that_cannot_be_made_is_told(
    program: Program, opened_folders: OpenedFolders, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    show_folder(tmp_path / "file" / "backups", program.window)
    assert opened_folders.paths == []
    assert "is not there" in program.window.notice.text
