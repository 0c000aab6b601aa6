"""Painting pages: the fonts of paper, and parts at their places. Needs no display."""

from collections.abc import Iterator
from contextlib import contextmanager

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.resources import resource_path
from attribution_desktop.reports.page_parts import Box, Page, Stamp, Style, Words
from attribution_desktop.reports.qt_libraries import check_platform, missing_library
from attribution_desktop.reports.tabular_font import FAMILY, with_tabular_digits

try:
    from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
    from PySide6.QtGui import (
        QColor,
        QFont,
        QFontDatabase,
        QFontMetricsF,
        QGuiApplication,
        QImage,
        QPainter,
    )
except ImportError as error:
    raise missing_library(error) from error

DOTS_PER_INCH = 1200
DOTS_A_POINT = DOTS_PER_INCH / 72
_FONT_FILES = ("Inter-Regular.ttf", "Inter-SemiBold.ttf")
_FURTHER_FILES = (
    "NotoEmoji-Regular.ttf",
    "DejaVuArabic.ttf",
    "NotoSansHebrew-Regular.ttf",
)
_FURTHER_FAMILIES = ("Noto Emoji", "DejaVu Arabic", "Noto Sans Hebrew")
"""For signs that Inter lacks, so that they are drawn alike whatever fonts a machine has."""
_REGISTERED = "attributionPaperFonts"
_NO_FEATURES = ("calt", "liga", "kern")
_MOST_LOGO_DOTS = 1600


class PaperFonts:
    """Each style's font in device dots, and how wide text is in it."""

    def __init__(self) -> None:
        self._fonts = {style: _font(style) for style in Style}
        self._metrics = {style: QFontMetricsF(font) for style, font in self._fonts.items()}

    def width(self, text: str, style: Style) -> float:
        return self._metrics[style].horizontalAdvance(text) / DOTS_A_POINT

    def __getitem__(self, style: Style) -> QFont:
        return self._fonts[style]


def _font(style: Style) -> QFont:
    font = QFont([FAMILY, *_FURTHER_FAMILIES])
    font.setPixelSize(round(style.size * DOTS_A_POINT))
    font.setWeight(QFont.Weight.DemiBold if style.is_semibold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Glyphs that a feature puts in would have no text in the file.
    for feature in _NO_FEATURES:
        font.setFeature(QFont.Tag(feature), 0)
    return font


@contextmanager
def painting_application() -> Iterator[None]:
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


def paper_fonts() -> PaperFonts:
    """The fonts, registered with the application at most once: each time costs every window.

    Raises
    ------
    RuntimeError
        When a bundled font is damaged.
    """
    application = QCoreApplication.instance()
    if application is not None and not application.property(_REGISTERED):
        inter = (with_tabular_digits(_font_file(name)) for name in _FONT_FILES)
        for data in (*inter, *map(_font_file, _FURTHER_FILES)):
            if QFontDatabase.addApplicationFontFromData(data) < 0:
                raise RuntimeError("A bundled font cannot be read.")
        application.setProperty(_REGISTERED, True)  # noqa: FBT003  # Qt's own signature
    return PaperFonts()


def _font_file(name: str) -> bytes:
    return resource_path("fonts", name).read_bytes()


def logo_image(content: bytes | None) -> QImage | None:
    """The logo as a picture, made smaller where it has more dots than paper can show.

    Raises
    ------
    InputRefused
        When it is no picture.
    """
    if content is None:
        return None
    image = QImage.fromData(content)
    if image.isNull():
        raise InputRefused("The logo is no picture that can be read.", "Choose a PNG or JPEG file.")
    if max(image.width(), image.height()) > _MOST_LOGO_DOTS:
        image = image.scaled(
            _MOST_LOGO_DOTS,
            _MOST_LOGO_DOTS,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    return image


def paint_page(painter: QPainter, page: Page, fonts: PaperFonts, logo: QImage | None) -> None:
    """All parts, in device dots of paper; the painter may scale them down."""
    scale = DOTS_A_POINT
    # Else a sentence that begins with a name in Hebrew would be laid out from the right.
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
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
            case Stamp() if logo is not None:
                painter.drawImage(_fitted(part, logo), logo)


def _fitted(part: Stamp, logo: QImage) -> QRectF:
    """The logo's place: its proportions kept, at the left of the room for it."""
    size = min(part.width / max(logo.width(), 1), part.height / max(logo.height(), 1))
    return QRectF(
        part.x * DOTS_A_POINT,
        part.y * DOTS_A_POINT,
        logo.width() * size * DOTS_A_POINT,
        logo.height() * size * DOTS_A_POINT,
    )
