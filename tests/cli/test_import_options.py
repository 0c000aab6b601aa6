"""What the import options do, end to end."""

import csv
import gzip
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Call

HEADER = "customer,channel,timestamp,order,value\n"


def events(rows: int, faulty: int = 0) -> str:
    good = [f"c{n},Email,2026-03-01T10:00:00Z,o{n},10\n" for n in range(rows - faulty)]
    bad = [f"b{n},Email,someday,,\n" for n in range(faulty)]
    return HEADER + "".join(good + bad)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "data.csv"


def answer(call: Call, *arguments: str | Path) -> dict[str, object]:
    result = call(*arguments, "--json")
    document = json.loads(result.out)
    assert result.code in {0, 5}, result
    return {**document, "code": result.code}


@pytest.mark.parametrize(
    ("rows", "faulty", "strictness", "code"),
    [
        (20, 1, "strict", 4),
        (20, 0, "strict", 0),
        (20, 9, "normal", 5),
        (20, 10, "normal", 4),
        (1000, 10, "normal", 5),
        (1000, 11, "normal", 4),
        (20, 19, "lenient", 5),
    ],
)
def test_strictness_decides_how_many_rejects_are_borne(  # noqa: PLR0913, PLR0917  # a row of the table
    call: Call, place: Path, rows: int, faulty: int, strictness: str, code: int
) -> None:
    place.write_text(events(rows, faulty))
    result = call("import-journeys", place, "--strictness", strictness)
    assert result.code == code
    listed = json.loads(call("imports", "--json").out)["imports"]
    assert len(listed) == (code != 4)


def test_orders_that_contradict_the_project_count_as_rejects(call: Call, place: Path) -> None:
    place.write_text(events(3))
    assert call("import-journeys", place).code == 0
    place.write_text(events(3).replace(",10\n", ",11\n").replace("10:00", "10:05"))
    refused = call("import-journeys", place, "--strictness", "strict")
    assert refused.code == 4
    assert "nothing was imported" in refused.err
    kept = json.loads(call("report", "--json").out)["summary"]
    assert (kept["revenue"], kept["touchpoints"]) == (30, 3)
    assert call("import-journeys", place, "--replace").code == 0
    assert json.loads(call("report", "--json").out)["summary"]["revenue"] == 33


def test_rejected_rows_are_written_and_import_once_repaired(
    call: Call, place: Path, tmp_path: Path
) -> None:
    place.write_text(events(5, 2))
    rejects = tmp_path / "rejects.csv"
    assert call("import-journeys", place, "--rejects", rejects).code == 5
    rows = list(csv.DictReader(io.StringIO(rejects.read_text())))
    assert [(row["line"], row["code"]) for row in rows] == [("5", "bad-date"), ("6", "bad-date")]
    rejects.write_text(rejects.read_text().replace("someday", "2026-03-02"))
    assert answer(call, "import-journeys", rejects)["rows_imported"] == 2


def test_rejected_rows_are_written_even_when_nothing_is_imported(
    call: Call, place: Path, tmp_path: Path
) -> None:
    place.write_text(events(5, 2))
    rejects = tmp_path / "rejects.csv"
    strict = ("--strictness", "strict", "--rejects", rejects)
    assert call("import-journeys", place, *strict).code == 4
    assert len(rejects.read_text().splitlines()) == 3


def test_a_dry_run_counts_and_stores_nothing(call: Call, place: Path) -> None:
    place.write_text(events(5, 2))
    document = answer(call, "import-journeys", place, "--dry-run")
    assert (document["rows_read"], document["rows_imported"], document["rows_rejected"]) == (
        5,
        3,
        2,
    )
    assert document["problems"] == [
        {
            "code": "bad-date",
            "count": 2,
            "line": 5,
            "message": "This is not a date that can be read without guessing. "
            "Write it as 2026-09-01 or 2026-09-01 13:45:00.",
        }
    ]
    assert (document["revenue"], document["code"]) == (30, 5)
    assert document["rows_duplicate"] == 0
    assert "Nothing was stored" in call("import-journeys", place, "--dry-run").out


