"""The ground of a plot: it takes its place in the chart's grid and cuts off what reaches beyond."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGraphicsItem, QGraphicsSceneResizeEvent, QGraphicsWidget, QSizePolicy

_BEHIND_AXES = -100


class Plane(QGraphicsWidget):
    """Says when its size changed; what stands on it knows its own range.

    Not pyqtgraph's ViewBox: that overrides `itemChange`, which Qt calls while items are being made
    and unmade, and PySide then takes a dead item for a living one now and then, and crashes.
    """

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemClipsChildrenToShape)
        self.setZValue(_BEHIND_AXES)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def resizeEvent(self, event: QGraphicsSceneResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    @property
    def width(self) -> float:
        """In pixels."""
        return self.size().width()

    @property
    def height(self) -> float:
        """In pixels."""
        return self.size().height()
