"""Long statements that can be stopped: SQLite asks, while it works, whether it should go on."""

from collections.abc import Iterator
from contextlib import contextmanager

import apsw

from attribution_desktop.domain.progress import Progress

_STEPS = 100_000
"""Instructions of SQLite's machine between two questions: some hundredths of a second."""


class Asked:
    """Progress that can be asked again where it stands."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._last = ("", 0, 0)

    def __call__(self, stage: str, done: int, total: int) -> None:
        self._last = stage, done, total
        self._progress(stage, done, total)

    def again(self) -> bool:
        """Ask once more; False: nothing is to be aborted."""
        self._progress(*self._last)
        return False


@contextmanager
def asking(connection: apsw.Connection, progress: Progress) -> Iterator[Asked]:
    """The progress to work with; what it raises ends a statement that is running.

    Raises
    ------
    Cancelled
        When `progress` does.
    """
    asked = Asked(progress)
    connection.set_progress_handler(asked.again, _STEPS, id=asked)
    try:
        yield asked
    finally:
        connection.set_progress_handler(None, id=asked)
