"""How long the window keeps its user waiting: `python -m tests.benchmarks.window [TOUCHES] [RUNS]`.

With `--project FILE` an existing project is measured (a copy of it: journeys are tracked in it).
Every wait ends when the page in front is filled and painted. The event-loop gap is the longest
time between two ticks of a timer that is due every millisecond. Beside the time stands the work of
the process in it: on a machine that others use, the time on an idle one is nearer to that.
"""

import gc
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from attribution_desktop.domain.imports import ImportOptions, Strictness
from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.services.analysis import analyse, default_settings
from attribution_desktop.services.projects import open_project
from attribution_desktop.ui.application import Program, create_application
from attribution_desktop.ui.places import Places
from attribution_desktop.ui.starting import use_small_pages
from tests.benchmarks.store_scale import FIRST_SECOND, YEAR_SECONDS, imported, write_touches

LONGEST_WAIT = 600
SLUGS = ("summary", "channel-roi", "model-comparison")
IMPORTED_TOUCHES = 1_000_000


@dataclass(frozen=True, slots=True)
class Span:
    """Seconds by the clock, and seconds that the process worked, over all its threads."""

    seconds: float
    work: float

    @classmethod
    def now(cls) -> "Span":
        return cls(time.perf_counter(), time.process_time())

    def since(self, start: "Span") -> "Span":
        return Span(self.seconds - start.seconds, self.work - start.work)


class Pulse(QObject):
    """Ticks as often as the event loop lets it, and keeps the longest gap."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = Span(0.0, 0.0)
        self._last = Span.now()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    @Slot()
    def _tick(self) -> None:
        now = Span.now()
        gap = now.since(self._last)
        self.longest = Span(
            max(self.longest.seconds, gap.seconds), max(self.longest.work, gap.work)
        )
        self._last = now

    def restart(self) -> None:
        self.longest, self._last = Span(0.0, 0.0), Span.now()


class Arrivals(QObject):
    """Counts what the session delivers."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.cores = self.wholes = self.imports = 0
        self.failures: list[BaseException] = []
        session = program.session
        session.core_changed.connect(self._on_core)
        session.analysis_changed.connect(self._on_whole)
        session.import_finished.connect(self._on_import)
        for failed in (session.opening_failed, session.analysis_failed, session.import_failed):
            failed.connect(self.failures.append)
        session.tracking_failed.connect(self.failures.append)

    @Slot()
    def _on_core(self) -> None:
        self.cores += 1

    @Slot()
    def _on_whole(self) -> None:
        self.wholes += 1

    @Slot()
    def _on_import(self) -> None:
        self.imports += 1


class Bench:
    """The program with its window, and a note of what was measured."""

    def __init__(self, folder: Path) -> None:
        self.application = create_application()
        places = Places(folder / "demo.attribution", folder / "own.attribution", folder / "m.ini")
        self.program = Program(self.application, places, has_native_dialogs=False)
        self.program.window.resize(1280, 800)
        self.program.window.show()
        # As the program does once it has started.
        gc.freeze()
        self.arrivals = Arrivals(self.program)
        self.pulse = Pulse()
        self.spans: dict[str, list[Span]] = {}

    def note(self, name: str, span: Span) -> None:
        self.spans.setdefault(name, []).append(span)
        print(f"  {name:<42}{span.seconds * 1e3:>9,.0f} {span.work * 1e3:>9,.0f}", flush=True)

    def until(self, is_there: Callable[[], bool]) -> None:
        end = time.perf_counter() + LONGEST_WAIT
        while not is_there():
            if self.arrivals.failures:
                raise self.arrivals.failures[0]
            if time.perf_counter() > end:
                raise TimeoutError
            QApplication.processEvents()
            time.sleep(0.0005)

    def settle(self) -> None:
        self.until(lambda: not (self.program.session.is_busy or self.program.wiring.is_filling))

    def painted(self) -> None:
        self.program.window.tab.repaint()

    def wait_for_core(self, ask: Callable[[], None]) -> Span:
        """From asking until the page in front shows core figures."""
        before, start = self.arrivals.cores, Span.now()
        ask()
        self.until(lambda: self.arrivals.cores > before)
        self.painted()
        return Span.now().since(start)


