"""What every chart stands in: a scene in a widget, laid out to its size, in the theme in force."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QGraphicsGridLayout,
    QGraphicsScene,
    QGraphicsWidget,
    QHBoxLayout,
    QWidget,
)

from attribution_desktop.visuals.charts.view import PlotView
from attribution_desktop.visuals.theme import current_theme
from attribution_desktop.visuals.tokens import SPACE_S, Theme

_RING = 2
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class ChartFrame(QWidget):
    """The scene is in device-independent pixels and is laid out anew with every size of the widget.

    Data and theme only repaint it. A chart takes the theme applied last and follows `apply_theme`;
    `set_theme` overrides until the next switch, which is how paper gets its own.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = self._followed = current_theme()
        self._ring = False
        self._view = PlotView(self)
        self._frame = QGraphicsWidget()
        self._grid = QGraphicsGridLayout(self._frame)
        self._grid.setContentsMargins(0, 0, SPACE_S, 0)
        self._grid.setSpacing(0)
        self._view.setCentralItem(self._frame)
        row = QHBoxLayout(self)
        row.setContentsMargins(_RING, _RING, _RING, _RING)
        row.setSpacing(0)
        row.addWidget(self._view, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._view.resized.connect(self._take_size)

    # What callers use

    def set_name(self, name: str) -> None:
        """Name the chart for a screen reader."""
        self.setAccessibleName(name)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._dress()
        self._frame.update()
        self.update()

    def scene(self) -> QGraphicsScene:
        """The scene, for `render()`; call `lay_out` first when the chart was never shown."""
        scene: QGraphicsScene = self._view.scene()
        return scene

    def natural_size(self, width: int) -> QSize:
        """The size (pixels) at which nothing has to scroll."""
        return QSize(width, self.sizeHint().height())

    def lay_out(self, size: QSize) -> None:
        """Take this size at once, shown or not."""
        self.resize(size)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self._view.resizeEvent(None)

    def draw(self, painter: QPainter, target: QRectF) -> None:
        """Draw the chart as vectors into `target` of the painter, its proportions kept."""
        self._point_nowhere()
        scene = self.scene()
        self._view.scene().prepareForPaint()
        scene.render(painter, target, scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)

    # What subclasses provide

    def _arrange(self) -> None:
        """Give every part its place in the present size."""
        raise NotImplementedError

    def _dress(self) -> None:
        """Take over the theme's colours."""
        raise NotImplementedError

    def _point_nowhere(self) -> None:
        """Set nothing apart: paper shows no mouse."""
        raise NotImplementedError

    def _take_size(self) -> None:
        # The scene's own rectangle only ever grows; paper is to show what the view shows.
        self.scene().setSceneRect(QRectF(self._view.rect()))
        self._arrange()

    # Focus and theme

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring = event.reason() in _KEYBOARD
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.surface))
        if self._ring:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.accent), _RING))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            applied = current_theme()
            if applied != self._followed:
                self._followed = applied
                self.set_theme(applied)
