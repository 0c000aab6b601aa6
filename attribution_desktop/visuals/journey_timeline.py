"""One journey drawn over time: a lane a channel, a dot a touch, the conversion at the end."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from attribution_desktop.visuals.fonts import font
from attribution_desktop.visuals.plain_text import tool_tip
from attribution_desktop.visuals.theme import current_theme
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_S, SPACE_XS, Theme, channel_colour

_LANE = 22
_LEAST_LANE = 14
_LEAST_RADIUS = 4.0
_MOST_RADIUS = 9.0
_WIDEST_NAME = 150
_MOST_LANES = 7
_REACH = 4


@dataclass(frozen=True, slots=True)
class TimelineTouch:
    """One dot.

    Parameters
    ----------
    position
        0 (first touch) to 1 (conversion, or last touch), from left to right.
    share
        Part of the credit, 0 to 1, which sets the dot's area; None: all dots alike.
    swatch
        Index of the channel's colour.
    tip
        What to say of it.
    """

    channel: str
    position: float
    share: float | None
    swatch: int
    tip: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is drawn.

    Parameters
    ----------
    start, end
        What the two ends of the axis are called.
    is_converting
        Whether a conversion stands at the end.
    finding
        The picture in one sentence, for who cannot see it.
    """

    touches: tuple[TimelineTouch, ...]
    start: str
    end: str
    is_converting: bool
    finding: str


_NOTHING = Timeline((), "", "", is_converting=False, finding="")


class JourneyTimeline(QWidget):
    """Painted, not plotted: a journey has a handful of touches."""

    touch_chosen = Signal(object)  # place of the touch clicked

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline = _NOTHING
        self._chosen: int | None = None
        self.setAccessibleName("Timeline of the journey")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_timeline(self, timeline: Timeline | None) -> None:
        """Draw another journey; None: nothing."""
        self._timeline = timeline or _NOTHING
        self._chosen = None
        self.setAccessibleDescription(self._timeline.finding)
        self.updateGeometry()
        self.update()

    def choose(self, place: int | None) -> None:
        """Ring the touch at a place."""
        self._chosen = place
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, self._lane_count() * _LANE + self._axis_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._lane_count() * _LEAST_LANE + self._axis_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._timeline.touches:
            return
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("caption"))
        self._paint_lanes(painter, theme)
        self._paint_conversion(painter, theme)
        for place, touch in enumerate(self._timeline.touches):
            self._paint_touch(painter, theme, place, touch)
        self._paint_axis(painter, theme)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._touch_at(event.position())
        if place is not None:
            self.touch_chosen.emit(place)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._touch_at(QPointF(event.pos()))
            if place is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), tool_tip(self._timeline.touches[place].tip))
            return True
        return super().event(event)

    def _lanes(self) -> list[str]:
        return list(dict.fromkeys(touch.channel for touch in self._timeline.touches))

    def _lane_count(self) -> int:
        return max(1, min(len(self._lanes()), _MOST_LANES))

    @property
    def _lane(self) -> float:
        """Height of a lane: what there is room for, up to what looks well."""
        return min((self.height() - self._axis_height()) / self._lane_count(), _LANE)

    def _lane_of(self, channel: str) -> int:
        """Channels beyond the last lane share it."""
        return min(self._lanes().index(channel), _MOST_LANES - 1)

    def _rest_name(self) -> str:
        """What the last lane is called where channels share it; else empty."""
        beyond = len(self._lanes()) - _MOST_LANES
        return f"{beyond + 1} more channels" if beyond > 0 else ""

    def _axis_height(self) -> int:
        return self.fontMetrics().height() + SPACE_S

    def _plot(self) -> QRectF:
        metrics = self.fontMetrics()
        names = (metrics.horizontalAdvance(name) for name in (*self._lanes(), self._rest_name()))
        left = SPACE_S + min(max(names, default=0), _WIDEST_NAME) + SPACE_L
        right = self.width() - SPACE_L - _MOST_RADIUS
        return QRectF(left, 0, max(right - left, 1), self._lane * self._lane_count())

    def _centre(self, touch: TimelineTouch) -> QPointF:
        plot = self._plot()
        y = (self._lane_of(touch.channel) + 0.5) * self._lane
        return QPointF(plot.left() + touch.position * plot.width(), y)

    def _touch_at(self, point: QPointF) -> int | None:
        for place in reversed(range(len(self._timeline.touches))):
            touch = self._timeline.touches[place]
            away = point - self._centre(touch)
            if math.hypot(away.x(), away.y()) <= _radius(touch) + _REACH:
                return place
        return None

    def _paint_lanes(self, painter: QPainter, theme: Theme) -> None:
        plot = self._plot()
        lanes = self._lanes()
        for lane in range(min(len(lanes), _MOST_LANES)):
            is_last = lane == _MOST_LANES - 1
            name = self._rest_name() or lanes[lane] if is_last else lanes[lane]
            y = (lane + 0.5) * self._lane
            painter.setPen(QPen(QColor(theme.grid), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(theme.muted))
            shown = painter.fontMetrics().elidedText(
                name, Qt.TextElideMode.ElideMiddle, _WIDEST_NAME
            )
            room = QRectF(SPACE_S, lane * self._lane, plot.left() - SPACE_L - SPACE_S, self._lane)
            painter.drawText(
                room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown
            )

    def _paint_touch(
        self, painter: QPainter, theme: Theme, place: int, touch: TimelineTouch
    ) -> None:
        centre, radius = self._centre(touch), _radius(touch)
        # A ring in the colour of the ground keeps touches apart that lie over each other.
        painter.setPen(QPen(QColor(theme.surface), 1.5))
        painter.setBrush(QColor(channel_colour(theme, touch.swatch)))
        painter.drawEllipse(centre, radius, radius)
        if place == self._chosen:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, radius + 3, radius + 3)

    def _paint_conversion(self, painter: QPainter, theme: Theme) -> None:
        if not self._timeline.is_converting:
            return
        plot = self._plot()
        painter.setPen(QPen(QColor(theme.positive), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(plot.topRight(), plot.bottomRight())
        top, size = plot.bottom() + SPACE_XS, 5.0
        middle = QPointF(plot.right(), top + size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.positive))
        offsets = ((0, -size), (size, 0), (0, size), (-size, 0))
        painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in offsets]))

    def _paint_axis(self, painter: QPainter, theme: Theme) -> None:
        plot = self._plot()
        painter.setPen(QColor(theme.muted))
        room = QRectF(plot.left(), plot.bottom(), plot.width() - SPACE_L, self._axis_height())
        down = Qt.AlignmentFlag.AlignBottom
        painter.drawText(room, down | Qt.AlignmentFlag.AlignLeft, self._timeline.start)
        painter.drawText(room, down | Qt.AlignmentFlag.AlignRight, self._timeline.end)


def _radius(touch: TimelineTouch) -> float:
    """The area grows with the share."""
    if touch.share is None:
        return (_LEAST_RADIUS + _MOST_RADIUS) / 2
    return _LEAST_RADIUS + (_MOST_RADIUS - _LEAST_RADIUS) * math.sqrt(max(touch.share, 0.0))


def spread(count: int) -> Sequence[float]:
    """Places of touches without times: evenly, the last before the end.

    Examples
    --------
    >>> spread(2)
    [0.0, 0.5]
    """
    return [place / max(count, 1) for place in range(count)]
