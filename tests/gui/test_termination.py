"""A program that the system asks to end closes its project properly."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.store.material import new_project

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows ends programs without a signal")


def test_a_window_that_is_told_to_end_leaves_one_plain_file(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        path = project.path
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    command = [sys.executable, str(ROOT / "main.py"), "--project", str(path)]
    window = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603
    log = path.with_name(path.name + "-wal")
    try:
        deadline = time.monotonic() + 50
        while not log.exists() and window.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert log.exists()
        window.send_signal(signal.SIGTERM)
        assert window.wait(50) == 0
    finally:
        window.kill()
        window.wait()
    assert not log.exists()
    assert not path.with_name(path.name + ".lock").exists()
