"""The parts around the bars: category labels, legend, reference label."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QGraphicsWidget, QStyleOptionGraphicsItem, QWidget

from attribution_desktop.visuals.figures_colour import bar_colour
from attribution_desktop.visuals.fonts import scene_font
from attribution_desktop.visuals.plain_text import one_line
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_S, SPACE_XS, Theme

_SWATCH = 10.0
_LABEL_FLAGS = (
    Qt.AlignmentFlag.AlignRight
    | Qt.AlignmentFlag.AlignVCenter
    | Qt.AlignmentFlag.AlignAbsolute
    | Qt.TextFlag.TextSingleLine
)
_START_FLAGS = (
    Qt.AlignmentFlag.AlignLeft
    | Qt.AlignmentFlag.AlignVCenter
    | Qt.AlignmentFlag.AlignAbsolute
    | Qt.TextFlag.TextSingleLine
)


class CategoryLabels(QGraphicsWidget):
    """Category names right-aligned beside their rows, cut in the middle where too long."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFlag(QGraphicsWidget.GraphicsItemFlag.ItemClipsToShape)
        self._theme = theme
        self._font = scene_font("body")
        self._metrics = QFontMetricsF(self._font)
        self._labels: tuple[str, ...] = ()
        self._row_height = 1.0
        self._offset = 0.0

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_labels(self, labels: Sequence[str]) -> None:
        self._labels = tuple(one_line(label) for label in labels)
        self.update()

    def set_rows(self, row_height: float, offset: float) -> None:
        """Follow the rows: their height, and how far they are scrolled (pixels)."""
        self._row_height, self._offset = row_height, offset
        self.update()

    def wanted_width(self, most: float) -> float:
        """Room for the longest name, but no more than `most` (pixels)."""
        longest = max((self._metrics.horizontalAdvance(label) for label in self._labels), default=0)
        if not self._labels:
            return 0.0
        # Whole pixels, here and below, keep the plot's own lines sharp.
        return math.floor(min(math.ceil(longest) + SPACE_S + SPACE_XS, most))

    def place(self, row: int) -> QRectF:
        """Where a row's label is, in this item's coordinates."""
        top = row * self._row_height - self._offset
        return QRectF(0, top, max(self.size().width() - SPACE_S, 0), self._row_height)

    def shown(self, row: int) -> str:
        """A row's label as it is drawn."""
        return self._metrics.elidedText(
            self._labels[row], Qt.TextElideMode.ElideMiddle, self.place(row).width()
        )

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.text))
        first = int(self._offset // self._row_height)
        last = int((self._offset + self.size().height()) // self._row_height) + 1
        for row in range(first, min(last, len(self._labels))):
            painter.drawText(self.place(row), int(_LABEL_FLAGS), self.shown(row))


class Legend(QGraphicsWidget):
    """Swatches with names, in as many lines as they need."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._font = scene_font("caption")
        self._metrics = QFontMetricsF(self._font)
        self._entries: tuple[tuple[str, int | str], ...] = ()
        self._places: tuple[QRectF, ...] = ()
        self.set_height(0)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_entries(self, entries: Sequence[tuple[str, int | str]]) -> None:
        self._entries = tuple((one_line(name), colour) for name, colour in entries)
        self.update()

    def entries(self) -> tuple[tuple[str, int | str], ...]:
        return self._entries

    def set_height(self, height: float) -> None:
        self.setMinimumHeight(height)
        self.setMaximumHeight(height)

    def arrange(self, width: float) -> None:
        """Break the entries into lines of `width` pixels and take the height they need."""
        line = self._metrics.height() + SPACE_XS
        places: list[QRectF] = []
        x = y = 0.0
        for name, _ in self._entries:
            wanted = min(_SWATCH + SPACE_S + self._metrics.horizontalAdvance(name) + 1, width)
            if x > 0 and x + wanted > width:
                x, y = 0.0, y + line
            places.append(QRectF(x, y, wanted, line))
            x += wanted + SPACE_L
        self._places = tuple(places)
        self.set_height(math.ceil(y + line + SPACE_S) if places else 0)
        self.update()

    def places(self) -> tuple[QRectF, ...]:
        """Where each entry is, in this item's coordinates."""
        return self._places

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        for (name, colour), place in zip(self._entries, self._places, strict=True):
            swatch = QRectF(place.left(), place.center().y() - _SWATCH / 2, _SWATCH, _SWATCH)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(bar_colour(self._theme, colour, None)))
            painter.drawRoundedRect(swatch, 2, 2)
            painter.setPen(QColor(self._theme.muted))
            text = place.adjusted(_SWATCH + SPACE_S, 0, 0, 0)
            shown = self._metrics.elidedText(name, Qt.TextElideMode.ElideRight, text.width())
            painter.drawText(text, int(_START_FLAGS), shown)


class ReferenceLabel(QGraphicsWidget):
    """The name of the reference line, above the plot and as near to the line as it fits."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._font = scene_font("caption")
        self._metrics = QFontMetricsF(self._font)
        self._text = ""
        self._at: float | None = None
        self.set_text("")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_text(self, text: str) -> None:
        self._text = one_line(text)
        height = math.ceil(self._metrics.height()) + SPACE_XS if self._text else 0
        self.setMinimumHeight(height)
        self.setMaximumHeight(height)

    def set_place(self, x: float | None) -> None:
        """Where the line is, in this item's pixels; None hides the label."""
        self._at = x
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del option, widget
        if self._at is None or not self._text:
            return
        width = min(self._metrics.horizontalAdvance(self._text) + 1, self.size().width())
        left = min(max(self._at - width / 2, 0), self.size().width() - width)
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.warning))
        shown = self._metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, width)
        place = QRectF(QPointF(left, 0), QSizeF(width, self.size().height() - SPACE_XS))
        painter.drawText(place, int(_START_FLAGS), shown)
