"""Projects of every released version are brought to the present one, and lose nothing."""

import json
import shutil
from pathlib import Path

import apsw
import pytest

from attribution_desktop.domain.errors import ProjectDamaged
from attribution_desktop.store.backups import list_backups
from attribution_desktop.store.editing import undo_import
from attribution_desktop.store.header import VERSION
from attribution_desktop.store.migrations import STEPS
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import load_dataset, order_row, row_counts
from attribution_desktop.store.verification import verify
from tests.store.material import new_project

DATA = Path(__file__).parents[1] / "data"
RELEASED = tuple(range(1, VERSION))


@pytest.fixture(params=RELEASED)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the project that a released version left."""
    return Path(
        shutil.copy(DATA / f"project-{request.param}.attribution", tmp_path / "old.attribution")
    )


def shape(project: ProjectFile) -> dict[str, object]:
    """Tables, columns and indexes, without the words they were made with."""
    tables = project.connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    shapes: dict[str, object] = {}
    for (name,) in tables:
        columns = project.connection.execute(f'PRAGMA table_info("{name}")').fetchall()
        parents = project.connection.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
        indexes = project.connection.execute(f'PRAGMA index_list("{name}")').fetchall()
        shapes[str(name)] = (columns, sorted(parents), sorted(row[1:] for row in indexes))
    return shapes


def test_there_is_a_project_of_every_released_version() -> None:
    assert len(STEPS) == VERSION - 1
    for version in RELEASED:
        assert (DATA / f"project-{version}.attribution").exists()


def test_a_migrated_project_has_the_shape_of_a_new_one(old: Path, tmp_path: Path) -> None:
    with ProjectFile.open(old) as migrated, new_project(tmp_path) as fresh:
        assert shape(migrated) == shape(fresh)
        assert migrated.connection.pragma("user_version") == VERSION


def test_a_migrated_project_holds_what_it_held(old: Path) -> None:
    with ProjectFile.open(old) as project:
        counts = row_counts(project)
        assert (counts.touches, counts.path_touches, counts.orders) == (19, 4, 7)
        assert (counts.paths, counts.spend, counts.imports) == (3, 72, 3)
        assert verify(project).is_sound, verify(project)
        values = load_dataset(project).interactions.conversions.value
        assert int(values.sum()) == 879_950_000 + 10_000_000
        order = order_row(project, "A1")
        assert order is not None
        assert (order.value, order.refunded) == (3_000_000, 2_000_000)
        assert (project.name, project.setting("margin")) == ("Version one", "0.5")


def test_a_backup_is_made_before_a_migration(old: Path) -> None:
    before = old.read_bytes()
    with ProjectFile.open(old):
        pass
    (backup,) = list_backups(old)
    assert backup.reason == "before-migration"
    assert backup.path.read_bytes()[100:] == before[100:]


def test_a_reader_sees_an_old_project_without_changing_it(old: Path) -> None:
    before = old.read_bytes()
    with ProjectFile.open(old, is_writable=False) as reader:
        assert verify(reader).is_sound
        fingerprint = load_dataset(reader).identity.fingerprint
    assert old.read_bytes() == before
    with ProjectFile.open(old) as project:
        assert load_dataset(project).identity.fingerprint == fingerprint


def test_a_migration_that_finds_a_broken_reference_leaves_the_project_as_it_was(old: Path) -> None:
    connection = apsw.Connection(str(old))
    connection.execute("UPDATE daily_spend SET channel_id = 99")
    version = connection.pragma("user_version")
    tables = connection.execute("SELECT sql FROM sqlite_master ORDER BY sql").fetchall()
    connection.close()
    before = old.read_bytes()
    with pytest.raises(ProjectDamaged, match="name a row that is not there"):
        ProjectFile.open(old)
    connection = apsw.Connection(str(old))
    assert connection.pragma("user_version") == version
    assert connection.execute("SELECT sql FROM sqlite_master ORDER BY sql").fetchall() == tables
    connection.close()
    assert len(old.read_bytes()) == len(before)


def test_spend_that_waited_in_a_document_still_comes_back(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATA / "project-3.attribution", tmp_path / "old.attribution"))
    connection = apsw.Connection(str(path))
    rows = connection.execute(
        "SELECT channel_id, day, cost, impressions, clicks, campaign, source, import_id"
        " FROM daily_spend WHERE id <= 2"
    ).fetchall()
    body = json.dumps([(*row[:6], "old", None) for row in rows])
    number = connection.execute("SELECT MAX(id) FROM imports").fetchall()[0][0]
    connection.execute(
        "INSERT INTO document (kind, name, body) VALUES ('replaced-spend', ?, ?)",
        (str(number), body),
    )
    connection.close()
    with ProjectFile.open(path) as project:
        assert verify(project).is_sound
        undo_import(project, int(str(number)))
        assert verify(project).is_sound
        kept = project.connection.execute(
            "SELECT channel_id, day, cost FROM daily_spend WHERE source = 'old'"
        ).fetchall()
        assert kept == [row[:3] for row in rows]
