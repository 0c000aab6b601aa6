"""Clocks that jump, machines that sleep, media that take no writing, drives on other machines."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from attribution_desktop.domain.errors import AttributionError, InputRefused, ProjectBusy
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.store import file_systems
from attribution_desktop.store.backups import back_up, list_backups
from attribution_desktop.store.closing import back_up_if_due
from attribution_desktop.store.editing import delete_journey
from attribution_desktop.store.history import list_changes, undo_change
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import list_imports, load_dataset, row_counts
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import, write_tracked
from tests.store.crashing import CHANGES, Workshop, ended, killed_after
from tests.store.material import HOUR, NOON, Row, dump, events_file, new_project

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="forks, mounts and stops processes")


class Clock:
    """The system's clock, which somebody sets; each look at it takes a microsecond."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.nanoseconds = 1_790_000_000 * 10**9
        monkeypatch.setattr(time, "time_ns", self.look)
        monkeypatch.setattr(time, "time", lambda: self.look() / 10**9)

    def look(self) -> int:
        self.nanoseconds += 1_000
        return self.nanoseconds

    def jump(self, days: int) -> None:
        self.nanoseconds += days * 86_400 * 10**9


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.mark.parametrize("days", [-3_650, 3_650])
def test_a_clock_that_jumps_changes_no_order(project: ProjectFile, clock: Clock, days: int) -> None:
    write_import(project, events_file(Row(channel="a"), Row(order="A1", value=5), file="one"))
    clock.jump(days)
    write_import(project, events_file(Row(channel="b"), Row(channel="c"), file="two"))
    journey = TrackedJourney("ann", "A2", 7, NOON + 2 * HOUR, (TrackedTouch("d", NOON + HOUR),))
    write_tracked(project, journey)
    assert [manifest.file for manifest in list_imports(project)] == ["one", "two"]
    dataset = load_dataset(project).interactions
    names = [dataset.channels[code] for code in dataset.touches.channel.tolist()]
    assert names == ["a", "b", "c", "d"]
    assert dataset.touches.row.tolist() == sorted(dataset.touches.row.tolist())
    assert verify(project).is_sound


@pytest.mark.parametrize("days", [-3_650, 3_650])
def test_what_was_done_last_is_undone_first_whatever_the_clock_says(
    project: ProjectFile, clock: Clock, days: int
) -> None:
    orders = [Row(order=f"A{number}", value=5, at=NOON + number * HOUR) for number in range(3)]
    write_import(project, events_file(*orders))
    states = [dump(project)["attribution_path"]]
    for number in range(2):
        delete_journey(project, f"A{number}")
        states.append(dump(project)["attribution_path"])
        clock.jump(days)
    assert len(list_changes(project)) == 2
    for state in (states[1], states[0]):
        undo_change(project)
        assert dump(project)["attribution_path"] == state
    assert verify(project).is_sound


def test_a_backup_made_after_the_clock_was_set_back_is_kept(
    project: ProjectFile, clock: Clock
) -> None:
    for number in range(25):
        kept = back_up(project.connection, project.path, "test")
        assert kept in {backup.path for backup in list_backups(project.path)}, number
        clock.jump(-1)
    revision = project.revision
    write_import(project, events_file(Row(channel="a")))
    before = {backup.path for backup in list_backups(project.path)}
    back_up_if_due(project, revision)
    assert {backup.path for backup in list_backups(project.path)} - before


@linux_only
def test_a_writer_that_sleeps_keeps_its_lock_and_goes_on(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        path = project.path
    ready, awake = os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        with ProjectFile.open(path) as sleeper, sleeper.transaction() as connection:
            connection.execute("INSERT INTO channel (name, key) VALUES ('half', 'half')")
            os.write(ready[1], b"x")
            os.read(awake[0], 1)
            connection.execute("INSERT INTO channel (name, key) VALUES ('whole', 'whole')")
        os._exit(0)
    os.read(ready[0], 1)
    os.kill(child, signal.SIGSTOP)
    for _ in range(3):
        with pytest.raises(ProjectBusy, match=str(child)):
            ProjectFile.open(path)
        with ProjectFile.open(path, is_writable=False) as reader:
            assert dump(reader)["channel"] == []
    os.kill(child, signal.SIGCONT)
    os.write(awake[1], b"x")
    assert ended(child) == 0
    with ProjectFile.open(path) as again:
        assert [row[1] for row in dump(again)["channel"]] == ["half", "whole"]


@pytest.fixture
def medium(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own; skipped where none may be mounted."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    folder = tmp_path / "medium"
    folder.mkdir()
    command = [mount or "mount", "-t", "tmpfs", "tmpfs", str(folder)]
    if not mount or not unmount or subprocess.run(command, check=False).returncode:  # noqa: S603
        pytest.skip("no file system may be mounted here")
    yield folder
    subprocess.run([unmount, "-l", str(folder)], check=True)  # noqa: S603


def remount(medium: Path, *, is_writable: bool) -> None:
    mode = "remount,rw" if is_writable else "remount,ro"
    command = [shutil.which("mount") or "mount", "-o", mode, str(medium)]
    subprocess.run(command, check=True)  # noqa: S603


@linux_only
@pytest.mark.parametrize("mode", ["closed", "copied while it was open"])
def test_a_project_on_a_read_only_medium_opens_to_read(medium: Path, mode: str) -> None:
    with new_project(medium) as project:
        write_import(project, events_file(Row(channel="email"), Row(order="A1", value=5)))
        path = project.path
    if mode != "closed":
        # The two bytes in which SQLite says that there is a log.
        path.write_bytes(path.read_bytes()[:18] + b"\x02\x02" + path.read_bytes()[20:])
    before, there = path.read_bytes(), sorted(medium.iterdir())
    remount(medium, is_writable=False)
    with ProjectFile.open(path, is_writable=False) as reader:
        assert row_counts(reader).touches == 1
        assert verify(reader).is_sound
        with pytest.raises(InputRefused, match="reading only"):
            write_import(reader, events_file(Row(channel="social")))
    with pytest.raises(InputRefused, match="Read-only file system"):
        ProjectFile.open(path)
    assert (path.read_bytes(), sorted(medium.iterdir())) == (before, there)


@linux_only
def test_a_crashed_project_on_a_read_only_medium_is_refused_in_a_sentence(medium: Path) -> None:
    with new_project(medium) as project:
        path = project.path
    child = os.fork()
    if not child:
        # Kept, so that it is not closed on the way: its log is left behind.
        project = ProjectFile.open(path)
        write_import(project, events_file(Row(channel="email")))
        os._exit(9)
    assert ended(child) == 9
    assert file_systems.is_left_unclean(path)
    path.with_name(path.name + "-shm").unlink()
    remount(medium, is_writable=False)
    with pytest.raises(AttributionError):
        ProjectFile.open(path, is_writable=False)
    remount(medium, is_writable=True)
    with ProjectFile.open(path) as project:
        assert row_counts(project).touches == 1


@linux_only
def test_a_project_on_a_network_drive_is_journalled_without_shared_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop = Workshop(tmp_path)
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"22 1 0:29 / {tmp_path} rw - nfs4 server:/home rw\n")
    monkeypatch.setattr(file_systems, "_MOUNTS", mounts)
    for change in CHANGES[1:3]:
        states = workshop.states(change)
        for tenth in range(6):
            workshop.prepare(change)
            killed_after(change, workshop.path, tenth / 100)
            assert workshop.state() in states
    with ProjectFile.open(workshop.path) as project:
        assert project.connection.pragma("journal_mode") == "delete"
        assert not workshop.path.with_name(workshop.path.name + "-wal").exists()
