"""Undoing, deleting, renaming, backing up and setting, from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

EVENTS = """customer,channel,timestamp,order,value
c1,Email,2026-03-01T10:00:00Z,,
c1,Direct,2026-03-02T10:00:00Z,A-1,100.50
c2,E-Mail,2026-03-03T10:00:00Z,,
"""


@pytest.fixture
def project(call: Call, tmp_path: Path) -> Path:
    file = tmp_path / "events.csv"
    file.write_text(EVENTS, encoding="utf-8")
    path = tmp_path / "shop.attribution"
    assert call("--project", path, "import-journeys", file).code == 0
    return path


def answer(call: Call, project: Path, *words: str | Path) -> dict[str, object]:
    result = call("--project", project, *words, "--json")
    assert result.code == 0, result
    document: dict[str, object] = json.loads(result.out)
    return document


def summary(call: Call, project: Path) -> tuple[float, int]:
    found = answer(call, project, "report")["summary"]
    assert isinstance(found, dict)
    return found["revenue"], found["touchpoints"]


def names(call: Call, project: Path) -> list[str]:
    entries = answer(call, project, "channels")["channels"]
    assert isinstance(entries, list)
    return [entry["channel"] for entry in entries]


def test_an_import_is_undone_and_brought_back(call: Call, project: Path) -> None:
    before = summary(call, project)
    assert answer(call, project, "undo-import", "1")["touchpoints"] == 3
    assert summary(call, project) == (0, 0)
    assert answer(call, project, "imports")["imports"] == []
    assert "Undone" in call("--project", project, "undo").out
    assert summary(call, project) == before
    assert call("--project", project, "undo").code == 4
    assert call("--project", project, "undo-import", "7").code == 4


def test_a_journey_is_deleted_and_restored(call: Call, project: Path) -> None:
    before = summary(call, project)
    assert answer(call, project, "delete-journey", "A-1")["touchpoints"] == 2
    assert summary(call, project)[0] == 0
    assert call("--project", project, "undo").code == 0
    assert summary(call, project) == before


def test_channels_are_listed_renamed_and_merged(call: Call, project: Path) -> None:
    assert names(call, project) == ["Email", "Direct", "E-Mail"]
    assert call("--project", project, "channels", "merge", "e-mail", "Email").code == 0
    assert call("--project", project, "channels", "rename", "Email", "Newsletter").code == 0
    assert names(call, project) == ["Newsletter", "Direct"]
    assert "e-mail" in call("--project", project, "channels").out
    assert call("--project", project, "channels", "rename", "Email").code == 2
    assert call("--project", project, "channels", "paint", "a", "b").code == 2
    assert call("--project", project, "channels", "merge", "none", "Direct").code == 4


def test_a_backup_is_written_and_restored_as_a_project(call: Call, project: Path) -> None:
    backup, restored = project.with_name("b.attribution"), project.with_name("r.attribution")
    before = summary(call, project)
    assert answer(call, project, "backup", "--output", backup)["file"] == str(backup)
    assert call("--project", project, "undo-import", "1").code == 0
    assert call("restore", backup, "--output", restored).code == 0
    assert summary(call, restored) == before
    assert call("verify", "--project", restored).code == 0
    assert call("restore", backup, "--output", restored).code == 4
    assert call("restore", project.with_name("events.csv"), "--output", "x").code == 7
    assert call("--project", project, "backup", "--output", backup).code == 4


def test_a_customer_is_deleted_and_the_backups_that_hold_it_are_named(
    call: Call, project: Path
) -> None:
    document = answer(call, project, "delete-customer", "c1")
    assert (document["touchpoints"], document["orders"]) == (2, 1)
    held = document["backups_that_still_hold_it"]
    assert isinstance(held, list)
    assert [entry["reason"] for entry in held] == ["on-close"]
    assert b"A-1" not in project.read_bytes()
    assert call("--project", project, "delete-customer", "c1").code == 4


def test_settings_are_listed_changed_and_used(call: Call, project: Path) -> None:
    assert call("--project", project, "settings", "margin", "0.4").code == 0
    assert call("--project", project, "settings", "lookback-days", "unlimited").code == 0
    values = answer(call, project, "settings")["settings"]
    assert isinstance(values, dict)
    assert (values["margin"], values["currency"]) == ("0.4", "USD")
    used = answer(call, project, "report")["settings"]
    assert isinstance(used, dict)
    assert used["margin"] == 0.4
    for wrong in (("margin", "7"), ("margin", "x"), ("model", "x"), ("colour", "red"), ("margin",)):
        assert call("--project", project, "settings", *wrong).code == 2
    assert call("--project", project, "settings", "currency", "EUR").code == 4


def test_a_command_that_changes_a_project_does_not_make_one(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "none.attribution"
    for words in (("undo",), ("undo-import", "1"), ("settings", "margin", "0.5")):
        assert call("--project", path, *words).code == 4
    assert not path.exists()
