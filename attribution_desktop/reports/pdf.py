"""PDF: the pages of `page_layout`, painted by Qt. Needs no display."""

from collections.abc import Iterator
from contextlib import contextmanager

from attribution_desktop import __version__
from attribution_desktop.domain.report_document import ReportDocument
from attribution_desktop.domain.resources import resource_path
from attribution_desktop.reports.page_layout import pages_of
from attribution_desktop.reports.page_parts import Box, Page, Style, Words
from attribution_desktop.reports.qt_libraries import check_platform, missing_library
from attribution_desktop.reports.tabular_font import FAMILY, with_tabular_digits

try:
    from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QPointF, QRectF
    from PySide6.QtGui import (
        QColor,
        QFont,
        QFontDatabase,
        QFontMetricsF,
        QGuiApplication,
        QPageSize,
        QPainter,
        QPdfWriter,
    )
except ImportError as error:
    raise missing_library(error) from error

_DOTS_PER_INCH = 1200
_DOTS_A_POINT = _DOTS_PER_INCH / 72
_FONT_FILES = ("Inter-Regular.ttf", "Inter-SemiBold.ttf")
_REGISTERED = "attributionPaperFonts"
_NO_FEATURES = ("calt", "liga", "kern")


def pdf_bytes(document: ReportDocument) -> bytes:
    """The report as a PDF file: A4, text that can be searched, no personal data.

    Raises
    ------
    LibraryMissing
        When a system library that Qt draws with is missing.
    RuntimeError
        When Qt cannot make the file, or a bundled font is damaged.
    """
    with _application():
        fonts = _fonts()
        pages = pages_of(document, fonts.width)
        return _painted(pages, fonts, document.title)


class _Fonts:
    """Each style's font in device dots, and how wide text is in it."""

    def __init__(self) -> None:
        self._fonts = {style: _font(style) for style in Style}
        self._metrics = {style: QFontMetricsF(font) for style, font in self._fonts.items()}

    def width(self, text: str, style: Style) -> float:
        return self._metrics[style].horizontalAdvance(text) / _DOTS_A_POINT

    def __getitem__(self, style: Style) -> QFont:
        return self._fonts[style]


def _font(style: Style) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(round(style.size * _DOTS_A_POINT))
    font.setWeight(QFont.Weight.DemiBold if style.is_semibold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Glyphs that a feature puts in would have no text in the file.
    for feature in _NO_FEATURES:
        font.setFeature(QFont.Tag(feature), 0)
    return font


@contextmanager
def _application() -> Iterator[None]:
    """The running application, or one without a display for the time of the work."""
    if QCoreApplication.instance() is not None:
        yield
        return
    check_platform("offscreen")
    application = QGuiApplication(["attribution-desktop", "-platform", "offscreen"])
    try:
        yield
    finally:
        application.shutdown()


def _fonts() -> _Fonts:
    """The fonts, registered with the application at most once: each time costs every window."""
    application = QCoreApplication.instance()
    if application is not None and not application.property(_REGISTERED):
        for name in _FONT_FILES:
            data = with_tabular_digits(resource_path("fonts", name).read_bytes())
            if QFontDatabase.addApplicationFontFromData(data) < 0:
                raise RuntimeError(f"The bundled font {name} cannot be read.")
        application.setProperty(_REGISTERED, True)  # noqa: FBT003  # Qt's own signature
    return _Fonts()


def _painted(pages: tuple[Page, ...], fonts: _Fonts, title: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator(f"Attribution Desktop {__version__}")
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(writer):
        raise RuntimeError("Qt cannot paint the PDF.")
    try:
        for number, page in enumerate(pages):
            if number:
                writer.newPage()
            _paint(painter, page, fonts)
    finally:
        painter.end()
    return bytes(buffer.data().data())


def _paint(painter: QPainter, page: Page, fonts: _Fonts) -> None:
    scale = _DOTS_A_POINT
    for part in page:
        match part:
            case Box():
                area = QRectF(
                    part.x * scale, part.y * scale, part.width * scale, part.height * scale
                )
                painter.fillRect(area, QColor(part.colour))
            case Words():
                painter.setFont(fonts[part.style])
                painter.setPen(QColor(part.colour))
                painter.drawText(QPointF(part.x * scale, part.y * scale), part.text)
