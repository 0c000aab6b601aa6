"""What the window remembers from one run to the next."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

_THEME = "window/theme"
_GEOMETRY = "window/geometry"
_TAB = "window/tab"
_NOTATION = "window/notation"
_PROJECT = "project/last"
_FOLDER = "project/folder"
_RECENT = "project/recent"
_MOST_RECENT = 10


class WindowMemory:
    """An INI file at the caller's path; None: everything is forgotten."""

    def __init__(self, path: Path | None) -> None:
        self._file = QSettings(str(path), QSettings.Format.IniFormat) if path else None

    def save_window(self, window: QMainWindow, tab: str) -> None:
        """Keep the place and size of the window, and which page was open."""
        self._put(_GEOMETRY, window.saveGeometry())
        self._put(_TAB, tab)

    def restore_place(self, window: QMainWindow) -> bool:
        """Bring the window back to where it was; False when nothing is known of it."""
        geometry = self._get(_GEOMETRY)
        return isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)

    @property
    def tab(self) -> str:
        return str(self._get(_TAB) or "")

    @property
    def theme(self) -> str:
        return str(self._get(_THEME) or "")

    @theme.setter
    def theme(self, name: str) -> None:
        self._put(_THEME, name)

    @property
    def notation(self) -> str:
        """How numbers and dates are written; the desktop's way, or ISO where nothing is kept."""
        return str(self._get(_NOTATION) or ("system" if self._file else "iso"))

    @notation.setter
    def notation(self, choice: str) -> None:
        self._put(_NOTATION, choice)

    @property
    def project(self) -> Path | None:
        """The project that was open last."""
        known = self._get(_PROJECT)
        return Path(str(known)) if known else None

    @project.setter
    def project(self, path: Path | None) -> None:
        self._put(_PROJECT, str(path) if path else "")

    @property
    def recent(self) -> tuple[Path, ...]:
        """Projects that were open, the last first."""
        return tuple(Path(line) for line in self.kept(_RECENT).splitlines() if line)

    def add_recent(self, path: Path) -> None:
        """Put a project in front of the others."""
        others = [known for known in self.recent if known != path]
        self._keep_recent([path, *others][:_MOST_RECENT])

    def forget_recent(self, path: Path) -> None:
        self._keep_recent([known for known in self.recent if known != path])

    def _keep_recent(self, paths: list[Path]) -> None:
        self.keep(_RECENT, "\n".join(str(path) for path in paths))

    @property
    def folder(self) -> str:
        """The folder that a file was chosen from last."""
        return str(self._get(_FOLDER) or "")

    @folder.setter
    def folder(self, folder: str) -> None:
        self._put(_FOLDER, folder)

    def kept(self, name: str) -> str:
        """What was kept under a name; empty when nothing was."""
        return str(self._get(name) or "")

    def keep(self, name: str, value: str) -> None:
        """Keep a text under a name such as `export/company`."""
        self._put(name, value)

    def keep_state(self, name: str, state: QByteArray) -> None:
        """Keep what a part of a window says of itself."""
        self._put(name, state)

    def kept_state(self, name: str) -> QByteArray | None:
        """What was kept by `keep_state`; None when nothing was."""
        state = self._get(name)
        return state if isinstance(state, QByteArray) else None

    def flush(self) -> None:
        if self._file is not None:
            self._file.sync()

    def _put(self, key: str, value: object) -> None:
        if self._file is not None:
            self._file.setValue(key, value)

    def _get(self, key: str) -> object:
        return self._file.value(key) if self._file is not None else None
