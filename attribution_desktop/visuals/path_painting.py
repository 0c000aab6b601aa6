"""A path in one line: a swatch and a name a step, runs of one channel as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from attribution_desktop.visuals.tokens import SPACE_S, SPACE_XS, Theme, channel_colour

SWATCH = 10
_RADIUS = 2
_MORE = "…"
_WIDEST_NAME = 150
_GAP = SPACE_S + SPACE_XS
_TEXT_LEFT = SWATCH + SPACE_XS


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A step's words, pixels from the left edge of the path to its swatch, and its channel.

    `channel` is None for the ellipsis, which has no swatch.
    """

    text: str
    left: int
    channel: str | None


def placed_steps(metrics: QFontMetrics, width: int, path: Sequence[str]) -> tuple[PlacedStep, ...]:
    """As many steps as have room in `width` pixels, then a whole ellipsis if there are more.

    The first is cut rather than left out.
    """
    runs = [(name, len(list(steps))) for name, steps in groupby(path)]
    ellipsis_room = _GAP + metrics.horizontalAdvance(_MORE)
    placed: list[PlacedStep] = []
    left = 0
    for place, (name, count) in enumerate(runs):
        is_last = place == len(runs) - 1
        room = width - left - _TEXT_LEFT - (0 if is_last else ellipsis_room)
        text = _words(metrics, name, count, _WIDEST_NAME)
        if metrics.horizontalAdvance(text) > room:
            if place:
                placed.append(PlacedStep(_MORE, left, None))
                break
            text = _words(metrics, name, count, room)
        placed.append(PlacedStep(text, left, name))
        left += _TEXT_LEFT + metrics.horizontalAdvance(text) + _GAP
    return tuple(placed)


def _words(metrics: QFontMetrics, name: str, count: int, room: int) -> str:
    """The name, cut in its middle to leave room for how often it stands in a row."""
    times = f" ×{count}" if count > 1 else ""
    left = min(room - metrics.horizontalAdvance(times), _WIDEST_NAME)
    return metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, max(left, 0)) + times


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
    ink = painter.pen()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for step in placed_steps(QFontMetrics(painter.font()), room.width(), path):
        words_left = room.left() + step.left
        if step.channel is not None:
            colour = channel_colour(theme, swatches.get(step.channel, -1))
            _paint_swatch(painter, words_left, room, colour)
            words_left += _TEXT_LEFT
        painter.setPen(ink)
        painter.drawText(
            QRect(words_left, room.top(), room.right() + 1 - words_left, room.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            step.text,
        )
    painter.restore()


def _paint_swatch(painter: QPainter, left: int, room: QRect, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    top = room.top() + (room.height() - SWATCH) / 2
    painter.drawRoundedRect(QRectF(left, top, SWATCH, SWATCH), _RADIUS, _RADIUS)
