"""What every table and list has in common and a style sheet cannot say."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QListView, QTableView, QTreeView

from attribution_desktop.visuals.fonts import font
from attribution_desktop.visuals.tokens import SPACE_M


def row_height() -> int:
    """Of one line of text, in pixels."""
    return QFontMetrics(font("body")).height() + SPACE_M


def style_table(view: QTableView) -> None:
    """Whole-row selection, rows of one comfortable height, smooth scrolling, no cell grid."""
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setCornerButtonEnabled(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    # Tab belongs to the window: arrows move between cells.
    view.setTabKeyNavigation(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(row_height())
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setStretchLastSection(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def style_list(view: QListView | QTreeView) -> None:
    """Rows of the style sheet's height, smooth scrolling; call it before filling the view.

    Qt measures rows before the style sheet has reached a view that is filled while hidden.
    """
    view.ensurePolished()
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
