"""A page of the report as it will be printed and the way to the others, or how a file begins."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontDatabase, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.reports.pdf import PagePicture
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.plain_text import columns_in_order
from attribution_desktop.visuals.theme import current_theme, set_role
from attribution_desktop.visuals.tokens import SPACE_S

_LEAST = QSize(380, 460)


class PagePreview(QWidget):
    """Shows a page; asks for others, never draws one itself."""

    page_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: PagePicture | None = None
        self.sheet = QLabel()
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sheet.setMinimumSize(_LEAST)
        self.sheet.setWordWrap(True)
        self.sheet.setTextFormat(Qt.TextFormat.PlainText)
        self.sheet.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        set_role(self.sheet, "muted")
        self.sheet.setAccessibleName("Preview")
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.lines.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.lines.setAccessibleName("What the file holds")
        # A line that begins with a name in Arabic or Hebrew still has its columns in order.
        straight = self.lines.document().defaultTextOption()
        straight.setTextDirection(Qt.LayoutDirection.LeftToRight)
        self.lines.document().setDefaultTextOption(straight)
        self.previous = QPushButton("Pre&vious page")
        self.following = QPushButton("Ne&xt page")
        self.place = plain_label(role="muted")
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.previous.clicked.connect(self._go_back)
        self.following.clicked.connect(self._go_on)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.previous)
        row.addWidget(self.place, 1)
        row.addWidget(self.following)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.sheet, 1)
        layout.addWidget(self.lines, 1)
        layout.addLayout(row)
        self.show_words("")

    @property
    def number(self) -> int:
        """The page that is shown, from 0."""
        return self._picture.number if self._picture else 0

    @property
    def width_wanted(self) -> int:
        """Pixels of a page that fills the room there is."""
        return round(max(self.sheet.width(), _LEAST.width()) * self.devicePixelRatioF())

    def show_page(self, picture: PagePicture) -> None:
        self._picture = picture
        text = f"Page {picture.number + 1} of {picture.pages}"
        self.place.setText(text)
        self.sheet.setAccessibleDescription(text)
        self.previous.setEnabled(picture.number > 0)
        self.following.setEnabled(picture.number + 1 < picture.pages)
        self._show(self.sheet, has_pages=True)
        self._fit()

    def show_words(self, words: str) -> None:
        """Say something where nothing can be shown."""
        self._picture = None
        self.sheet.setPixmap(QPixmap())
        self.sheet.setText(words)
        self.sheet.setAccessibleDescription(words)
        self._show(self.sheet, has_pages=False)

    def show_text(self, text: str) -> None:
        """Show how a file begins that has no pages."""
        self._picture = None
        self.lines.setPlainText(columns_in_order(text))
        self._show(self.lines, has_pages=False)

    def _show(self, wanted: QWidget, *, has_pages: bool) -> None:
        self.sheet.setVisible(wanted is self.sheet)
        self.lines.setVisible(wanted is self.lines)
        for part in (self.previous, self.following, self.place):
            part.setVisible(has_pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._picture is None:
            return
        ratio = self.devicePixelRatioF()
        room = self.sheet.size() * ratio
        pixmap = QPixmap.fromImage(self._picture.image).scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        pixmap.setDevicePixelRatio(ratio)
        self._frame(pixmap)
        self.sheet.setPixmap(pixmap)

    @staticmethod
    def _frame(pixmap: QPixmap) -> None:
        """White paper on white ground needs an edge."""
        painter = QPainter(pixmap)
        painter.setPen(QPen(QColor(current_theme().control_border), 1))
        size = pixmap.deviceIndependentSize()
        painter.drawRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1))
        painter.end()

    @Slot()
    def _go_back(self) -> None:
        self.page_wanted.emit(self.number - 1)

    @Slot()
    def _go_on(self) -> None:
        self.page_wanted.emit(self.number + 1)
