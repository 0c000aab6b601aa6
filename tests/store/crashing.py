"""Changes of a project that are made to fail, each in a process of its own."""

import ctypes
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from attribution_desktop.domain.errors import AttributionError
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.store.channel_edits import rename_channel
from attribution_desktop.store.editing import undo_import
from attribution_desktop.store.erasing import delete_customer
from attribution_desktop.store.history import undo_change
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import RowCounts, load_dataset, row_counts
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import, write_tracked
from tests.store.material import HOUR, NOON, Row, SpendRow, events_file, new_project, spend_file

DATA = Path(__file__).parents[1] / "data"

FAILED = 7
"""How a child ends whose change was refused with a sentence of ours."""

_PR_SET_PTRACER = 0x59616D61
_ANYBODY = 2**64 - 1

State = tuple[str, RowCounts] | None
"""Fingerprint and counts; None where there is no project."""


def _first(path: Path) -> None:
    rows = [
        Row(customer=f"c{i % 40}", channel=f"ch{i % 5}", at=NOON + i, metadata="x" * 50)
        for i in range(400)
    ]
    orders = [Row(customer=f"c{i}", order=f"A{i}", value=5, at=NOON + HOUR) for i in range(30)]
    with ProjectFile.open(path) as project:
        write_import(project, events_file(*rows, *orders))


def _second(path: Path) -> None:
    rows = [Row(customer=f"c{i}", channel="new", at=NOON + 9 + i) for i in range(100)]
    refunds = [Row(order=f"A{i}", value=-2, at=NOON + 2 * HOUR) for i in range(10)]
    with ProjectFile.open(path) as project:
        write_import(project, events_file(*rows, *refunds, file="second.csv"))


def _spend(path: Path) -> None:
    with ProjectFile.open(path) as project:
        write_import(project, spend_file(SpendRow("ch1", 5, days=tuple(range(30)))))


def _create(path: Path) -> None:
    ProjectFile.create(path, name="new").close()


def _undo(path: Path) -> None:
    with ProjectFile.open(path) as project:
        undo_import(project, 1)


def _redo(path: Path) -> None:
    with ProjectFile.open(path) as project:
        undo_change(project)


def _replace(path: Path) -> None:
    orders = [Row(customer=f"c{i}", order=f"A{i}", value=9, at=NOON) for i in range(30)]
    with ProjectFile.open(path) as project:
        write_import(project, events_file(*orders, file="newer.csv"), is_replacing=True)


def _track(path: Path) -> None:
    touches = (TrackedTouch("ch1", NOON - HOUR), TrackedTouch("by hand", NOON))
    with ProjectFile.open(path) as project:
        write_tracked(project, TrackedJourney("c7", "T1", 5, NOON, touches))


def _rename(path: Path) -> None:
    with ProjectFile.open(path) as project:
        rename_channel(project, "ch1", "One")


def _delete(path: Path) -> None:
    with ProjectFile.open(path) as project:
        delete_customer(project, "c3")


def _migrate(path: Path) -> None:
    ProjectFile.open(path).close()


@dataclass(frozen=True)
class Change:
    """A change and the project that it starts from; a template of None: no file at all."""

    name: str
    template: str | None
    run: Callable[[Path], None]


CHANGES = (
    Change("create", None, _create),
    Change("import", "empty", _first),
    Change("second import", "filled", _second),
    Change("spend", "filled", _spend),
    Change("undo", "filled", _undo),
    Change("undo of the undo", "undone", _redo),
    Change("replacing import", "filled", _replace),
    Change("track", "filled", _track),
    Change("rename", "filled", _rename),
    Change("delete", "filled", _delete),
    Change("migrate", "old", _migrate),
)


class Workshop:
    """A folder with templates, where changes are run and what is left of a project is looked at."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "work" / "shop.attribution"
        with new_project(folder, "empty") as project:
            empty = project.path
        filled = folder / "filled.attribution"
        shutil.copy(empty, filled)
        _first(filled)
        undone = folder / "undone.attribution"
        shutil.copy(filled, undone)
        _undo(undone)
        shutil.copy(DATA / "project-1.attribution", folder / "old.attribution")

    def prepare(self, change: Change) -> None:
        """The project as it is before the change, and nothing else in its folder."""
        shutil.rmtree(self.path.parent, ignore_errors=True)
        self.path.parent.mkdir()
        if change.template:
            shutil.copy(self.folder / f"{change.template}.attribution", self.path)

    def state(self) -> State:
        """What the project holds; fails where it is not sound."""
        if not self.path.exists():
            return None
        with ProjectFile.open(self.path) as project:
            report = verify(project)
            assert report.is_sound, report
            return load_dataset(project).identity.fingerprint, row_counts(project)

    def states(self, change: Change) -> tuple[State, State]:
        """What the project holds before and after an undisturbed change."""
        self.prepare(change)
        before = None if change.template is None else self.state()
        self.prepare(change)
        change.run(self.path)
        return before, self.state()


def started(change: Change, path: Path, *, is_traced: bool = False) -> int:
    """Run a change in a child process; returns its id. Traced, it waits for its tracer."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        if is_traced:
            ctypes.CDLL(None).prctl(_PR_SET_PTRACER, ctypes.c_ulong(_ANYBODY), 0, 0, 0)
            while "TracerPid:\t0\n" in Path("/proc/self/status").read_text(encoding="ascii"):
                time.sleep(0.001)
        change.run(path)
        code = 0
    except AttributionError:
        code = FAILED
    finally:
        os._exit(code)


def ended(child: int) -> int:
    """The exit code of a child; negative for the signal that ended it."""
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def seconds_of(change: Change, path: Path) -> float:
    """How long a change takes that nobody disturbs; for moments within it."""
    start = time.perf_counter()
    ended(started(change, path))
    return time.perf_counter() - start


def killed_after(change: Change, path: Path, seconds: float) -> int:
    """Run a change and kill it after a while; its exit code where it was faster."""
    child = started(change, path)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return ended(child)


def injected(change: Change, path: Path, call: str, fault: str) -> tuple[int, bool]:
    """Run a change under strace, which makes a system call fail or kill it.

    Returns
    -------
    The child's exit code, and whether the fault came to pass: not where there were fewer calls.
    """
    child = started(change, path, is_traced=True)
    log = path.parent.parent / "strace.log"
    options = ["-e", f"trace={call}", "-e", f"inject={call}:{fault}"]
    tracer = subprocess.Popen(  # noqa: S603
        ["strace", "-qq", "-f", "-p", str(child), "-o", str(log), *options],  # noqa: S607
        stderr=subprocess.DEVNULL,
    )
    code = ended(child)
    tracer.wait()
    return code, code < 0 or "INJECTED" in log.read_text(errors="replace")


def can_trace() -> bool:
    """Whether strace is there and may trace our children."""
    if shutil.which("strace") is None:
        return False
    result = subprocess.run(
        ["strace", "-qq", "-o", "/dev/null", "-e", "inject=getpid:error=EIO", "true"],  # noqa: S607
        capture_output=True,
        check=False,
    )
    return result.returncode == 0
