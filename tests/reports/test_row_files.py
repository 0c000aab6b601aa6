"""Rows as CSV: written block by block, whole or not at all."""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from attribution_desktop.domain.errors import Cancelled, UsageError
from attribution_desktop.domain.row_table import RowBlock, RowTable
from attribution_desktop.reports.csv_files import CsvStyle
from attribution_desktop.reports.export import FileOptions, write_report
from attribution_desktop.reports.row_files import write_rows
from tests.reports.material import small_report


def table(*blocks: RowBlock) -> RowTable:
    return RowTable("orders", ("order", "value"), frozenset({"value"}), iter(blocks))


def written(source: RowTable, style: CsvStyle | None = None) -> list[list[str]]:
    file = io.BytesIO()
    write_rows(file, source, style or CsvStyle())
    text = io.StringIO(file.getvalue().decode("utf-8"), newline="")
    return list(csv.reader(text, delimiter=(style or CsvStyle()).separator))


def test_blocks_follow_each_other_and_text_is_defused() -> None:
    found = written(table((["=1", 'a,"b"'], ["1.5", "-2"]), (["é\nf"], [""])))
    expected = [["order", "value"], ["'=1", "1.5"], ['a,"b"', "-2"], ["é\nf", ""]]
    assert found == expected


def test_numbers_take_the_decimal_mark() -> None:
    found = written(table((["1.5"], ["1.5"])), CsvStyle(";", ",", has_mark=True))
    assert found == [["\ufefforder", "value"], ["1.5", "1,5"]]


def test_an_archive_holds_tables_and_rows(tmp_path: Path) -> None:
    (path,) = write_report(small_report(), tmp_path / "r.zip", rows=(table((["o"], ["1"])),))
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["channel-roi.csv", "first-last.csv", "orders.csv"]
        assert archive.read("orders.csv") == b"order,value\r\no,1\r\n"


def test_a_file_of_rows_is_chosen_by_its_name(tmp_path: Path) -> None:
    options = FileOptions(table="orders")
    (path,) = write_report(small_report(), tmp_path / "r.csv", options, (table((["o"], ["1"])),))
    assert path.read_bytes() == b"order,value\r\no,1\r\n"


def test_rows_are_no_pdf(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="CSV only"):
        write_report(small_report(), tmp_path / "r.pdf", rows=(table(),))


def test_cancelling_leaves_what_was_there(tmp_path: Path) -> None:
    def blocks() -> Iterator[RowBlock]:
        yield ["o"] * 50_000, ["1"] * 50_000
        raise Cancelled("Cancelled.")

    path = tmp_path / "r.csv"
    path.write_text("mine")
    source = RowTable("orders", ("order", "value"), frozenset({"value"}), blocks())
    with pytest.raises(Cancelled):
        write_report(
            small_report(), path, FileOptions(table="orders"), (source,), is_overwriting=True
        )
    assert path.read_text() == "mine"
    assert [entry.name for entry in tmp_path.iterdir()] == ["r.csv"]
