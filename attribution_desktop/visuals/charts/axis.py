"""Axes that show exactly the ticks they are given, on screen and on paper."""

from html import escape

import pyqtgraph as pg
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from attribution_desktop.visuals.fonts import scene_font
from attribution_desktop.visuals.plain_text import one_line
from attribution_desktop.visuals.tokens import SPACE_XS, Theme


class ValueAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph carries no types
    """No prefixes, no tick marks, no line; the title is plain text."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation)
        self._font = scene_font("caption")
        self.enableAutoSIPrefix(enable=False)
        self.setStyle(
            tickLength=0,
            tickTextOffset=SPACE_XS,
            autoExpandTextSpace=False,
            autoReduceTextSpace=False,
            hideOverlappingLabels=False,
            tickFont=self._font,
        )
        self.setPen(pg.mkPen(None))
        self.label.setFont(self._font)

    def set_title(self, title: str) -> None:
        """Give the axis a title; pyqtgraph reads titles as HTML, so it is escaped."""
        if title:
            self.setLabel(escape(one_line(title)))
        self.showLabel(bool(title))

    def title_height(self) -> float:
        """Pixels that the title takes, across the axis."""
        return float(self.label.boundingRect().height()) if self.label.isVisible() else 0.0

    def set_theme(self, theme: Theme) -> None:
        self.setTextPen(theme.muted)
        self.labelStyle = {"color": theme.muted}
        self.label.setDefaultTextColor(QColor(theme.muted))
        self._updateLabel()

    def paint(
        self, p: QPainter, opt: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        del opt, widget
        # pyqtgraph replays a QPicture here, whose text takes on the resolution of the paper a
        # second time and becomes many times too large.
        p.save()
        p.setFont(self._font)
        specs = self.generateDrawSpecs(p)
        if specs is not None:
            line, _, texts = specs
            # A tick without length would leave a dot on screen and a broken path in a PDF.
            self.drawPicture(p, line, (), texts)
        p.restore()
