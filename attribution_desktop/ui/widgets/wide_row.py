"""Two groups of controls that share a line only where there is room for both."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from attribution_desktop.visuals.fonts import scaled


class WideRow(QWidget):
    """Side by side where there is room, else one below the other; as high as they need.

    Parameters
    ----------
    left, right
        A layout and its share of the width.
    least_wide
        Pixels from which there is room side by side, for text of the least size.
    """

    def __init__(
        self,
        left: tuple[QBoxLayout, int],
        right: tuple[QBoxLayout, int],
        *,
        least_wide: int,
        spacing: int,
    ) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._least_wide = least_wide
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(spacing)
        for part, share in (left, right):
            self._parts.addLayout(part, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        ways = QBoxLayout.Direction
        is_wide = event.size().width() >= scaled(self._least_wide)
        self._parts.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
        super().resizeEvent(event)
