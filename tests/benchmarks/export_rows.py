"""How long streaming touches takes against a plain loop over rows that lie in memory.

    python tests/benchmarks/export_rows.py [touches]

Prints CPU seconds of both and the peak of memory. The plain loop writes the very same bytes.
"""

import csv
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.reports.row_files import write_rows
from attribution_desktop.services.imports import import_journeys
from attribution_desktop.services.projects import create_project
from attribution_desktop.services.row_exports import row_table

_START = 1_735_689_600
_SPAN = 300 * 86_400


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "events.csv"
        _write_events(source, count)
        with create_project(folder / "p.attribution") as project:
            import_journeys(project, source, ImportOptions())
            out = folder / "out.csv"
            started = time.process_time()
            with out.open("wb") as file:
                write_rows(file, row_table(project, "touchpoints", AnalysisSettings()))
            streamed = time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        with out.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        started = time.process_time()
        with (folder / "plain.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            for row in rows:
                writer.writerow(row)
        plain = time.process_time() - started
        print(f"streamed {streamed:.2f} s, plain {plain:.2f} s, ratio {streamed / plain:.2f}")
        print(f"peak before the plain loop {peak:.0f} MB (import included)")


def _write_events(path: Path, count: int) -> None:
    chance = random.Random(1)  # noqa: S311  # a benchmark's data, not a secret
    with path.open("w", encoding="utf-8") as file:
        file.write("customer,channel,timestamp,session\n")
        for number in range(count):
            moment = time.gmtime(_START + chance.randrange(_SPAN))
            when = time.strftime("%Y-%m-%dT%H:%M:%SZ", moment)
            customer, channel = chance.randrange(count // 3 + 1), chance.randrange(12)
            file.write(f"c{customer},channel {channel},{when},s{number}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
