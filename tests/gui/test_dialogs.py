"""What is entered in dialogs arrives, or is refused where it was entered."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QLabel,
)
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.errors import Cancelled
from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.dialogs.import_file import ImportDialog
from attribution_desktop.ui.tabs.paths import PathsTab
from attribution_desktop.ui.tabs.summary import SummaryTab

Settled = Callable[[], None]
EVENTS = (
    "customer,channel,timestamp,order,value\n"
    "c1,email,2026-08-01T10:00:00Z,,\n"
    "c1,<b>tv</b>,2026-08-02T10:00:00Z,A-1,50.00\n"
    "c2,email,never,,\n"
)


def test_a_tracked_journey_refreshes_every_tab(
    demo: Program, settled: Settled, qtbot: QtBot
) -> None:
    dialog = demo.wiring.features.journey_editing.open_new()
    assert dialog is not None
    assert not dialog.store.isEnabled()
    assert "customer" in dialog.reason
    qtbot.keyClicks(dialog.customer, "customer-9")
    qtbot.keyClicks(dialog.order, "ORD-2000")
    qtbot.keyClicks(dialog.value, "120.05")
    dialog.touches.rows[0].channel.setCurrentText("podcast")
    assert dialog.store.isEnabled()
    dialog.store.click()
    settled()
    texts = [tab.table.shown_texts() for tab in demo.window.tabs if hasattr(tab, "table")]
    assert all(any(row[0] == "podcast" for row in table) for table in texts)
    paths = next(tab for tab in demo.window.tabs if isinstance(tab, PathsTab))
    assert any(row[0] == "podcast" for row in paths.patterns.shown_texts())
    assert "ORD-2000" in demo.window.notice.text


def test_a_refused_journey_stays_in_the_dialog(demo: Program, settled: Settled) -> None:
    dialog = demo.wiring.features.journey_editing.open_new()
    assert dialog is not None
    dialog.customer.setText("somebody-else")
    dialog.order.setText("ORD-1001")
    dialog.value.setText("1.00")
    dialog.touches.rows[0].channel.setCurrentText("email")
    dialog.store.click()
    settled()
    assert dialog.isVisible()
    assert "ORD-1001" in dialog.fault.text()
    assert dialog.customer.text() == "somebody-else"
    assert dialog.store.isEnabled()
    dialog.reject()


def test_impossible_input_is_named_where_it_stands(demo: Program) -> None:
    dialog = demo.wiring.features.journey_editing.open_new()
    assert dialog is not None
    dialog.value.setText("12,5")
    dialog.value.textEdited.emit("12,5")
    late = dialog.converted_at.instant + MICROSECONDS_PER_DAY
    dialog.touches.add_touch(late, "email")
    _, _, value, first, second = dialog.messages
    assert "199.99" in value
    assert (first, second) == ("", "Comes after the conversion.")
    assert not dialog.store.isEnabled()
    dialog.reject()


def test_touches_can_be_moved_and_removed(demo: Program) -> None:
    dialog = demo.wiring.features.journey_editing.open_new()
    assert dialog is not None
    editor = dialog.touches
    editor.rows[0].channel.setCurrentText("first")
    editor.add_touch(editor.rows[0].moment.instant, "second")
    editor.rows[1].up.click()
    assert [touch.channel for touch in editor.touches()] == ["second", "first"]
    editor.rows[0].remove.click()
    assert [touch.channel for touch in editor.touches()] == ["first"]
    editor.rows[0].remove.click()
    assert editor.touches() == ()
    editor.add.click()
    assert len(editor.rows) == 1
    dialog.reject()


def test_an_imported_file_accounts_for_every_row(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    file = tmp_path / "events.csv"
    file.write_text(EVENTS)
    demo.wiring.import_file(file)
    dialog = demo.window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    settled()
    assert dialog.fields["customer"].currentText() == "customer"
    dialog.import_button.click()
    settled()
    assert dialog.has_result
    assert dialog.outcome.sentences[0].startswith("3 rows read = 2 imported + 0 duplicates + 1 rej")
    assert dialog.outcome.rejects.shown_texts()[0][1] == "4"
    dialog.reject()


def test_markup_in_channel_names_stays_literal(
    program: Program, settled: Settled, tmp_path: Path
) -> None:
    file = tmp_path / "events.csv"
    file.write_text(EVENTS)
    program.wiring.import_file(file)
    settled()
    dialog = program.window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    dialog.import_button.click()
    settled()
    dialog.reject()
    summary = program.window.tabs[0]
    assert isinstance(summary, SummaryTab)
    assert "<b>tv</b>" in [row[0] for row in summary.table.shown_texts()]
    showing = [label for label in program.window.findChildren(QLabel) if "<b>" in label.text()]
    assert showing
    assert {label.textFormat() for label in showing} == {Qt.TextFormat.PlainText}


def test_a_cancelled_import_leaves_no_trace(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    file = tmp_path / "many.csv"
    lines = [f"c{n},email,2026-08-01T10:00:00Z,," for n in range(200_000)]
    file.write_text("customer,channel,timestamp,order,value\n" + "\n".join(lines))
    demo.wiring.import_file(file)
    dialog = demo.window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    settled()
    failures: list[BaseException] = []
    demo.session.import_failed.connect(failures.append)
    dialog.import_button.click()
    dialog.reject()
    settled()
    assert [type(error) for error in failures] == [Cancelled]
    assert "Nothing was imported" in dialog.message.text()
    assert dialog.isVisible()
    dialog.reject()
    demo.session.refresh()
    settled()
    assert "15 touchpoints" in demo.window.status.text


def test_a_dropped_file_opens_the_import(demo: Program, settled: Settled, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(EVENTS)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    demo.window.dropEvent(
        QDropEvent(
            QPoint(10, 10),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    settled()
    dialog = demo.window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    assert dialog.isVisible()
    dialog.reject()
