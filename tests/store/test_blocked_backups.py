"""Where backups cannot be kept or read: said in a sentence, and what was changed stays changed."""

from pathlib import Path

import pytest

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.services.projects import create_project, open_project
from attribution_desktop.store.backups import back_up, backup_folder, list_backups
from attribution_desktop.store.editing import undo_import
from attribution_desktop.store.erasing import delete_customer
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import row_counts
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import
from tests.store.material import Row, dump, events_file

FILE = events_file(Row(channel="email"), Row(order="A1", value=5))


def test_a_file_in_the_place_of_the_folder_refuses_what_needs_a_backup(
    project: ProjectFile,
) -> None:
    write_import(project, FILE)
    backup_folder(project.path).write_text("in the way", encoding="utf-8")
    before = dump(project)
    with pytest.raises(InputRefused, match="No backup can be kept"):
        undo_import(project, 1)
    assert dump(project) == before
    backup_folder(project.path).unlink()
    undo_import(project, 1)
    assert row_counts(project).touches == 0


def test_a_change_without_a_backup_on_closing_is_kept_and_noted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "shop.attribution"
    with create_project(path) as project:
        backup_folder(path).write_text("in the way", encoding="utf-8")
        write_import(project.file, FILE)
    assert "No backup was made on closing" in caplog.text
    with open_project(path) as project:
        assert row_counts(project.file).touches == 1


def test_what_is_no_backup_stays_out_of_the_count_and_out_of_the_way(project: ProjectFile) -> None:
    folder = backup_folder(project.path)
    kept = back_up(project.connection, project.path, "test")
    (folder / "20260101T000000000000 folder.attribution").mkdir()
    (folder / "of-mine.attribution").write_text("mine", encoding="utf-8")
    assert [backup.path for backup in list_backups(project.path)] == [kept]
    for _ in range(45):
        back_up(project.connection, project.path, "test")
    assert (folder / "of-mine.attribution").exists()
    assert (folder / "20260101T000000000000 folder.attribution").exists()


def test_a_backup_that_cannot_be_read_may_hold_a_deleted_customer(project: ProjectFile) -> None:
    write_import(project, FILE)
    path = back_up(project.connection, project.path, "test")
    path.write_bytes(b"scrambled")
    assert [backup.path for backup in delete_customer(project, "ann").backups] == [path]
    assert verify(project).is_sound


def test_a_customer_of_an_import_that_was_taken_back_can_be_deleted(project: ProjectFile) -> None:
    write_import(project, events_file(Row(customer="zzyzx", channel="tv")))
    undo_import(project, 1)
    delete_customer(project, "zzyzx")
    with pytest.raises(InputRefused, match="no customer"):
        delete_customer(project, "zzyzx")
    path = project.path
    project.close()
    assert b"zzyzx" not in path.read_bytes()
