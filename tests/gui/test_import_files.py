"""What marketers drop on the window becomes journeys and spend, one file after another."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from attribution_desktop.ui.application import Program
from attribution_desktop.ui.dialogs.import_file import ImportDialog
from attribution_desktop.ui.dialogs.import_list import ImportListDialog

Settled = Callable[[], None]
CORPUS = Path(__file__).parents[1] / "importing" / "corpus"


def drop(program: Program, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    program.window.dropEvent(
        QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, buttons, keys)
    )


def dialog_of(program: Program) -> ImportDialog:
    shown = [one for one in program.window.findChildren(ImportDialog) if one.isVisible()]
    assert len(shown) == 1
    return shown[0]


def choose(dialog: ImportDialog, name: str, value: object) -> None:
    """As a user chooses in a box."""
    box = getattr(dialog.reading.choices, name)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


@pytest.mark.parametrize(
    ("name", "source", "account", "found"),
    [
        (
            "ga4_traffic_acquisition.csv",
            "Google Analytics report",
            (
                "3 rows read = 2 imported + 0 duplicates + 0 rejected + 1 skipped "
                "(1 row without a conversion)."
            ),
            "worth 27,501.75 USD",
        ),
        (
            "google_ads_period_above.csv",
            "Google Ads",
            (
                "3 rows read = 1 imported + 0 duplicates + 0 rejected + 2 skipped "
                "(1 row without cost, 1 total row)."
            ),
            "1,000.00 USD of spend",
        ),
        (
            "meta_ads_manager.csv",
            "Meta Ads",
            (
                "4 rows read = 2 imported + 0 duplicates + 0 rejected + 2 skipped "
                "(1 row without cost, 1 total row)."
            ),
            "1,425.06 USD of spend",
        ),
        (
            "shopify_full_export.csv",
            "Shopify orders",
            (
                "7 rows read = 3 imported + 0 duplicates + 1 rejected + 3 skipped "
                "(1 continued order line, 1 refunded order, 1 voided order)."
            ),
            "worth 180.50 USD",
        ),
        (
            "stripe_unified_payments.csv",
            "Stripe payments",
            "4 rows read = 2 imported + 0 duplicates + 0 rejected + 2 skipped (2 unpaid rows).",
            "worth 1,000.00 USD",
        ),
    ],
)
def test_a_real_export_is_dropped_and_every_row_accounted_for(  # noqa: PLR0913, PLR0917  # a row of the table
    demo: Program, settled: Settled, name: str, source: str, account: str, found: str
) -> None:
    drop(demo, CORPUS / name)
    settled()
    dialog = dialog_of(demo)
    assert f"Recognised as an export of {source}." in dialog.reading.source.text()
    assert dialog.reading.as_read.shown_texts()
    dialog.import_button.click()
    settled()
    assert dialog.has_result
    assert dialog.outcome.sentences[0] == account
    assert found in " ".join(dialog.outcome.sentences)
    dialog.close_button.click()


def test_several_dropped_files_are_asked_about_one_by_one(
    program: Program, settled: Settled
) -> None:
    names = ("ga4_report.csv", "stripe_payments.csv", "google_ads_daily.csv")
    drop(program, *(CORPUS / name for name in names))
    settled()
    places = []
    for number in range(3):
        dialog = dialog_of(program)
        places.append(dialog.steps.place.text())
        dialog.import_button.click()
        settled()
        assert dialog.has_result
        assert dialog.close_button.text() == ("&Next file" if number < 2 else "&Close")
        dialog.close_button.click()
        settled()
    assert places == ["File 1 of 3", "File 2 of 3", "File 3 of 3"]
    assert not [one for one in program.window.findChildren(ImportDialog) if one.isVisible()]


def test_one_of_several_can_be_skipped_and_the_rest_left_out(
    demo: Program, settled: Settled
) -> None:
    names = ("ga4_report.csv", "really_pdf.csv", "utf8.csv", "tab.csv")
    drop(demo, *(CORPUS / name for name in names))
    settled()
    dialog_of(demo).close_button.click()
    settled()
    dialog = dialog_of(demo)
    assert "is a PDF document" in dialog.reading.panel.text
    assert dialog.steps.place.text() == "File 2 of 4"
    dialog.rest_button.click()
    assert dialog.close_button.text() == "&Cancel"
    dialog.close_button.click()
    settled()
    assert not [one for one in demo.window.findChildren(ImportDialog) if one.isVisible()]


def test_a_sheet_of_a_workbook_is_chosen(demo: Program, settled: Settled, tmp_path: Path) -> None:
    import openpyxl  # noqa: PLC0415  # of a test that makes a workbook

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Notes"
    sheet.append(["nothing", "of", "interest"])
    data = book.create_sheet("Data")
    data.append(["customer", "channel", "timestamp"])
    data.append(["a", "tv", "2026-08-01"])
    book.save(tmp_path / "book.xlsx")
    drop(demo, tmp_path / "book.xlsx")
    settled()
    dialog = dialog_of(demo)
    choices = dialog.reading.choices
    assert [choices.sheet.itemText(row) for row in range(choices.sheet.count())] == [
        "Notes",
        "Data",
    ]
    assert choices.delimiter.isHidden()
    choose(dialog, "sheet", "Data")
    settled()
    assert [row[0] for row in dialog.reading.as_read.shown_texts()] == ["Touchpoint"]
    dialog.import_button.click()
    settled()
    assert dialog.outcome.sentences[0].startswith("1 rows read = 1 imported")
    dialog.reject()


def test_the_encoding_of_an_older_file_is_chosen(demo: Program, settled: Settled) -> None:
    drop(demo, CORPUS / "windows1252.csv")
    settled()
    dialog = dialog_of(demo)
    assert "windows-1252" in dialog.message.text()
    assert not dialog.reading.choices.encoding.isHidden()
    assert not dialog.import_button.isEnabled()
    choose(dialog, "encoding", "windows-1252")
    settled()
    assert dialog.reading.as_read.shown_texts()
    dialog.import_button.click()
    settled()
    assert dialog.has_result
    dialog.reject()


def test_the_separator_of_paths_is_chosen(demo: Program, settled: Settled) -> None:
    drop(demo, CORPUS / "paths_two_separators.csv")
    settled()
    dialog = dialog_of(demo)
    dialog.check_button.click()
    settled()
    assert "Choose the path separator above." in dialog.message.text()
    assert "--" not in dialog.message.text()
    choose(dialog, "path_separator", " > ")
    settled()
    assert dialog.reading.as_read.shown_texts()
    dialog.import_button.click()
    settled()
    assert dialog.has_result
    dialog.reject()


def test_undated_spend_is_spread_over_the_days_that_are_given(
    demo: Program, settled: Settled
) -> None:
    drop(demo, CORPUS / "spend_undated.csv")
    settled()
    dialog = dialog_of(demo)
    choices = dialog.reading.choices
    assert not choices.start.isHidden()
    choices.start.setDate(QDate(2026, 8, 1))
    assert "or neither" in dialog.message.text()
    choices.end.setDate(QDate(2026, 8, 10))
    settled()
    assert [row[3] for row in dialog.reading.as_read.shown_texts()] == ["2026-08-01 – 2026-08-10"]
    dialog.import_button.click()
    settled()
    assert any("2026-08-01 to 2026-08-10" in one for one in dialog.outcome.sentences)
    dialog.reject()


def test_spend_of_a_source_and_period_replaces_what_was_there_and_says_so(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    before = demo.session.analysed
    assert before is not None
    spent = before.analysis.summary.spend
    for cost in ("5", "7"):
        file = tmp_path / f"{cost}.csv"
        file.write_text(f"Campaign,Campaign type,Day,Cost\nBrand,Search,2026-08-01,{cost}\n")
        drop(demo, file)
        settled()
        dialog = dialog_of(demo)
        dialog.import_button.click()
        settled()
        told = [one for one in dialog.outcome.notes if "Earlier spend" in one]
        assert len(told) == (cost == "7")
        dialog.reject()
        settled()
    after = demo.session.analysed
    assert after is not None
    assert after.analysis.summary.spend is not None
    assert after.analysis.summary.spend - (spent or 0) == pytest.approx(7)


def test_a_nearly_equal_new_channel_is_merged_and_parted_again(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    file = tmp_path / "events.csv"
    file.write_text("customer,channel,timestamp\nc1,e-mail,2026-08-01\n")
    drop(demo, file)
    settled()
    dialog = dialog_of(demo)
    dialog.import_button.click()
    settled()
    line = dialog.outcome.alike.lines["email", "e-mail"]
    line.into_first.click()
    settled()
    assert "“e-mail” counts as “email” now" in line.text.text()
    analysed = demo.session.analysed
    assert analysed is not None
    assert "e-mail" not in analysed.channels
    line.part.click()
    settled()
    assert "One channel?" in line.text.text()
    analysed = demo.session.analysed
    assert analysed is not None
    assert "e-mail" in analysed.channels
    dialog.reject()


def test_the_rows_a_check_rejects_can_be_saved(demo: Program, settled: Settled) -> None:
    drop(demo, CORPUS / "shopify_full_export.csv")
    settled()
    dialog = dialog_of(demo)
    asked: list[tuple[object, ...]] = []
    dialog.rejects_requested.connect(lambda *wish: asked.append(wish))
    dialog.check_button.click()
    settled()
    assert not dialog.checked.save_button.isHidden()
    dialog.checked.rejects_requested.emit()
    ((_, rejects, _),) = asked
    assert isinstance(rejects, tuple)
    assert [one.line for one in rejects] == [8]
    for chooser in demo.window.findChildren(QFileDialog):
        chooser.reject()
    dialog.reject()


def test_the_list_tells_all_of_an_import(demo: Program, settled: Settled) -> None:
    drop(demo, CORPUS / "google_ads_period_above.csv")
    settled()
    dialog_of(demo).import_button.click()
    settled()
    dialog_of(demo).reject()
    settled()
    listed = demo.wiring.conversations.imports.open_list()
    assert isinstance(listed, ImportListDialog)
    settled()
    told = " ".join(listed.details.sentences)
    assert "3 rows read = 1 imported + 0 duplicates + 0 rejected + 2 skipped" in told
    assert "spread over 2026-09-01 to 2026-09-10" in told
    assert "cost from Cost" in told
    listed.reject()
