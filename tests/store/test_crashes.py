"""A change is whole or has left no trace, whatever ends it and wherever.

The everyday run takes a sample; `-m long -s` sweeps every moment and prints the counts.
"""

import random
import signal
import sys
from pathlib import Path

import pytest

from tests.store.crashing import (
    CHANGES,
    FAILED,
    Change,
    State,
    Workshop,
    can_trace,
    injected,
    killed_after,
    seconds_of,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks, and traces with strace")

WRITES = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "unlink", "rename")
FIRST_OF_A_SWEEP = 1
MOST_OF_A_SWEEP = 400

needs_strace = pytest.mark.skipif(
    sys.platform != "linux" or not can_trace(), reason="strace is missing or may not trace"
)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


def check_kept(workshop: Workshop, states: tuple[State, State], what: str) -> None:
    assert workshop.state() in states, f"{what}: neither as before nor as after"


def kills(workshop: Workshop, change: Change, times: int, seed: int) -> int:
    """Kill a change at random moments; returns how many kills hit it."""
    states = workshop.states(change)
    moments = random.Random(seed)  # noqa: S311  # no secret
    workshop.prepare(change)
    longest = seconds_of(change, workshop.path)
    hits = 0
    for _ in range(times):
        workshop.prepare(change)
        seconds = moments.uniform(0, longest)
        hits += killed_after(change, workshop.path, seconds) == -signal.SIGKILL
        check_kept(workshop, states, f"{change.name} killed after {seconds} s")
    return hits


def sweep(workshop: Workshop, change: Change, call: str, fault: str, step: int) -> tuple[int, int]:
    """Inject a fault at every step-th call; returns how often, and how often it was refused."""
    states = workshop.states(change)
    runs = refused = 0
    for number in range(FIRST_OF_A_SWEEP, MOST_OF_A_SWEEP, step):
        workshop.prepare(change)
        code, is_hit = injected(change, workshop.path, call, f"{fault}:when={number}")
        if not is_hit:
            break
        check_kept(workshop, states, f"{change.name}, {fault} at {call} {number}")
        assert code in {0, FAILED, -signal.SIGKILL}, f"{change.name}, {fault} at {call} {number}"
        runs += 1
        refused += code == FAILED
    return runs, refused


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_change_that_is_killed_at_any_moment_is_whole_or_gone(
    workshop: Workshop, change: Change
) -> None:
    kills(workshop, change, times=2, seed=1)


@needs_strace
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_change_that_is_killed_while_writing_is_whole_or_gone(
    workshop: Workshop, change: Change
) -> None:
    runs, _ = sweep(workshop, change, "pwrite64", "signal=SIGKILL", step=61)
    assert runs


@needs_strace
@pytest.mark.parametrize(
    ("call", "fault"), [("pwrite64", "error=ENOSPC"), ("fdatasync", "error=EIO")]
)
def test_a_failing_disk_is_said_and_loses_nothing(
    workshop: Workshop, call: str, fault: str
) -> None:
    for change in CHANGES[1:3]:
        runs, refused = sweep(workshop, change, call, fault, step=71)
        assert runs >= refused > 0


@pytest.mark.long
@pytest.mark.timeout(3_600)
def test_a_thousand_kills_tear_nothing(workshop: Workshop) -> None:
    hits = sum(
        kills(workshop, change, times=91, seed=number) for number, change in enumerate(CHANGES)
    )
    print(f"\nkill -9 at random moments: {91 * len(CHANGES)} runs, {hits} hit, 0 torn")  # noqa: T201


@needs_strace
@pytest.mark.long
@pytest.mark.timeout(7_200)
@pytest.mark.parametrize("fault", ["signal=SIGKILL", "error=ENOSPC", "error=EIO"])
def test_a_fault_at_every_write_loses_nothing(workshop: Workshop, fault: str) -> None:
    calls = ("fdatasync", "fsync") if fault == "error=EIO" else WRITES
    if fault == "error=ENOSPC":
        calls = ("pwrite64", "write")
    for change in CHANGES:
        for call in calls:
            runs, refused = sweep(workshop, change, call, fault, step=1)
            print(f"\n{fault} at every {call} of {change.name}: {runs} runs, {refused} refused")  # noqa: T201


@needs_strace
@pytest.mark.long
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("call", ["pread64", "pwrite64"])
def test_a_disk_that_fails_while_reading_or_writing_loses_nothing(
    workshop: Workshop, call: str
) -> None:
    for change in CHANGES:
        runs, refused = sweep(workshop, change, call, "error=EIO", step=5)
        print(f"\nerror=EIO at every fifth {call} of {change.name}: {runs} runs, {refused} refused")  # noqa: T201
