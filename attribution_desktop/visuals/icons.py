"""Icons drawn from the bundled SVG files in the theme's own colours."""

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap

from attribution_desktop.domain.resources import resource_path
from attribution_desktop.visuals.tokens import Theme, mix

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

_SIZES = (16, 20, 24, 32, 40, 48, 64)
"""Pixels; 16, 20 and 24 are asked for at 1×, their doubles at 2×."""

_APPLICATION_SIZES = (16, 24, 32, 48, 64, 128, 256)
_DISABLED_SHARE = 0.55


def icon(name: str, theme: Theme) -> QIcon:
    """The icon in the theme's text colour, faded where disabled.

    Raises
    ------
    FileNotFoundError
        When no icon has this name.
    """
    return tinted_icon(name, theme.text, mix(theme.text, theme.surface, _DISABLED_SHARE))


def tinted_icon(name: str, colour: str, disabled: str | None = None) -> QIcon:
    """The icon in a colour of the caller's choice, such as a warning in amber.

    Raises
    ------
    FileNotFoundError
        When no icon has this name.
    """
    made = QIcon()
    inks = (
        (colour, (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected)),
        (disabled or colour, (QIcon.Mode.Disabled,)),
    )
    for size in _SIZES:
        shape = _shape(name, size)
        for ink, modes in inks:
            pixmap = QPixmap.fromImage(_inked(shape, ink))
            for mode in modes:
                made.addPixmap(pixmap, mode)
    return made


def application_icon() -> QIcon:
    """The program's own icon, in its own colours at every usual size."""
    renderer = _renderer(resource_path("icons", "app.svg").read_bytes())
    made = QIcon()
    for size in _APPLICATION_SIZES:
        made.addPixmap(QPixmap.fromImage(_drawn(renderer, size)))
    return made


def _renderer(drawing: bytes) -> "QSvgRenderer":
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415  # after the window's first picture

    return QSvgRenderer(QByteArray(drawing))


@cache
def _shape(name: str, size: int) -> QImage:
    """The drawing of an icon in black: another theme only has other ink for it."""
    drawing = resource_path("icons", f"{name}.svg").read_bytes()
    return _drawn(_renderer(drawing), size)


def _inked(shape: QImage, ink: str) -> QImage:
    """A shape in another colour, as dense as it is."""
    inked = shape.copy()
    painter = QPainter(inked)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(inked.rect(), QColor(ink))
    painter.end()
    return inked


def _drawn(renderer: "QSvgRenderer", size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image
