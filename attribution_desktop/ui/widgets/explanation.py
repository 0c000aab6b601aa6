"""Text on demand: how a page is to be read."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.ui.widgets.wrapped_column import WrappedColumn
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M


class Explanation(QFrame):
    """A folded text; `button` unfolds it and may stand elsewhere."""

    def __init__(self, text: str, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        # A label by itself asks for the height of a narrow column, and the window would grow.
        self._words = WrappedColumn(f"How to read the page {page}", 0)
        self._words.column.addWidget(plain_label(text, has_wrap=True, is_selectable=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        layout.addWidget(self._words)
        self.button = QPushButton("How to read this")
        set_role(self.button, "flat")
        self.button.setAccessibleName(f"How to read the page {page}")
        self.button.setCheckable(True)
        self.button.toggled.connect(self._unfold)
        self.hide()

    @Slot(bool)
    def _unfold(self, is_open: bool) -> None:  # noqa: FBT001  # Qt's signature
        self.button.setText("Hide explanation" if is_open else "How to read this")
        page = self.parentWidget()
        if is_open and page is not None:
            # What has never been laid out does not know how wide it will be.
            self._words.resize(page.width() - 4 * SPACE_L, self._words.height())
        self.setVisible(is_open)
