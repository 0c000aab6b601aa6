"""Importing, tracking, exporting, checking: what they do, print and return."""

import json
from pathlib import Path

import pypdf
import pytest

from tests.cli.conftest import Call

EVENTS = """customer,channel,timestamp,order,value,conversion
c1,Email,2026-03-01T10:00:00Z,,,
c1,Direct,2026-03-02T10:00:00Z,A-1,100.50,1
c2,Social,2026-03-03T10:00:00Z,,,
"""


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(EVENTS, encoding="utf-8")
    return path


def test_importing_events_reconciles_and_makes_the_default_project(
    call: Call, events: Path
) -> None:
    result = call("import-journeys", events, "--json")
    answer = json.loads(result.out)
    assert result.code == 0
    assert (answer["rows_read"], answer["rows_imported"], answer["rows_rejected"]) == (3, 3, 0)
    assert (answer["conversions"], answer["revenue"]) == (1, 100.5)
    assert answer["last"] == "2026-03-03T10:00:00Z"
    report = json.loads(call("report", "--json").out)
    assert report["summary"]["revenue"] == 100.5
    assert report["models"]["linear"]["Email"]["revenue"] == 50.25


def test_the_same_file_again_is_told_apart_by_its_exit_code(call: Call, events: Path) -> None:
    assert call("import-journeys", events).code == 0
    again = call("import-journeys", events, "--json")
    assert again.code == 11
    assert json.loads(again.out)["error"]["code"] == "already-imported"
    forced = call("import-journeys", events, "--again", "--json")
    assert forced.code == 0
    assert json.loads(forced.out)["rows_duplicate"] == 3


def test_rejected_rows_are_listed_and_told_by_the_exit_code(call: Call, events: Path) -> None:
    events.write_text(EVENTS + "c3,Email,not a time,,,\n", encoding="utf-8")
    result = call("import-journeys", events, "--json")
    answer = json.loads(result.out)
    assert result.code == 5
    assert answer["rows_rejected"] == 1
    assert answer["rejects"][0]["line"] == 5
    listed = call("imports")
    assert "events.csv" in listed.out
    assert listed.code == 0


def test_several_files_are_several_imports_in_one_document(
    call: Call, events: Path, tmp_path: Path
) -> None:
    more = tmp_path / "more.csv"
    more.write_text(EVENTS.replace("c1", "c9").replace("A-1", "A-9"), encoding="utf-8")
    answer = json.loads(call("import-journeys", events, more, "--json").out)
    assert [entry["file"] for entry in answer["imports"]] == ["events.csv", "more.csv"]


def test_a_refused_file_says_which_ones_before_it_were_kept(call: Call, events: Path) -> None:
    result = call("import-journeys", events, events.with_name("missing.csv"))
    assert result.code == 4
    assert "kept: events.csv" in result.err


