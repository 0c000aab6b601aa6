"""Painting one response curve: what was seen is solid, what is guessed is dashed and hatched."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from attribution_desktop.visuals.charts.plot_item import PlotItem
from attribution_desktop.visuals.tokens import Theme, channel_colour, mix

Point = tuple[float, float]
_DOT, _POINT = 3.0, 6.0
_BAND_TINT, _HATCH_TINT = 0.22, 0.12
_LIT = 3.0


@dataclass(frozen=True, slots=True)
class CurveView:
    """One channel's curve as the chart is given it; spend and revenue in money per week.

    Parameters
    ----------
    colour_index
        The channel's index in the project.
    curve
        Points along the curve, by rising spend.
    band
        Spend with the lower and the upper end of the interval; empty without one.
    observed
        Least and greatest spend seen; None without any.
    weeks
        Spend and revenue of single weeks.
    present, recommended
        Points on the curve.
    """

    channel: str
    colour_index: int
    curve: tuple[Point, ...]
    band: tuple[tuple[float, float, float], ...]
    observed: Point | None
    weeks: tuple[Point, ...]
    present: Point
    recommended: Point


class CurveItem(PlotItem):
    """The plot inside the axes; both axes begin at zero."""

    def __init__(self, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(theme, parent)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemClipsToShape)
        self._view: CurveView | None = None
        self._ends: Point = (1.0, 1.0)
        self._lines: tuple[float, ...] = ()

    def set_view(self, view: CurveView | None) -> None:
        self._view = view
        self.update()

    def set_range(self, ends: Point, lines: Sequence[float]) -> None:
        """The upper ends of both axes, and where the grid lines are."""
        self._ends, self._lines = ends, tuple(lines)
        self.update()

    def points(self) -> tuple[Point, ...]:
        """What can be pointed at: present, recommended, then the weeks."""
        view = self._view
        return () if view is None else (view.present, view.recommended, *view.weeks)

    def at(self, point: Point) -> QPointF:
        """A point of the data in this item's pixels."""
        size = self.size()
        return QPointF(
            point[0] / self._ends[0] * size.width(),
            size.height() - point[1] / self._ends[1] * size.height(),
        )

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        self._begin(painter)
        self._paint_grid(painter, [self.at((0, value)).y() for value in self._lines])
        if self._view is not None:
            self._paint_guessed(painter, self._view)
            self._paint_curve(painter, self._view)
            self._paint_points(painter, self._view)
        self._paint_base(painter)

    def _paint_guessed(self, painter: QPainter, view: CurveView) -> None:
        """Hatch where no week has been."""
        size = self.size()
        hatch = QBrush(
            QColor(mix(self._theme.surface, self._theme.text, _HATCH_TINT)),
            Qt.BrushStyle.BDiagPattern,
        )
        low, high = view.observed or (0.0, 0.0)
        left, right = self.at((low, 0)).x(), self.at((high, 0)).x()
        for start, end in ((0.0, left), (right, size.width())):
            if end > start:
                painter.fillRect(QRectF(start, 0, end - start, size.height()), hatch)

    def _paint_curve(self, painter: QPainter, view: CurveView) -> None:
        colour = channel_colour(self._theme, view.colour_index)
        if view.band:
            upper = [self.at((x, high)) for x, _, high in view.band]
            lower = [self.at((x, low)) for x, low, _ in reversed(view.band)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mix(self._theme.surface, colour, _BAND_TINT)))
            painter.setOpacity(0.75)
            painter.drawPolygon(QPolygonF(upper + lower))
            painter.setOpacity(1.0)
        low, high = view.observed or (0.0, 0.0)
        inside = [point for point in view.curve if low <= point[0] <= high]
        dashed = QPen(QColor(colour), 1.5, Qt.PenStyle.DashLine)
        for points, pen in (
            ([point for point in view.curve if point[0] <= low], dashed),
            ([point for point in view.curve if point[0] >= high], dashed),
            (inside, QPen(QColor(colour), 2.5)),
        ):
            if len(points) > 1:
                path = QPainterPath(self.at(points[0]))
                for point in points[1:]:
                    path.lineTo(self.at(point))
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPath(path)

    def _paint_points(self, painter: QPainter, view: CurveView) -> None:
        theme = self._theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.muted))
        for week in view.weeks:
            painter.drawEllipse(self.at(week), _DOT, _DOT)
        painter.setPen(QPen(QColor(theme.text), 2))
        painter.setBrush(QColor(theme.surface))
        painter.drawEllipse(self.at(view.present), _POINT, _POINT)
        painter.setPen(QPen(QColor(theme.surface), 2))
        painter.setBrush(QColor(theme.accent))
        place = self.at(view.recommended)
        size = _POINT * 1.3
        painter.drawPolygon(
            QPolygonF(
                [
                    place + QPointF(0, -size),
                    place + QPointF(size, 0),
                    place + QPointF(0, size),
                    place + QPointF(-size, 0),
                ]
            )
        )
        if self._lit is not None and self._lit < len(self.points()):
            painter.setPen(QPen(QColor(theme.text), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self.at(self.points()[self._lit]), _POINT + _LIT, _POINT + _LIT)
