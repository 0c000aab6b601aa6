"""What is thrown at the window: folders, empty and foreign files, lost projects, lost screens."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.reports.export import FileOptions
from attribution_desktop.services.care import verify_project
from attribution_desktop.services.projects import create_demo_project, create_project
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.dialogs.import_file import ImportDialog
from attribution_desktop.ui.export_wish import ExportWish
from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.places import Places
from attribution_desktop.ui.widgets.welcome import WelcomePage

Settled = Callable[[], None]
_BUTTONS = Qt.MouseButton.LeftButton
_KEYS = Qt.KeyboardModifier.NoModifier


def _dropped(program: Program, *urls: QUrl) -> bool:
    """Drag these over the window and let go where it takes them; whether it does."""
    data = QMimeData()
    data.setUrls(urls)
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, _BUTTONS, _KEYS)
    enter.ignore()
    program.window.dragEnterEvent(enter)
    if enter.isAccepted():
        program.window.dropEvent(
            QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, _BUTTONS, _KEYS)
        )
    return enter.isAccepted()


def _local(path: Path) -> QUrl:
    return QUrl.fromLocalFile(str(path))


def _dialogs(program: Program) -> list[QDialog]:
    return [one for one in program.window.findChildren(QDialog) if one.isVisible()]


def _path(program: Program) -> Path:
    assert program.session.facts is not None
    return program.session.facts.path


def test_what_is_no_file_of_this_machine_is_not_taken(demo: Program) -> None:
    assert not _dropped(demo, QUrl("https://example.com/a.csv"))
    assert not _dropped(demo)


def test_a_folder_is_refused_in_one_sentence(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    (tmp_path / "reports").mkdir()
    _dropped(demo, _local(tmp_path / "reports"))
    settled()
    assert _dialogs(demo) == []
    assert "folder" in demo.window.notice.text
    (tmp_path / "old.attribution").mkdir()
    _dropped(demo, _local(tmp_path / "old.attribution"))
    settled()
    assert _path(demo).name == "demo.attribution"
    assert "folder" in demo.window.notice.text


def test_the_files_beside_a_folder_are_taken(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "a.csv").write_text("customer,channel,timestamp\nann,radio,2026-09-08\n")
    _dropped(demo, _local(tmp_path / "reports"), _local(tmp_path / "a.csv"))
    settled()
    (dialog,) = _dialogs(demo)
    assert isinstance(dialog, ImportDialog)
    assert "a.csv" in " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "folder" in demo.window.notice.text
    dialog.reject()


def test_an_empty_file_says_that_it_is_empty(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    (tmp_path / "empty.csv").touch()
    _dropped(demo, _local(tmp_path / "empty.csv"))
    settled()
    (dialog,) = _dialogs(demo)
    assert isinstance(dialog, ImportDialog)
    dialog.reject()
    (tmp_path / "empty.attribution").touch()
    _dropped(demo, _local(tmp_path / "empty.attribution"))
    settled()
    assert _path(demo).name == "demo.attribution"
    assert "empty" in demo.window.notice.text


def test_a_project_of_a_newer_version_is_refused_and_the_open_one_stays(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    newer = tmp_path / "newer.attribution"
    create_project(newer).close()
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = newer.read_bytes()
    _dropped(demo, _local(newer))
    settled()
    assert _path(demo).name == "demo.attribution"
    assert demo.window.tab.has_content
    assert "newer version" in demo.window.notice.text
    assert newer.read_bytes() == before


def test_the_project_that_is_open_stays_as_it_is_when_it_is_dropped(
    demo: Program, settled: Settled
) -> None:
    program = demo
    program.window.actions_.light.trigger()
    settings = program.session.settings
    program.session.change_settings(replace(settings, model="last_touch"))
    settled()
    opened: list[object] = []
    program.session.project_opened.connect(opened.append)
    _dropped(program, _local(_path(program)))
    settled()
    assert opened == []
    assert program.session.settings.model == "last_touch"
    assert "open already" in program.window.notice.text


def test_a_dropped_file_is_refused_by_a_project_that_is_open_for_reading_only(
    program: Program, settled: Settled, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("customer,channel,timestamp\nann,radio,2026-09-08\n")
    with create_demo_project(tmp_path / "shared.attribution"):
        program.session.open(tmp_path / "shared.attribution")
        settled()
        _dropped(program, _local(tmp_path / "a.csv"))
        settled()
        assert _dialogs(program) == []
        assert "reading only" in program.window.notice.text
    program.session.close()
    settled()


@pytest.fixture
def lost(program: Program, settled: Settled, tmp_path: Path) -> Path:
    """A project that was open a moment ago: the tests delete it."""
    path = tmp_path / "lost.attribution"
    create_project(path).close()
    program.session.open(path)
    settled()
    program.session.close()
    settled()
    return path


def test_a_recent_project_that_is_lost_meanwhile_is_told_of(
    program: Program, settled: Settled, lost: Path
) -> None:
    program.window.recent_menu.aboutToShow.emit()
    action = program.window.recent_menu.actions()[0]
    lost.unlink()
    action.trigger()
    settled()
    assert program.session.facts is None
    assert "no project file" in program.window.notice.text
    assert not lost.exists()


def test_a_window_left_on_a_screen_that_is_gone_comes_back_to_one_that_is_there(
    application: QApplication, places: Places, qtbot: QtBot
) -> None:
    first = Program(application, places, has_native_dialogs=False)
    first.window.show()
    first.window.setGeometry(QRect(9_000, 7_000, 1_000, 700))
    first.shut_down()
    second = Program(application, places, has_native_dialogs=False)
    second.window.show()
    qtbot.waitExposed(second.window)
    try:
        assert second.window.geometry().intersects(application.primaryScreen().availableGeometry())
    finally:
        second.shut_down()


def test_a_damaged_memory_of_the_window_does_no_harm(
    application: QApplication, places: Places
) -> None:
    assert places.memory is not None
    places.memory.write_bytes(b"\x00\xff[window\ngeometry=@ByteArray(nonsense)\ntab=\xfe\n" * 9)
    program = Program(application, places, has_native_dialogs=False)
    try:
        assert program.window.width() >= 960
        assert WindowMemory(places.memory).recent == ()
    finally:
        program.shut_down()


def test_a_project_lost_while_the_welcome_page_shows_it_can_then_only_be_removed(
    program: Program, settled: Settled, qtbot: QtBot, lost: Path
) -> None:
    rows = program.house.recent.list
    (button,) = [one for one in rows.findChildren(QPushButton) if one.text() == "lost"]
    lost.unlink()
    button.click()
    settled()
    assert "no project file" in program.window.notice.text

    def shown() -> dict[str, bool]:
        buttons = [one for one in rows.findChildren(QPushButton) if one.isVisible()]
        return {one.text(): one.isEnabled() for one in buttons}

    qtbot.waitUntil(lambda: shown() == {"lost": False, "Remove": True})


@pytest.mark.parametrize("work", ["import", "export"])
def test_a_window_closed_during_work_leaves_a_sound_project(
    application: QApplication, places: Places, demo: Program, tmp_path: Path, work: str
) -> None:
    file = tmp_path / "many.csv"
    rows = "".join(f"c{row},radio,2026-09-08T10:00:00Z,O{row},1\n" for row in range(30_000))
    file.write_text(f"customer,channel,timestamp,order,value\n{rows}")
    path = _path(demo)
    if work == "import":
        demo.session.import_file(file, ImportOptions())
    else:
        demo.session.export(tmp_path / "report.pdf", ExportWish(options=FileOptions("pdf")))
    application.processEvents()
    demo.window.close()
    assert verify_project(path).is_sound
    left = {one.name for one in tmp_path.iterdir()}
    assert not [name for name in left if name.endswith((".part", ".tmp", "-wal", "-journal"))]


def test_nothing_is_cut_off_on_a_welcome_page_with_little_room(
    application: QApplication, qtbot: QtBot
) -> None:
    page = WelcomePage()
    qtbot.addWidget(page)
    page.resize(560, 260)
    page.show()
    for part in page.findChildren(QLabel):
        if part.text():
            needed = (
                part.heightForWidth(part.width()) if part.wordWrap() else part.sizeHint().height()
            )
            assert part.height() >= needed, part.text()
    for button in page.findChildren(QPushButton):
        assert button.height() >= button.sizeHint().height(), button.text()


def test_the_menu_marks_which_theme_is_chosen(program: Program) -> None:
    do = program.window.actions_
    # An icon would stand where the mark does.
    assert all(one.isCheckable() and one.icon().isNull() for one in (do.dark, do.light, do.system))
    do.light.trigger()
    assert [one.isChecked() for one in (do.dark, do.light, do.system)] == [False, True, False]
