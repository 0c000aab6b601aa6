"""`verify` finds what is wrong, and only that."""

import pytest

from attribution_desktop.domain.errors import ProjectDamaged
from attribution_desktop.store.channel_edits import list_channels
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import channel_names
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import
from tests.store.material import PathRow, Row, SpendRow, events_file, paths_file, spend_file

HARM = {
    "references": "UPDATE daily_spend SET channel_id = 99",
    "manifests_readable": "UPDATE imports SET manifest = 'x' WHERE format = 'spend'",
    "manifests_reconciled": (
        "UPDATE imports SET manifest = json_set(manifest, '$.rows_read', 9) WHERE format = 'spend'"
    ),
    "rows": "UPDATE touchpoint_interaction SET session_id = 'x' WHERE path_id IS NULL",
    "columns": "UPDATE column_segment SET removed = body WHERE kind = 'orders'",
    "path_touches": "UPDATE touchpoint_interaction SET position = 7 WHERE position = 1",
    "refunds": "UPDATE attribution_path SET refunded = refunded + 1 WHERE order_id = 'A1'",
}
ROWS = {"references", "manifests_readable", "manifests_reconciled", "path_touches", "refunds"}
"""Harm to rows of the source: their digest sees it too."""


@pytest.fixture
def filled(project: ProjectFile) -> ProjectFile:
    write_import(
        project,
        events_file(
            Row(channel="email", order="A1", value=5), Row(order="A1", value=-2, at=2 * 10**15)
        ),
    )
    write_import(project, paths_file(PathRow(("email", "social")), PathRow(())))
    write_import(project, spend_file(SpendRow("email", 5)))
    return project


def test_a_project_that_only_this_program_wrote_is_sound(filled: ProjectFile) -> None:
    report = verify(filled)
    assert report.is_sound
    assert [check.name for check in report.checks] == ["integrity", *HARM]


def test_a_reader_can_verify(filled: ProjectFile) -> None:
    with ProjectFile.open(filled.path, is_writable=False) as reader:
        assert verify(reader).is_sound


@pytest.mark.parametrize("name", HARM)
def test_harm_is_found_by_the_check_for_it(filled: ProjectFile, name: str) -> None:
    filled.connection.pragma("foreign_keys", 0)
    filled.connection.execute(HARM[name])
    report = verify(filled)
    assert not report.is_sound
    seen = [check.name for check in report.checks if not check.is_sound]
    assert set(seen) - {name} == ({"rows"} if name in ROWS else set())
    assert name in seen
    assert next(check.detail for check in report.checks if check.name == name)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE channel SET merged_into = id",
        "UPDATE channel SET merged_into = 3 - id",
        "UPDATE channel SET merged_into = 99 WHERE id = 1",
    ],
)
def test_channels_that_count_as_none_are_damage(filled: ProjectFile, harm: str) -> None:
    filled.connection.execute(harm)
    assert not verify(filled).is_sound
    for read in (channel_names, list_channels):
        with pytest.raises(ProjectDamaged, match="channels"):
            read(filled)


def test_a_revision_that_is_no_number_is_damage(filled: ProjectFile) -> None:
    filled.connection.execute("UPDATE setting SET value = 'x' WHERE name = 'revision'")
    with pytest.raises(ProjectDamaged):
        _ = filled.revision


@pytest.mark.parametrize(
    "harm",
    [
        "DROP INDEX touch_identity",
        "DROP INDEX order_identity; CREATE INDEX order_identity ON attribution_path (order_id)",
        "CREATE TRIGGER foreign_one AFTER INSERT ON refund BEGIN DELETE FROM refund; END",
    ],
)
def test_a_file_that_would_take_rows_twice_or_lose_them_is_not_sound(
    filled: ProjectFile, harm: str
) -> None:
    filled.connection.execute(harm)
    faulty = [check for check in verify(filled).checks if not check.is_sound]
    assert [check.name for check in faulty] == ["integrity"]
    assert any(name in faulty[0].detail for name in harm.split())
