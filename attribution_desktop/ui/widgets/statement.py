"""A sentence with figures, and the ways from it to the journeys that it counts."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from attribution_desktop.domain.journey_query import JourneyQuery
from attribution_desktop.ui.widgets.labels import make_plain


class Statement(QLabel):
    """Can be selected and copied; its menu leads to journeys."""

    journeys_wanted = Signal(object)  # JourneyQuery

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_plain(self, role, has_wrap=True, is_selectable=True)
        self._ways = QActionGroup(self)
        self._ways.triggered.connect(self._want_journeys)
        self._copy = QAction("&Copy", self)
        self._copy.triggered.connect(self.copy_text)
        self.addAction(self._copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    @property
    def ways(self) -> list[QAction]:
        """The entries of the menu that lead to journeys."""
        return self._ways.actions()

    def lead_to(self, *ways: tuple[str, JourneyQuery]) -> None:
        """Offer these ways, each under its words, and no others."""
        offered = [(way.text(), way.data()) for way in self.ways]
        if offered == list(ways):
            return
        for way in self.ways:
            self._ways.removeAction(way)
            way.deleteLater()
        for words, query in ways:
            way = QAction(words, self)
            way.setData(query)
            self._ways.addAction(way)
            self.insertAction(self._copy, way)

    @Slot()
    def copy_text(self) -> None:
        """Put what is selected on the clipboard, or all."""
        QGuiApplication.clipboard().setText(self.selectedText() or self.text())

    @Slot(QAction)
    def _want_journeys(self, way: QAction) -> None:
        self.journeys_wanted.emit(way.data())
