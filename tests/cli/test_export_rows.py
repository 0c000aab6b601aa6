"""Rows that leave a project and enter another: nothing is lost or bent on the way."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.conftest import Call

EVENTS = """customer,channel,timestamp,order,value,session,metadata
=cmd,@Süd,2026-01-01T10:00:00.5Z,,,s1,"a,b"
=cmd,email,2026-01-01T10:00:00.5Z,,,,
=cmd,email,2026-01-02T00:00:01Z,o-1,19.99,,
'=x,日本,2026-01-03T00:00:00Z,,,,
'=x,,2026-01-03T00:00:00Z,+o2,0.10,,
late,,2026-02-01T00:00:00Z,o3,5,,
"""
PATHS = """path,conversions,value,nulls,order
a > b > a,2.5,10.01,1,
=b,1,3,0,p1
"""


def report(call: Call, project: Path) -> dict[str, object]:
    answer: dict[str, object] = json.loads(call("report", "--project", project, "--json").out)
    answer.pop("project")
    return answer


@pytest.fixture
def shop(call: Call, tmp_path: Path) -> Path:
    project = tmp_path / "shop.attribution"
    for name, text in (("events.csv", EVENTS), ("journeys.csv", PATHS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        result = call("import-journeys", tmp_path / name, "--project", project)
        assert result.code == 0, result
    return project


def test_what_is_exported_can_be_imported_again(call: Call, shop: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    words = ("--format", "csv", "--output", folder, "--rows")
    assert call("export", "--project", shop, *words).code == 0
    again = tmp_path / "again.attribution"
    for name in ("touchpoints", "orders", "paths"):
        result = call("import-journeys", folder / f"{name}.csv", "--project", again)
        assert result.code == 0, result
    assert report(call, again) == report(call, shop)


def test_credits_of_orders_add_up_to_all_revenue(call: Call, shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "credits.csv"
    words = ("--output", path, "--table", "order-credits", "--models", "linear,time_decay,markov")
    assert call("export", "--project", shop, *words).code == 0
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    total = json.loads(call("report", "--project", shop, "--json").out)["summary"]["revenue"]
    for model in ("linear", "time_decay"):
        assert sum(Decimal(row[model]) for row in rows) == pytest.approx(Decimal(str(total)))
    assert "markov" not in rows[0]
    (first,) = [row for row in rows if row["order"] == "o-1" and row["position"] == "1"]
    assert (first["customer"], first["channel"]) == ("'=cmd", "'@Süd")
    assert first["timestamp"] == "2026-01-01T10:00:00.500000Z"
    (late,) = [row for row in rows if row["order"] == "o3"]
    assert (late["channel"], late["linear"]) == ("(no touchpoint)", "5")


def test_an_empty_project_has_headers_only(call: Call, tmp_path: Path) -> None:
    project = tmp_path / "empty.attribution"
    (tmp_path / "spend.csv").write_text("channel,cost\nx,1\n")
    assert call("import-spend", tmp_path / "spend.csv", "--project", project).code == 0
    for name in ("touchpoints", "orders", "paths", "order-credits"):
        path = tmp_path / f"{name}.csv"
        result = call("export", "--project", project, "--output", path, "--table", name)
        assert result.code == 0, result
        assert path.read_bytes().count(b"\r\n") == 1
