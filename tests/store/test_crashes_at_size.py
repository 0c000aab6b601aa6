"""Kills in the middle of importing a million rows, and of taking that import back."""

import random
import shutil
import signal
import sys
import time
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from attribution_desktop.domain.imports import ConversionBatch, ImportFormat, ReadFile, TouchBatch
from attribution_desktop.store.editing import undo_import
from attribution_desktop.store.history import undo_change
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.writing import write_import
from tests.store.crashing import Change, Workshop, killed_after
from tests.store.material import HOUR, NOON

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="forks"),
    pytest.mark.long,
    pytest.mark.timeout(7_200),
]

TOUCHES = 1_000_000
ORDERS = 100_000
CUSTOMERS = 300_000
KILLS = 30


def a_million_rows() -> ReadFile:
    """Touches in order of time, every tenth customer or so with orders."""
    dice = np.random.default_rng(3)
    names = [f"C{number:07}" for number in range(CUSTOMERS)]
    return ReadFile(
        file="million.csv",
        sha256="0" * 64,
        size=1,
        format=ImportFormat.EVENTS,
        encoding="utf-8",
        delimiter=",",
        mapping=(),
        rows_read=TOUCHES + ORDERS,
        customers=names,
        channels=[f"channel {number}" for number in range(8)],
        touches=TouchBatch(
            customer=dice.integers(0, CUSTOMERS, TOUCHES).astype(np.int32),
            channel=dice.integers(0, 8, TOUCHES).astype(np.int32),
            instant=NOON + np.arange(TOUCHES) * 1_000_000,
            is_date_only=np.zeros(TOUCHES, np.bool_),
            session=None,
            metadata=None,
            line=np.arange(2, TOUCHES + 2),
        ),
        conversions=ConversionBatch(
            customer=dice.integers(0, CUSTOMERS, ORDERS).astype(np.int32),
            instant=NOON + 400 * HOUR + np.arange(ORDERS) * 1_000_000,
            order=[f"O{number}" for number in range(ORDERS)],
            value=dice.integers(0, 90_000_000, ORDERS),
            is_with_touch=np.zeros(ORDERS, np.bool_),
            line=np.arange(TOUCHES + 2, TOUCHES + ORDERS + 2),
        ),
    )


def _import(read: ReadFile, path: Path) -> None:
    with ProjectFile.open(path) as project:
        write_import(project, read)


def _take_back(path: Path) -> None:
    with ProjectFile.open(path) as project:
        undo_import(project, 1)


def _bring_back(path: Path) -> None:
    with ProjectFile.open(path) as project:
        undo_change(project)


def test_a_kill_amid_a_million_rows_tears_nothing(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    moments = random.Random(7)  # noqa: S311  # no secret
    changes = (
        Change("import", "empty", partial(_import, a_million_rows())),
        Change("undo", "import", _take_back),
        Change("undo of the undo", "undo", _bring_back),
    )
    for change in changes:
        workshop.prepare(change)
        before = workshop.state()
        start = time.perf_counter()
        change.run(workshop.path)
        seconds = time.perf_counter() - start
        states = before, workshop.state()
        shutil.copy(workshop.path, tmp_path / f"{change.name}.attribution")
        hits = kept = 0
        for _ in range(KILLS):
            workshop.prepare(change)
            hits += killed_after(change, workshop.path, moments.uniform(0, seconds)) == -(
                signal.SIGKILL
            )
            state = workshop.state()
            assert state in states, f"{change.name}: neither as before nor as after"
            kept += state == states[1]
        print(  # noqa: T201
            f"\nkill -9 amid the {change.name} of {TOUCHES + ORDERS:,} rows: {KILLS} runs,"
            f" {hits} hit, {kept} as after, 0 torn"
        )
