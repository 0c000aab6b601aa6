"""One writer a project: a lock beside the file that names who holds it."""

import json
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

import filelock

from attribution_desktop.domain.errors import InputRefused, ProjectBusy

LOCK_SUFFIX = ".lock"


class WriterLock:
    """The right to write a project, held until `release`.

    The operating system holds the lock, so that it ends with its process: what a killed holder
    leaves behind is an unlocked file, which the next writer takes over.

    Parameters
    ----------
    project
        The project file; the lock is `<project>.lock`.

    Raises
    ------
    ProjectBusy
        When somebody else holds it; the message says who.
    InputRefused
        When the folder cannot be written.
    """

    def __init__(self, project: Path) -> None:
        # Links to one project must not make two locks.
        target = project.resolve()
        self.path = target.with_name(target.name + LOCK_SUFFIX)
        holder = _read_holder(self.path)
        # The window closes projects from another thread than the one that opened them.
        self._lock = filelock.FileLock(self.path, timeout=0, thread_local=False)
        try:
            self._lock.acquire()
        except filelock.Timeout as error:
            raise ProjectBusy(
                f"{project} is open for writing in {holder or 'another program'}.",
                "Close it there, or open it here for reading only.",
            ) from error
        except OSError as error:
            raise InputRefused(
                f"{project} cannot be opened for writing: its folder does not take the lock file "
                f"({error.strerror or error}).",
                "Check the folder and its permissions, or open the project for reading only.",
            ) from error
        _write_holder(self.path)

    def release(self) -> None:
        """Give up the lock and remove its file; a second call does nothing."""
        if not self._lock.is_locked:
            return
        if os.name == "nt":
            self._lock.release()
            with suppress(OSError):
                self.path.unlink()
            return
        # Removed while still held: whoever waits on the removed file sees that it has no name
        # any more and starts over. After the release it could be another holder's file.
        with suppress(OSError):
            self.path.unlink()
        self._lock.release()


def _write_holder(path: Path) -> None:
    holder = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "what": Path(sys.argv[0]).name or "python",
    }
    # Where a locked file cannot be written (Windows) the lock still holds, without a name.
    with suppress(OSError):
        path.write_text(json.dumps(holder), encoding="utf-8")


def _read_holder(path: Path) -> str:
    """Who wrote the lock file, in words; empty where it does not say."""
    try:
        holder = json.loads(path.read_text(encoding="utf-8"))
        return f"{holder['what']} (process {int(holder['pid'])} on {holder['host']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
