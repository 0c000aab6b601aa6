"""How long work tells what it is doing, and learns that it should stop."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

_Result = TypeVar("_Result")
_SECONDS_BETWEEN_QUESTIONS = 0.1


class Progress(Protocol):
    """Called by long work every so often.

    Raises
    ------
    Cancelled
        When the user asked to stop; the work lets it pass and leaves no trace.
    """

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Say that `done` of `total` (0: unknown) units of `stage` are finished."""


def unreported(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def awaited(work: Callable[[], _Result], progress: Progress, stage: str) -> _Result:
    """What long work gives that cannot be interrupted, such as the sorting of a large column.

    It runs on a thread of its own while `progress` is asked whether to wait any longer. When that
    raises, the work runs to its end unseen: it must change nothing that others use.

    Raises
    ------
    Cancelled
        When `progress` does.
    """
    aside = ThreadPoolExecutor(1, thread_name_prefix="awaited")
    try:
        running = aside.submit(work)
        while True:
            try:
                return running.result(_SECONDS_BETWEEN_QUESTIONS)
            except TimeoutError:
                progress(stage, 0, 0)
    finally:
        aside.shutdown(wait=False, cancel_futures=True)
