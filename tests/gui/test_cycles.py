"""Open, import, analyse, export, undo, close, over and over: nothing is left behind."""

import gc
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.export_wish import ExportWish

Settled = Callable[[], None]

_FILE = Path(__file__).resolve().parents[1] / "data"
_EVENTS = (
    "customer,channel,timestamp,order,value\n"
    "c1,email,2025-01-01T10:00:00Z,,\n"
    "c1,social,2025-01-02T10:00:00Z,o1,19.99\n"
    "c2,direct,2025-01-03T10:00:00Z,o2,5.00\n"
)

MOST_GROWTH = 256 * 1024
"""Bytes a cycle that may come to stay, on average over many: caches of Qt still fill up."""


def handles() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def memory() -> int:
    """Resident bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def cycle(program: Program, settled: Settled, folder: Path, number: int) -> None:
    """What a user does in an hour, in a second."""
    window, session = program.window, program.session
    touches = folder / "touches.csv"
    touches.write_text(_EVENTS, "utf-8")
    project = folder / f"cycle-{number % 3}.attribution"
    session.open_or_create(project)
    settled()
    session.import_file(touches, ImportOptions())
    settled()
    assert window.tab.has_content
    session.export(folder / "report.json", ExportWish())
    settled()
    window.actions_.undo.trigger()
    settled()
    session.close()
    settled()
    assert window.is_welcoming
    project.unlink()
    for backup in project.with_name(f"{project.name}-backups").glob("*"):
        backup.unlink()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def growth(program: Program, settled: Settled, folder: Path, warm: int, cycles: int) -> float:
    """Bytes a cycle, after `warm` cycles; asserts that threads, handles and widgets stay."""
    for number in range(warm):
        cycle(program, settled, folder, number)
    gc.collect()
    before = handles(), threading.active_count(), len(QApplication.allWidgets()), memory()
    for number in range(cycles):
        cycle(program, settled, folder, number)
    gc.collect()
    after = handles(), threading.active_count(), len(QApplication.allWidgets()), memory()
    assert after[0] <= before[0], "file handles"
    assert after[1] <= before[1], "threads"
    assert after[2] <= before[2] + 2, "widgets"
    return (after[3] - before[3]) / cycles


needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="counts by /proc")


@needs_proc
def test_a_few_cycles_leave_no_handle_thread_or_widget_behind(
    program: Program, settled: Settled, tmp_path: Path
) -> None:
    growth(program, settled, tmp_path, warm=3, cycles=3)


@needs_proc
@pytest.mark.long
@pytest.mark.timeout(7200)
def test_three_hundred_cycles_leave_nothing_behind(
    program: Program, settled: Settled, tmp_path: Path
) -> None:
    assert growth(program, settled, tmp_path, warm=20, cycles=280) < MOST_GROWTH
