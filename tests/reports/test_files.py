"""Reports as CSV and JSON files: what is in them, and that they are whole or not there."""

import csv
import errno
import io
import json
import os
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from attribution_desktop.domain.errors import DiskFull, InputRefused, UsageError
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.report_document import Column, Table
from attribution_desktop.reports.csv_files import CsvStyle, csv_bytes
from attribution_desktop.reports.export import FileOptions, write_report
from attribution_desktop.reports.writing import write_whole
from attribution_desktop.services.exporting import build_export
from tests.reports.material import small_analysis, small_report


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))


def test_a_csv_file_holds_the_channel_table_with_plain_numbers(tmp_path: Path) -> None:
    (path,) = write_report(small_report(), tmp_path / "channels.csv")
    assert read_csv(path.read_bytes()) == [
        ["channel", "spend", "revenue", "profit"],
        ["email", "40", "50.0", "10"],
        ["direct", "", "50.0", "50"],
        ["(no touchpoint)", "", "30.0", "30"],
    ]
    assert path.read_bytes().count(b"\r\n") == 4


def test_another_table_is_chosen_by_its_id(tmp_path: Path) -> None:
    (path,) = write_report(small_report(), tmp_path / "pairs.csv", FileOptions(table="first-last"))
    assert read_csv(path.read_bytes()) == [["first", "last"], ["email", "direct"]]


def test_an_unknown_table_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        write_report(small_report(), tmp_path / "pairs.csv", FileOptions(table="nonsense"))
    assert "channel-roi, first-last" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_folder_gets_every_table(tmp_path: Path) -> None:
    paths = write_report(small_report(), tmp_path / "tables", FileOptions(format="csv"))
    assert [path.name for path in paths] == ["channel-roi.csv", "first-last.csv"]
    assert all(path.parent == tmp_path / "tables" for path in paths)


def test_a_zip_file_gets_every_table_and_is_the_same_each_time(tmp_path: Path) -> None:
    (first,) = write_report(small_report(), tmp_path / "a.zip")
    (second,) = write_report(small_report(), tmp_path / "b.zip")
    with zipfile.ZipFile(first) as archive:
        assert archive.namelist() == ["channel-roi.csv", "first-last.csv"]
        assert read_csv(archive.read("first-last.csv"))[1] == ["email", "direct"]
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("name", ["=1+1", "+A1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_channel_named_like_a_formula_stays_text(name: str) -> None:
    table = Table("t", "T", (Column("channel", "C", Kind.TEXT),), ((name,),))
    assert read_csv(csv_bytes(table))[1] == [f"'{name}"]


@pytest.mark.parametrize("name", ['a,"b"', "line\nbreak", "Süd 日本", "'quoted'", " padded "])
def test_any_other_name_comes_back_as_it_was(name: str) -> None:
    table = Table("t", "T", (Column("channel", "C", Kind.TEXT),), ((name,),))
    assert read_csv(csv_bytes(table))[1] == [name]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e-7, "0.0000001"),
        (1e16, "10000000000000000"),
        (-0.0, "0"),
        (-12.5, "-12.5"),
        (Decimal("299.90"), "299.90"),
        (Decimal("1E+3"), "1000"),
        (7, "7"),
    ],
)
def test_numbers_are_plain_decimals(value: float | Decimal | None, text: str) -> None:
    columns = (Column("channel", "C", Kind.TEXT), Column("revenue", "R", Kind.MONEY))
    table = Table("t", "T", columns, (("a", value),))
    assert read_csv(csv_bytes(table))[1] == ["a", text]


def test_a_json_file_holds_the_whole_report(tmp_path: Path) -> None:
    (path,) = write_report(small_report(), tmp_path / "report.json")
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["command"] == "report"
    assert document["budget_optimization"]["expected_revenue"] == 100.0


@pytest.mark.parametrize("name", ["report.txt", "report", "report.docx"])
def test_a_name_without_a_known_format_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        write_report(small_report(), tmp_path / name)


