"""How long work tells what it is doing, and learns that it should stop."""

from typing import Protocol


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
