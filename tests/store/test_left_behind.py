"""What an earlier project of the same name left behind, links, and names that cannot be."""

import shutil
from pathlib import Path

import pytest

from attribution_desktop.domain.errors import InputRefused, ProjectBusy, ProjectDamaged
from attribution_desktop.services.backups import back_up_to, restore_backup
from attribution_desktop.services.projects import create_project, open_project
from attribution_desktop.store.backups import back_up, list_backups
from attribution_desktop.store.erasing import delete_customer
from attribution_desktop.store.file_systems import is_left_unclean
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.writing import write_import
from tests.store.material import Row, dump, events_file, new_project

FILE = events_file(Row(channel="email"), Row(order="A1", value=5))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """The log of a project `gone`, whose file was deleted after its program was killed."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with new_project(elsewhere) as project:
        write_import(project, FILE)
        path = tmp_path / "gone.attribution-wal"
        shutil.copy(project.path.with_name(project.path.name + "-wal"), path)
    return path


def test_no_project_is_made_where_the_log_of_another_would_get_into_it(log: Path) -> None:
    with pytest.raises(InputRefused, match="left behind"):
        ProjectFile.create(log.with_name("gone.attribution"), name="new")
    assert sorted(path.name for path in log.parent.iterdir()) == [
        "elsewhere",
        "gone.attribution-wal",
    ]


def test_no_copy_is_written_where_the_log_of_another_would_get_into_it(log: Path) -> None:
    path, target = log.with_name("shop.attribution"), log.with_name("gone.attribution")
    create_project(path).close()
    with open_project(path) as project, pytest.raises(InputRefused, match="-wal"):
        back_up_to(project, target)
    with pytest.raises(InputRefused, match="-wal"):
        restore_backup(path, target)
    assert not target.exists()
    log.unlink()
    assert restore_backup(path, target) == target


@pytest.fixture
def link(tmp_path: Path) -> Path:
    path = tmp_path / "links" / "link.attribution"
    path.parent.mkdir()
    path.symlink_to(tmp_path / "shop.attribution")
    return path


def test_backups_of_a_project_lie_together_under_whatever_name_it_was_opened(
    tmp_path: Path, link: Path
) -> None:
    with new_project(tmp_path) as project:
        write_import(project, FILE)
        back_up(project.connection, project.path, "test")
    with ProjectFile.open(link) as project:
        back_up(project.connection, project.path, "test")
        assert len(list_backups(link)) == 2
        assert len(delete_customer(project, "ann").backups) == 2


def test_a_project_that_was_left_by_a_crash_is_seen_through_a_link(
    tmp_path: Path, link: Path
) -> None:
    with new_project(tmp_path) as project:
        write_import(project, FILE)
        assert is_left_unclean(project.path)
        assert is_left_unclean(link)


@pytest.mark.parametrize("name", ["x" * 238, "y" * 230, b"\xff".decode("utf-8", "surrogateescape")])
def test_a_name_that_no_project_can_have_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.attribution"
    with pytest.raises(InputRefused):
        ProjectFile.create(path, name="shop")
    assert list(tmp_path.iterdir()) == []


def test_a_project_whose_name_is_no_text_is_refused(tmp_path: Path) -> None:
    new_project(tmp_path).close()
    path = tmp_path / b"\xff.attribution".decode("utf-8", "surrogateescape")
    (tmp_path / "shop.attribution").rename(path)
    for is_writable in (True, False):
        with pytest.raises(InputRefused, match="name"):
            ProjectFile.open(path, is_writable=is_writable)


def test_a_damaged_project_that_was_left_unclean_keeps_its_bytes_and_its_log(
    tmp_path: Path,
) -> None:
    with new_project(tmp_path) as project:
        write_import(project, FILE)
        project.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = project.connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'order_of_customer'"
        ).fetchall()[0][0]
        write_import(project, events_file(Row(channel="social"), file="2.csv"))
        broken = tmp_path / "broken.attribution"
        for ending in ("", "-wal"):
            source = project.path.with_name(project.path.name + ending)
            shutil.copy(source, broken.with_name(broken.name + ending))
    log = broken.with_name(broken.name + "-wal")
    content = bytearray(broken.read_bytes())
    # An index without its only row: the pages are in order, the index is not.
    start = (int(str(root)) - 1) * 8_192
    content[start + 3 : start + 5] = bytes(2)
    broken.write_bytes(content)
    before = broken.read_bytes(), log.read_bytes()
    with pytest.raises(ProjectDamaged, match="it was not changed"):
        ProjectFile.open(broken)
    assert (broken.read_bytes(), log.read_bytes()) == before


def test_a_customer_who_is_deleted_while_somebody_reads_is_not_called_gone(
    tmp_path: Path,
) -> None:
    with new_project(tmp_path) as project:
        write_import(project, FILE)
        project.connection.set_busy_timeout(1)
        reader = ProjectFile.open(project.path, is_writable=False)
        with reader, reader.snapshot():
            reader.setting("name")
            with pytest.raises(ProjectBusy, match="may be left"):
                delete_customer(project, "ann")
        assert dump(project)["customer"] == []
