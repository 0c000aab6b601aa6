"""A disk that is really full: said in a sentence, nothing lost, and on it goes with more room."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from attribution_desktop.domain.errors import DiskFull
from attribution_desktop.domain.imports import ReadFile
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.services.projects import create_project, open_project
from attribution_desktop.store.backups import back_up, backup_folder, list_backups, write_copy
from attribution_desktop.store.channel_edits import merge_channels, rename_channel
from attribution_desktop.store.editing import delete_journey, undo_import
from attribution_desktop.store.erasing import delete_customer
from attribution_desktop.store.history import undo_change
from attribution_desktop.store.journey_edits import edit_journey
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import load_dataset, row_counts
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import, write_setting, write_tracked
from tests.store.crashing import DATA
from tests.store.material import HOUR, NOON, Row, dump, events_file, new_project


@pytest.fixture
def small_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A file system of a few megabytes; skipped where none may be mounted."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    folder = tmp_path / "disk"
    size = getattr(request, "param", 12)
    folder.mkdir()
    command = [mount or "mount", "-t", "tmpfs", "-o", f"size={size}m", "tmpfs", str(folder)]
    if not mount or not unmount or subprocess.run(command, check=False).returncode:  # noqa: S603
        pytest.skip("no file system may be mounted here")
    yield folder
    subprocess.run([unmount, str(folder)], check=True)  # noqa: S603


def fill(disk: Path) -> Path:
    """A file that leaves no room at all."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65_536, 1):
            with suppress(OSError):
                while file.write(b"x" * size):
                    pass
    return filler


def many_touches(name: str) -> ReadFile:
    rows = [Row(customer=f"{name}-{i}", channel="email", at=NOON + i) for i in range(2_000)]
    return events_file(*rows, Row(customer="ann", order="A1", value=5), file=name)


def journey(order: str) -> TrackedJourney:
    return TrackedJourney("ann", order, 5, NOON + HOUR, (TrackedTouch("email", NOON),))


Change = Callable[[ProjectFile], object]

CHANGES: dict[str, Change] = {
    "import": lambda project: write_import(project, many_touches("later")),
    "undo of an import": lambda project: undo_import(project, 1),
    "undo of that undo": undo_change,
    "track": lambda project: write_tracked(project, journey("T2")),
    "delete a journey": lambda project: delete_journey(project, "T1"),
    "edit a journey": lambda project: edit_journey(project, "T1", journey("T3")),
    "delete a customer": lambda project: delete_customer(project, "first-7"),
    "rename": lambda project: rename_channel(project, "email", "Newsletter"),
    "merge": lambda project: merge_channels(project, "tv", "email"),
    "setting": lambda project: write_setting(project, "margin", "0.4"),
    "backup": lambda project: back_up(project.connection, project.path, "test"),
    "copy": lambda project: write_copy(
        project.connection, project.path.with_name("copy.attribution")
    ),
    "create": lambda project: ProjectFile.create(
        project.path.with_name("new.attribution"), name="new"
    ).close(),
    "migrate": lambda project: ProjectFile.open(project.path.with_name("old.attribution")).close(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_does_not_fit_is_refused_in_a_sentence_and_done_with_more_room(
    small_disk: Path, name: str
) -> None:
    shutil.copy(DATA / "project-1.attribution", small_disk / "old.attribution")
    with new_project(small_disk) as project:
        write_import(project, many_touches("first"))
        write_import(project, events_file(Row(channel="tv", at=NOON + 3), file="tv"))
        write_tracked(project, journey("T1"))
        project.connection.pragma("wal_checkpoint", "truncate")
        if name == "undo of that undo":
            undo_import(project, 1)
        before, there = dump(project), set(small_disk.iterdir())
        filler = fill(small_disk)
        with pytest.raises(DiskFull, match=r"disk is (too )?full|are free") as refusal:
            CHANGES[name](project)
        assert refusal.value.hint
        assert dump(project) == before
        filler.unlink()
        assert set(small_disk.rglob("*.unfinished*")) == set()
        assert set(small_disk.iterdir()) - there <= {backup_folder(project.path)}
        assert verify(project).is_sound
        CHANGES[name](project)
        assert verify(project).is_sound


def test_a_disk_without_room_for_a_backup_keeps_the_change_and_closes(small_disk: Path) -> None:
    path = small_disk / "shop.attribution"
    with create_project(path) as project:
        write_import(project.file, many_touches("first"))
        filler = small_disk / "filler"
        room = shutil.disk_usage(small_disk).free
        filler.write_bytes(b"x" * (room - path.stat().st_size - 1_500_000))
    with open_project(path) as project:
        before = list_backups(path)
        filler.write_bytes(filler.read_bytes() + b"x" * 1_000_000)
        write_tracked(project.file, journey("T1"))
    assert list_backups(path) == before
    with open_project(path) as project:
        assert row_counts(project.file).orders == 2


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("small_disk", [3], indirect=True)
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
