"""Room and lines for long texts: what a style sheet cannot say about a document."""

from collections.abc import Iterator

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)

from attribution_desktop.visuals.tokens import SPACE_L, SPACE_S, SPACE_XL, SPACE_XS, Theme

_BOLDEST = QFont.Weight.DemiBold
"""Of the bundled font. Qt smears what is to be bolder, and the dot of an i runs into its stem."""


def give_room(document: QTextDocument, theme: Theme) -> None:
    """Space above headings, bold words in a weight that the font has, tables with quiet lines."""
    for block in list(_blocks(document)):
        _shape_heading(block)
        _lighten(block)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _rule(frame, theme)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _shape_heading(block: QTextBlock) -> None:
    level = block.blockFormat().headingLevel()
    if level:
        shape = QTextBlockFormat()
        shape.setTopMargin(SPACE_XL if level > 1 else 0)
        shape.setBottomMargin(SPACE_S)
        QTextCursor(block).mergeBlockFormat(shape)


def _lighten(block: QTextBlock) -> None:
    look = QTextCharFormat()
    look.setFontWeight(_BOLDEST)
    for run in [run for run in block.textFormats() if run.format.fontWeight() > _BOLDEST]:
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + run.start)
        cursor.setPosition(block.position() + run.start + run.length, cursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(look)


def _rule(table: QTextTable, theme: Theme) -> None:
    look = table.format()
    look.setCellPadding(SPACE_XS)
    look.setBorderCollapse(True)
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderBrush(QBrush(QColor(theme.grid)))
    look.setTopMargin(SPACE_S)
    look.setBottomMargin(SPACE_L)
    table.setFormat(look)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            air = cell.format().toTableCellFormat()
            air.setLeftPadding(SPACE_S)
            air.setRightPadding(SPACE_S)
            cell.setFormat(air)
