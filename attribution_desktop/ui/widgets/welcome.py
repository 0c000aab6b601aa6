"""The first page: what the program is for and the three ways in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.ui.widgets.scrolling import UprightArea
from attribution_desktop.visuals.fonts import scaled
from attribution_desktop.visuals.icons import application_icon, icon
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XXL, Theme

_WIDTH = 760
_APPLICATION_ICON = 48
_ICON = 28


class WelcomePage(QWidget):
    """Shown while no project is open."""

    demo_requested = Signal()
    import_requested = Signal()
    open_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.demo = _Way(
            "demo",
            "See it at work",
            "A small shop with seven channels and five customer journeys. Nothing to prepare.",
            "Open &demo project",
            is_primary=True,
        )
        self.import_csv = _Way(
            "import",
            "Bring your own data",
            "A CSV file of touchpoints, conversions or whole journeys. Your data stays on "
            "this computer.",
            "Import &CSV…",
        )
        self.open_project = _Way(
            "open",
            "Carry on",
            "Open a project file you made before. Every project is one *.attribution file.",
            "&Open project…",
        )
        self.demo.button.clicked.connect(self.demo_requested)
        self.import_csv.button.clicked.connect(self.import_requested)
        self.open_project.button.clicked.connect(self.open_requested)
        ways = QHBoxLayout()
        ways.setSpacing(SPACE_L)
        for way in (self.demo, self.import_csv, self.open_project):
            ways.addWidget(way, 1)
        column = QWidget()
        column.setMaximumWidth(scaled(_WIDTH) + 2 * SPACE_XXL)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(SPACE_XXL, SPACE_XXL, SPACE_XXL, SPACE_XXL)
        inner.setSpacing(SPACE_S)
        self._picture = plain_label()
        self._picture.setFixedHeight(_APPLICATION_ICON)
        inner.addWidget(self._picture)
        inner.addSpacing(SPACE_M)
        inner.addWidget(plain_label("Which marketing earns its money?", "kpi", has_wrap=True))
        inner.addWidget(
            plain_label(
                "Attribution Desktop credits every order to the channels that led to it, under "
                "several models side by side, and says where they disagree.",
                "muted",
                has_wrap=True,
            )
        )
        inner.addSpacing(SPACE_XL)
        inner.addLayout(ways)
        inner.addSpacing(SPACE_L)
        self._below = QVBoxLayout()
        inner.addLayout(self._below)
        inner.addWidget(
            plain_label("You can also drop a CSV or project file anywhere here.", "caption")
        )
        content = QWidget()
        middle = QVBoxLayout(content)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(column, 100)
        row.addStretch(1)
        middle.addLayout(row)
        middle.addStretch(3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(UprightArea(content))

    def add_below(self, widget: QWidget) -> None:
        """Put something under the ways in."""
        self._below.addWidget(widget)

    def set_theme(self, theme: Theme) -> None:
        """Draw the pictures; the page's first sight does without them."""
        pixmap = application_icon().pixmap(_APPLICATION_ICON, _APPLICATION_ICON)
        self._picture.setPixmap(pixmap)
        for way in (self.demo, self.import_csv, self.open_project):
            way.set_theme(theme)


class _Way(QFrame):
    """One way in: a line of explanation and its button."""

    def __init__(
        self, icon_name: str, heading: str, text: str, button: str, *, is_primary: bool = False
    ) -> None:
        super().__init__()
        set_role(self, "card")
        self._icon_name = icon_name
        self._picture = plain_label()
        self._picture.setFixedHeight(_ICON)
        self.button = QPushButton(button)
        self.button.setAccessibleName(button.replace("&", ""))
        self.button.setAccessibleDescription(text)
        if is_primary:
            set_role(self.button, "primary")
        words = plain_label(text, "muted", has_wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._picture)
        layout.addWidget(plain_label(heading, "heading", has_wrap=True))
        layout.addWidget(words, 1)
        layout.addSpacing(SPACE_M)
        layout.addWidget(self.button)

    def set_theme(self, theme: Theme) -> None:
        self._picture.setPixmap(icon(self._icon_name, theme).pixmap(_ICON, _ICON))
