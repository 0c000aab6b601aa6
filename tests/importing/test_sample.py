"""The first rows are shown as an import will read them, one line for each row of the file."""

from pathlib import Path

import pytest

from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.importing import preview, read_file
from tests.importing.material import NOW
from tests.importing.test_corpus import ACCEPTED, CORPUS, EXPECTED, options_of


@pytest.mark.parametrize("name", ACCEPTED)
def test_every_row_of_a_small_file_is_shown_with_what_becomes_of_it(name: str) -> None:
    options = options_of(EXPECTED[name])
    sample = preview(CORPUS / name, options).sample
    file = read_file(CORPUS / name, options, now=NOW)
    if sample.refusal or file.rows_read > 20:
        return
    counts = {"Rejected": 0, "Skipped": 0}
    for row in sample.rows:
        assert len(row.cells) == len(sample.columns)
        for word in counts:
            counts[word] += row.becomes.startswith(word)
    assert counts["Rejected"] == len(file.rejects)
    assert counts["Skipped"] == sum(count for _, count in file.skipped)
    assert len(sample.rows) == file.rows_read


def shown(tmp_path: Path, text: str, **options: object) -> list[tuple[int, str, tuple[str, ...]]]:
    path = tmp_path / "data.csv"
    path.write_text(text, encoding="utf-8")
    sample = preview(path, ImportOptions(**options)).sample  # type: ignore[arg-type]
    assert sample.refusal == ""
    return [(row.line, row.becomes, row.cells) for row in sample.rows]


def test_values_are_typed_and_channels_made_by_the_rules(tmp_path: Path) -> None:
    text = (
        "customer;source;medium;timestamp;order;value\n"
        "a;google;cpc;30.09.2026 08:00;;\n"
        "a;(direct);(none);30.09.2026 09:00;o1;1.234,5\n"
        "b;google;cpc;never;;\n"
    )
    assert shown(tmp_path, text, time_zone="Europe/Berlin") == [
        (2, "Touchpoint", ("a", "Paid Search", "2026-09-30 08:00:00", "", "")),
        (3, "Touchpoint and order", ("a", "Direct", "2026-09-30 09:00:00", "o1", "1,234.50")),
        (4, "Rejected: timestamp “never”: " + _never(tmp_path), ("", "", "", "", "")),
    ]


def _never(tmp_path: Path) -> str:
    path = tmp_path / "never.csv"
    path.write_text("customer,channel,timestamp\na,x,never\n", encoding="utf-8")
    return read_file(path, ImportOptions()).rejects[0].message


def test_a_cost_that_is_spread_is_one_row_with_its_days(tmp_path: Path) -> None:
    text = "channel,cost,start,end,clicks\ntv,10,2026-09-01,2026-09-03,\n"
    assert shown(tmp_path, text) == [
        (2, "Spend", ("tv", "2026-09-01 – 2026-09-03", "10.00", "", "", ""))
    ]


def test_what_only_the_whole_column_settles_is_said(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("customer,timestamp,order,value\na,02/03/2026,o1,5\n", encoding="utf-8")
    seen = preview(path, ImportOptions())
    assert seen.sample.rows == ()
    assert "whole file" in seen.sample.refusal
    assert len(seen.rows) == 1


def test_a_workbook_names_its_sheets() -> None:
    seen = preview(CORPUS / "workbook_sheets.xlsx", ImportOptions())
    assert (seen.sheet, seen.sheets) == ("Sheet", ("Sheet", "Notes"))