def test_columns_are_mapped_by_hand(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("wer;wo;wann\nc1;Email;2026-03-01T10:00:00Z\n", encoding="utf-8")
    mapping = ["--map", "customer=wer", "--map", "channel=wo", "--map", "timestamp=wann"]
    result = call("import-journeys", path, *mapping, "--delimiter", ";", "--json")
    assert result.code == 0, result
    assert json.loads(result.out)["mapping"]["customer"] == "wer"


@pytest.mark.parametrize("option", [("--map", "customer"), ("--delimiter", "ab")])
def test_an_import_option_that_makes_no_sense_is_a_usage_error(
    call: Call, events: Path, option: tuple[str, str]
) -> None:
    assert call("import-journeys", events, *option).code == 2


def test_spend_is_imported_and_shows_up(call: Call, events: Path, tmp_path: Path) -> None:
    path = tmp_path / "spend.csv"
    path.write_text("channel,date,cost\nemail,2026-03-01,12.50\n", encoding="utf-8")
    assert call("import-journeys", events).code == 0
    assert call("import-spend", path).code == 0
    rows = json.loads(call("channel-roi", "--json").out)["channels"]
    assert {row["channel"]: row["spend"] for row in rows}["Email"] == 12.5


def test_a_journey_is_tracked_from_flags(call: Call, tmp_path: Path) -> None:
    project = tmp_path / "new.attribution"
    flags = "--customer c1 --order O-1 --value 80 --at 2026-03-05T00:00:00Z"
    touches = ["--touch", "a@b@2026-03-01T00:00:00Z", "--touch", "email@2026-03-04T00:00:00Z"]
    result = call("track-journey", "--project", project, *flags.split(), *touches, "--json")
    answer = json.loads(result.out)
    assert (answer["order_id"], answer["path"]) == ("O-1", ["a@b", "email"])
    assert answer["attribution"]["linear"] == {"a@b": 40, "email": 40}
    shown = call("report", "--project", project, "--json")
    assert json.loads(shown.out)["summary"]["revenue"] == 80


def test_a_journey_is_tracked_from_standard_input(run_program: Call, tmp_path: Path) -> None:
    journey = {
        "customer_id": "c1",
        "order_id": "O-2",
        "conversion_value": 0.1,
        "converted_at": "2026-03-05T00:00:00Z",
        "touchpoints": [{"channel": "Süd", "timestamp": "2026-03-01T00:00:00Z"}],
    }
    stdin = json.dumps(journey).encode()
    result = run_program("track-journey", "--stdin", "--json", stdin=stdin)
    assert result.code == 0, result.err
    assert json.loads(result.out)["attribution"]["first_touch"] == {"Süd": 0.1}


def test_standard_input_that_is_no_json_is_refused(run_program: Call) -> None:
    result = run_program("track-journey", "--stdin", "--json", stdin=b"\xff{")
    assert result.code == 4
    assert json.loads(result.out)["error"]["code"] == "input-refused"


def test_a_journey_without_a_customer_is_a_usage_error(call: Call) -> None:
    result = call("track-journey", "--value", "1", "--at", "2026-03-05")
    assert result.code == 2
    assert "--customer" in result.err


def test_exports_land_where_they_are_told(call: Call, demo: Path, tmp_path: Path) -> None:
    for name in ("r.json", "r.csv", "r.zip"):
        result = call("export", "--project", demo, "--output", tmp_path / name, "--json")
        assert json.loads(result.out) == {"files": [str(tmp_path / name)]}
    folder = call("export", "--project", demo, "--format", "csv", "--output", tmp_path / "all")
    assert folder.out.count("Wrote") == len(list((tmp_path / "all").iterdir())) > 3
    again = call("export", "--project", demo, "--output", tmp_path / "r.csv")
    assert again.code == 4
    assert call("export", "--project", demo, "--output", tmp_path / "r.csv", "--force").code == 0


def test_a_pdf_export_shows_the_known_figures(run_program: Call, demo: Path) -> None:
    path = demo.with_name("r.pdf")
    hidden = {"DISPLAY": None, "WAYLAND_DISPLAY": None, "QT_QPA_PLATFORM": None}
    result = run_program("--project", demo, "export", "--output", path, env=hidden)
    assert (result.code, result.err) == (0, "")
    pages = pypdf.PdfReader(path).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for figure in ("879.95", "299.99", "479.97", "449.98"):
        assert figure in text


def test_a_sound_project_passes_the_check(call: Call, demo: Path) -> None:
    result = call("verify", "--project", demo, "--json")
    answer = json.loads(result.out)
    assert (result.code, answer["is_sound"]) == (0, True)
    assert answer["checks"]


def test_a_damaged_project_is_told_by_the_exit_code(call: Call, demo: Path) -> None:
    demo.write_bytes(demo.read_bytes()[:5000])
    result = call("verify", "--project", demo)
    assert result.code == 7
    assert len(result.err.splitlines()) <= 1
