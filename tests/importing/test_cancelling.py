"""An import that is cancelled, at whatever moment, leaves no trace and answers soon."""

import random
import statistics
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from attribution_desktop.domain.errors import Cancelled
from attribution_desktop.domain.imports import ImportOptions, Strictness
from attribution_desktop.services.imports import import_journeys, past_imports
from attribution_desktop.services.projects import Project, create_project
from tests.importing.test_laws import figures

LENIENT = ImportOptions(strictness=Strictness.LENIENT)


@dataclass(slots=True)
class Stop:
    """Progress that raises as soon as it was asked to, and knows when that was."""

    asked_at: float | None = None
    worked_at: float = 0.0

    def ask(self) -> None:
        self.asked_at, self.worked_at = time.perf_counter(), time.process_time()

    def __call__(self, *_: object) -> None:
        if self.asked_at is not None:
            raise Cancelled("The import was cancelled.")


def written(path: Path, rows: int, mark: str) -> Path:
    """Touches of a seventh as many customers as rows, every ninth with an order."""
    lines = [
        f"{mark}c{n % (rows // 7)},ch{n % 7},2026-{n % 9 + 1:02d}-{n % 28 + 1:02d}T{n % 24:02d}:"
        f"{n % 60:02d}:{n % 59:02d}Z,{f'{mark}o{n},10' if n % 9 == 0 else ','}"
        for n in range(rows)
    ]
    path.write_text("\n".join(["customer,channel,timestamp,order,value", *lines]))
    return path


@dataclass(frozen=True, slots=True)
class Answer:
    """Seconds from a cancel to its answer, by the clock and of work: others may be at work, too."""

    clock: float
    work: float


def cancelled(project: Project, path: Path, after: float) -> Answer | None:
    """How long a cancel took; None where the import was done before."""
    stop = Stop()
    timer = threading.Timer(after, stop.ask)
    timer.start()
    try:
        import_journeys(project, path, LENIENT, stop)
    except Cancelled:
        assert stop.asked_at is not None
        now, worked = time.perf_counter(), time.process_time()
        return Answer(now - stop.asked_at, worked - stop.worked_at)
    finally:
        timer.cancel()
        timer.join()
    return None


def answers_to_cancels(folder: Path, rows: int, times: int) -> list[Answer]:
    """How long each of so many cancels took at random moments; the project stays as it was."""
    first, second = written(folder / "one.csv", rows, "a"), written(folder / "two.csv", rows, "b")
    chance = random.Random(5)  # noqa: S311  # which moments, no secrets
    with create_project(folder / "measured.attribution") as project:
        import_journeys(project, first, LENIENT)
        before = time.perf_counter()
        import_journeys(project, second, LENIENT)
        whole = time.perf_counter() - before
    answers: list[Answer] = []
    with create_project(folder / "p.attribution") as project:
        import_journeys(project, first, LENIENT)
        was, listed = figures(project), past_imports(project)
        while len(answers) < times:
            answer = cancelled(project, second, chance.uniform(0, 0.9 * whole))
            # A cancel that comes when all is stored already comes too late: it was no cancel.
            if answer is None:
                break
            assert past_imports(project) == listed
            answers.append(answer)
        if past_imports(project) == listed:
            assert figures(project) == was
    return answers


@pytest.mark.parametrize("stage", ["reading", "Storing touchpoints", "Storing conversions"])
def test_a_cancel_in_any_stage_leaves_the_project_as_it_was(stage: str, tmp_path: Path) -> None:
    first = written(tmp_path / "one.csv", 3_000, "a")
    second = written(tmp_path / "two.csv", 3_000, "b")

    def stop(now: str, done: int, total: int) -> None:
        if now == stage:
            raise Cancelled("The import was cancelled.")

    with create_project(tmp_path / "p.attribution") as project:
        import_journeys(project, first, LENIENT)
        before, listed = figures(project), past_imports(project)
        with pytest.raises(Cancelled):
            import_journeys(project, second, LENIENT, stop)
        assert past_imports(project) == listed
        assert figures(project) == before


def test_cancels_at_random_moments_leave_the_project_as_it_was(tmp_path: Path) -> None:
    answers_to_cancels(tmp_path, 20_000, 5)


@pytest.mark.long
@pytest.mark.timeout(3_000)
def test_a_hundred_cancels_leave_the_project_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers: list[Answer] = []
    for number in range(1_000):
        if len(answers) >= 100:
            break
        folder = tmp_path / str(number)
        folder.mkdir()
        answers += answers_to_cancels(folder, 300_000, 100 - len(answers))
    with capsys.disabled():
        for what, figures_ in (
            ("by the clock", [one.clock for one in answers]),
            ("of work", [one.work for one in answers]),
        ):
            print(  # noqa: T201  # the figure that is wanted
                f"\n{len(answers)} cancels of an import of 300,000 rows: answered after "
                f"{statistics.median(figures_):.3f} s {what}, {max(figures_):.3f} s at most"
            )
    assert len(answers) == 100
