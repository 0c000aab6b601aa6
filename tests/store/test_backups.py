"""Backups are whole; the oldest go when there are too many, but never while the newest fails."""

from pathlib import Path

import pytest

from attribution_desktop.domain.errors import Cancelled, ProjectDamaged
from attribution_desktop.store.backups import (
    MOST_BACKUPS,
    back_up,
    backup_folder,
    list_backups,
    write_copy,
)
from attribution_desktop.store.closing import back_up_if_due
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import load_dataset
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import
from tests.store.material import Row, cancelling_at, events_file


def damaged(project: ProjectFile) -> None:
    """Harm an index in a way that only a check of the pages sees."""
    connection = project.connection
    connection.execute("PRAGMA writable_schema = 1")
    connection.execute(
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master"
        " WHERE name = 'touch_of_path') WHERE name = 'touch_identity'"
    )
    connection.execute("PRAGMA writable_schema = 0")


def test_a_backup_holds_what_the_project_held(project: ProjectFile) -> None:
    write_import(project, events_file(Row(channel="email"), Row(order="A1", value=5)))
    path = back_up(project.connection, project.path, "by-hand")
    expected = load_dataset(project).identity
    write_import(project, events_file(Row(channel="social"), file="later"))
    with ProjectFile.open(path, is_writable=False) as copy:
        assert load_dataset(copy).identity == expected
        assert verify(copy).is_sound
    (backup,) = list_backups(project.path)
    assert (backup.path, backup.reason, backup.size) == (path, "by-hand", path.stat().st_size)
    assert sorted(backup_folder(project.path).iterdir()) == [path]


def test_the_oldest_backups_go_when_there_are_too_many(project: ProjectFile) -> None:
    paths = [back_up(project.connection, project.path, "x") for _ in range(MOST_BACKUPS + 3)]
    assert [backup.path for backup in list_backups(project.path)] == paths[3:]


def test_no_backup_goes_while_the_newest_is_not_sound(project: ProjectFile) -> None:
    paths = [back_up(project.connection, project.path, "x") for _ in range(MOST_BACKUPS)]
    damaged(project)
    with pytest.raises(ProjectDamaged):
        back_up(project.connection, project.path, "x")
    assert set(paths) <= {backup.path for backup in list_backups(project.path)}


def test_a_copy_that_is_not_sound_or_not_finished_is_not_left(project: ProjectFile) -> None:
    target = project.path.with_name("copy.attribution")
    with pytest.raises(Cancelled):
        write_copy(project.connection, target, cancelling_at(1))
    damaged(project)
    with pytest.raises(ProjectDamaged):
        write_copy(project.connection, target)
    assert not list(target.parent.glob("copy*"))


def test_a_project_is_backed_up_on_closing_only_when_it_changed(project: ProjectFile) -> None:
    back_up_if_due(project, project.revision)
    assert list_backups(project.path) == ()
    revision = project.revision
    write_import(project, events_file(Row(channel="email")))
    back_up_if_due(project, revision)
    assert [backup.reason for backup in list_backups(project.path)] == ["on-close"]


def test_other_files_among_the_backups_are_left_alone(project: ProjectFile) -> None:
    folder = backup_folder(project.path)
    folder.mkdir()
    other = Path(folder / "notes.attribution")
    other.write_text("mine", encoding="utf-8")
    back_up(project.connection, project.path, "x")
    assert len(list_backups(project.path)) == 1
    assert other.exists()
