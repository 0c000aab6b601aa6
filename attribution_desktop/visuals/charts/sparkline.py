"""A line as small as a word: how a figure came to where it is."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from attribution_desktop.visuals.charts.marks import drawable
from attribution_desktop.visuals.theme import current_theme
from attribution_desktop.visuals.tokens import mix

_HINTED, _LEAST = QSize(96, 36), QSize(24, 20)
_DOT = 2.5
_AREA_TINT = 0.16
_LEAST_POINTS = 2


class Sparkline(QWidget):
    """Decoration beside a figure: no axis, no hover; its sentence says what it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def values(self) -> tuple[float, ...]:
        return self._values

    def set_values(self, values: Sequence[float | None], sentence: str) -> None:
        """Show these, oldest first; what is unknown is left out."""
        self._values = tuple(known for value in values if (known := drawable(value)) is not None)
        self.setAccessibleDescription(sentence)
        self.setToolTip(sentence)
        self.update()

    def sizeHint(self) -> QSize:
        return _HINTED

    def minimumSizeHint(self) -> QSize:
        return _LEAST

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if len(self._values) < _LEAST_POINTS:
            return
        theme = current_theme()
        low, high = min(0.0, *self._values), max(0.0, *self._values)
        width, height = self.width() - 2 * _DOT, self.height() - 2 * _DOT
        span = (high - low) or 1.0
        points = [
            QPointF(
                _DOT + at / (len(self._values) - 1) * width,
                _DOT + (high - value) / span * height,
            )
            for at, value in enumerate(self._values)
        ]
        base = _DOT + high / span * height
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(theme.surface, theme.accent, _AREA_TINT)))
        foot = [QPointF(points[-1].x(), base), QPointF(points[0].x(), base)]
        painter.drawPolygon(QPolygonF([*points, *foot]))
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        painter.setPen(QPen(QColor(theme.accent), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        # With a pen the dot would reach beyond the widget.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(points[-1], _DOT, _DOT)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
