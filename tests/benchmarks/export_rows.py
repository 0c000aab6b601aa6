"""How long streaming rows takes against a plain loop over rows that lie in memory.

    python -m tests.benchmarks.export_rows [TOUCHES] [RUNS]

The plain loop writes the very same bytes with `csv.writer`, which is checked. Each export runs in
a process of its own, so that its peak of memory is its own; the two are measured by turns, because
other work on the machine slows both. Prints medians of seconds, of the ratio and of the peaks.
"""

import filecmp
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import polars as pl

ROOT = Path(__file__).parents[2]
FIRST_SECOND, SPAN_SECONDS = 1_735_689_600, 300 * 86_400

STREAMED = """
import re, sys, time
from pathlib import Path
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.reports.export import write_row_table
from attribution_desktop.services.projects import open_project
from attribution_desktop.services.row_exports import row_table
with open_project(Path(sys.argv[1]), is_writable=False) as project:
    started, used = time.perf_counter(), time.process_time()
    table = row_table(project, sys.argv[3], AnalysisSettings())
    write_row_table(table, Path(sys.argv[2]), is_overwriting=True)
    seconds, used = time.perf_counter() - started, time.process_time() - used
# Of this process alone: the peak that `resource` tells is inherited from whoever started it.
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(seconds, used, int(peak) / 1024)
"""

PLAIN = """
import csv, os, sys, time
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    rows = list(csv.reader(file))
started, used = time.perf_counter(), time.process_time()
with open(sys.argv[2], "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file)
    for row in rows:
        writer.writerow(row)
    file.flush()
    os.fsync(file.fileno())
print(time.perf_counter() - started, time.process_time() - used)
"""


def write_events(path: Path, touches: int) -> None:
    """Touches in order of time, three a customer on average, with a session; a fifth are orders."""
    dice = np.random.default_rng(1)
    is_order = dice.random(touches) < 0.2
    table = pl.DataFrame(
        {
            "customer": dice.integers(0, touches // 3 + 1, touches),
            "channel": dice.integers(0, 12, touches),
            "at": np.sort(FIRST_SECOND + dice.integers(0, SPAN_SECONDS, touches)),
            "number": np.arange(touches),
            "is_order": is_order,
        }
    )
    number = pl.col("number").cast(pl.String)
    table.select(
        customer=pl.lit("c") + pl.col("customer").cast(pl.String),
        channel=pl.lit("channel ") + pl.col("channel").cast(pl.String),
        timestamp=pl.from_epoch("at").dt.strftime("%Y-%m-%dT%H:%M:%SZ"),
        session=pl.lit("s") + number,
        order=pl.when("is_order").then(pl.lit("o") + number),
        value=pl.when("is_order").then(pl.lit("19.99")),
    ).write_csv(path)


def answer(*words: str) -> list[float]:
    done = subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, *words], check=True, cwd=ROOT, capture_output=True, text=True
    )
    return [float(text) for text in done.stdout.split()]


def main(touches: int, runs: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        events, project = folder / "events.csv", folder / "big.attribution"
        write_events(events, touches)
        command = [sys.executable, "main.py", "--project", str(project), "import-journeys"]
        subprocess.run(  # noqa: S603  # ourselves
            [*command, str(events)], check=True, cwd=ROOT, stdout=subprocess.DEVNULL
        )
        events.unlink()
        print(f"{touches:,} touches, medians of {runs}")
        compare(project, folder, runs)
        for table in ("orders", "order-credits"):
            out = str(folder / f"{table}.csv")
            seconds, _, peak = answer("-c", STREAMED, str(project), out, table)
            print(f"{table:<16} {seconds:8.2f} s, peak {peak:,.0f} MB")


def compare(project: Path, folder: Path, runs: int) -> None:
    out, plain = folder / "out.csv", folder / "plain.csv"
    found: dict[str, list[float]] = {name: [] for name in ("wall", "cpu", "s", "plain", "MB")}
    for _ in range(runs):
        seconds, used, peak = answer("-c", STREAMED, str(project), str(out), "touchpoints")
        plain_seconds, plain_used = answer("-c", PLAIN, str(out), str(plain))
        values = (seconds / plain_seconds, used / plain_used, seconds, plain_seconds, peak)
        for name, value in zip(found, values, strict=True):
            found[name].append(value)
    if not filecmp.cmp(out, plain, shallow=False):
        raise SystemExit("The plain loop wrote other bytes.")
    middle = {name: statistics.median(values) for name, values in found.items()}
    print(
        f"touchpoints      {middle['s']:8.2f} s, peak {middle['MB']:,.0f} MB; plain loop"
        f" {middle['plain']:.2f} s; ratio {middle['wall']:.2f} (CPU {middle['cpu']:.2f})"
    )


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:]]
    main(*(numbers + [1_000_000, 3][len(numbers) :]))
