"""Exports to a disk that is really full: said in a sentence, and the old file is as it was."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from attribution_desktop.domain.errors import DiskFull
from attribution_desktop.domain.row_table import RowBlock, RowTable
from attribution_desktop.reports.export import write_report, write_row_table
from attribution_desktop.ui.screenshot import draw_tabs
from tests.reports.material import small_report


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KB that is full but for 4; skipped where none may be mounted."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    folder = tmp_path / "disk"
    folder.mkdir()
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    answer = subprocess.run(command, check=False, capture_output=True) if mount else None  # noqa: S603
    if answer is None or unmount is None or answer.returncode:
        pytest.skip("no file system may be mounted here")
    (folder / "filler").write_bytes(b"x" * 56_000)
    yield folder
    subprocess.run([unmount, str(folder)], check=True)  # noqa: S603


def many_rows() -> RowTable:
    def blocks() -> Iterator[RowBlock]:
        for start in range(0, 50_000, 10_000):
            numbers = [f"order {start + number}" for number in range(10_000)]
            yield numbers, ["1"] * 10_000

    return RowTable("orders", ("order", "value"), frozenset({"value"}), blocks())


def export(path: Path) -> None:
    if path.name == "rows.csv":
        write_row_table(many_rows(), path, is_overwriting=True)
        return
    channels = 3_000 if path.suffix == ".zip" else 300
    document = small_report(*((f"channel {n}", float(n)) for n in range(channels)))
    write_report(document, path, is_overwriting=True)


@pytest.mark.parametrize("name", ["r.pdf", "r.xlsx", "r.zip", "r.json", "rows.csv"])
def test_a_full_disk_is_said_and_the_old_file_stays(
    qapp: QApplication, full_disk: Path, name: str
) -> None:
    path = full_disk / name
    path.write_text("mine")
    with pytest.raises(DiskFull, match="unchanged"):
        export(path)
    assert path.read_text() == "mine"
    assert sorted(entry.name for entry in full_disk.iterdir()) == sorted(["filler", name])


def test_a_picture_of_the_window_leaves_nothing_of_itself_where_there_is_no_room(
    full_disk: Path,
) -> None:
    with pytest.raises(DiskFull):
        draw_tabs(None, full_disk)
    assert [path.name for path in full_disk.iterdir()] == ["filler"]
