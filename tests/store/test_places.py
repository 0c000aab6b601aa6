"""Where a project lies: network drives, read-only media, files that vanish or were left unclean."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import apsw
import pytest

from attribution_desktop.domain.errors import InputRefused, ProjectDamaged
from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.services.backups import back_up_to, backup_room, list_backups
from attribution_desktop.services.editing import delete_customer, undo_import
from attribution_desktop.services.imports import import_journeys
from attribution_desktop.services.projects import Project, create_project, open_project
from attribution_desktop.store.file_systems import (
    file_system_type,
    is_left_unclean,
    is_network_type,
    is_on_network,
)
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import row_counts
from attribution_desktop.store.writing import write_import
from tests.store.material import Row, dump, events_file, new_project

MOUNTS = """\
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
31 22 0:27 / /mnt/team\\040share rw - cifs //server/team rw
32 22 0:28 / /mnt/team\\040share/local rw - tmpfs tmpfs rw
33 22 0:29 / /home rw shared:3 master:1 - nfs4 server:/home rw
"""


@pytest.mark.parametrize(
    ("path", "name", "is_remote"),
    [
        ("/var/shop.attribution", "ext4", False),
        ("/mnt/team share/shop.attribution", "cifs", True),
        ("/mnt/team share/local/shop.attribution", "tmpfs", False),
        ("/home/ann/shop.attribution", "nfs4", True),
        ("/homestead/shop.attribution", "ext4", False),
    ],
)
def test_a_network_drive_is_told_by_its_mount(path: str, name: str, *, is_remote: bool) -> None:
    assert file_system_type(Path(path), MOUNTS) == name
    assert is_network_type(name) == is_remote


def test_a_local_folder_is_no_network_drive(tmp_path: Path) -> None:
    assert not is_on_network(tmp_path / "shop.attribution")


def test_nothing_is_written_to_a_project_that_is_not_where_it_was(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        write_import(project, events_file(Row(channel="email")))
        before = dump(project)
        elsewhere = tmp_path / "elsewhere"
        project.path.rename(elsewhere)
        with pytest.raises(InputRefused, match="not where it was"):
            write_import(project, events_file(Row(channel="social"), file="2"))
        elsewhere.rename(project.path)
        assert dump(project) == before
        write_import(project, events_file(Row(channel="social"), file="2"))
        assert row_counts(project).touches == 2


@pytest.fixture(params=["file", "folder"])
def lost(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Project]:
    """An open project that has changed, and whose file or folder is moved away now."""
    folder = tmp_path / "folder"
    folder.mkdir()
    project = create_project(folder / "shop.attribution")
    write_import(project.file, events_file(Row(channel="email")))
    moved = folder if request.param == "folder" else project.path
    moved.rename(moved.with_name("elsewhere"))
    yield project
    with suppress(InputRefused):
        project.close()


def test_whatever_is_asked_of_a_lost_project_is_refused_in_words(
    lost: Project, tmp_path: Path
) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("customer,channel,timestamp\nann,email,2026-01-01\n", encoding="utf-8")
    for change in (
        lambda: undo_import(lost, 1),
        lambda: delete_customer(lost, "ann"),
        lambda: import_journeys(lost, rows, ImportOptions()),
    ):
        with pytest.raises(InputRefused, match="not where it was"):
            change()
    assert list_backups(lost) == ()
    assert backup_room(lost).budget
    back_up_to(lost, tmp_path / "copy.attribution")
    with open_project(tmp_path / "copy.attribution") as copy:
        assert row_counts(copy.file).touches == 1


def test_closing_a_lost_project_says_where_its_data_are(lost: Project, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match=r"not where it was.*taken away"):
        lost.close()
    lost.close()
    left = [path for path in tmp_path.rglob("*") if path.name in {"elsewhere", "shop.attribution"}]
    moved = next(path for path in left if path.is_file())
    with open_project(moved) as project:
        assert row_counts(project.file).touches == 1


def test_a_project_that_was_deleted_while_it_was_open_leaves_a_backup(tmp_path: Path) -> None:
    project = create_project(tmp_path / "shop.attribution")
    write_import(project.file, events_file(Row(channel="email")))
    project.path.unlink()
    with pytest.raises(InputRefused, match="not where it was"):
        project.close()
    (backup,) = list_backups(project)
    with open_project(backup.path, is_writable=False) as kept:
        assert row_counts(kept.file).touches == 1


KILLED = """
import os, sys
from pathlib import Path
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.writing import write_import
from tests.store.material import Row, events_file
project = ProjectFile.open(Path(sys.argv[1]))
write_import(project, events_file(*(Row(customer=f"c{i}", channel="email") for i in range(500))))
os._exit(9)
"""


def left_behind_by_a_crash(tmp_path: Path) -> Path:
    with new_project(tmp_path) as project:
        path = project.path
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run([sys.executable, "-c", KILLED, path], env=environment, check=False)  # noqa: S603
    return path


def test_a_project_left_by_a_crash_is_checked_and_whole(tmp_path: Path) -> None:
    path = left_behind_by_a_crash(tmp_path)
    assert is_left_unclean(path)
    with ProjectFile.open(path) as project:
        assert row_counts(project).touches == 500
    assert not is_left_unclean(path)


def test_a_project_left_by_a_crash_with_a_broken_page_is_refused(tmp_path: Path) -> None:
    path = left_behind_by_a_crash(tmp_path)
    connection = apsw.Connection(str(path))
    connection.pragma("wal_checkpoint", "truncate")
    query = "SELECT rootpage FROM sqlite_master WHERE name = 'touch_identity'"
    page = int(str(connection.execute(query).fetchall()[0][0]))
    start = (page - 1) * int(connection.pragma("page_size"))
    connection.close()
    content = bytearray(path.read_bytes())
    content[start + 8 : start + 64] = b"\xff" * 56
    path.write_bytes(content)
    path.with_name(path.name + "-wal").write_bytes(b"not a log")
    with pytest.raises(ProjectDamaged):
        ProjectFile.open(path)


def test_a_reader_needs_no_file_beside_the_project(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        write_import(project, events_file(Row(channel="email")))
        path = project.path
    before = sorted(tmp_path.iterdir())
    with ProjectFile.open(path, is_writable=False) as reader:
        assert row_counts(reader).touches == 1
        assert sorted(tmp_path.iterdir()) == before
