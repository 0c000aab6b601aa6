"""The plan in one card: the recommended split, or the levers that change it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_S


class PlanViews(QFrame):
    """Two views of the plan, and at their right a control that concerns both."""

    def __init__(
        self, split: QWidget, levers: QWidget, control: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self.views = QTabBar()
        self.views.setAccessibleName("The recommended split, or what if")
        self.views.setExpanding(False)
        self._pages = QStackedWidget()
        for page, title in ((split, "Recommended sp&lit"), (levers, "What &if")):
            self.views.addTab(title)
            self._pages.addWidget(page)
        top = QHBoxLayout()
        top.setSpacing(SPACE_S)
        top.addWidget(self.views, 1)
        top.addWidget(control)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        layout.setSpacing(SPACE_S)
        layout.addLayout(top)
        layout.addWidget(self._pages, 1)
        self.views.currentChanged.connect(self._pages.setCurrentIndex)
