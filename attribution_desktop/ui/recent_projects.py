"""The projects that were open before: in the File menu and on the welcome page."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from attribution_desktop.ui.desk import ProjectFacts
from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.session import Session
from attribution_desktop.ui.widgets.recent_list import RecentList
from attribution_desktop.ui.window_frame import WindowFrame


class RecentProjects(QObject):
    """Remembers every project that opens, and offers it again."""

    def __init__(self, session: Session, window: WindowFrame, memory: WindowMemory) -> None:
        super().__init__(window)
        self._session = session
        self._memory = memory
        self._menu = window.recent_menu
        self.list = RecentList()
        window.welcome.add_below(self.list)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._menu.menuAction().setEnabled(bool(memory.recent))
        self.list.open_requested.connect(self._open)
        self.list.forget_requested.connect(self._forget)
        session.project_opened.connect(self._on_opened)
        session.project_closed.connect(self._show)
        session.opening_failed.connect(self._show)
        self._show()

    @Slot(object)
    def _on_opened(self, facts: ProjectFacts) -> None:
        self._memory.add_recent(facts.path)
        self._menu.menuAction().setEnabled(True)

    @Slot()
    def _show(self) -> None:
        self.list.show_projects(self._memory.recent)

    @Slot()
    def _fill_menu(self) -> None:
        """Made when it is shown: by then a project may be gone."""
        self._menu.clear()
        for number, path in enumerate(self._memory.recent, start=1):
            is_there = path.exists()
            # A name may hold the sign of a mnemonic; ten has no key of its own.
            name = path.stem.replace("&", "&&")
            text = f"&{number % 10} {name}" if is_there else f"{name} – not found"
            action = self._menu.addAction(text)
            action.setToolTip(str(path))
            action.setEnabled(is_there)
            action.triggered.connect(partial(self._open, path))
        self._menu.addSeparator()
        clear = self._menu.addAction("&Remove those not found")
        clear.setEnabled(any(not path.exists() for path in self._memory.recent))
        clear.triggered.connect(self._forget_missing)

    @Slot(object)
    def _open(self, path: Path) -> None:
        self._session.visit(path)

    @Slot(object)
    def _forget(self, path: Path) -> None:
        self._memory.forget_recent(path)
        self._menu.menuAction().setEnabled(bool(self._memory.recent))
        self._show()

    @Slot()
    def _forget_missing(self) -> None:
        for path in self._memory.recent:
            if not path.exists():
                self._forget(path)
