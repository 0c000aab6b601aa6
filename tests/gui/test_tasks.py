"""Background work is delivered in the window's thread, in order, or not at all."""

import gc
import threading
from collections.abc import Iterator
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread, Signal
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.errors import Cancelled
from attribution_desktop.domain.progress import Progress
from attribution_desktop.ui.tasks import Step, Worker


class Listener(QObject):
    """Keeps what it is told, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[object] = []
        self.errors: list[BaseException] = []
        self.steps: list[Step] = []
        self.threads: list[QThread] = []

    def take(self, value: object) -> None:
        self.values.append(value)
        self.threads.append(QThread.currentThread())

    def fail(self, error: BaseException) -> None:
        self.errors.append(error)

    def step(self, step: Step) -> None:
        self.steps.append(step)


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.shut_down()


def _idle(qtbot: QtBot, worker: Worker) -> None:
    qtbot.waitUntil(lambda: not worker.is_busy)


def test_a_value_arrives_in_the_thread_of_the_window(qtbot: QtBot, worker: Worker) -> None:
    listener = Listener()
    worker.submit("adding", lambda _: threading.get_ident(), listener.take, listener.fail)
    _idle(qtbot, worker)
    assert listener.values != [threading.get_ident()]
    assert listener.threads == [listener.thread()]


def test_an_error_arrives_as_the_exception_it_was(qtbot: QtBot, worker: Worker) -> None:
    listener = Listener()

    def work(_: Progress) -> None:
        raise ValueError("no")

    worker.submit("failing", work, listener.take, listener.fail)
    _idle(qtbot, worker)
    assert [str(error) for error in listener.errors] == ["no"]
    assert listener.values == []


def test_only_the_newest_job_of_a_lane_is_delivered(qtbot: QtBot, worker: Worker) -> None:
    listener = Listener()
    gate = threading.Event()

    def slow(_: Progress) -> str:
        gate.wait(10)
        return "old"

    worker.submit("old", slow, listener.take, listener.fail, lane="analysis")
    worker.submit("new", lambda _: "new", listener.take, listener.fail, lane="analysis")
    gate.set()
    _idle(qtbot, worker)
    assert listener.values == ["new"]
    assert listener.errors == []


def test_cancelling_stops_the_work_at_its_next_report(qtbot: QtBot, worker: Worker) -> None:
    listener = Listener()
    started = threading.Event()

    def endless(progress: Progress) -> None:
        done = 0
        while True:
            done += 1
            progress("counting", done, 0)
            started.set()

    worker.submit("endless", endless, listener.take, listener.fail)
    assert started.wait(10)
    worker.cancel()
    _idle(qtbot, worker)
    assert isinstance(listener.errors[0], Cancelled)


def test_progress_is_told_seldom_however_often_it_is_reported(qtbot: QtBot, worker: Worker) -> None:
    listener = Listener()
    worker.job_progressed.connect(listener.step)

    def chatty(progress: Progress) -> None:
        for done in range(20_000):
            progress("reading", done, 20_000)

    worker.submit("chatty", chatty, listener.take, listener.fail)
    _idle(qtbot, worker)
    assert 1 <= len(listener.steps) < 100


def test_shutting_down_waits_for_work_that_cannot_be_cancelled() -> None:
    worker, listener, done = Worker(), Listener(), []

    def work(_: Progress) -> None:
        threading.Event().wait(0.1)
        done.append(True)

    worker.submit("closing", work, listener.take, listener.fail, is_cancellable=False)
    worker.shut_down()
    assert done == [True]
    with pytest.raises(RuntimeError):
        worker.submit("late", work, listener.take, listener.fail)


def test_an_errand_is_run_in_the_midst_of_work_that_takes_errands(
    qtbot: QtBot, worker: Worker
) -> None:
    listener, began = Listener(), threading.Event()

    def long(progress: Progress) -> str:
        began.set()
        while not errand_was_run.is_set():
            progress("counting", 0, 0)
        return "long"

    errand_was_run = threading.Event()
    started: list[str] = []
    worker.job_started.connect(lambda job: started.append(job.title))
    worker.submit("long", long, listener.take, listener.fail, takes_errands=True)
    assert began.wait(5)
    worker.submit(
        "errand",
        lambda _: errand_was_run.set() or "errand",
        listener.take,
        listener.fail,
        is_errand=True,
    )
    _idle(qtbot, worker)
    assert listener.values == ["errand", "long"]
    assert started == ["long"]


def test_an_errand_waits_for_work_that_takes_none(qtbot: QtBot, worker: Worker) -> None:
    listener, go = Listener(), threading.Event()

    def long(progress: Progress) -> str:
        progress("counting", 0, 0)
        go.wait(5)
        progress("counting", 1, 0)
        return "long"

    worker.submit("long", long, listener.take, listener.fail)
    worker.submit("errand", lambda _: "errand", listener.take, listener.fail, is_errand=True)
    go.set()
    _idle(qtbot, worker)
    assert listener.values == ["long", "errand"]


class Asker(QObject):
    """Like a dialog that may be closed before its answer comes."""

    answered = Signal(object)


def test_an_answer_to_a_dialog_that_is_closed_by_then_is_dropped(
    qtbot: QtBot, worker: Worker
) -> None:
    asker, listener, may_end = Asker(), Listener(), threading.Event()
    worker.submit("asking", lambda _: may_end.wait(5), asker.answered.emit, listener.fail)
    shiboken6.delete(asker)
    may_end.set()
    _idle(qtbot, worker)
    worker.submit("going on", lambda _: 2, listener.take, listener.fail)
    _idle(qtbot, worker)
    assert listener.values == [2]
    assert not listener.errors


def test_a_method_of_a_dialog_that_is_closed_by_then_is_not_called(
    qtbot: QtBot, worker: Worker
) -> None:
    asker, listener, may_end = Listener(), Listener(), threading.Event()
    worker.submit("asking", lambda _: may_end.wait(5), asker.take, listener.fail)
    worker.submit("once more", lambda _: 1, partial(asker.take), listener.fail)
    shiboken6.delete(asker)
    may_end.set()
    _idle(qtbot, worker)
    assert asker.values == []
    assert not listener.errors


def test_cycles_are_not_searched_for_during_a_job_and_are_again_after_it(
    qtbot: QtBot, worker: Worker
) -> None:
    listener = Listener()
    worker.submit("asking", lambda _: gc.isenabled(), listener.take, listener.fail)

    def fail(_: Progress) -> None:
        raise ValueError

    worker.submit("failing", fail, listener.take, listener.fail)
    _idle(qtbot, worker)
    assert listener.values == [False]
    assert gc.isenabled()
