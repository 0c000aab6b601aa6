"""Cells of a table that hold a path."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from attribution_desktop.ui.models.journey_table import PATH_ROLE, STEP_MARK
from attribution_desktop.visuals.path_painting import paint_path
from attribution_desktop.visuals.theme import current_theme
from attribution_desktop.visuals.tokens import SPACE_S

if TYPE_CHECKING:
    from collections.abc import Mapping


class PathDelegate(QStyledItemDelegate):
    """Paints the path as channels with their colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.swatches: Mapping[str, int] = {}

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        path = index.data(PATH_ROLE)
        if not path:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
        painter.save()
        painter.setFont(option.font)
        painter.setPen(option.palette.color(role))
        room = option.rect.adjusted(SPACE_S, 0, -SPACE_S, 0)
        paint_path(painter, room, path.split(STEP_MARK), self.swatches, current_theme())
        painter.restore()
