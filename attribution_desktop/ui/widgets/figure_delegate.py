"""Painting cells of figures: what the model says in numbers becomes colours and swatches."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from attribution_desktop.ui.models.figure_table import Role
from attribution_desktop.visuals.tokens import DARK, Theme, channel_colour

SWATCH = 10


class FigureDelegate(QStyledItemDelegate):
    """Paints what the model says in numbers: sign colours, bold totals, channel swatches."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._swatches: dict[int, QIcon] = {}

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._swatches.clear()

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        sign = index.data(Role.SIGN)
        if sign:
            colour = QColor(self._theme.positive if sign > 0 else self._theme.negative)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, colour)
        if index.data(Role.IS_TOTAL):
            option.font.setWeight(QFont.Weight.DemiBold)
        swatch = index.data(Role.SWATCH)
        if swatch is not None:
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.decorationSize = QSize(SWATCH, SWATCH)
            option.icon = self._swatch(swatch)

    def _swatch(self, index: int) -> QIcon:
        if index not in self._swatches:
            pixmap = QPixmap(SWATCH * 2, SWATCH * 2)
            pixmap.setDevicePixelRatio(2)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(channel_colour(self._theme, index)))
            painter.drawRoundedRect(QRect(0, 0, SWATCH, SWATCH), 2, 2)
            painter.end()
            icon = QIcon(pixmap)
            # Without its own picture for it, Qt tints a selected row's swatch.
            icon.addPixmap(pixmap, QIcon.Mode.Selected)
            self._swatches[index] = icon
        return self._swatches[index]
