"""Creating, opening, locking and closing the project file."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import apsw
import peewee
import pytest

from attribution_desktop.domain.errors import (
    DiskFull,
    InputRefused,
    ProjectBusy,
    ProjectDamaged,
    ProjectNewer,
    UsageError,
)
from attribution_desktop.store.header import APPLICATION_ID, VERSION
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import load_dataset
from attribution_desktop.store.writing import write_import
from tests.store.material import Row, dump, events_file, new_project

HOLDER = """
import sys, time
from pathlib import Path
from attribution_desktop.store.project_file import ProjectFile

project = ProjectFile.open(Path(sys.argv[1]))
if sys.argv[2] == "mid-write":
    project.connection.pragma("cache_size", 1)
    project.connection.execute("BEGIN IMMEDIATE")
    project.connection.execute("DELETE FROM touchpoint_interaction")
    project.connection.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)"
        " INSERT INTO customer SELECT i, 'customer ' || i FROM n"
    )
print("held", flush=True)
time.sleep(60)
"""


def start_holder(path: Path, what: str = "hold") -> "subprocess.Popen[str]":
    """Another process that has the project open for writing once this returns."""
    holder = subprocess.Popen(  # noqa: S603  # this file's own script
        [sys.executable, "-c", HOLDER, str(path), what],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def stop(holder: "subprocess.Popen[str]") -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert holder.stdout is not None
    holder.stdout.close()


def shop_with_a_touch(folder: Path) -> Path:
    with new_project(folder) as project:
        write_import(project, events_file(Row(channel="email")))
        return project.path


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_project_is_empty_and_knows_its_name_currency_and_zone(tmp_path: Path) -> None:
    path = tmp_path / "shop.attribution"
    with ProjectFile.create(path, name="Shop", currency="eur", time_zone="Europe/Berlin") as shop:
        assert (shop.name, shop.currency, shop.time_zone) == ("Shop", "EUR", "Europe/Berlin")
        assert shop.revision == 0
        assert load_dataset(shop).interactions.channels == ()


@pytest.mark.parametrize("wrong", [{"currency": "euro"}, {"time_zone": "Mars/Olympus"}])
def test_a_project_with_a_wrong_currency_or_zone_is_not_created(
    tmp_path: Path, wrong: dict[str, str]
) -> None:
    with pytest.raises(UsageError):
        ProjectFile.create(tmp_path / "shop.attribution", name="Shop", **wrong)
    assert files_in(tmp_path) == []


def test_creating_over_an_existing_file_is_refused_and_leaves_it_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ann")
    with pytest.raises(InputRefused, match="exists already"):
        ProjectFile.create(path, name="Shop")
    assert path.read_text() == "Dear Ann"
    assert files_in(tmp_path) == ["letter.txt"]


def test_creating_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="no folder"):
        ProjectFile.create(tmp_path / "nowhere" / "shop.attribution", name="Shop")


def test_an_open_project_writes_ahead_syncs_fully_and_checks_references(
    project: ProjectFile,
) -> None:
    pragmas = [
        project.connection.pragma(n) for n in ("journal_mode", "synchronous", "foreign_keys")
    ]
    assert pragmas == ["wal", 2, 1]


def test_every_table_is_strict(project: ProjectFile) -> None:
    rows = project.connection.execute("SELECT name, strict FROM pragma_table_list").fetchall()
    tables = {name: strict for name, strict in rows if not str(name).startswith("sqlite_")}
    assert len(tables) == 24
    assert set(tables.values()) == {1}


def test_a_closed_project_is_one_file_in_rollback_mode(tmp_path: Path) -> None:
    path = shop_with_a_touch(tmp_path)
    assert files_in(tmp_path) == ["shop.attribution"]
    header = path.read_bytes()[:20]
    assert header[18:20] == b"\x01\x01"


def test_closing_twice_does_nothing_and_a_closed_project_answers_no_more(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    project.close()
    project.close()
    assert not project.is_open
    with pytest.raises(peewee.InterfaceError):
        _ = project.revision
    assert files_in(tmp_path) == ["shop.attribution"]


def test_a_project_may_be_closed_by_another_thread(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    thread = threading.Thread(target=project.close)
    thread.start()
    thread.join()
    with ProjectFile.open(tmp_path / "shop.attribution") as again:
        assert again.is_writable


def test_a_missing_file_or_a_folder_is_no_project(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.attribution", tmp_path):
        with pytest.raises(InputRefused, match="no project file"):
            ProjectFile.open(path)


@pytest.mark.parametrize(
    "content", [b"", b"Customer,Channel\nann,email\n", b"PK\x03\x04" + bytes(5000)]
)
@pytest.mark.parametrize("is_writable", [True, False])
def test_a_foreign_file_is_refused_with_its_bytes_unchanged(
    tmp_path: Path, content: bytes, *, is_writable: bool
) -> None:
    path = tmp_path / "events.attribution"
    path.write_bytes(content)
    with pytest.raises(ProjectDamaged, match="no attribution project"):
        ProjectFile.open(path, is_writable=is_writable)
    assert path.read_bytes() == content
    assert files_in(tmp_path) == ["events.attribution"]


def test_another_programs_database_is_refused_with_its_bytes_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute("CREATE TABLE photo (id INTEGER PRIMARY KEY)")
    before = path.read_bytes()
    with pytest.raises(ProjectDamaged, match="another program"):
        ProjectFile.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("is_writable", [True, False])
def test_a_newer_version_is_refused_with_its_bytes_unchanged(
    tmp_path: Path, *, is_writable: bool
) -> None:
    path = shop_with_a_touch(tmp_path)
    with closing(apsw.Connection(str(path))) as connection:
        connection.pragma("user_version", VERSION + 1)
    before = path.read_bytes()
    with pytest.raises(ProjectNewer, match="newer version"):
        ProjectFile.open(path, is_writable=is_writable)
    assert path.read_bytes() == before
    assert files_in(tmp_path) == ["shop.attribution"]


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_project_without_its_tables_is_damaged(tmp_path: Path, version: int) -> None:
    path = tmp_path / "hollow.attribution"
    with closing(apsw.Connection(str(path))) as connection:
        connection.pragma("application_id", APPLICATION_ID)
        connection.pragma("user_version", version)
    with pytest.raises(ProjectDamaged, match="lacks the tables"):
        ProjectFile.open(path)
    assert not (tmp_path / "hollow.attribution.lock").exists()


def test_a_second_writer_is_told_who_has_the_project_and_may_read(tmp_path: Path) -> None:
    path = shop_with_a_touch(tmp_path)
    holder = start_holder(path)
    try:
        with pytest.raises(ProjectBusy) as caught:
            ProjectFile.open(path)
        assert f"process {holder.pid} on {socket.gethostname()}" in caught.value.message
        with ProjectFile.open(path, is_writable=False) as reader:
            assert len(load_dataset(reader).interactions.touches.row) == 1
        # Having been refused does not take the holder's name away.
        with pytest.raises(ProjectBusy, match=f"process {holder.pid}"):
            ProjectFile.open(path)
    finally:
        stop(holder)


def test_a_second_writer_in_the_same_process_is_refused_too(project: ProjectFile) -> None:
    with pytest.raises(ProjectBusy, match=f"process {os.getpid()}"):
        ProjectFile.open(project.path)
    write_import(project, events_file(Row(channel="email")))


def test_a_link_to_the_project_is_the_same_project(project: ProjectFile) -> None:
    link = project.path.with_name("link.attribution")
    link.symlink_to(project.path)
    with pytest.raises(ProjectBusy):
        ProjectFile.open(link)


@pytest.mark.parametrize("what", ["hold", "mid-write"])
def test_a_killed_writer_blocks_nobody_and_leaves_the_last_commit(
    tmp_path: Path, what: str
) -> None:
    path = shop_with_a_touch(tmp_path)
    with ProjectFile.open(path) as project:
        before = dump(project)
    stop(start_holder(path, what))
    assert (tmp_path / "shop.attribution.lock").exists()
    with ProjectFile.open(path, is_writable=False) as reader:
        assert dump(reader) == before
    with ProjectFile.open(path) as project:
        assert dump(project) == before
    assert files_in(tmp_path) == ["shop.attribution"]


def test_an_old_lock_file_of_any_content_does_not_block(tmp_path: Path) -> None:
    path = shop_with_a_touch(tmp_path)
    (tmp_path / "shop.attribution.lock").write_text("¿")
    with ProjectFile.open(path) as project:
        assert project.is_writable
    assert files_in(tmp_path) == ["shop.attribution"]


def test_a_reader_takes_no_lock_and_cannot_write(tmp_path: Path) -> None:
    path = shop_with_a_touch(tmp_path)
    before = path.read_bytes()
    with ProjectFile.open(path, is_writable=False) as reader:
        assert files_in(tmp_path) == ["shop.attribution"]
        with pytest.raises(InputRefused, match="reading only"):
            write_import(reader, events_file(Row(channel="social")))
        with ProjectFile.open(path, is_writable=False) as second_reader:
            assert second_reader.name == reader.name
    assert path.read_bytes() == before


def test_a_reader_sees_what_a_writer_commits_and_one_state_within_a_snapshot(
    project: ProjectFile,
) -> None:
    with ProjectFile.open(project.path, is_writable=False) as reader:
        with reader.snapshot():
            assert reader.revision == 0
            write_import(project, events_file(Row(channel="email")))
            assert reader.revision == 0
        assert reader.revision == 1


def test_a_writer_that_closes_while_somebody_reads_loses_nothing(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    reader = ProjectFile.open(project.path, is_writable=False)
    with reader.snapshot():
        assert reader.revision == 0
        write_import(project, events_file(Row(channel="email")))
        project.close()
    assert reader.revision == 1
    reader.close()
    with ProjectFile.open(project.path) as again:
        assert again.revision == 1
    assert files_in(tmp_path) == ["shop.attribution"]


def test_two_projects_can_be_open_and_keep_apart(tmp_path: Path) -> None:
    with new_project(tmp_path, "one") as one, new_project(tmp_path, "two") as two:
        write_import(one, events_file(Row(channel="email")))
        write_import(two, events_file(Row(channel="social"), Row(channel="social", customer="bob")))
        assert load_dataset(one).interactions.channels == ("email",)
        assert load_dataset(two).interactions.channels == ("social",)
        assert (one.name, two.name) == ("one", "two")


def test_a_full_disk_is_said_and_leaves_the_project_as_it_was(project: ProjectFile) -> None:
    write_import(project, events_file(Row(channel="email")))
    before = dump(project)
    pages = project.connection.pragma("page_count")
    project.connection.pragma("max_page_count", pages)
    rows = [Row(customer=f"customer {number}", channel="email") for number in range(5_000)]
    with pytest.raises(DiskFull, match="as it was before"):
        write_import(project, events_file(*rows, file="many.csv"))
    assert dump(project) == before


def test_a_damaged_page_is_said_to_be_damage(tmp_path: Path) -> None:
    rows = [Row(customer=f"customer {number}", channel="email") for number in range(2_000)]
    with new_project(tmp_path) as project:
        write_import(project, events_file(*rows))
        path = project.path
    content = bytearray(path.read_bytes())
    content[3 * 4096 :] = b"\xff" * (len(content) - 3 * 4096)
    path.write_bytes(content)
    with pytest.raises(ProjectDamaged), ProjectFile.open(path, is_writable=False) as project:
        load_dataset(project)


def test_the_standard_librarys_sqlite_opens_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("sqlite3 opened a file")

    monkeypatch.setattr(sqlite3, "connect", refuse)
    path = shop_with_a_touch(tmp_path)
    with ProjectFile.open(path) as project:
        load_dataset(project)
