"""Icons drawn from the bundled SVG files in the theme's own colours."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from attribution_desktop.domain.resources import resource_path
from attribution_desktop.visuals.tokens import Theme, mix

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

_INK = b"#000000"
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
    drawing = resource_path("icons", f"{name}.svg").read_bytes()
    made = QIcon()
    inks = (
        (colour, (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected)),
        (disabled or colour, (QIcon.Mode.Disabled,)),
    )
    for ink, modes in inks:
        renderer = _renderer(drawing.replace(_INK, ink.encode()))
        for size in _SIZES:
            pixmap = _drawn(renderer, size)
            for mode in modes:
                made.addPixmap(pixmap, mode)
    return made


def application_icon() -> QIcon:
    """The program's own icon, in its own colours at every usual size."""
    renderer = _renderer(resource_path("icons", "app.svg").read_bytes())
    made = QIcon()
    for size in _APPLICATION_SIZES:
        made.addPixmap(_drawn(renderer, size))
    return made


def _renderer(drawing: bytes) -> "QSvgRenderer":
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415  # after the window's first picture

    return QSvgRenderer(QByteArray(drawing))


def _drawn(renderer: "QSvgRenderer", size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
