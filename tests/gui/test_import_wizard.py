"""From a file to journeys or spend, with every row accounted for, and back again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from attribution_desktop.ui.application import Program
from attribution_desktop.ui.dialogs.import_file import ImportDialog
from attribution_desktop.ui.dialogs.import_list import ImportListDialog
from attribution_desktop.visuals.tokens import SPACE_S

Settled = Callable[[], None]
DATA = Path(__file__).parents[1] / "data"
EVENTS = (
    "customer,channel,timestamp,order,value\n"
    "c1,e-mail,2026-08-01T10:00:00Z,,\n"
    "c1,podcast,2026-08-02T10:00:00Z,A-1,50.00\n"
    "c2,email,never,,\n"
)


def opened(program: Program, settled: Settled, path: Path) -> ImportDialog:
    program.wiring.import_file(path)
    settled()
    dialogs = [one for one in program.window.findChildren(ImportDialog) if one.isVisible()]
    assert len(dialogs) == 1
    return dialogs[0]


@pytest.fixture
def dialog(demo: Program, settled: Settled, tmp_path: Path) -> ImportDialog:
    """Of a file with two good rows and a bad one."""
    file = tmp_path / "events.csv"
    file.write_text(EVENTS)
    return opened(demo, settled, file)


def test_a_known_export_needs_no_mapping(demo: Program, settled: Settled) -> None:
    dialog = opened(demo, settled, DATA / "google_ads_campaign_report_utf16le_tab.csv")
    assert "Recognised as an export of Google Ads" in dialog.reading.source.text()
    assert dialog.fields["cost"].currentText() == "Cost"
    dialog.check_button.click()
    settled()
    assert dialog.has_check
    assert dialog.checked.sentences[0] == (
        "7 rows read = 3 new + 0 duplicates + 0 rejected + 4 skipped (4 total rows)."
    )
    assert "106,298.18 USD" in " ".join(dialog.checked.sentences)
    dialog.import_button.click()
    settled()
    assert dialog.has_result
    assert dialog.outcome.sentences[0].endswith("0 rejected + 4 skipped (4 total rows).")
    assert dialog.outcome.save_button.isHidden()
    dialog.reject()


def test_a_check_stores_nothing_and_names_problems(
    demo: Program, dialog: ImportDialog, settled: Settled
) -> None:
    dialog.check_button.click()
    settled()
    problems = dialog.checked.problems.shown_texts()
    assert [row[1:4] for row in problems] == [["1", "4", "timestamp"]]
    dialog.back_button.click()
    assert not dialog.has_check
    dialog.reject()
    settled()
    assert "15 touchpoints" in demo.window.status.text


def test_what_is_wrong_with_dates_has_room_to_be_read(
    dialog: ImportDialog, settled: Settled
) -> None:
    dialog.check_button.click()
    settled()
    problems = dialog.checked.problems
    sentence = problems.shown_texts()[0][0]
    assert "guessing" in sentence
    room = problems.columnWidth(0) - 2 * SPACE_S
    assert problems.fontMetrics().horizontalAdvance(sentence) <= room
    dialog.reject()


def test_an_import_can_be_undone_and_its_rejects_saved(
    demo: Program, dialog: ImportDialog, settled: Settled, tmp_path: Path
) -> None:
    dialog.import_button.click()
    settled()
    told = " ".join(dialog.outcome.sentences)
    assert "New channels: e-mail, podcast." in told
    assert ("email", "e-mail") in dialog.outcome.alike.lines
    assert "17 touchpoints" in demo.window.status.text
    dialog.outcome.save_button.click()
    chooser = demo.window.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    chooser.setDirectory(str(tmp_path))
    chooser.selectFile("left.csv")
    chooser.accept()
    settled()
    assert "c2,email,never" in (tmp_path / "left.csv").read_text()
    dialog.outcome.undo_button.click()
    settled()
    assert "was undone" in dialog.message.text()
    assert "15 touchpoints" in demo.window.status.text
    dialog.reject()


def test_what_a_column_leaves_open_is_asked(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("customer,timestamp,order,value\na,02/03/2026,o1,5\n")
    dialog = opened(demo, settled, file)
    dialog.check_button.click()
    settled()
    assert "may be day/month" in dialog.message.text()
    assert not dialog.has_check
    dates = dialog.reading.choices.date_format
    dates.setCurrentIndex(dates.findData("DMY"))
    dates.activated.emit(dates.currentIndex())
    settled()
    dialog.import_button.click()
    settled()
    assert any("2026-03-02" in one for one in dialog.outcome.sentences)
    dialog.reject()


def test_too_many_rejects_are_imported_only_when_asked(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    file = tmp_path / "events.csv"
    file.write_text(EVENTS + "c9,email,never,,\n" * 10)
    dialog = opened(demo, settled, file)
    dialog.import_button.click()
    settled()
    assert "nothing was imported" in dialog.message.text()
    dialog.lenient.click()
    dialog.import_button.click()
    settled()
    assert dialog.has_result
    dialog.reject()


def test_a_mapping_is_offered_for_the_next_file_like_it(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    for name, customer in (("one.csv", "a"), ("two.csv", "b")):
        file = tmp_path / name
        file.write_text(f"wer,channel,timestamp\n{customer},tv,2026-08-01\n")
        dialog = opened(demo, settled, file)
        if name == "one.csv":
            assert not dialog.import_button.isEnabled()
            dialog.fields["customer"].setCurrentText("wer")
            dialog.reading.mapping.changed.emit()
            settled()
        else:
            assert "mapped as in the last file" in dialog.reading.source.text()
        dialog.import_button.click()
        settled()
        assert dialog.has_result
        dialog.reject()


def test_what_is_chosen_after_a_kept_mapping_was_offered_stays_chosen(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    for name, value in (("one.csv", "1,5"), ("two.csv", "2,5")):
        file = tmp_path / name
        file.write_text(f"wer;timestamp;order;value\nx;2026-08-01;{name};{value}\n")
        dialog = opened(demo, settled, file)
        if name == "one.csv":
            dialog.fields["customer"].setCurrentText("wer")
            dialog.reading.mapping.changed.emit()
        decimal = dialog.reading.choices.decimal
        mark = "," if name == "one.csv" else "."
        decimal.setCurrentIndex(decimal.findData(mark))
        decimal.activated.emit(decimal.currentIndex())
        settled()
        assert dialog.reading.choices.decimal.currentData() == mark
        assert dialog.fields["customer"].currentText() == "wer"
        dialog.import_button.click()
        settled()
        dialog.reject()


def test_enter_goes_on_step_by_step(dialog: ImportDialog, settled: Settled) -> None:
    for reached in (lambda: dialog.has_check, lambda: dialog.has_result):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        settled()
        assert reached()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_the_list_shows_every_import_and_undoes_one(
    demo: Program, dialog: ImportDialog, settled: Settled
) -> None:
    dialog.import_button.click()
    settled()
    dialog.reject()
    demo.window.actions_.imports.trigger()
    settled()
    listed = demo.window.findChild(ImportListDialog)
    assert isinstance(listed, ImportListDialog)
    rows = listed.table.shown_texts()
    assert [row[0] for row in rows] == ["events.csv"]
    listed.undo_button.click()
    settled()
    assert "15 touchpoints" in demo.window.status.text
    assert "undone" in listed.message.text() or not listed.table.shown_texts()
    listed.reject()


def test_a_file_that_cannot_be_read_says_why_in_place_of_choices(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    file = tmp_path / "nothing.csv"
    file.write_text("")
    dialog = opened(demo, settled, file)
    assert "nothing.csv is empty" in dialog.reading.panel.text
    assert dialog.reading.choices.isHidden()
    file.write_text(EVENTS)
    dialog.reading.panel.action_requested.emit("again")
    settled()
    assert dialog.reading.panel.isHidden()
    assert dialog.fields["customer"].currentText() == "customer"
    dialog.reject()


def test_a_file_of_unknown_kind_is_shown_as_it_stands(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    file = tmp_path / "unknown.csv"
    file.write_text("wer,woher\na,tv\n")
    dialog = opened(demo, settled, file)
    assert dialog.reading.as_is.isVisible()
    dialog.reject()


def test_visits_without_a_channel_or_an_order_are_not_taken_for_orders(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    file = tmp_path / "visits.csv"
    file.write_text("Visitor ID,Hit date,Page\nv1,2026-09-01,/shoes\n")
    dialog = opened(demo, settled, file)
    assert "no column is known for channel, order, value" in dialog.message.text()
    assert not dialog.import_button.isEnabled()
    dialog.reject()


def test_an_import_is_listed_in_the_words_of_the_dialog(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    demo.window.actions_.imports.trigger()
    settled()
    listed = demo.window.findChild(ImportListDialog)
    assert isinstance(listed, ImportListDialog)
    assert listed.nothing.isVisible()
    listed.reject()
    file = tmp_path / "events.csv"
    file.write_text(EVENTS)
    dialog = opened(demo, settled, file)
    kind = dialog.reading.choices.format.currentText()
    dialog.import_button.click()
    settled()
    dialog.reject()
    again = demo.wiring.conversations.imports.open_list()
    assert again is not None
    settled()
    assert again.table.shown_texts()[0][2] == kind
    again.reject()
