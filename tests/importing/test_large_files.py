"""Files of any size are checked in the same memory, and a gigabyte is imported."""

import subprocess
import sys
from pathlib import Path

import pytest

from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.services.imports import import_journeys
from attribution_desktop.services.projects import create_project

HEADER = "customer,channel,timestamp,order,value\n"
BLOCK = 100_000
_PEAK = """
import resource, sys
from pathlib import Path
from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.importing import check_file
checked = check_file(Path(sys.argv[1]), ImportOptions())
print(checked.rows_read, checked.rows_rejected)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10)
"""
"""Counts, and the greatest memory in megabytes, of a process of its own."""


def written(path: Path, size: int) -> int:
    """A file of touches and orders of at least so many bytes; returns its rows."""
    rows = 0
    with path.open("w") as file:
        file.write(HEADER)
        while file.tell() < size:
            file.writelines(
                f"c{n % 900_001:07d},channel {n % 9},2026-{n % 9 + 1:02d}-{n % 28 + 1:02d}T"
                f"{n % 24:02d}:{n % 60:02d}:{n % 59:02d}Z,{f'o{n},10.50' if n % 20 == 0 else ','}\n"
                for n in range(rows, rows + BLOCK)
            )
            rows += BLOCK
    return rows


def checked(path: Path) -> tuple[int, int, int]:
    """Rows read and rejected, and the megabytes that it took."""
    done = subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, "-c", _PEAK, str(path)], capture_output=True, text=True, check=True
    )
    read, rejected, megabytes = map(int, done.stdout.split())
    return read, rejected, megabytes


def test_a_check_of_more_rows_takes_no_more_memory(tmp_path: Path) -> None:
    small, large = tmp_path / "small.csv", tmp_path / "large.csv"
    rows = [written(small, 4 << 20), written(large, 24 << 20)]
    found = [checked(small), checked(large)]
    assert [one[:2] for one in found] == [(count, 0) for count in rows]
    assert found[1][2] < found[0][2] + 60


@pytest.mark.long
@pytest.mark.timeout(3_000)
def test_a_gigabyte_is_checked_in_the_same_memory_and_imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small, large = tmp_path / "small.csv", tmp_path / "large.csv"
    written(small, 32 << 20)
    rows = written(large, 1_000_000_000)
    *_, before = checked(small)
    read, rejected, megabytes = checked(large)
    assert (read, rejected) == (rows, 0)
    assert megabytes < before + 100
    with create_project(tmp_path / "p.attribution") as project:
        manifest = import_journeys(project, large, ImportOptions()).manifest
        assert manifest.is_reconciled
        assert manifest.rows_read == manifest.rows_imported + manifest.rows_duplicate == rows
    with capsys.disabled():
        print(  # noqa: T201  # the figure that is wanted
            f"\n{large.stat().st_size:,} bytes, {rows:,} rows checked in {megabytes} MB "
            f"(32 MB of them in {before} MB), and imported"
        )
