"""The scene's window: pyqtgraph's own, without its mouse, menu and key handling."""

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget


class PlotView(pg.GraphicsView):  # type: ignore[misc]  # pyqtgraph carries no types
    """Reports where the mouse is in scene coordinates and leaves the rest to the chart."""

    pointed = Signal(QPointF)
    left = Signal()
    clicked = Signal(QPointF)
    double_clicked = Signal(QPointF)
    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, useOpenGL=False, background=None)
        self.setAntialiasing(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        self.pointed.emit(self.mapToScene(ev.position().toPoint()))

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        if ev.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(self.mapToScene(ev.position().toPoint()))
        else:
            ev.ignore()

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        ev.ignore()

    def mouseDoubleClickEvent(self, ev: QMouseEvent) -> None:
        if ev.button() == Qt.MouseButton.LeftButton:
            self.double_clicked.emit(self.mapToScene(ev.position().toPoint()))
        else:
            ev.ignore()

    def leaveEvent(self, ev: QEvent) -> None:
        super().leaveEvent(ev)
        self.left.emit()

    def wheelEvent(self, ev: QWheelEvent) -> None:
        ev.ignore()

    def contextMenuEvent(self, ev: QContextMenuEvent) -> None:
        ev.ignore()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        ev.ignore()

    def resizeEvent(self, ev: QResizeEvent | None) -> None:
        super().resizeEvent(ev)
        self.resized.emit()
