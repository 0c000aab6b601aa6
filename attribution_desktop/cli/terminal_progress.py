"""Progress on a terminal's standard error; silent everywhere else."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from attribution_desktop.domain.progress import Progress, unreported

_SECONDS_BETWEEN = 0.1
_ERASE_LINE = "\r\x1b[K"


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """A progress callable for one piece of work; its line is gone afterwards."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield unreported
        return
    try:
        yield _ProgressLine()
    finally:
        sys.stderr.write(_ERASE_LINE)
        sys.stderr.flush()


class _ProgressLine:
    def __init__(self) -> None:
        self._last = -_SECONDS_BETWEEN

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last < _SECONDS_BETWEEN:
            return
        self._last = now
        amount = f"{done / total:.0%}" if total else f"{done:,}"
        sys.stderr.write(f"{_ERASE_LINE}{stage} … {amount}")
        sys.stderr.flush()
