"""The PDF as others see it: text, fonts, metadata; with and without an application."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.report_look import Paper, ReportLook
from attribution_desktop.reports.export import write_report
from attribution_desktop.reports.pdf import page_picture, pdf_bytes
from tests.reports.material import small_report

ROOT = Path(__file__).parents[2]


def lines_of(content: bytes) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def test_the_text_can_be_read_in_order_with_every_figure(qapp: QApplication) -> None:
    lines = lines_of(pdf_bytes(small_report()))
    text = " ".join(lines)
    expected = [
        "Attribution report",
        "From 2026-01-01",
        "Amounts in EUR",
        "Lookback: unlimited",
        "fingerprint f00dbabe12345678",
        "Contents Summary 2",
        "1 of 2",
        "Summary",
        "What did the channels bring in?",
        "Revenue 130.00 2 conversions",
        "The models disagree most about email.",
        "Channel ROI",
        "Which channel pays?",
        "Channel Spend Revenue Profit",
        "email 40.00 50.00 10.00",
        "direct – 50.00 50.00",
        "(no touchpoint) – 30.00 30.00",
        "Total 40.00 130.00 90.00",
        "First and last",
        "email direct",
        "Definitions",
        "2 of 2",
    ]
    position = 0
    for part in expected:
        position = text.find(part, position)
        assert position >= 0, f"{part!r} is missing, or out of order, in {text}"


def test_signs_and_scripts_survive(qapp: QApplication) -> None:
    names = ["Ströer & Söhne <b>bold</b>", "日本 検索", "email ×3 → direct", "−1 ≤ 2"]
    text = " ".join(lines_of(pdf_bytes(small_report(*((name, 1111.11) for name in names)))))
    for name in [*names, "1,111.11", "−1.50"]:
        assert name.replace(" ", "") in text.replace(" ", "")


def test_the_file_holds_its_fonts_and_nothing_personal(qapp: QApplication) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(small_report())))
    metadata = reader.metadata
    assert metadata is not None
    assert metadata.title == "Attribution report"
    assert not metadata.author
    assert (metadata.creator or "").startswith("Attribution Desktop")
    fonts = reader.pages[1]["/Resources"]["/Font"]  # type: ignore[index]
    names = {str(font.get_object()["/BaseFont"]) for font in fonts.values()}
    assert any("Paper" in name for name in names)


def test_equal_reports_are_equal_files_without_a_time(qapp: QApplication) -> None:
    first, second = pdf_bytes(small_report()), pdf_bytes(small_report())
    assert first == second
    assert b"CreationDate" not in first
    assert b"CreateDate" not in first


def test_the_outline_leads_to_sections_and_tables(qapp: QApplication) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(small_report())))
    titles = [item if isinstance(item, list) else item.title for item in reader.outline]
    assert titles[0] == "Summary"
    assert [item.title for item in titles[2]] == ["Channels", "First and last"]  # type: ignore[union-attr]
    assert reader.get_destination_page_number(reader.outline[0]) == 1  # type: ignore[arg-type]
    links = reader.pages[0]["/Annots"].get_object()  # type: ignore[union-attr]
    assert len(links) == 5
    assert reader.page_mode == "/UseOutlines"


def test_a_logo_stands_on_the_title_page_only(qapp: QApplication) -> None:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(0xFF00AA00)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    look = ReportLook(logo=bytes(buffer.data().data()), company="Söhne Ltd")
    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(small_report(), look)))
    assert [len(page.images) for page in reader.pages] == [1, 0]
    assert "Söhne Ltd" in reader.pages[1].extract_text()


def test_a_logo_that_is_no_picture_is_refused(qapp: QApplication) -> None:
    with pytest.raises(InputRefused, match="no picture"):
        pdf_bytes(small_report(), ReportLook(logo=b"<svg/>"))


def test_letter_pages_are_letter(qapp: QApplication) -> None:
    content = pdf_bytes(small_report(), ReportLook(paper=Paper.LETTER))
    box = pypdf.PdfReader(io.BytesIO(content)).pages[0].mediabox
    assert (float(box.width), float(box.height)) == (612, 792)


def test_the_preview_is_the_page_itself(qapp: QApplication) -> None:
    shown = page_picture(small_report(), ReportLook(accent="#AA0011"), 99, 600)
    assert (shown.number, shown.pages) == (1, 2)
    assert (shown.image.width(), shown.image.height()) == (600, 849)
    colours = {shown.image.pixelColor(x, y).name() for x in range(600) for y in range(60, 160, 2)}
    assert "#aa0011" in colours


def test_pages_are_a4(qapp: QApplication) -> None:
    box = pypdf.PdfReader(io.BytesIO(pdf_bytes(small_report()))).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)


def test_two_hundred_channels_are_all_there(qapp: QApplication) -> None:
    rows = [(f"channel {number}", float(number)) for number in range(200)]
    text = " ".join(lines_of(pdf_bytes(small_report(*rows))))
    assert all(f"channel {number} – {number:,}.00 −1.50" in text for number in range(200))


def test_a_pdf_needs_neither_display_nor_application(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path\n"
        "from attribution_desktop.reports.export import write_report\n"
        "from tests.reports.material import small_report\n"
        "for name in ('a.pdf', 'b.pdf'):\n"
        f"    write_report(small_report(), Path({str(tmp_path)!r}, name))\n"
    )
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert lines_of((tmp_path / "a.pdf").read_bytes()) == lines_of(
        (tmp_path / "b.pdf").read_bytes()
    )


def test_a_pdf_is_written_over_only_on_purpose(qapp: QApplication, tmp_path: Path) -> None:
    (path,) = write_report(small_report(), tmp_path / "report.pdf")
    content = path.read_bytes()
    assert content.startswith(b"%PDF-")
    with pytest.raises(Exception, match="exists already"):
        write_report(small_report(), path)
    assert path.read_bytes() == content
