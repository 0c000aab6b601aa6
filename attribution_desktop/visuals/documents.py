"""Room and lines for long texts: what a style sheet cannot say about a document."""

from PySide6.QtGui import QBrush, QColor, QTextCursor, QTextDocument, QTextTable

from attribution_desktop.visuals.tokens import SPACE_L, SPACE_S, SPACE_XL, SPACE_XS, Theme


def give_room(document: QTextDocument, theme: Theme) -> None:
    """Space above headings, and tables with quiet lines and air in their cells."""
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        if level:
            shape = block.blockFormat()
            shape.setTopMargin(SPACE_XL if level > 1 else 0)
            shape.setBottomMargin(SPACE_S)
            QTextCursor(block).setBlockFormat(shape)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            look = frame.format()
            look.setCellPadding(SPACE_XS)
            look.setBorderBrush(QBrush(QColor(theme.grid)))
            look.setTopMargin(SPACE_S)
            look.setBottomMargin(SPACE_L)
            frame.setFormat(look)
