"""A disk that is really full: said in a sentence, nothing lost, and on it goes with more room."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from attribution_desktop.domain.errors import DiskFull
from attribution_desktop.store.editing import undo_import
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import load_dataset
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import
from tests.store.material import NOON, Row, events_file, new_project

pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of three megabytes; skipped where none may be mounted."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    folder = tmp_path / "disk"
    folder.mkdir()
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if not mount or not unmount or subprocess.run(command, check=False).returncode:  # noqa: S603
        pytest.skip("no file system may be mounted here")
    yield folder
    subprocess.run([unmount, str(folder)], check=True)  # noqa: S603


def test_a_full_disk_loses_nothing_and_more_room_lets_work_go_on(small_disk: Path) -> None:
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * 1_000_000)
    refused = imported = 0
    with new_project(small_disk) as project:
        for number in range(60):
            rows = [
                Row(customer=f"c{number}-{i}", channel="email", at=NOON + i) for i in range(300)
            ]
            file = events_file(*rows, file=f"{number}.csv")
            before = load_dataset(project).identity
            try:
                write_import(project, file)
                imported += 1
            except DiskFull:
                refused += 1
                assert load_dataset(project).identity == before
                filler.unlink(missing_ok=True)
        assert verify(project).is_sound
        with pytest.raises(DiskFull):
            undo_import(project, 1)
        assert verify(project).is_sound
        path = project.path
    with ProjectFile.open(path) as again:
        assert len(load_dataset(again).interactions.touches.row) == 300 * imported
    print(f"\na full disk of 3 MB: {imported} imports kept, {refused} refused, 0 lost")  # noqa: T201
    assert imported
    assert refused
