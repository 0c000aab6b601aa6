"""Long work can be waited for without being deaf to a wish to stop."""

import threading

import pytest

from attribution_desktop.domain.errors import Cancelled
from attribution_desktop.domain.progress import awaited, unreported


def test_the_result_of_the_work_is_handed_on() -> None:
    assert awaited(lambda: 42, unreported, "working") == 42


def test_what_the_work_raises_is_raised() -> None:
    def fail() -> None:
        raise ValueError("no such thing")

    with pytest.raises(ValueError, match="no such thing"):
        awaited(fail, unreported, "working")


def test_nobody_waits_any_longer_once_it_is_cancelled() -> None:
    is_over = threading.Event()
    stages: list[str] = []

    def stop(stage: str, done: int, total: int) -> None:
        stages.append(stage)
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        awaited(lambda: is_over.wait(60), stop, "sorting")
    assert stages == ["sorting"]
    is_over.set()
