"""The Export dialog: what is ticked is what is written, and the preview is the page."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from attribution_desktop.services.projects import open_project
from attribution_desktop.services.report_looks import kept_look
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.dialogs.export_report import ExportDialog

Settled = Callable[[], None]


@pytest.fixture
def dialog(demo: Program, settled: Settled, qtbot: QtBot) -> ExportDialog:
    """The dialog over the demo project, its first page drawn."""
    demo.window.actions_.export_pdf.trigger()
    found = cast("ExportDialog", demo.window.findChild(ExportDialog))
    qtbot.waitUntil(lambda: not found.preview.sheet.pixmap().isNull())
    return found


def write(demo: Program, dialog: ExportDialog, settled: Settled, path: Path) -> None:
    dialog.export_button.click()
    chooser = demo.window.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    chooser.setDirectory(str(path.parent))
    chooser.selectFile(path.stem)
    chooser.accept()
    settled()


def test_a_pdf_is_written_as_it_was_previewed(
    demo: Program, dialog: ExportDialog, settled: Settled, tmp_path: Path
) -> None:
    dialog.paper.company.setText("Söhne <b>Ltd</b>")
    dialog.paper.paper.setCurrentIndex(1)
    write(demo, dialog, settled, tmp_path / "report.pdf")
    reader = pypdf.PdfReader(tmp_path / "report.pdf")
    assert float(reader.pages[0].mediabox.width) == 612
    assert "Söhne <b>Ltd</b>" in reader.pages[0].extract_text()
    assert demo.window.notice.isVisible()
    assert str(tmp_path / "report.pdf") in demo.window.notice.text


def test_sections_are_left_out_and_moved(
    demo: Program, dialog: ExportDialog, settled: Settled, tmp_path: Path
) -> None:
    for row in (2, 3):
        dialog.sections.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    dialog.sections.list.setCurrentRow(1)
    dialog.sections.up.click()
    write(demo, dialog, settled, tmp_path / "report.pdf")
    outline = pypdf.PdfReader(tmp_path / "report.pdf").outline
    titles = [item.title for item in outline if not isinstance(item, list)]
    assert titles[:2] == ["Channel ROI", "Summary"]
    assert "Paths" not in titles


def test_a_file_without_pages_is_shown_as_it_begins(
    demo: Program, dialog: ExportDialog, settled: Settled, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.choose_kind("json")
    qtbot.waitUntil(lambda: ":" in dialog.preview.lines.toPlainText())
    dialog.choose_kind("csv")
    dialog.csv.signs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: ";" in dialog.preview.lines.toPlainText())
    shown = dialog.preview.lines.toPlainText().splitlines()
    write(demo, dialog, settled, tmp_path / "r.csv")
    assert (tmp_path / "r.csv").read_text(encoding="utf-8").splitlines() == shown


def test_a_workbook_is_shown_by_its_sheets(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.choose_kind("xlsx")
    qtbot.waitUntil(lambda: "Channel ROI" in dialog.preview.lines.toPlainText())
    dialog.sections.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: "Channel ROI" not in dialog.preview.lines.toPlainText())
    dialog.reject()


def test_pages_are_turned(dialog: ExportDialog, qtbot: QtBot) -> None:
    assert not dialog.preview.previous.isEnabled()
    dialog.preview.following.click()
    qtbot.waitUntil(lambda: dialog.preview.number == 1)
    assert dialog.preview.place.text().startswith("Page 2 of ")
    dialog.reject()


def test_nothing_ticked_is_nothing_to_export(dialog: ExportDialog) -> None:
    for row in range(dialog.sections.list.count()):
        dialog.sections.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.export_button.isEnabled()
    assert dialog.reason == "Tick at least one section."
    dialog.reject()


def test_a_colour_that_is_none_is_said_under_its_field(dialog: ExportDialog) -> None:
    dialog.paper.accent.setText("blue")
    assert not dialog.export_button.isEnabled()
    dialog.paper.accent.setText("#AA0011")
    assert dialog.export_button.isEnabled()
    dialog.reject()


@pytest.mark.parametrize("suffix", ["xlsx", "zip", "csv", "json"])
def test_every_kind_of_file_is_written(
    demo: Program, dialog: ExportDialog, settled: Settled, tmp_path: Path, suffix: str
) -> None:
    dialog.choose_kind(suffix)
    write(demo, dialog, settled, tmp_path / f"report.{suffix}")
    assert (tmp_path / f"report.{suffix}").stat().st_size > 0


def test_a_single_table_is_chosen_and_written_as_asked(
    demo: Program, dialog: ExportDialog, settled: Settled, tmp_path: Path
) -> None:
    dialog.choose_kind("csv")
    dialog.table.setCurrentIndex(dialog.table.findData("first-last"))
    dialog.csv.signs.setCurrentIndex(1)
    dialog.csv.mark.setChecked(True)
    write(demo, dialog, settled, tmp_path / "pairs.csv")
    lines = (tmp_path / "pairs.csv").read_bytes().split(b"\r\n")
    assert lines[0] == b"\xef\xbb\xbffirst;last;conversions"


def test_what_was_chosen_is_there_again(
    demo: Program, dialog: ExportDialog, settled: Settled, tmp_path: Path
) -> None:
    dialog.paper.company.setText("Söhne Ltd")
    dialog.paper.accent.setText("#AA0011")
    dialog.sections.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    chosen = dialog.sections.chosen
    write(demo, dialog, settled, tmp_path / "report.pdf")
    again = demo.wiring.conversations.open_export(None)
    assert isinstance(again, ExportDialog)
    assert again.paper.company.text() == "Söhne Ltd"
    assert again.paper.accent.text() == "#AA0011"
    assert again.sections.chosen == tuple(name for name in chosen if name != "budget")
    again.reject()
    settled()


def test_the_rows_themselves_are_tables_to_choose(
    demo: Program, dialog: ExportDialog, settled: Settled, tmp_path: Path
) -> None:
    dialog.choose_kind("csv")
    dialog.table.setCurrentIndex(dialog.table.findData("order-credits"))
    write(demo, dialog, settled, tmp_path / "credits.csv")
    lines = (tmp_path / "credits.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 16
    assert lines[0].startswith("order,customer,converted_at,value,position,channel,timestamp,")


def test_the_house_style_goes_with_the_project(
    demo: Program, dialog: ExportDialog, settled: Settled, tmp_path: Path
) -> None:
    dialog.paper.company.setText("Söhne Ltd")
    write(demo, dialog, settled, tmp_path / "report.pdf")
    path = demo.session.facts.path  # type: ignore[union-attr]
    demo.session.close()
    settled()
    with open_project(path, is_writable=False) as project:
        assert kept_look(project).company == "Söhne Ltd"


def test_a_logo_that_is_no_picture_is_said_and_not_taken(
    dialog: ExportDialog, tmp_path: Path
) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(b"<svg/>")
    dialog.paper.set_logo(str(path))
    assert dialog.paper.look is not None
    assert dialog.paper.look.logo is None
    dialog.reject()
