"""The panel that stands in for a tab's content: no data, nothing matches, working, failed."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attribution_desktop.ui.widgets.faults import Fault
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_S, SPACE_XL

_TEXT_WIDTH = 460


class StatePanel(QWidget):
    """One heading, one line, and the action that leads on."""

    action_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = ""
        self._details = ""
        self._heading = plain_label(role="heading")
        self._text = plain_label(role="muted", has_wrap=True, is_selectable=True)
        self._text.setFixedWidth(_TEXT_WIDTH)
        for label in (self._heading, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = QPushButton()
        set_role(self._button, "primary")
        self._button.clicked.connect(self._request_action)
        self._copy = QPushButton("&Copy details")
        self._copy.setAccessibleName("Copy details of the error")
        self._copy.clicked.connect(self._copy_details)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addStretch()
        buttons.addWidget(self._button)
        buttons.addWidget(self._copy)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        layout.setSpacing(SPACE_S)
        layout.addStretch(2)
        layout.addWidget(self._heading, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._text, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(SPACE_L)
        layout.addLayout(buttons)
        layout.addStretch(3)

    @property
    def heading(self) -> str:
        return self._heading.text()

    @property
    def text(self) -> str:
        return self._text.text()

    def clear(self) -> None:
        """Show nothing at all."""
        self._show("", "", "", "")

    def show_no_data(self) -> None:
        self._show(
            "No journeys yet",
            "Import a CSV file of touchpoints, conversions or whole journeys, and this page "
            "fills itself.",
            "import",
            "&Import journeys…",
        )

    def show_nothing_matches(self) -> None:
        self._show(
            "Nothing matches the filter",
            "No journey of this project meets the chosen period and channels.",
            "clear-filter",
            "&Clear filter",
        )

    def show_no_spend(self, words: str) -> None:
        """Say what cannot be told without spend."""
        self._show("No spend to split", words, "import-spend", "Import &spend…")

    def show_working(self) -> None:
        self._show("Working…", "The figures appear here as soon as they are ready.", "", "")

    def show_fault(self, fault: Fault) -> None:
        words = f"{fault.message}\n{fault.hint}".strip()
        self._show("This could not be computed", words, "refresh", "&Try again", fault.details)

    def show_unreadable(self, words: str) -> None:
        """Say that a file cannot be read, and why."""
        self._show("This file cannot be read", words, "again", "&Try again")

    def show_no_imports(self) -> None:
        self._show(
            "Nothing has been imported yet",
            "Every file that is imported stands here, with what became of its rows. Each import "
            "can be taken back as a whole.",
            "",
            "",
        )

    def show_no_channels(self) -> None:
        self._show(
            "No channels yet",
            "They come with the first file that is imported, or with the first journey that is "
            "tracked.",
            "",
            "",
        )

    def _show(self, heading: str, text: str, action: str, button: str, details: str = "") -> None:
        self._heading.setText(heading)
        self._text.setText(text)
        # Beside an alignment, a layout forgets that wrapped text grows downwards.
        self._text.setFixedHeight(max(0, self._text.heightForWidth(_TEXT_WIDTH)))
        self._action = action
        self._details = details
        self._button.setText(button)
        self._button.setAccessibleName(button.replace("&", ""))
        self._button.setVisible(bool(action))
        self._copy.setVisible(bool(details))

    @Slot()
    def _request_action(self) -> None:
        self.action_requested.emit(self._action)

    @Slot()
    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
