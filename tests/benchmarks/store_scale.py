"""The project file at size: one table of medians and ratios.

    python tests/benchmarks/store_scale.py [TOUCHES] [RUNS]

The yardsticks are the standard `sqlite3` module's: `executemany` of the same rows, and `fetchall`
with an array made of its result. They run in processes of their own, as the imports do: two SQLite
libraries in one process would drop each other's locks.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

ROOT = Path(__file__).parents[2]
CHANNELS = ("Paid Search", "Direct", "Organic Search", "Paid Social", "Email", "Display")
YEAR_SECONDS = 365 * 86_400
FIRST_SECOND = 1_672_531_200

YARDSTICK = """
import sqlite3, sys, time
import numpy as np, polars as pl
rows = pl.read_csv(sys.argv[1], infer_schema=False).rows()
database = sqlite3.connect(sys.argv[2])
database.execute("CREATE TABLE t (customer, channel, at, order_id, value)")
start = time.perf_counter()
database.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", rows)
database.commit()
inserted = time.perf_counter() - start
del rows
database.execute("CREATE TABLE n AS SELECT rowid a, rowid b, rowid c, rowid d FROM t")
start = time.perf_counter()
np.array(database.execute("SELECT a, b, c, d FROM n").fetchall(), np.int64)
print(inserted, time.perf_counter() - start)
"""

IMPORT = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def write_touches(path: Path, touches: int) -> None:
    """A file of touches in order of time: three a customer on average, every fifth converts."""
    dice = np.random.default_rng(1)
    customer = dice.integers(0, touches // 3, touches)
    second = np.sort(FIRST_SECOND + dice.integers(0, YEAR_SECONDS, touches))
    is_order = dice.random(touches) < 0.2
    value = np.round(dice.lognormal(4, 0.8, touches), 2)
    table = pl.DataFrame(
        {
            "customer": customer,
            "channel": pl.Series(CHANNELS).gather(dice.integers(0, len(CHANNELS), touches)),
            "at": second,
            "order": np.where(is_order, np.arange(touches), -1),
            "value": value,
        }
    )
    table.select(
        customer=pl.lit("C") + pl.col("customer").cast(pl.String).str.zfill(9),
        channel=pl.col("channel"),
        timestamp=pl.from_epoch("at").dt.strftime("%Y-%m-%dT%H:%M:%SZ"),
        order=pl.when(pl.col("order") >= 0).then(pl.lit("O") + pl.col("order").cast(pl.String)),
        value=pl.when(pl.col("order") >= 0).then(pl.col("value")),
    ).write_csv(path)


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def yardsticks(file: Path, folder: Path) -> tuple[float, float]:
    database = folder / "yardstick.db"
    database.unlink(missing_ok=True)
    command = [sys.executable, "-c", YARDSTICK, str(file), str(database)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    inserted, fetched = answer.split()
    return float(inserted), float(fetched)


def imported(file: Path, project: Path) -> float:
    """Import by the command line; returns its peak memory in MB.

    Between this process and the import stands a small one: a process is counted at least as large
    as the one that it was forked from.
    """
    project.unlink(missing_ok=True)
    program = [sys.executable, "main.py", "--project", str(project), "import-journeys", str(file)]
    command = [sys.executable, "-c", IMPORT, *program]
    answer = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)  # noqa: S603
    return int(answer.stdout) / 1_024


def measured(touches: int, runs: int, folder: Path) -> dict[str, list[float]]:
    file, project = folder / "touches.csv", folder / "big.attribution"
    write_touches(file, touches)
    seconds: dict[str, list[float]] = {}

    def note(name: str, value: float) -> None:
        seconds.setdefault(name, []).append(value)

    for _ in range(runs):
        start = time.perf_counter()
        peak = imported(file, project)
        note("import, whole process", time.perf_counter() - start)
        note("peak memory of the import, MB", peak)
        note("file, MB per million touches", project.stat().st_size / touches)
        measure_open_project(project, note)
    for _ in range(runs):
        inserted, fetched = yardsticks(file, folder)
        note("sqlite3 executemany", inserted)
        note("sqlite3 fetchall and array", fetched)
    return seconds


def measure_open_project(path: Path, note: Callable[[str, float], None]) -> None:
    from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY  # noqa: PLC0415
    from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch  # noqa: PLC0415
    from attribution_desktop.services.analysis import analyse, default_settings  # noqa: PLC0415
    from attribution_desktop.services.editing import undo_change, undo_import  # noqa: PLC0415
    from attribution_desktop.services.projects import open_project  # noqa: PLC0415
    from attribution_desktop.services.tracking import track_journey  # noqa: PLC0415

    start = time.perf_counter()
    with open_project(path) as project:
        project.dataset()
        note("open and columns", time.perf_counter() - start)
        note("analysis after opening", timed(lambda: analyse(project, default_settings(project))))
        at = (FIRST_SECOND + YEAR_SECONDS) * 1_000_000
        touch = TrackedTouch("Email", at - MICROSECONDS_PER_DAY)
        journey = TrackedJourney("tracked", f"T{time.time_ns()}", 5_000_000, at, (touch,))
        note(
            "one tracked journey",
            timed(lambda: track_journey(project, journey, default_settings(project))),
        )
        note("columns after it", timed(project.dataset))
        note("undo of the import, with backup", timed(lambda: undo_import(project, 1)))
        note("undo of that", timed(lambda: undo_change(project)))


def main(touches: int, runs: int) -> None:
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        seconds = measured(touches, runs, Path(folder))
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    print(f"{touches:,} touches, medians of {runs}")
    for name, median in medians.items():
        print(f"{name:<34} {median:>9.3f}   ({min(seconds[name]):.3f} to {max(seconds[name]):.3f})")
    for name, part, whole in (
        ("import / executemany", "import, whole process", "sqlite3 executemany"),
        ("columns / fetchall and array", "open and columns", "sqlite3 fetchall and array"),
    ):
        print(f"{name:<34} {medians[part] / medians[whole]:>9.3f}")


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:]]
    main(*(numbers + [1_000_000, 3][len(numbers) :]))
