"""A chart as a picture, on the clipboard or in a file."""

import os
import secrets
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsScene

PICTURE_SCALE = 2.0
"""Pixels of a picture per pixel of the screen: sharp in a slide."""


def picture(scene: QGraphicsScene, ground: str, scale: float = PICTURE_SCALE) -> QImage:
    """What the scene shows, on `ground` (`#RRGGBB`)."""
    source = scene.sceneRect()
    image = QImage((source.size() * scale).toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    scene.render(painter, QRectF(image.rect()), source)
    painter.end()
    return image


def save_picture(
    scene: QGraphicsScene, ground: str, path: Path, scale: float = PICTURE_SCALE
) -> None:
    """Write the scene as SVG when the path ends so, as PNG of `scale` otherwise.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    # Made in memory first: Qt's own writers do not say why a file cannot be written.
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if path.suffix.lower() == ".svg":
        _draw_svg(scene, ground, buffer)
    else:
        QImageWriter(buffer, b"png").write(picture(scene, ground, scale))
    _write_whole(path, bytes(buffer.data().data()))


def _write_whole(path: Path, content: bytes) -> None:
    """By way of a file beside it: a full disk leaves an old picture as it was."""
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _draw_svg(scene: QGraphicsScene, ground: str, device: QIODevice) -> None:
    source = scene.sceneRect()
    target = QRectF(QPointF(0, 0), source.size())
    generator = QSvgGenerator()
    generator.setOutputDevice(device)
    generator.setSize(source.size().toSize())
    generator.setViewBox(target)
    painter = QPainter(generator)
    painter.fillRect(target, QColor(ground))
    scene.render(painter, target, source)
    painter.end()
