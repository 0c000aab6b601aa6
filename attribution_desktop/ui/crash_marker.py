"""A file that lies in the user's folder while the program runs, and is left by one that crashed."""

import os
from pathlib import Path

from filelock import FileLock, Timeout

_MARKER = ".running"
_LOCK = ".lock"


class CrashMarker:
    """Ours is locked while we live: one that can be locked belongs to a run that did not end well.

    Parameters
    ----------
    folder
        Made when it is missing.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._path = folder / f"{os.getpid()}{_MARKER}"
        self._lock = FileLock(f"{self._path}{_LOCK}")

    def left_behind(self) -> tuple[Path | None, ...]:
        """For every run that crashed, the project it had open; they are forgotten thereby."""
        found = []
        for path in sorted(self._folder.glob(f"*{_MARKER}")):
            lock = FileLock(f"{path}{_LOCK}")
            try:
                lock.acquire(blocking=False)
            except Timeout:
                continue
            text = path.read_text(encoding="utf-8", errors="surrogateescape")
            found.append(Path(text) if text else None)
            path.unlink(missing_ok=True)
            lock.release()
            Path(lock.lock_file).unlink(missing_ok=True)
        return tuple(found)

    def begin(self) -> None:
        """Say that this run lives; after `left_behind` has been asked."""
        self._lock.acquire(blocking=False)
        self.note(None)

    def note(self, project: Path | None) -> None:
        """Remember which project is open."""
        text = str(project) if project else ""
        self._path.write_text(text, encoding="utf-8", errors="surrogateescape")

    def end(self) -> None:
        """The run ends as it should."""
        self._path.unlink(missing_ok=True)
        self._lock.release()
        Path(self._lock.lock_file).unlink(missing_ok=True)