def test_new_channels_and_likely_misspellings_are_told(call: Call, place: Path) -> None:
    place.write_text("customer,channel,timestamp\na,Email,2026-03-01\n")
    assert call("import-journeys", place).code == 0
    place.write_text("customer,channel,timestamp\nb,e-mail,2026-03-01\nb,TV,2026-03-02\n")
    document = answer(call, "import-journeys", place)
    assert document["new_channels"] == ["e-mail", "TV"]
    assert document["alike_channels"] == [["Email", "e-mail"]]
    place.write_text("customer,channel,timestamp\nb,emails,2026-03-03\n")
    assert "channels merge 'emails' 'Email'" in call("import-journeys", place).out


def test_a_dry_run_makes_no_project(call: Call, place: Path, tmp_path: Path) -> None:
    place.write_text(events(2))
    missing = tmp_path / "none.attribution"
    assert call("--project", missing, "import-journeys", place, "--dry-run").code == 0
    assert not missing.exists()
    assert call("--project", missing, "imports").code == 4


def test_a_dry_run_says_what_is_there_already(call: Call, place: Path, tmp_path: Path) -> None:
    place.write_text(events(5))
    assert call("import-journeys", place).code == 0
    before = call("report", "--json").out
    other = tmp_path / "more.csv"
    changed = events(7).replace(",o3,10\n", ",o3,11\n")
    other.write_text(changed)
    document = answer(call, "import-journeys", other, "--dry-run")
    assert (document["rows_imported"], document["rows_duplicate"]) == (2, 4)
    assert (document["rows_rejected"], document["rows_read"]) == (1, 7)
    assert [one["line"] for one in document["problems"]] == [5]  # type: ignore[attr-defined]
    assert "2 new, 4 duplicate, 1 rejected" in call("import-journeys", other, "--dry-run").out
    assert call("report", "--json").out == before
    again = call("import-journeys", place, "--dry-run").out
    assert "0 new, 5 duplicate" in again
    assert "This very file was imported before" in again


def test_a_dry_run_writes_every_rejected_row(call: Call, place: Path, tmp_path: Path) -> None:
    place.write_text(events(60, 50))
    rejects = tmp_path / "rejects.csv"
    assert call("import-journeys", place, "--dry-run", "--rejects", rejects).code == 5
    assert len(rejects.read_text().splitlines()) == 51


def test_a_dry_run_of_spend_says_that_it_replaces(call: Call, place: Path) -> None:
    place.write_text("Campaign,Campaign type,Day,Cost\nBrand,Search,2026-09-01,5\n")
    assert call("import-spend", place).code == 0
    place.write_text("Campaign,Campaign type,Day,Cost\nBrand,Search,2026-09-01,6\n")
    said = call("import-spend", place, "--dry-run").out
    assert "1 new, 0 duplicate" in said
    assert "Earlier spend of “google_ads”" in said
    assert json.loads(call("report", "--json").out)["summary"]["spend"] == 5


def test_an_older_encoding_is_offered_and_taken(call: Call, place: Path) -> None:
    place.write_bytes((HEADER + "José,Email,2026-03-01,,\n").encode("windows-1252"))
    refused = call("import-journeys", place)
    assert refused.code == 4
    assert "--encoding windows-1252" in refused.err
    assert "José" in refused.err
    assert call("import-journeys", place, "--encoding", "windows-1252").code == 0
    assert call("import-journeys", place, "--encoding", "klingon", "--again").code == 2


@pytest.mark.parametrize(
    ("row", "option", "value"),
    [
        ('c,Email,2026-03-01,o1,"1,234"\n', ("--decimal", "."), 1234),
        ('c,Email,2026-03-01,o1,"1,234"\n', ("--decimal", ","), 1.234),
        ("c,Email,01/03/2026,o1,5\n", ("--date-format", "DMY"), 5),
        ("c,Email,26.01.03,o1,5\n", ("--date-format", "%y.%d.%m"), 5),
    ],
)
def test_what_a_column_leaves_open_is_refused_with_the_option_that_settles_it(
    call: Call, place: Path, row: str, option: tuple[str, str], value: float
) -> None:
    place.write_text(HEADER + row)
    refused = call("import-journeys", place, "--strictness", "strict")
    assert refused.code == 4
    if "%" not in option[1]:
        assert option[0] in refused.err
    document = answer(call, "import-journeys", place, *option)
    assert document["revenue"] == value
    assert str(document["first"]).startswith("2026-03-01")


