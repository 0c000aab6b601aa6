"""PDF: the pages of `page_layout`, painted by Qt, with bookmarks. Needs no display."""

from dataclasses import dataclass

from attribution_desktop import __version__
from attribution_desktop.domain.report_document import ReportDocument
from attribution_desktop.domain.report_look import PLAIN_LOOK, ReportLook
from attribution_desktop.reports.page_layout import laid_out
from attribution_desktop.reports.page_parts import Layout
from attribution_desktop.reports.page_text import plain
from attribution_desktop.reports.pdf_outline import with_outline
from attribution_desktop.reports.pdf_painting import (
    DOTS_A_POINT,
    DOTS_PER_INCH,
    PaperFonts,
    logo_image,
    paint_page,
    painting_application,
    paper_fonts,
)
from attribution_desktop.reports.qt_libraries import missing_library

try:
    from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
    from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter
except ImportError as error:
    raise missing_library(error) from error


def pdf_bytes(document: ReportDocument, look: ReportLook = PLAIN_LOOK) -> bytes:
    """The report as a PDF file: text that can be searched, bookmarks, no personal data.

    Raises
    ------
    InputRefused
        When the logo is no picture.
    LibraryMissing
        When a system library that Qt draws with is missing.
    RuntimeError
        When Qt cannot make the file, or a bundled font is damaged.
    """
    with painting_application():
        fonts = paper_fonts()
        layout = laid_out(document, fonts.width, look)
        content = _painted(layout, fonts, look, document.title)
    return with_outline(content, layout, plain(document.title))


@dataclass(frozen=True, slots=True, eq=False)
class PagePicture:
    """One page as it will be printed; `number` counts from 0."""

    image: QImage
    number: int
    pages: int


def page_picture(
    document: ReportDocument, look: ReportLook, number: int, width: int
) -> PagePicture:
    """A page of the report as a picture of so many pixels' width, the last one at most.

    It is the same layout, painted by the same code as the file. Needs a running application;
    may be called from any thread.
    """
    with painting_application():
        fonts = paper_fonts()
        layout = laid_out(document, fonts.width, look)
        shown = max(min(number, len(layout.pages) - 1), 0)
        scale = width / layout.sheet.width
        image = QImage(width, round(layout.sheet.height * scale), QImage.Format.Format_RGB32)
        image.fill(QColor("#FFFFFF"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.scale(scale / DOTS_A_POINT, scale / DOTS_A_POINT)
        paint_page(painter, layout.pages[shown], fonts, logo_image(look.logo))
        painter.end()
    return PagePicture(image, shown, len(layout.pages))


def _painted(layout: Layout, fonts: PaperFonts, look: ReportLook, title: str) -> bytes:
    logo = logo_image(look.logo)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator(f"Attribution Desktop {__version__}")
    writer.setResolution(DOTS_PER_INCH)
    size = QSizeF(layout.sheet.width, layout.sheet.height)
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(writer):
        raise RuntimeError("Qt cannot paint the PDF.")
    try:
        for number, page in enumerate(layout.pages):
            if number:
                writer.newPage()
            paint_page(painter, page, fonts, logo)
    finally:
        painter.end()
    return bytes(buffer.data().data())
