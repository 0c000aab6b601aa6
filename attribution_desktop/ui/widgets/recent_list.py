"""Projects that were open before, on the welcome page: open one, or forget one that is gone."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attribution_desktop.ui.widgets.labels import ElidedLabel, plain_label
from attribution_desktop.visuals.plain_text import tool_tip
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_S

_MOST_SHOWN = 5


class RecentList(QWidget):
    """A row a project; hidden while there is none."""

    open_requested = Signal(object)  # path
    forget_requested = Signal(object)  # path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE_S)
        self._layout.addWidget(plain_label("Recent projects", "heading"))
        self.hide()

    def show_projects(self, paths: Sequence[Path]) -> None:
        """Show these instead, the last one first; one that is gone can only be forgotten."""
        for row in self._rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(path) for path in paths[:_MOST_SHOWN]]
        for row in self._rows:
            self._layout.addWidget(row)
        self.setVisible(bool(self._rows))

    def _row(self, path: Path) -> QWidget:
        is_there = path.exists()
        row = QWidget()
        button = QPushButton(path.stem.replace("&", "&&"))
        button.setToolTip(tool_tip(str(path)))
        set_role(button, "flat")
        button.setAccessibleName(f"Open {path.stem}")
        button.setEnabled(is_there)
        button.clicked.connect(partial(self.open_requested.emit, path))
        where = ElidedLabel("muted")
        where.set_whole(str(path.parent) if is_there else f"{path.parent} – not found")
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(button)
        layout.addWidget(where, 1)
        if not is_there:
            forget = QPushButton("Remove")
            forget.setAccessibleName(f"Remove {path.stem} from the list")
            set_role(forget, "flat")
            forget.clicked.connect(partial(self.forget_requested.emit, path))
            layout.addWidget(forget)
        return row