def test_archives_workbooks_and_standard_input_are_read(
    call: Call, run_program: Call, tmp_path: Path
) -> None:
    content = events(3).encode()
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(content))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("inner.csv", content.replace(b"o", b"p").replace(b"crder", b"corder"))
    assert answer(call, "import-journeys", tmp_path / "a.csv.gz")["rows_imported"] == 3
    book = openpyxl.Workbook()
    book.active.append(["customer", "channel", "timestamp", "order", "value"])
    book.active.append(
        ["w", "Email", datetime(2026, 3, 1, 10, 30, tzinfo=UTC).replace(tzinfo=None), "00123", 12.5]
    )
    book.create_sheet("Second").append(["nothing"])
    book.save(tmp_path / "w.xlsx")
    document = answer(call, "import-journeys", tmp_path / "w.xlsx")
    assert (document["file"], document["revenue"]) == ("w.xlsx", 12.5)
    assert document["first"] == "2026-03-01T10:30:00Z"
    assert call("import-journeys", tmp_path / "w.xlsx", "--sheet", "None").code == 2
    piped = run_program(
        "--project", tmp_path / "p.attribution", "import-journeys", "-", "--json", stdin=content
    )
    assert piped.code == 0, piped.err
    assert json.loads(piped.out)["file"] == "standard input"


def test_spend_of_a_source_and_period_is_replaced(call: Call, place: Path) -> None:
    ads = "Campaign,Campaign type,Day,Cost\nBrand,Search,2026-03-01,{}\nBrand,Search,2026-03-02,5\n"
    place.write_text(ads.format(10))
    assert answer(call, "import-spend", place)["rows_imported"] == 2
    assert call("import-spend", place).code == 11
    place.write_text(ads.format(20))
    document = answer(call, "import-spend", place)
    assert any("google_ads" in str(one) for one in document["warnings"])  # type: ignore[attr-defined]
    spend = json.loads(call("report", "--json").out)["summary"]["spend"]
    assert spend == 25


def test_spend_without_dates_takes_the_days_that_are_given(call: Call, place: Path) -> None:
    place.write_text("channel,cost\nEmail,30\n")
    days = ("--start", "2026-03-01", "--end", "2026-03-03")
    document = answer(call, "import-spend", place, *days, "--source", "mail")
    assert str(document["first"]).startswith("2026-03-01")
    assert str(document["last"]).startswith("2026-03-03")
    assert call("import-spend", place, "--start", "2026-03-01").code == 2
    assert call("import-spend", place, "--start", "march", "--end", "april").code == 2


def test_channel_rules_are_shown_tried_loaded_and_reset(
    call: Call, place: Path, tmp_path: Path
) -> None:
    place.write_text(
        "customer,source,medium,timestamp\na,google,cpc,2026-03-01\nb,shop,house,2026-03-01\n"
    )
    assert call("import-journeys", place).code == 0
    shown = answer(call, "channel-rules", "--try", "shop/house", "--try", "paypal.com/referral")
    tried = [one["channel"] for one in shown["tried"]]  # type: ignore[attr-defined]
    assert tried == ["Unassigned", "(excluded)"]
    rules = tmp_path / "rules.json"
    rules.write_text(json.dumps({"rules": [{"channel": "House", "medium": "house"}]}))
    loaded = answer(call, "channel-rules", "--load", rules, "--try", "shop/house")
    assert loaded["rules"] == [{"channel": "House", "medium": "house"}]
    assert call("import-journeys", place, "--again").code == 0
    assert "House" in {
        row["channel"] for row in json.loads(call("channel-roi", "--json").out)["channels"]
    }
    rules.write_text('{"rules": [{"channel": "All"}]}')
    assert call("channel-rules", "--load", rules).code == 2
    assert len(answer(call, "channel-rules", "--reset")["rules"]) > 20  # type: ignore[arg-type]
