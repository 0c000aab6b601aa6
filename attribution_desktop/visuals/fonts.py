"""The bundled font, registered once, and the fonts of every text role."""

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication

from attribution_desktop.domain.resources import resource_path
from attribution_desktop.visuals.tokens import SEMIBOLD_ROLES, TYPE_SCALE

_FILES = (
    "Inter-Regular.ttf",
    "Inter-SemiBold.ttf",
    # Signs that Inter lacks: Qt looks for them in every font it knows.
    "NotoEmoji-Regular.ttf",
    "DejaVuArabic.ttf",
    "NotoSansHebrew-Regular.ttf",
)
_LEAST_POINTS = 10.0
_DOTS = 96.0
"""An inch, as desktops count unless they enlarge text."""
_PROPERTY = "attributionFontFamily"
_TABULAR = QFont.Tag("tnum")


def load_fonts() -> str:
    """Register the bundled fonts with the running application and return their family.

    Raises
    ------
    FileNotFoundError
        When the installation lacks a font file.
    RuntimeError
        When there is no application yet, or a font file cannot be read.
    """
    application = QApplication.instance()
    if application is None:
        raise RuntimeError("Fonts can be loaded only after the application has been created.")
    known = application.property(_PROPERTY)
    if isinstance(known, str):
        return known
    families = [_registered(name) for name in _FILES]
    application.setProperty(_PROPERTY, families[0])
    return families[0]


def _registered(name: str) -> str:
    number = QFontDatabase.addApplicationFont(str(resource_path("fonts", name)))
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    if not families:
        raise RuntimeError(f"The font file {name} cannot be read.")
    return families[0]


def base_points() -> float:
    """The body size in points: the desktop's own, but never too small to read."""
    desktop = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    return max(desktop.pointSizeF(), _LEAST_POINTS)


def scaled(pixels: int) -> int:
    """A width that fits text of the least size, for text of the size that it has here.

    Text is large by its points, or by the dots that the desktop gives an inch.
    """
    screen = QGuiApplication.primaryScreen()
    dots = screen.logicalDotsPerInch() if screen is not None else _DOTS
    return round(pixels * base_points() / _LEAST_POINTS * max(dots / _DOTS, 1.0))


def font(role: str) -> QFont:
    """The font of a text role, with numerals of equal width so that columns of figures align.

    Raises
    ------
    KeyError
        When there is no such role in `TYPE_SCALE`.
    """
    made = QFont(load_fonts())
    made.setPointSizeF(base_points() * TYPE_SCALE[role])
    if role in SEMIBOLD_ROLES:
        made.setWeight(QFont.Weight.DemiBold)
    made.setFeature(_TABULAR, 1)
    return made


def scene_font(role: str) -> QFont:
    """As `font`, sized in pixels: a scene rendered on paper scales pixels, but not points."""
    made = font(role)
    made.setPixelSize(QFontInfo(made).pixelSize())
    return made