def test_a_format_that_contradicts_the_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"report\.csv does not fit"):
        write_report(small_report(), tmp_path / "report.csv", FileOptions(format="json"))


def test_a_format_can_be_named_for_any_other_name(tmp_path: Path) -> None:
    (path,) = write_report(small_report(), tmp_path / "report.txt", FileOptions(format="json"))
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == 1


def test_a_file_is_written_over_only_on_purpose(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("mine")
    with pytest.raises(InputRefused, match="exists already"):
        write_report(small_report(), path)
    assert path.read_text() == "mine"
    write_report(small_report(), path, is_overwriting=True)
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.json"]


def test_one_existing_table_keeps_all_of_them_from_being_written(tmp_path: Path) -> None:
    (tmp_path / "first-last.csv").write_text("mine")
    with pytest.raises(InputRefused):
        write_report(small_report(), tmp_path, FileOptions(format="csv"))
    assert [entry.name for entry in tmp_path.iterdir()] == ["first-last.csv"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="nowhere"):
        write_report(small_report(), tmp_path / "nowhere" / "report.json")


def failing_with(number: int) -> Callable[..., Any]:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("old")
    monkeypatch.setattr(os, "fsync", failing_with(errno.ENOSPC))
    with pytest.raises(DiskFull):
        write_whole({first: b"new", second: b"new"}, is_overwriting=True)
    assert first.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.csv"]


def test_a_folder_that_may_not_be_written_is_an_error_with_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", failing_with(errno.EACCES))
    with pytest.raises(InputRefused, match=r"a\.csv cannot be written"):
        write_whole({tmp_path / "a.csv": b"new"}, is_overwriting=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_is_written_through(tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("old")
    link.symlink_to(target)
    write_report(small_report(), link, is_overwriting=True)
    assert link.is_symlink()
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == 1


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no device files here")
def test_a_device_is_never_replaced() -> None:
    with pytest.raises(InputRefused, match="no regular file"):
        write_whole({Path("/dev/null"): b"x"}, is_overwriting=True)


def test_separator_decimal_mark_and_byte_order_mark_are_as_asked(tmp_path: Path) -> None:
    style = CsvStyle(separator=";", decimal_mark=",", has_mark=True)
    (path,) = write_report(small_report(), tmp_path / "r.csv", FileOptions(csv=style))
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfchannel;spend;revenue;profit\r\n")
    assert b"\r\nemail;40;50,0;10\r\n" in content


@pytest.mark.parametrize(("separator", "mark"), [(",", ","), ("x", "."), (";", "'")])
def test_signs_that_mean_nothing_or_two_things_are_refused(separator: str, mark: str) -> None:
    with pytest.raises(UsageError):
        CsvStyle(separator, mark)


def test_a_cell_that_holds_the_separator_is_quoted() -> None:
    table = Table("t", "T", (Column("channel", "C", Kind.TEXT),), (("a;b",),))
    rows = csv.reader(
        io.StringIO(csv_bytes(table, CsvStyle(";", ",")).decode(), newline=""), delimiter=";"
    )
    assert list(rows)[1] == ["a;b"]


def test_every_channel_figure_is_in_the_csv_as_the_analysis_has_it(tmp_path: Path) -> None:
    analysis = small_analysis()
    (path,) = write_report(build_export(analysis), tmp_path / "r.csv")
    header, *rows = read_csv(path.read_bytes())
    for row, figures in zip(rows, analysis.channel_figures, strict=True):
        cells = dict(zip(header, row, strict=True))
        assert cells.pop("channel") == figures.channel
        for name, text in cells.items():
            shown = "revenue" if name == "revenue" else name
            value = getattr(figures, f"shown_{shown}", getattr(figures, name))
            assert (text == "") == (value is None)
            assert value is None or Decimal(text) == Decimal(str(value))
    assert {"impressions", "clicks", "conversions", "cpm", "aov", "touched_conversions"} < set(
        header
    )
