"""Files dropped on the window: projects are opened, other files imported, folders refused."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from attribution_desktop.ui.conversations import PROJECT_SUFFIX
from attribution_desktop.ui.dialogs.import_words import READING_ONLY
from attribution_desktop.ui.file_imports import FileImports
from attribution_desktop.ui.main_window import MainWindow
from attribution_desktop.ui.session import Session


class Dropping(QObject):
    """Says in one line what cannot be taken; the rest is taken all the same."""

    def __init__(self, session: Session, window: MainWindow, imports: FileImports) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._imports = imports
        window.files_dropped.connect(self._take)

    @Slot(object)
    def _take(self, paths: tuple[Path, ...]) -> None:
        folders = [path for path in paths if path.is_dir()]
        projects = [path for path in paths if _is_project(path) and path not in folders]
        files = [path for path in paths if path not in (*folders, *projects)]
        if projects:
            self._open(projects[0], files)
        elif files:
            self._import(files)
        if folders:
            self._window.tell_warning(
                f"“{folders[0].name}” is a folder: drop the files that are in it."
            )

    def _open(self, project: Path, files: list[Path]) -> None:
        """Files dropped with a project are for it."""
        if self._session.has_open(project):
            self._session.visit(project)
            self._imports.add(files)
        else:
            self._session.visit(project)
            self._imports.add_later(files)

    def _import(self, files: list[Path]) -> None:
        facts = self._session.facts
        if facts is not None and not facts.is_writable:
            self._window.tell_warning(READING_ONLY)
            return
        self._imports.add(files)


def _is_project(path: Path) -> bool:
    return path.suffix.lower() == PROJECT_SUFFIX
