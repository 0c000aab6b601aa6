"""Background work: one thread, one job after another, answers delivered in the window's thread."""

import gc
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from attribution_desktop.domain.errors import Cancelled
from attribution_desktop.domain.progress import Progress

Work = Callable[[Progress], Any]
SECONDS_BETWEEN_REPORTS = 0.05
_ASKER_IS_GONE = "Signal source has been deleted"


@dataclass(frozen=True, slots=True)
class Step:
    """How far a job is: `done` of `total` units of `stage`; a total of 0 is unknown."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """One piece of work and who is told of its end.

    Parameters
    ----------
    title
        What people read while it runs ("Importing touches.csv").
    work
        Called on the worker thread with a `Progress`.
    done, failed
        Methods of living QObjects, called in the window's thread with the value or the exception.
    lane
        Jobs of one lane replace each other: only the newest generation is delivered.
    takes_errands
        Whether errands are run whenever the work reports its progress; it then holds nothing
        that they could disturb.
    is_errand
        Whether it is such a short look; nobody is told of its start and its steps.
    """

    title: str
    work: Work
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]
    lane: str = ""
    generation: int = 0
    is_cancellable: bool = True
    takes_errands: bool = False
    is_errand: bool = False
    cancelled: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class _End:
    job: Job
    value: Any = None
    error: BaseException | None = None


class Worker(QObject):
    """Runs jobs on one thread and delivers their ends in the thread this object lives in.

    It outlives every job: an object that died with its job could take the answer with it.
    """

    job_started = Signal(object)
    job_progressed = Signal(object)
    job_ended = Signal(object)
    _began = Signal(object)
    _reported = Signal(object, object)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="project")
        self._waiting: list[Job] = []
        self._errands: deque[Job] = deque()
        self._generations: dict[str, int] = {}
        self._is_closed = False
        queued = Qt.ConnectionType.QueuedConnection
        self._began.connect(self._announce_start, queued)
        self._reported.connect(self._announce_step, queued)
        self._ended.connect(self._deliver, queued)

    @property
    def is_busy(self) -> bool:
        """Whether an end is still to be delivered."""
        return bool(self._waiting)

    def submit(  # noqa: PLR0913  # what a job is made of, once
        self,
        title: str,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        *,
        lane: str = "",
        is_cancellable: bool = True,
        takes_errands: bool = False,
        is_errand: bool = False,
    ) -> Job:
        """Queue a job; one of the same lane that has not ended yet is cancelled and not delivered.

        An errand is a short look at the project that should not wait for long work: it is run in
        the midst of a job that takes errands, or else in its turn.

        Raises
        ------
        RuntimeError
            After `shut_down`.
        """
        if self._is_closed:
            raise RuntimeError("The worker has been shut down.")
        generation = self._generations.get(lane, 0) + 1
        self._generations[lane] = generation
        if lane:
            for earlier in self._waiting:
                if earlier.lane == lane:
                    earlier.cancelled.set()
        job = Job(
            title,
            work,
            done,
            failed,
            lane,
            generation,
            is_cancellable,
            takes_errands,
            is_errand,
        )
        self._waiting.append(job)
        if is_errand:
            self._errands.append(job)
            self._executor.submit(self._run_errands)
        else:
            self._executor.submit(self._run, job)
        return job

    def supersede(self, lane: str) -> None:
        """Make every job of a lane stale, without a new one."""
        self._generations[lane] = self._generations.get(lane, 0) + 1
        for job in self._waiting:
            if job.lane == lane:
                job.cancelled.set()

    @Slot()
    def cancel(self) -> None:
        """Ask every job that may be cancelled to stop; each then ends with `Cancelled`."""
        for job in self._waiting:
            if job.is_cancellable:
                job.cancelled.set()

    def shut_down(self) -> None:
        """Stop what can be stopped, wait for the rest; nothing is delivered afterwards."""
        self._is_closed = True
        self.cancel()
        self._executor.shutdown(wait=True)
        self._waiting.clear()

    def _run_errands(self) -> None:
        """Whatever is waiting; nothing where a job has run it already."""
        while self._errands:
            self._run(self._errands.popleft())

    def _run(self, job: Job) -> None:
        last_report = 0.0
        last_stage = ""

        def progress(stage: str, done: int, total: int) -> None:
            nonlocal last_report, last_stage
            if job.cancelled.is_set():
                raise Cancelled("Cancelled; everything is as it was before.")
            if job.takes_errands:
                self._run_errands()
            now = time.monotonic()
            if stage != last_stage or now - last_report >= SECONDS_BETWEEN_REPORTS:
                last_report, last_stage = now, stage
                self._reported.emit(job, Step(stage, done, total))

        self._began.emit(job)
        try:
            progress("", 0, 0)
            with _uncollected():
                end = _End(job, value=job.work(progress))
        except BaseException as error:  # noqa: BLE001  # delivered whole, whatever it is
            end = _End(job, error=error)
        self._ended.emit(end)

    @Slot(object)
    def _announce_start(self, job: Job) -> None:
        if job in self._waiting and not self._is_stale(job) and not job.is_errand:
            self.job_started.emit(job)

    @Slot(object, object)
    def _announce_step(self, job: Job, step: Step) -> None:
        if job in self._waiting and not self._is_stale(job) and not job.is_errand:
            self.job_progressed.emit(step)

    @Slot(object)
    def _deliver(self, end: _End) -> None:
        job = end.job
        if self._is_closed or job not in self._waiting:
            return
        self._waiting.remove(job)
        if not job.is_errand:
            self.job_ended.emit(job)
        if self._is_stale(job):
            return
        told = job.done if end.error is None else job.failed
        # A dialog that asked may have been closed since: then nobody is left to be told.
        if _is_gone(told):
            return
        try:
            told(end.value if end.error is None else end.error)
        except RuntimeError as error:
            if str(error) != _ASKER_IS_GONE:
                raise

    def _is_stale(self, job: Job) -> bool:
        return bool(job.lane) and self._generations[job.lane] != job.generation


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles meanwhile.

    Over the rows of an import it would stop every thread for a tenth of a second, again and again;
    and the window's objects must not be unmade on a thread that is not theirs.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _is_gone(told: Callable[[Any], None]) -> bool:
    """Whether the object whose method is to be called has been deleted."""
    method = told.func if isinstance(told, partial) else told
    owner = getattr(method, "__self__", None)
    return isinstance(owner, QObject) and not shiboken6.isValid(owner)
