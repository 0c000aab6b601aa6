"""A line above the tabs that says what went well or wrong, without standing in the way."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from attribution_desktop.ui.widgets.faults import Fault
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.plain_text import left_to_right
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_M, SPACE_S

_FRAMES = {"positive": "card", "negative": "alarm"}
"""What surrounds a text of a role; anything else is a warning."""


class NoticeBar(QFrame):
    """Shows the newest notice until it is closed or replaced. Text is plain, always."""

    closed = Signal()
    offer_taken = Signal(str)  # the name that the offer was made under

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "banner")
        self._details = ""
        self._offer_name = ""
        self._text = plain_label(has_wrap=True, is_selectable=True)
        self._copy = QPushButton("Copy &details")
        self._copy.setAccessibleName("Copy details of the error")
        self._copy.clicked.connect(self._copy_details)
        self._offer = QPushButton()
        self._offer.clicked.connect(self._take_offer)
        self._close = QPushButton("Close")
        self._close.setAccessibleName("Close this notice")
        self._close.clicked.connect(self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_S, SPACE_S)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._offer)
        layout.addWidget(self._copy)
        layout.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def show_success(self, text: str) -> None:
        self._show(text, "positive", "")

    def show_warning(self, text: str) -> None:
        self._show(text, "warning", "")

    def show_offer(self, text: str, label: str, name: str, role: str = "positive") -> None:
        """Say something and offer to act on it.

        Parameters
        ----------
        label
            Of the button, with its mnemonic ("&Undo").
        name
            What `offer_taken` tells when the button is pressed.
        role
            How the text is coloured: positive, warning.
        """
        self._show(text, role, "")
        self._offer_name = name
        self._offer.setText(label)
        self._offer.setAccessibleName(label.replace("&", ""))
        self._offer.setAccessibleDescription(text)
        self._offer.show()

    def show_fault(self, fault: Fault) -> None:
        self._show(fault.words, "negative", fault.details)

    @Slot()
    def dismiss(self) -> None:
        """Take the notice away."""
        self._text.clear()
        self.hide()
        self.closed.emit()

    def _show(self, text: str, role: str, details: str) -> None:
        set_role(self._text, role)
        set_role(self, _FRAMES.get(role, "banner"))
        self._text.setText(left_to_right(text))
        self.setAccessibleName(text)
        self._details = details
        self._copy.setVisible(bool(details))
        self._offer.hide()
        self.show()

    @Slot()
    def _take_offer(self) -> None:
        name = self._offer_name
        self.dismiss()
        self.offer_taken.emit(name)

    @Slot()
    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
