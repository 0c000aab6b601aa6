"""A command that the system asks to end takes its change back and leaves one plain file."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from attribution_desktop.domain.errors import Cancelled
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import row_counts
from attribution_desktop.store.writing import write_import
from tests.store.material import Row, events_file, new_project

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows ends programs without a signal")


def test_an_import_that_is_told_to_end_leaves_no_trace(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        write_import(project, events_file(Row(channel="email")))
        path = project.path
    # An input that never ends: the command is at work whenever the signal comes.
    command = [sys.executable, str(ROOT / "main.py"), "--project", str(path), "import-journeys"]
    child = subprocess.Popen(  # noqa: S603
        [*command, "-"], cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    log = path.with_name(path.name + "-wal")
    try:
        assert child.stdin is not None
        child.stdin.write(b"customer,channel,timestamp\nann,tv,2026-09-01\n")
        child.stdin.flush()
        deadline = time.monotonic() + 50
        while not log.exists() and child.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert log.exists()
        child.send_signal(signal.SIGTERM)
        assert child.wait(50) == Cancelled.exit_code
    finally:
        child.kill()
        child.communicate()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [path.name]
    with ProjectFile.open(path) as project:
        assert row_counts(project).touches == 1
