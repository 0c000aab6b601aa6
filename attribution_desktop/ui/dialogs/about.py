"""What the program is, and the licence of everything that comes with it."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop import __version__
from attribution_desktop.services.licences import Licence
from attribution_desktop.ui.fault_text import circumstances
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.tables import style_list
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M

_SIZE = (980, 660)
_SHARES = (250, 700)


class AboutDialog(QDialog):
    """Licences are plain text, as they were published."""

    def __init__(self, licences: Sequence[Licence], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Attribution Desktop")
        self._licences = tuple(licences)
        self.names = QListWidget()
        style_list(self.names)
        self.names.addItems([f"{it.name} {it.version}".strip() for it in self._licences])
        self.names.setAccessibleName("Parts and their licences")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Text of the licence")
        caption = QLabel("&Made of")
        caption.setBuddy(self.names)
        splitter = QSplitter()
        splitter.addWidget(self.names)
        splitter.addWidget(self.text)
        splitter.setSizes(list(_SHARES))
        splitter.setChildrenCollapsible(False)
        buttons = QDialogButtonBox()
        copy = buttons.addButton("&Copy versions", QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton("C&lose", QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(plain_label(f"Attribution Desktop {__version__}", "title"))
        layout.addWidget(
            plain_label(
                "Multi-touch attribution on your own machine: every model side by side, and how "
                "sure it is. Your data never leaves this computer.",
                "muted",
                has_wrap=True,
            )
        )
        layout.addWidget(caption)
        layout.addWidget(splitter, 1)
        layout.addWidget(buttons)
        self.resize(*_SIZE)
        self.names.currentRowChanged.connect(self._show)
        copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        self.names.setCurrentRow(0)

    @Slot(int)
    def _show(self, row: int) -> None:
        if 0 <= row < len(self._licences):
            licence = self._licences[row]
            self.text.setPlainText(
                "\n\n".join(part for part in (licence.kind, licence.text) if part)
            )

    @Slot()
    def _copy(self) -> None:
        lines = (circumstances(), *(licence.title for licence in self._licences))
        QGuiApplication.clipboard().setText("\n".join(lines))
