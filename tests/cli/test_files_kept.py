"""What a command writes takes the place of no project, and of no file that it reads."""

from pathlib import Path

import pytest

from tests.cli.conftest import Call

GOOD = "customer,channel,timestamp\nann,Email,2026-01-01T10:00:00\n"
FAULTY = GOOD + "bob,Email,when?\n"


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text(FAULTY, encoding="utf-8")
    return path


@pytest.fixture(params=["shop.attribution", "shop.db"])
def project(request: pytest.FixtureRequest, call: Call, tmp_path: Path) -> Path:
    """A project under a usual and under an unusual name."""
    file = tmp_path / "good.csv"
    file.write_text(GOOD, encoding="utf-8")
    path = tmp_path / str(request.param)
    assert call("--project", path, "import-journeys", file).code == 0
    return path


@pytest.mark.parametrize("words", [(), ("--table", "touchpoints")])
def test_an_export_takes_no_projects_place(
    call: Call, project: Path, words: tuple[str, ...]
) -> None:
    before = project.read_bytes()
    to = ("--format", "csv" if words else "json", "--output", project, "--force")
    result = call("--project", project, "export", *to, *words)
    assert (result.code, "is a project" in result.err) == (4, True), result
    assert project.read_bytes() == before


def test_an_export_takes_no_other_projects_place(call: Call, demo: Path, tmp_path: Path) -> None:
    other = demo.with_name("other.attribution")
    other.write_bytes(demo.read_bytes())
    result = call("--project", demo, "export", "--format", "json", "--output", other, "--force")
    assert result.code == 4
    assert other.read_bytes() == demo.read_bytes()


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_rejected_rows_take_no_projects_place(
    call: Call, project: Path, rows: Path, dry: tuple[str, ...]
) -> None:
    before = call("--project", project, "report", "--json").out
    result = call("--project", project, "import-journeys", rows, "--rejects", project, *dry)
    assert (result.code, "rejected rows" in result.err) == (4, True), result
    assert call("--project", project, "report", "--json").out == before
    assert call("--project", project, "verify").code == 0


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_rejected_rows_take_not_the_place_of_their_own_file(
    call: Call, project: Path, rows: Path, dry: tuple[str, ...]
) -> None:
    link = rows.with_name("link.csv")
    link.symlink_to(rows)
    for target in (rows, link):
        result = call("--project", project, "import-journeys", rows, "--rejects", target, *dry)
        assert (result.code, "rejected rows" in result.err) == (4, True), result
        assert rows.read_text(encoding="utf-8") == FAULTY
    assert len(call("--project", project, "imports").out.splitlines()) == 3, "nothing was imported"


def test_a_file_is_checked_against_a_project_that_cannot_be_written(
    call: Call, project: Path, rows: Path
) -> None:
    project.with_name(project.name + ".lock").mkdir()
    assert call("--project", project, "import-journeys", rows).code == 4
    result = call("--project", project, "import-journeys", rows, "--dry-run")
    assert result.code == 5, result
    assert "Nothing was stored" in result.out
