"""What is painted inside the axes of a chart, in pixels."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsWidget

from attribution_desktop.visuals.fonts import scene_font
from attribution_desktop.visuals.tokens import Theme, mix

FADED = 0.28
"""Opacity of what is not chosen beside what is."""

ROW_TINT = 0.05


class PlotItem(QGraphicsWidget):
    """Knows the theme, the type, which mark is pointed at and which ones are chosen."""

    def __init__(self, theme: Theme, parent: QGraphicsItem | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._font = scene_font("caption")
        self._metrics = QFontMetricsF(self._font)
        self._lit: int | None = None
        self._chosen: frozenset[int] | None = None

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def light(self, number: int | None) -> None:
        """Set one mark apart from the others, or none."""
        self._lit = number
        self.update()

    def choose(self, numbers: frozenset[int] | None) -> None:
        """Fade all marks but these; None: fade none."""
        self._chosen = numbers
        self.update()

    def _begin(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)

    def _opacity(self, number: int) -> float:
        return 1.0 if self._chosen is None or number in self._chosen else FADED

    def _tint(self) -> QColor:
        """The ground of a row or a slot that is pointed at."""
        return QColor(mix(self._theme.surface, self._theme.text, ROW_TINT))

    def _paint_grid(self, painter: QPainter, heights: Sequence[float]) -> None:
        """Lines across the plot at these heights (pixels from the top)."""
        painter.setPen(QPen(QColor(self._theme.grid), 1))
        for height in heights:
            # A line of one pixel is sharp on half pixels only.
            y = round(height) - 0.5
            painter.drawLine(QPointF(0, y), QPointF(self.size().width(), y))

    def _paint_base(self, painter: QPainter) -> None:
        """The baseline, at the foot of the plot."""
        painter.setPen(QPen(QColor(self._theme.control_border), 1))
        base = self.size().height() - 0.5
        painter.drawLine(QPointF(0, base), QPointF(self.size().width(), base))