def measure_opening(bench: Bench, project: Path) -> None:
    session, window = bench.program.session, bench.program.window
    window.show_tab("summary")
    bench.note("open until Summary has figures", bench.wait_for_core(lambda: session.open(project)))
    start = Span.now()
    bench.pulse.restart()
    bench.settle()
    bench.note("then until all is analysed", Span.now().since(start))
    bench.note("event-loop gap while analysing", bench.pulse.longest)


def measure_ranges(bench: Bench) -> None:
    session, window = bench.program.session, bench.program.window
    if session.facts is None or session.analysed is None:
        raise RuntimeError("no project is open")
    first = session.analysed.first_day
    if first is None:
        raise RuntimeError("nothing is dated")
    bench.settle()
    for step, slug in enumerate(SLUGS):
        window.show_tab(slug)
        QApplication.processEvents()
        start = first + timedelta(days=30 + step)
        settings = replace(session.facts.settings, start=start, end=None)
        span = bench.wait_for_core(lambda wanted=settings: session.change_settings(wanted))
        bench.note(f"other dates until {slug} is right", span)
        settings = replace(settings, model="time_decay")
        span = bench.wait_for_core(lambda wanted=settings: session.change_settings(wanted))
        bench.note(f"another model until {slug} is right", span)
        session.reset_settings()
    window.show_tab("summary")


def measure_theme(bench: Bench) -> None:
    bench.settle()
    house = bench.program.house
    for choice in ("light", "dark"):
        bench.pulse.restart()
        house.appearance.choose_theme(choice)
        bench.until(lambda: not house.theming.is_switching)
        bench.painted()
        bench.note("event-loop gap while the theme changes", bench.pulse.longest)


def measure_tracking(bench: Bench) -> None:
    bench.settle()
    at = (FIRST_SECOND + YEAR_SECONDS // 2) * 1_000_000
    touch = TrackedTouch("Email", at - MICROSECONDS_PER_DAY)
    for name, customer in (("a new customer", "tracked"), ("a known customer", "C000000007")):
        journey = TrackedJourney(customer, f"T{time.time_ns()}", 5_000_000, at, (touch,))
        span = bench.wait_for_core(lambda wanted=journey: bench.program.session.track(wanted))
        bench.note(f"journey of {name} until right", span)
        bench.settle()


def measure_import(bench: Bench, file: Path) -> None:
    bench.settle()
    before = bench.arrivals.imports
    bench.pulse.restart()
    start = Span.now()
    # Its orders may be those of other customers in a project that was given.
    options = ImportOptions(is_again=True, strictness=Strictness.LENIENT)
    bench.program.session.import_file(file, options)
    bench.until(lambda: bench.arrivals.imports > before)
    bench.note("import of 1M touches", Span.now().since(start))
    bench.note("event-loop gap while importing", bench.pulse.longest)
    bench.settle()


def main(touches: int, runs: int, existing: Path | None) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = folder / "big.attribution"
        if existing is None:
            write_touches(folder / "touches.csv", touches)
            imported(folder / "touches.csv", project)
        else:
            shutil.copy(existing, project)
        with open_project(project) as made:
            analyse(made, default_settings(made))
        bench = Bench(folder)
        for _ in range(runs):
            measure_opening(bench, project)
            measure_ranges(bench)
            measure_theme(bench)
            measure_tracking(bench)
        write_touches(folder / "more.csv", min(touches, IMPORTED_TOUCHES))
        measure_import(bench, folder / "more.csv")
        bench.program.shut_down()
    print(f"{touches:,} touches, medians of {runs} in milliseconds: time, and work of the process")
    for line, spans in bench.spans.items():
        seconds, work = ([getattr(span, name) for span in spans] for name in ("seconds", "work"))
        spread = f"({min(seconds) * 1e3:,.0f} to {max(seconds) * 1e3:,.0f})"
        middle = f"{statistics.median(seconds) * 1e3:>9,.0f} {statistics.median(work) * 1e3:>9,.0f}"
        print(f"{line:<44}{middle}   {spread}")


if __name__ == "__main__":
    if "NUMPY_MADVISE_HUGEPAGE" not in os.environ:
        # As the window starts; NumPy has read its environment already, so begin anew.
        use_small_pages()
        os.execv(sys.executable, [sys.executable, "-m", "tests.benchmarks.window", *sys.argv[1:]])  # noqa: S606
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    words = sys.argv[1:]
    given = Path(words[words.index("--project") + 1]) if "--project" in words else None
    numbers = [int(word) for word in words if word.isdigit()]
    main(*(numbers + [1_000_000, 3][len(numbers) :])[:2], given)
