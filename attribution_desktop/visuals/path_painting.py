"""A path in one line: a swatch and a name a step, runs of one channel as one."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from attribution_desktop.visuals.tokens import SPACE_S, SPACE_XS, Theme, channel_colour

SWATCH = 10
_RADIUS = 2
_MORE = "…"
_WIDEST_NAME = 150


def paint_path(
    painter: QPainter,
    room: QRect,
    path: Sequence[str],
    swatches: Mapping[str, int],
    theme: Theme,
) -> None:
    """Paint as many steps as there is room for, then an ellipsis.

    The painter's pen and font are those of the names; arrows between them are not needed where
    every step has its colour, and cost the room of another step.
    """
    metrics = QFontMetrics(painter.font())
    ink = painter.pen()
    left = room.left()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    runs = [(name, len(list(steps))) for name, steps in groupby(path)]
    for place, (name, count) in enumerate(runs):
        times = f" ×{count}" if count > 1 else ""
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, _WIDEST_NAME) + times
        width = SWATCH + SPACE_XS + metrics.horizontalAdvance(shown)
        is_last = place == len(runs) - 1
        reserve = 0 if is_last else SPACE_S + metrics.horizontalAdvance(_MORE)
        if left + width + reserve > room.right() and place:
            painter.setPen(ink)
            painter.drawText(
                QRect(left, room.top(), room.right() - left, room.height()),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                _MORE,
            )
            break
        _paint_swatch(painter, left, room, channel_colour(theme, swatches.get(name, -1)))
        painter.setPen(ink)
        words = QRect(left + SWATCH + SPACE_XS, room.top(), width - SWATCH, room.height())
        painter.drawText(
            words.intersected(room),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room.right() - words.left()),
        )
        left += width + SPACE_S + SPACE_XS
    painter.restore()


def _paint_swatch(painter: QPainter, left: int, room: QRect, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    top = room.top() + (room.height() - SWATCH) / 2
    painter.drawRoundedRect(QRectF(left, top, SWATCH, SWATCH), _RADIUS, _RADIUS)
